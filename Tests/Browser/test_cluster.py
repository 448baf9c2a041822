"""Two processes on one PostgreSQL: a note written through one appears live on the other; killing one loses nothing."""

import pytest
from server import EMAIL, PASSWORD, Postgres, Server


@pytest.fixture(scope="module")
def cluster():
    postgres = Postgres()
    first = Server(customers=20, entries=100, database=postgres.address)
    second = Server(database=postgres.address, fill=False)
    yield first, second
    second.stop()
    if first.process.poll() is None:
        first.stop()
    postgres.stop()


def sign_in(browser, server):
    page = browser.new_context(base_url=server.address, locale="de-DE").new_page()
    page.goto("/sign-in")
    page.fill("input[name=email]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.click("form button.primary")
    page.wait_for_url(server.address + "/")
    return page


def write(page, text):
    page.fill("#entry-text", text)
    page.click(".composer button.primary")
    page.wait_for_selector(f"#entries >> text={text}")


def test_live_across_processes_and_a_kill(browser, cluster):
    first, second = cluster
    here, there = sign_in(browser, first), sign_in(browser, second)
    here.goto("/customers")
    link = here.locator("table a.go").first.get_attribute("href")
    here.goto(link)
    there.goto(link)
    there.wait_for_timeout(500)
    write(here, "Durch den ersten Prozess")
    there.wait_for_selector("#entries >> text=Durch den ersten Prozess", timeout=5000)
    for number in range(10):
        write(here, f"Vor dem Absturz {number}")
    first.process.kill()
    first.process.wait()
    there.goto(link)
    for number in range(10):
        assert there.locator(f"#entries >> text=Vor dem Absturz {number}").count() == 1
    write(there, "Der zweite Prozess macht weiter")
