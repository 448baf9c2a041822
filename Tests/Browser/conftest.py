"""What the browser tests share: one server, one browser, a fresh window for each test."""

import os
import sys

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.dirname(__file__))
from server import EMAIL, PASSWORD, Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    server = Server()
    yield server
    server.stop()
    log = open(os.path.join(server.folder, "log")).read()
    assert " error " not in log, "the server logged errors:\n" + log


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def window(browser, server):
    """Opens windows; each has cookies of its own, and none may complain on its console."""
    contexts = []
    complaints = []

    def open_window(sign_in=True, email=EMAIL, **options):
        options.setdefault("locale", "de-DE")
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(base_url=server.address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        if sign_in:
            page.goto("/sign-in")
            page.fill("input[name=email]", email)
            page.fill("input[name=password]", PASSWORD)
            page.click("form button.primary")
            page.wait_for_url(server.address + "/")
        return page

    open_window.complaints = complaints
    yield open_window
    for context in contexts:
        context.close()
    # A refused form (422) is a "failed resource" to the browser; that is what the test is about then.
    serious = [text for text in complaints if "status of 4" not in text]
    assert serious == []
