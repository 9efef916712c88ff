"""Markdown: what people need, and nothing that runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.markdown import render


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**tebal** dan *miring*", "<p><strong>tebal</strong> dan <em>miring</em></p>"),
        ("satu\ndua", "<p>satu<br>\ndua</p>"),
        ("# Judul", "<h3>Judul</h3>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ],
)
def test_what_it_renders(text, html):
    assert render(text).strip() == html


def test_tables_render():
    assert "<td>1</td>" in render("| a |\n|---|\n| 1 |")


def test_links_carry_no_credit():
    assert 'rel="ugc nofollow noopener"' in render("[x](https://example.org)")


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        '<img src=x onerror="alert(1)">',
        "![x](https://tracker.example/x.png)",
        '<a href="https://e" style="position:fixed">x</a>',
    ],
)
def test_nothing_runs_or_loads(attack):
    html = render(attack)
    assert not any(f"<{tag}" in html for tag in ("script", "img", "style", "iframe"))
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert " style=" not in html or "&" in html


@given(st.text(max_size=300))
def test_any_text_renders(text):
    assert isinstance(render(text), str)
