"""What search engines are told of."""

from notices.models import Notice


def test_releases_subjects_and_valid_notices(client, release, sari):
    Notice(title="Kabar", body="Isi.").write(sari)
    pages = {
        "rilis": release.get_absolute_url(),
        "subjek": release.subject.get_absolute_url(),
        "pengumuman": Notice.objects.get().get_absolute_url(),
    }
    for section, address in pages.items():
        text = client.get(f"/sitemap-{section}.xml").content.decode()
        assert address in text
    assert "Disallow: /rilis/langganan/" in client.get("/robots.txt").content.decode()
