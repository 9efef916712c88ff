"""Fetching from the WebAPI, against a server of our own that answers as the real one does."""

import logging
import traceback
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pages import moment
from releases import webapi
from releases.models import Release, ReleaseEvent, SourceSubject, Subject
from tests import factories
from tests.webapi_server import EMPTY, GONE, listed, press_release, publication, serving

KEY = "s3cr3t/k3y"


@pytest.fixture
def server(settings, monkeypatch, db):
    """Answers nothing until a test says what; nobody waits for it."""
    monkeypatch.setattr(webapi, "_PAUSE", 0)
    monkeypatch.setattr(webapi, "_BACKOFF", 0)
    monkeypatch.setattr(webapi, "_TIMEOUT", 0.5)
    with serving() as server:
        settings.BPS_API_KEY, settings.BPS_API_URL = KEY, server.base
        yield server


def fetch(**options):
    """What the command printed, and its exit code."""
    out = StringIO()
    try:
        call_command("fetch_releases", stdout=out, stderr=out, **options)
    except CommandError as error:
        return out.getvalue(), error.returncode
    return out.getvalue(), 0


def test_without_a_key_nothing_is_fetched(server, settings):
    settings.BPS_API_KEY = ""
    assert fetch() == ("BPS_API_KEY is not set: nothing is fetched.\n", 0)
    assert server.paths == []


def test_a_press_release_becomes_a_published_release(server):
    server.answers["pressrelease"] = [listed([press_release()])]
    printed, code = fetch()
    assert (code, "pressrelease: 1 new." in printed) == (0, True)
    release = Release.objects.get()
    assert (release.subject.name, release.period) == ("Ekspor-Impor", "Agustus 2023")
    assert release.day == date(2023, 9, 15)
    assert release.summary == "A. PERKEMBANGAN EKSPOR Tumbuh & naik"
    assert release.source_url.startswith("https://www.bps.go.id/")
    assert server.paths[0].startswith(
        "/v1/api/list/model/pressrelease/lang/ind/domain/1800/page/1/"
    )


def test_a_publication_is_planned_by_its_schedule(server):
    tomorrow = moment.today() + timedelta(days=1)
    coming = {"sch_date": tomorrow.isoformat(), "rl_date": None}
    server.answers["publication"] = [listed([publication(**coming)])]
    fetch()
    release = Release.objects.get()
    assert (release.planned_on, release.published_at, release.region) == (tomorrow, None, "1872")
    later = tomorrow + timedelta(days=3)
    server.answers["publication"] = [listed([publication(sch_date=later.isoformat(), rl_date="")])]
    assert "1 changed" in fetch()[0]
    assert list(release.events.values_list("day", flat=True)) == [tomorrow, later]
    out = {"sch_date": later.isoformat(), "rl_date": moment.today().isoformat()}
    server.answers["publication"] = [listed([publication(**out)])]
    assert "1 published" in fetch()[0]
    release.refresh_from_db()
    assert release.is_news


def test_fetching_again_changes_nothing(server):
    server.answers["pressrelease"] = [listed([press_release(), press_release(brs_id=2)])]
    server.answers["publication"] = [listed([publication()])]
    fetch()
    before = list(Release.objects.order_by("pk").values())
    printed, _code = fetch()
    assert "pressrelease: 2 unchanged." in printed
    assert list(Release.objects.order_by("pk").values()) == before
    assert ReleaseEvent.objects.count() == 6


def test_a_dry_run_writes_nothing(server):
    server.answers["pressrelease"] = [listed([press_release()])]
    printed, code = fetch(dry_run=True)
    assert "1 new" in printed
    assert "Nothing was written." in printed
    assert (code, Release.objects.exists(), Subject.objects.exists()) == (0, False, False)


def test_the_release_officers_planned_is_the_one(server, sari):
    series = factories.subject("EKSPOR-IMPOR")
    ours = factories.release(
        series,
        "Perkembangan Ekspor",
        date(2023, 9, 14),
        by=sari,
        reference_from=date(2023, 8, 1),
        reference_until=date(2023, 8, 31),
    )
    server.answers["pressrelease"] = [listed([press_release()])]
    assert "1 published" in fetch()[0]
    ours.refresh_from_db()
    assert (ours.title, ours.planned_on) == ("Perkembangan Ekspor", date(2023, 9, 14))
    assert (ours.day, bool(ours.source_url)) == (date(2023, 9, 15), True)
    assert "1 unchanged" in fetch()[0]
    assert Release.objects.count() == 1


def test_the_administrator_maps_a_subject(server, admin_client):
    server.answers["pressrelease"] = [listed([press_release()])]
    fetch()
    trade = factories.subject("Perdagangan Luar Negeri")
    row = SourceSubject.objects.get()
    data = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": row.pk,
        "form-0-subject": trade.pk,
        "_save": "x",
    }
    assert admin_client.post("/admin/releases/sourcesubject/", data).status_code == 302
    server.answers["pressrelease"] = [listed([press_release(brs_id=2)])]
    fetch()
    assert Release.objects.get(external_id__endswith=":2").subject == trade


