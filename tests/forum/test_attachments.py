"""Attached files: told by their content, stripped, kept through errors, seen by whoever may."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from forum import moderation
from forum.models import Attachment, Post, Topic
from forum.models.event import Act
from pages import moment
from servicedesk.models import Policy


def photo(form="JPEG", size=(40, 30)):
    """A picture with the place it was taken at written into it."""
    target = BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "S"
    exif[0x010F] = "Kamera Ana"
    Image.new("RGB", size, "teal").save(target, form, exif=exif)
    return target.getvalue()


def office(*parts):
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return target.getvalue()


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def send(logged_in, ben, topic):
    def send(*files, reader=None, **form):
        url = reverse("forum:post_new", args=[topic.pk])
        data = {"body": "Lihat berkas ini", "attached_files": list(files), **form}
        return (reader or logged_in(ben)).post(url, data)

    return send


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("foto.jpg", photo(), "image/jpeg"),
        ("foto.csv", photo("PNG"), "image/png"),
        ("foto.webp", photo("WEBP"), "image/webp"),
        ("surat.pdf", b"%PDF-1.7 apa saja", "application/pdf"),
        ("tabel.xlsx", office("xl/workbook.xml"), "application/vnd.openxml"),
        ("surat.docx", office("word/document.xml"), "application/vnd.openxml"),
        ("data.csv", b"wilayah;jumlah\nMetro;1\nMesuji;2\n", "text/csv"),
    ],
)
def test_what_is_in_it_says_what_it_is(client, send, topic, name, content, content_type):
    assert send(upload(name, content)).status_code == 302
    row = Attachment.objects.get()
    assert row.content_type.startswith(content_type)
    response = client.get(row.get_absolute_url())
    assert response["Content-Type"].startswith(content_type)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    inline = response["Content-Disposition"].startswith("inline")
    assert inline == row.is_image
    assert row.get_absolute_url() in client.get(topic.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", b"<script>alert(1)</script>"),
        ("halaman.html", b"<html>,</html>"),
        ("gambar.svg", b"<svg xmlns='x' onload='alert(1)'>,</svg>"),
        ("program.exe", b"MZ\x90\x00" + b"\0" * 50),
        ("makro.xlsx", office("xl/workbook.xml", "xl/vbaProject.bin")),
        ("arsip.zip", office("apa.txt")),
        ("rusak.jpg", photo()[:60]),
        ("kosong.pdf", b""),
    ],
)
def test_anything_else_is_refused_and_the_text_is_kept(send, topic, name, content):
    response = send(upload(name, content))
    assert response.status_code == 422
    assert "Lihat berkas ini" in response.content.decode()
    assert not Attachment.objects.exists()
    assert not topic.posts.exclude(path="").exists()


def test_a_picture_loses_what_the_camera_wrote(send):
    send(upload("foto.jpg", photo()))
    row = Attachment.objects.get()
    stored = row.file.read()
    assert b"Kamera Ana" not in stored
    assert dict(Image.open(BytesIO(stored)).getexif()) == {}
    assert Image.open(row.thumbnail).format == "WEBP"


def test_too_large_and_too_many_are_refused(send):
    Policy.objects.create(attachment_megabytes=1, attachments_per_post=2)
    big = b"%PDF-" + b"x" * 1024 * 1024
    assert send(upload("besar.pdf", big)).status_code == 422
    three = [upload(f"{n}.pdf", b"%PDF-1") for n in range(3)]
    assert send(*three).status_code == 422
    assert send(*[upload(f"{n}.pdf", b"%PDF-1") for n in range(2)]).status_code == 302


def test_the_administrator_says_which_types(send):
    Policy.objects.create(attachment_types="pdf csv")
    assert "pdf, csv" in send(upload("foto.jpg", photo())).content.decode()
    assert send(upload("surat.pdf", b"%PDF-1")).status_code == 302
    with pytest.raises(ValidationError):
        Policy(attachment_types="pdf exe").full_clean()


def test_an_error_elsewhere_costs_no_second_upload(logged_in, ben, send, topic):
    page = send(upload("surat.pdf", b"%PDF-1"), body="").content.decode()
    row = Attachment.objects.get()
    assert f'value="{row.pk}" checked' in page
    assert send(kept=[str(row.pk)]).status_code == 302
    row.refresh_from_db()
    assert row.post.body == "Lihat berkas ini"
    assert Attachment.objects.count() == 1


def test_uploads_that_are_never_posted_do_not_pile_up(send):
    Policy.objects.create(attachments_per_post=1)
    codes = [send(upload("a.pdf", b"%PDF-1"), body="").status_code for _ in range(8)]
    assert set(codes) == {422}
    assert Attachment.objects.count() == 5


def test_a_preview_keeps_the_files(send):
    send(upload("surat.pdf", b"%PDF-1"), preview="1")
    assert Attachment.objects.get().post is None


def test_somebody_elses_upload_cannot_be_taken(logged_in, ana, send):
    send(upload("surat.pdf", b"%PDF-1"), body="")
    row = Attachment.objects.get()
    assert send(reader=logged_in(ana), kept=[str(row.pk)]).status_code == 422
    assert logged_in(ana).get(row.get_absolute_url()).status_code == 404


def test_a_question_has_files_too(logged_in, ben, category):
    form = {"title": "Peta ini apa", "body": "Lihat", "category": category.slug}
    files = [upload("foto.jpg", photo())]
    logged_in(ben).post(reverse("forum:topic_new"), {**form, "attached_files": files})
    question = Topic.objects.get().posts.get(path="")
    assert question.attachment_count == question.attachments.count() == 1


def test_strangers_upload_nothing(client, send):
    response = send(upload("surat.pdf", b"%PDF-1"), reader=client)
    assert response.status_code == 302
    assert not Attachment.objects.exists()


def test_with_the_post_the_file_is_hidden(client, logged_in, ben, sari, send):
    send(upload("foto.jpg", photo()))
    row = Attachment.objects.get()
    moderation.act_on_post(row.post, Act.HIDDEN, sari)
    for url in (row.get_absolute_url(), reverse("forum:thumbnail", args=[row.pk])):
        assert client.get(url).status_code == 404
        assert logged_in(sari).get(url).status_code == 200


def test_a_name_is_only_a_name(client, send):
    send(upload("../../etc/pass\nwd.pdf", b"%PDF-1"))
    row = Attachment.objects.get()
    assert "/" not in row.name
    assert "etc" not in row.file.name
    assert client.get(row.get_absolute_url()).status_code == 200


def test_what_was_never_posted_is_swept(logged_in, ben, send):
    send(upload("surat.pdf", b"%PDF-1"), body="")
    send(upload("foto.jpg", photo()))
    lost, posted = Attachment.objects.get(post=None), Attachment.objects.exclude(post=None).get()
    call_command("sweep_attachments", verbosity=0)
    assert Attachment.objects.count() == 2, "it may still be posted today"
    with moment.at(moment.now() + timedelta(days=2)):
        call_command("sweep_attachments", verbosity=0)
    assert list(Attachment.objects.all()) == [posted]
    assert not lost.file.storage.exists(lost.file.name)
    assert posted.file.storage.exists(posted.file.name)
    assert Post.objects.get(pk=posted.post_id).attachment_count == 1


def test_wrong_method(client, send):
    send(upload("surat.pdf", b"%PDF-1"))
    assert client.post(Attachment.objects.get().get_absolute_url()).status_code == 405
