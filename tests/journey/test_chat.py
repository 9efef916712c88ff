"""Two people talk across two windows; the line is lost, the server restarted; nothing is lost or
doubled. The site runs in a process of its own here, so that it can be stopped."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.journey.test_journey import no_errors

pytestmark = [pytest.mark.browser]

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = """
from tests import factories
ana = factories.member("ana")
factories.officer("sari", "petugas")
print(factories.conversation(ana, "Data keluarga saya").get_absolute_url())
"""


class Server:
    """The site with a database of its own, to start and to stop."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
            "MEDIA_ROOT": str(folder),
            "FORM_LEAST_SECONDS": "0",
            "LOG_LEVEL": "ERROR",
        }
        self.logged_in: dict[str, dict] = {}
        self.process: subprocess.Popen | None = None

    def manage(self, *words: str) -> str:
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=ROOT, env=self.env, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--threads", "4"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env)  # noqa: S603
        for _ in range(150):
            try:
                urlopen(f"{self.url}/healthz").close()  # noqa: S310
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the server does not start")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("site"))
    server.manage("migrate", "--verbosity", "0")
    server.path = server.manage("shell", "--no-imports", "-c", PEOPLE).split()[-1]
    server.start()
    yield server
    server.stop()


def window(open_browser, server, name, **options) -> Page:
    phone = {"locale": "id-ID", "viewport": {"width": 360, "height": 740}}
    if name not in server.logged_in:
        page = open_browser(**phone)
        page.goto(f"{server.url}/akun/login/")
        page.locator("input[name=login]").fill(f"{name}@example.org")
        page.locator("input[name=password]").fill(factories.PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"{server.url}/")
        server.logged_in[name] = page.context.storage_state()
    page = open_browser(**phone, **options, storage_state=server.logged_in[name])
    page.goto(server.url + server.path)
    return page


def say(page: Page, text: str) -> None:
    page.locator("#id_body").fill(text)
    page.get_by_role("button", name="Kirim", exact=True).click()


def said(page: Page) -> list[str]:
    """What stands in the conversation, in order, without the subject."""
    return page.locator("#messages [data-message] .prose").all_inner_texts()


def test_nothing_is_lost_or_doubled(open_browser, server):
    ana, sari = (window(open_browser, server, name) for name in ("ana", "sari"))
    before = len(said(ana))
    complaints = [no_errors(page) for page in (ana, sari)]
    say(ana, "Satu dari Ana")
    expect(sari.locator("#messages")).to_contain_text("Satu dari Ana")
    say(sari, "Satu dari Sari")
    expect(ana.locator("#messages")).to_contain_text("Satu dari Sari")
    expect(sari.locator("#chat-seen")).to_have_text("Dibaca")
    sari.locator("#id_body").press_sequentially("Se")
    expect(ana.locator("#chat-typing")).to_contain_text("Sari sedang menulis")
    expect(ana.locator("#chat-typing")).to_have_text("", timeout=15_000)
    assert [text for rows in complaints for text in rows] == []

    server.stop()
    for number in (2, 3, 4):
        say(ana, f"{number} dari Ana")
    say(sari, "2 dari Sari")
    expect(ana.locator("#outbox li")).to_have_count(3)
    expect(ana.locator("#outbox li").first).to_contain_text("Belum terkirim")
    expect(ana.locator("#outbox li").first).to_contain_text("Kirim ulang")
    expect(sari.locator("#outbox")).to_contain_text("2 dari Sari")
    server.start()

    for page in (ana, sari):
        expect(page.locator("#messages [data-message]")).to_have_count(before + 6, timeout=60_000)
        expect(page.locator("#outbox li")).to_have_count(0)
    assert said(ana) == said(sari)
    assert [text for text in said(ana) if "dari Ana" in text] == [
        "Satu dari Ana", "2 dari Ana", "3 dari Ana", "4 dari Ana",
    ]  # fmt: skip
    ana.reload()
    assert said(ana) == said(sari)


def test_what_was_typed_while_offline_survives_the_window(open_browser, server):
    page = window(open_browser, server, "ana")
    before = len(said(page))
    page.context.set_offline(True)
    say(page, "Tanpa sambungan")
    expect(page.locator("#outbox")).to_contain_text("Tanpa sambungan")
    page.locator("#id_body").fill("Belum selesai")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(server.url + server.path)
    expect(page.locator("#messages [data-message]")).to_have_count(before + 1)
    expect(page.locator("#messages")).to_contain_text("Tanpa sambungan")
    expect(page.locator("#id_body")).to_have_value("Belum selesai")
    page.locator("#id_body").fill("")
    page.reload()
    assert len(said(page)) == before + 1


def test_a_lost_answer_doubles_nothing(open_browser, server):
    """The office has the message, but the browser does not hear of it."""
    page = window(open_browser, server, "ana")
    before = len(said(page))
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    page.route("**/balasan/baru/", lose)
    say(page, "Jawaban yang hilang")
    expect(page.locator("#messages")).to_contain_text("Jawaban yang hilang")
    expect(page.locator("#outbox li")).to_have_count(0, timeout=30_000)
    assert len(lost) == 1
    page.reload()
    assert len(said(page)) == before + 1


def test_what_could_not_be_fetched_is_fetched_later(open_browser, server):
    """The page is told once that something is new; then the line is lost for a moment."""
    ana, sari = (window(open_browser, server, name) for name in ("ana", "sari"))
    expect(ana.locator("#chat-typing")).to_have_text("")
    lost = []

    def lose(route):
        if len(lost) > 1:
            return route.continue_()
        lost.append(route.request.url)
        return route.abort()

    ana.route("**/terbaru/*", lose)
    say(sari, "Tetap sampai")
    expect(ana.locator("#messages")).to_contain_text("Tetap sampai", timeout=20_000)
    assert lost


def test_messages_appear_on_the_other_screen_without_reloading(open_browser, server):
    ana, sari = (window(open_browser, server, name) for name in ("ana", "sari"))
    for number in range(4):
        text = f"Cepat {number} selesai"
        writer, reader = (ana, sari) if number % 2 else (sari, ana)
        say(writer, text)
        reader.get_by_text(text, exact=True).wait_for()


@pytest.mark.parametrize("name", ["ana", "sari"])
def test_without_a_script_by_form_and_reload(open_browser, server, name):
    page = window(open_browser, server, name, java_script_enabled=False)
    say(page, f"Tanpa skrip, {name}")
    assert said(page)[-1] == f"Tanpa skrip, {name}"


def test_an_old_browser_works_by_form_and_reload(open_browser, server):
    page = window(open_browser, server, "ana")
    page.add_init_script("delete AbortSignal.timeout")
    page.reload()
    say(page, "Dari ponsel lama")
    expect(page.locator("#messages")).to_contain_text("Dari ponsel lama")
    expect(page.locator("#outbox li")).to_have_count(0)


def test_the_next_one_at_the_computer_neither_sends_nor_sees_it(open_browser, server):
    window(open_browser, server, "sari")
    page = window(open_browser, server, "ana")
    before = len(said(page))
    page.context.set_offline(True)
    say(page, "Rahasia Ana")
    expect(page.locator("#outbox")).to_contain_text("Rahasia Ana")
    page.context.clear_cookies()
    page.context.add_cookies(server.logged_in["sari"]["cookies"])
    page.context.set_offline(False)
    expect(page.locator("#outbox .invalid-feedback")).to_be_visible()
    next_one = page.context.new_page()
    next_one.goto(server.url + server.path)
    expect(next_one.locator("#outbox li")).to_have_count(0)
    assert len(said(next_one)) == before