def test_pages_are_read_up_to_a_limit(server):
    server.answers["pressrelease"] = [
        listed([press_release(brs_id=number)], pages=9) for number in (1, 2, 3)
    ]
    fetch(pages=2)
    assert Release.objects.count() == 2
    assert [path.split("/page/")[1][0] for path in server.paths[:2]] == ["1", "2"]


@pytest.mark.parametrize("answer", [EMPTY, GONE, listed([]), listed("x")])
def test_an_empty_list_is_no_fault(server, answer):
    server.answers["pressrelease"] = [answer]
    printed, code = fetch()
    assert (code, "pressrelease: nothing." in printed) == (0, True)


REFUSED = (200, {}, b'{"status":"Error","message":"There is something wrong! s3cr3t/k3y"}')
FAILURES = {
    "refused": ([REFUSED], 2),
    "forbidden": ([(403, {}, b"")], 2),
    "not found": ([(404, {}, b"")], 1),
    "always 500": ([(500, {}, b"")], 1),
    "html": ([(200, {}, b"<html>Sedang dalam pemeliharaan</html>")], 1),
    "a number": ([(200, {}, b"5")], 1),
    "no body": ([(200, {}, b"")], 1),
    "not UTF-8": ([(200, {}, b"\xff\xfe{")], 1),
    "deep": ([(200, {}, b"[" * 100_000)], 1),
    "other shape": (
        [(200, {}, b'{"status":"OK","data-availability":"available","data":{"a":1}}')],
        1,
    ),
    "elsewhere": ([(302, {"Location": "http://127.0.0.1:1/key/"}, b"")], 1),
    "dropped": ([None], 1),
    "cut": ([(200, {"Content-Length": "500"}, b'{"status"')], 1),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_failures_are_said_and_the_key_is_not(server, failure, caplog):
    caplog.set_level(logging.DEBUG)
    answers, expected = FAILURES[failure]
    server.answers["pressrelease"] = answers
    server.answers["publication"] = [listed([publication()])]
    printed, code = fetch()
    assert (code, "pressrelease: The WebAPI" in printed) == (expected, True)
    assert Release.objects.count() == 1, "the other list is read all the same"
    for text in (printed, caplog.text):
        assert "s3cr3t" not in text


def test_no_exception_hangs_on_an_address(server):
    server.answers["pressrelease"] = [None]
    with pytest.raises(webapi.WebApiError) as raised:
        list(webapi.WebApi(server.base, "1800", KEY).rows("pressrelease", 1))
    assert "s3cr3t" not in "".join(traceback.format_exception(raised.value))
    assert raised.value.__context__ is None


@pytest.mark.parametrize("first", [None, (503, {}, b""), (429, {"Retry-After": "0"}, b"")])
def test_a_failure_that_passes_is_tried_again(server, first):
    server.answers["pressrelease"] = [first, first, listed([press_release()])]
    assert fetch()[1] == 0
    assert Release.objects.count() == 1


def test_what_was_read_before_a_failure_stays(server):
    server.answers["pressrelease"] = [listed([press_release()], pages=2), (500, {}, b"")]
    printed, code = fetch()
    assert (code, "1 new" in printed, Release.objects.count()) == (1, True, 1)


BROKEN = [
    {"title": ""},
    {"title": None},
    {"brs_id": None},
    {"rl_date": "0000-00-00"},
    {"rl_date": None},
    {"rl_date": 5},
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_row_is_left_out(server, broken):
    rows = [press_release(**broken), press_release(brs_id=2)]
    server.answers["pressrelease"] = [listed(rows)]
    printed, code = fetch()
    assert (code, "1 broken, 1 new" in printed) == (0, True)


STRANGE = [
    {"title": "x" * 999},
    {"subj": None, "subj_id": None},
    {"subj": "y" * 500},
    {"pdf": "javascript:alert(1)"},
    {"pdf": "https://x.id/" + "a" * 999},
    {"abstract": ["a"]},
    {"pdf": "https://x.id/?key=" + KEY},
    {"title": "A\u0000B &lt;script&gt;x"},
]


@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_row_is_tamed(server, strange, client):
    server.answers["pressrelease"] = [listed([press_release(**strange)])]
    assert "1 new" in fetch()[0]
    release = Release.objects.get()
    release.full_clean(exclude={"external_id"})
    assert KEY not in str(vars(release))
    assert client.get(release.get_absolute_url()).status_code == 200


def test_it_asks_twice_a_second_at_most(server, monkeypatch):
    waits = []
    monkeypatch.setattr(webapi, "_PAUSE", 0.5)
    monkeypatch.setattr(webapi.time, "sleep", waits.append)
    server.answers["pressrelease"] = [listed([press_release(brs_id=n)], pages=2) for n in (1, 2)]
    fetch()
    assert waits[0] == 0
    assert all(0.3 < wait <= 0.5 for wait in waits[1:])
