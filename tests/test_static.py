"""What the pages load: from this site, unchanged, and without inline code."""

import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[1]
BOOTSTRAP = "3c8f27e6009ccfd710a905e6dcf12d0ee3c6f2ac7da05b0572d3e0d12e736fc8"
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"|javascript:")


def test_bootstrap_is_the_one_that_was_released():
    found = finders.find("js-lib-bootstrap5/css/bootstrap.min.css")
    assert hashlib.sha256(Path(found).read_bytes()).hexdigest() == BOOTSTRAP


_LOADED = r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]*(?:href|src)="([^"]+)"'


@pytest.mark.parametrize("url", ["/", "/topik/", "/tanya/", "/jawaban/", "/akun/login/"])
def test_every_file_of_a_page_exists_and_is_ours(client, db, url):
    page = client.get(url).content.decode()
    loaded = re.findall(_LOADED, page)
    assert loaded
    for address in loaded:
        assert address.startswith("/static/"), address
        assert finders.find(address.removeprefix("/static/")), address


def test_no_template_holds_inline_code():
    # What is shown without the site brings its own style, and so do letters.
    alone = ("500.html", "report_file.html", "_letter.html", "letter.html", "digest.html")
    templates = [path for path in (ROOT / "templates").rglob("*.html") if path.name not in alone]
    assert [str(path) for path in templates if INLINE.search(path.read_text())] == []


def test_the_policy_allows_no_inline_code(client, db):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
