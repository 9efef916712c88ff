"""The script and the service worker of web push, in a real browser. Its maker's push service is out
of reach here: the browser is handed what that would bring."""

import json
import re

import pytest
from playwright.sync_api import expect

from notifications import webpush
from tests import factories

SETTINGS = "/notifikasi/pengaturan/"

pytestmark = pytest.mark.browser


@pytest.fixture
def settings_page(served, settings, open_browser):
    settings.VAPID_PRIVATE_KEY, settings.VAPID_PUBLIC_KEY = webpush.make_keys()
    factories.member("ana")

    def open_settings(**options):
        page = open_browser(base_url=served.url, **options)
        page.goto(f"/akun/login/?next={SETTINGS}")
        page.fill("input[name=login]", "ana@example.org")
        page.fill("input[name=password]", factories.PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(f"**{SETTINGS}")
        return page

    return open_settings


def test_a_push_is_shown(settings_page):
    page = settings_page()
    errors = []
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.context.grant_permissions(["notifications"])
    expect(page.get_by_role("button", name="Beri tahu saya di perangkat ini")).to_be_visible()
    cdp = page.context.new_cdp_session(page)
    found = []
    cdp.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.append(event))
    cdp.send("ServiceWorker.enable")
    page.evaluate(
        "navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)"
    )
    told = {"title": "Balasan", "body": "Sari membalas", "url": "/topik/", "tag": "n1"}
    for _ in range(2):
        cdp.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": page.evaluate("location.origin"),
                "registrationId": found[-1]["registrations"][0]["registrationId"],
                "data": json.dumps(told),
            },
        )
    page.wait_for_function(
        "navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((n) => n.length)"
    )
    shown = page.evaluate(
        "navigator.serviceWorker.ready.then((r) => r.getNotifications())"
        ".then((all) => all.map((n) => [n.title, n.body, n.data.url]))"
    )
    assert shown == [["Balasan", "Sari membalas", "/topik/"]], "one that came twice is one"
    assert errors == []


def test_a_browser_that_does_not_allow_it_is_told_so(settings_page):
    page = settings_page()
    page.get_by_role("button", name="Beri tahu saya di perangkat ini").click()
    expect(page.get_by_text(re.compile("Peramban Anda tidak mengizinkan"))).to_be_visible()


def test_without_support_or_script_there_is_no_button(settings_page):
    page = settings_page(java_script_enabled=False)
    expect(page.get_by_role("heading", name="Di perangkat saya")).to_be_visible()
    expect(page.get_by_role("button", name="Beri tahu saya")).to_have_count(0)
    expect(page.get_by_text("Peramban ini tidak dapat melakukannya")).to_be_visible()
