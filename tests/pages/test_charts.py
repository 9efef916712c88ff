"""Charts: well-formed drawings that say in words and in a table what they show."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pages import charts
from pages.charts import Bar, Cell
from pages.samples import sample_charts

HOSTILE = "<script>alert(1)</script>\"' & {{ x }}"
MONTHS = [
    Bar("Januari 2026", 1200, part=300, before=1500, short="Jan", href="/baris/?bulan=1&a=b"),
    Bar("Februari 2026", 40, part=0, before=None, short="Feb"),
]
WEEK = [[Cell(0) for _hour in range(24)] for _day in range(7)]
FULL = '{% bar_chart bars "Topik" "Bulan" "topik" "otomatis" "periode lalu" %}'


def render(tag, **context):
    """The page's piece, parsed: a chart that is not well-formed fails here."""
    html = Template("{% load charts %}" + tag).render(Context(context))
    return ElementTree.fromstring(html.replace('tabindex="0"', "").strip())  # noqa: S314 - our own


def classed(tree, name):
    return [node for node in tree.iter() if name in node.get("class", "").split()]


def text(node):
    return " ".join("".join(node.itertext()).split())


def table(tree):
    return [[text(cell) for cell in row if cell.tag in ("td", "th")] for row in tree.iter("tr")]


def test_a_chart_says_what_it_shows():
    tree = render(FULL, bars=MONTHS)
    drawing = classed(tree, "chart__drawing")[0]
    names = [
        text(tree.find(f".//*[@id='{part}']")) for part in drawing.get("aria-labelledby").split()
    ]
    assert names == [
        "Topik",
        "Tertinggi: Januari 2026, dengan 1.200 topik. "
        "Seluruhnya: 1.240 topik, 300 otomatis, 1.500 periode lalu.",
    ]
    assert table(tree) == [
        ["Bulan", "topik", "otomatis", "periode lalu"],
        ["Januari 2026", "1.200", "300", "1.500"],
        ["Februari 2026", "40", "0", "–"],
    ]
    assert [text(row) for row in tree.iter("li")] == ["topik", "otomatis", "periode lalu"]
    assert [text(name) for name in classed(tree, "chart__name")] == ["Jan", "Feb"]


def test_each_bar_has_its_values():
    tree = render(FULL, bars=MONTHS)
    titles = [text(node) for node in tree.iter("title")]
    assert titles[1] == "Januari 2026: 1.200 topik, 300 otomatis, 1.500 periode lalu"


def test_a_bar_opens_its_rows_in_drawing_and_table():
    tree = render(FULL, bars=MONTHS)
    assert [link.get("href") for link in tree.iter("a")] == ["/baris/?bulan=1&a=b"] * 2
    assert next(tree.iter("a")).get("aria-label").startswith("Januari 2026: 1.200 topik")
    # An image may hold no links; a group may.
    assert classed(tree, "chart__drawing")[0].get("role") == "group"
    unlinked = render(FULL, bars=MONTHS[1:])
    assert classed(unlinked, "chart__drawing")[0].get("role") == "img"


def test_heights_are_to_scale():
    """The axis ends at 1,500: 1,200 is four fifths of it, its part a fifth, the mark at its top."""
    tree = render(FULL, bars=MONTHS)
    assert [text(tick) for tick in classed(tree, "chart__tick")] == ["0", "500", "1.000", "1.500"]
    heights = [
        float(bar.get("height")) for bar in classed(tree, "chart__bar") if "%" in bar.get("x")
    ]
    assert heights == pytest.approx([128, 32, 4.3, 0], abs=0.1)
    marks = [mark for mark in classed(tree, "chart__before") if "%" in mark.get("x")]
    assert [float(mark.get("y")) for mark in marks] == [charts.TOP]


