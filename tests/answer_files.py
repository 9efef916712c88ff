"""Files of answers, and how they are sent."""

import csv
import io
import json
import re
from html import unescape

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from autoreply import curation, editing, table_writer
from autoreply.models import Answer, AnswerVersion


def published(category, slug="lain", **more):
    """An answer in force with exactly this content."""
    content = editing.blank() | {
        "question": "Berapa luas wilayah suatu kabupaten?",
        "body": "Lihat publikasinya.",
        "category": category.slug,
        "review_on": "2027-06-30",
        **more,
    }
    curation.install(content, slug)
    return Answer.objects.get(slug=slug)


def exported(form):
    return table_writer.written(table_writer.FORMS[form])


def as_csv(*rows, delimiter=","):
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode()


def csv_of(**more):
    """A file with one whole row."""
    row = {
        "question": "Di mana data inflasi?",
        "body": "Di situs kami.",
        "category": "kependudukan",
        "review_on": "2027-01-31",
    } | more
    return as_csv(row.keys(), row.values())


def workbook(*rows):
    target = io.BytesIO()
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def send(client, data, name="a.csv"):
    return client.post(reverse("autoreply:importing"), {"file": SimpleUploadedFile(name, data)})


def staged_in(response):
    return unescape(re.search(r'name="staged" value="([^"]+)"', response.content.decode())[1])


def go_on(client, response):
    return client.post(reverse("autoreply:importing"), {"staged": staged_in(response)})


def counts():
    return Answer.objects.count(), AnswerVersion.objects.count()


def edited(answer, **more):
    """A file with an edit of this answer."""
    return json.dumps({"slug": answer.slug} | editing.content_of(answer) | more).encode()