@pytest.mark.parametrize("language", ["id", "en"])
def test_numbers_are_localised_in_words_only(language):
    with translation.override(language):
        tree = render(FULL, bars=[Bar(str(n), 1234 + n, part=n) for n in range(7)])
        assert ("1.234" if language == "id" else "1,234") in text(tree)
    for node in tree.iter("rect"):
        for name in ("x", "y", "width", "height"):
            assert float(node.get(name, "0").rstrip("%")) >= 0


@pytest.mark.parametrize(
    "tag",
    [
        "{% bar_chart bars t t t t t %}",
        "{% histogram bars t t t %}",
        "{% bar_list bars t t t %}",
        "{% heat_map cells t t %}",
    ],
)
def test_hostile_words_stay_words(tag):
    bars = [Bar(HOSTILE, 3, part=1, before=2, short=HOSTILE, href='"><script>')]
    cells = [[Cell(1, href='"><script>')] * 24] * 7
    tree = render(tag, bars=bars, cells=cells, t=HOSTILE)
    assert list(tree.iter("script")) == []
    assert HOSTILE in text(tree)


@pytest.mark.parametrize(
    "tag",
    [
        '{% bar_chart bars "Topik" "Bulan" "topik" %}',
        '{% histogram bars "Topik" "Bulan" "topik" %}',
        '{% bar_list bars "Topik" "Bulan" "topik" %}',
        '{% heat_map bars "Topik" "topik" %}',
    ],
)
def test_nothing_is_a_sentence(tag):
    tree = render(tag, bars=[])
    words = " ".join(" ".join(tree.itertext()).split())
    assert words == "Topik Tidak ada yang tercatat di sini pada periode ini."
    assert list(tree.iter("svg")) == []


def test_all_zero_is_a_sentence_and_the_table():
    tree = render(FULL, bars=[Bar("Januari", 0), Bar("Februari", 0)])
    assert list(tree.iter("svg")) == []
    assert "Tidak ada yang tercatat" in text(tree)
    assert table(tree)[1:] == [["Januari", "0", "0", "–"], ["Februari", "0", "0", "–"]]
    assert "Tidak ada yang tercatat" in text(render('{% heat_map w "T" "t" %}', w=WEEK))


def test_zero_now_but_not_before_is_drawn():
    tree = render(FULL, bars=[Bar("Januari", 0, before=4)])
    assert len(classed(tree, "chart__before")) == 2  # in the legend and on the bar


def test_one_bar_is_no_wall():
    (column,) = charts.columns([Bar("Januari", 1)], 2)
    assert (column.x, column.width, column.height) == (44, 12, charts.PLOT / 2)


def test_a_year_of_days():
    bars = [Bar(f"{n} Januari 2026", n % 9, before=n % 7, short=f"{n} Jan") for n in range(366)]
    tree = render('{% bar_chart bars "Topik" "Hari" "topik" "" "periode lalu" %}', bars=bars)
    assert len(classed(tree, "chart__slot")) == 366
    assert len(table(tree)) == 367
    shown = [name.get("class") for name in classed(tree, "chart__name")]
    assert 3 <= sum("wide" not in name for name in shown) <= 4
    assert len(shown) <= 14
    # No room for marks: the period before is in the words and the table.
    assert classed(tree, "chart__before") == []
    assert "periode lalu" in text(classed(tree, "chart__note")[0])


def test_a_histogram_names_every_bar():
    bars = [Bar(f"≤ {n} hari", n) for n in range(1, 10)]
    tree = render('{% histogram bars "Lama" "Lama" "topik" %}', bars=bars)
    assert [text(name) for name in classed(tree, "chart__name")] == [bar.label for bar in bars]
    assert "chart--steep" not in tree.get("class")
    tree = render('{% histogram bars "Lama" "Lama" "topik" %}', bars=[Bar("x" * 18, 1)] * 9)
    assert "chart--steep" in tree.get("class")


def test_very_large_values():
    tree = render(FULL, bars=[Bar("Januari", 9_876_543_210_123)])
    assert [text(tick) for tick in classed(tree, "chart__tick")] == ["0", "5 T", "10 T"]
    assert "9.876.543.210.123" in text(tree)
    with translation.override("en"):
        tree = render(FULL, bars=[Bar("January", 45_000)])
        assert [text(tick) for tick in classed(tree, "chart__tick")] == ["0", "20K", "40K", "60K"]


def test_a_long_name_is_cut_beneath_but_whole_in_the_table():
    tree = render(FULL, bars=[Bar("x" * 300, 1)])
    assert text(classed(tree, "chart__name")[0]) == "x" * 17 + "…"
    assert table(tree)[1][0] == "x" * 300


def test_a_list_of_bars():
    bars = [
        Bar("Waktu", Decimal("88.3125"), href="/baris/"),
        Bar("Biaya", Decimal("50")),
        Bar("Produk", Decimal("120")),
    ]
    tree = render('{% bar_list bars "IKM" "Unsur" "nilai" 100 %}', bars=bars)
    assert table(tree) == [
        ["Unsur", "nilai"],
        ["Waktu", "88,31"],
        ["Biaya", "50,00"],
        ["Produk", "120,00"],
    ]
    assert [bar.get("width") for bar in classed(tree, "chart__bar")] == ["88.3%", "50.0%", "100.0%"]
    assert [link.get("href") for link in tree.iter("a")] == ["/baris/"]


def test_a_list_with_shares():
    bars = [Bar("Usang", 3, share=0.75), Bar("Lain", 1, share=None), Bar("Nol", 0, share=0.0)]
    tree = render('{% bar_list bars "Alasan" "Alasan" "kali" %}', bars=bars)
    assert table(tree)[0] == ["Alasan", "kali", "Persentase"]
    assert [row[2] for row in table(tree)[1:]] == ["75 %", "–", "0 %"]
    assert [bar.get("width") for bar in classed(tree, "chart__bar")] == ["100.0%", "33.3%", "0.0%"]


def test_a_week_by_the_hour():
    week = [list(row) for row in WEEK]
    week[0][9], week[6][23] = Cell(1000, href="/baris/?jam=9"), Cell(1)
    tree = render('{% heat_map w "Beban" "topik" %}', w=week)
    rows = table(tree)
    assert rows[0] == ["Jam", *(f"{hour:02}" for hour in range(24))]
    assert [row[0] for row in rows[1:]][::6] == ["Senin", "Minggu"]
    assert (rows[1][10], rows[7][24], rows[2][1]) == ("1.000", "1", "0")
    darkest = [text(cell) for cell in classed(tree, "heat__cell--5")]
    assert darkest == ["1.000", ""]  # and the legend
    assert text(classed(tree, "chart__note")[0]) == (
        "Tersibuk: Senin, satu jam mulai pukul 9.00, dengan 1.000 topik. Seluruhnya: 1.001 topik."
    )
    assert [link.get("href") for link in tree.iter("a")] == ["/baris/?jam=9"]


@given(st.integers(0, 10**15))
def test_ticks_are_three_to_five_round_numbers(most):
    marks = charts.ticks(most)
    step = marks[1]
    assert 3 <= len(marks) <= 5
    assert marks == [step * n for n in range(len(marks))]
    assert step == int(str(step)[0]) * 10 ** (len(str(step)) - 1)
    assert str(step)[0] in "125"
    assert marks[-1] >= most


@given(st.integers(1, 10_000))
def test_shades_grow_with_the_count_up_to_the_darkest(most):
    bounds = charts.heat_bounds(most)
    levels = [charts.heat_level(value, bounds) for value in range(most + 1)]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (0, charts.HEAT_LEVELS)
    assert 0 not in levels[1:]


def test_the_style_guide_shows_every_kind(client, db, settings):
    settings.DEBUG = True
    page = client.get("/styleguide/").content.decode()
    assert page.count('class="chart') > len(sample_charts())
    for name in ("chart--angled", "bar-list", "heat__table", "chart__legend", "chart__before"):
        assert f'"{name}' in page or f" {name}" in page
