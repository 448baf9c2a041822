"""Taking a file in with its columns mapped, then merging doubles and taking that back, then finding a customer."""

import re

FILE = """Kd-Nr;Firma;Str.;PLZ;Ort;Tel. 1;E-Mail;Wasauchimmer
90001;Zirkus Sarrasani GmbH;Manegenweg 1;01067;Dresden;0351 4711001;info@sarrasani.example;x
90002;Circus Sarrasani G.m.b.H.;Manegenweg 1;01067;Dresden;0351/47 11 001;info@sarrasani.example;y
90003;Müllers Mühlenbäckerei;Mühlenstraße 9;99999;;kein Telefon;kaputt@;z
"""


def reload_until(page, selector):
    """Loads the page again until it shows `selector`; half a minute at most."""
    for _ in range(60):
        if page.locator(selector).count():
            return
        page.wait_for_timeout(500)
        page.goto(page.url)
    raise AssertionError(f"{page.url} never showed {selector}")


def test_import_with_mapping_merge_unmerge_and_search(window, tmp_path):
    page = window()
    source = tmp_path / "kunden.csv"
    source.write_bytes(FILE.encode("windows-1252"))
    page.goto("/imports")
    page.set_input_files("input[type=file]", str(source))
    page.click("main form[data-upload] button.primary")
    page.wait_for_selector("table.mapping")
    assert page.locator("table.mapping tbody tr").count() == 8
    page.click("main form button.primary")
    # The dry run is a job: its progress shows by itself, its result after loading the page again.
    reload_until(page, "form[action$='/start'] button")
    page.click("form[action$='/start'] button")
    reload_until(page, "a[href$='rejected.csv']")

    page.goto("/duplicates")
    reload_until(page, "text=Sarrasani")
    link = page.locator("li.pair:has-text('Sarrasani') .actions a").first.get_attribute("href")
    low, high = link.split("/")[-1].split("-")
    page.goto(link)
    page.click("form[action$='/merge'] button.primary")
    page.wait_for_url(re.compile("/customers/"))
    winner = page.url.split("?")[0].split("/")[-1]
    loser = high if winner == low else low
    page.goto("/customers/" + loser)
    assert winner in page.url, "the merged customer's old link leads to the winner"

    page.goto("/merges")
    page.locator("a[href^='/merges/']").first.click()
    page.click("form[action$='/undo'] button")
    page.wait_for_url(lambda url: "/undo" not in url and "/merges/" not in url)
    page.goto("/customers/" + loser)
    assert loser in page.url, "both stand by themselves again"


def test_search_while_typing(window):
    page = window()
    page.goto("/customers")
    name = page.locator("table a.go").first.inner_text()
    page.keyboard.press("Control+k")
    page.keyboard.type(name.split()[0][:6])
    page.wait_for_selector("a.hit")
    page.goto("/search?q=" + name.replace("ä", "ae").replace("ü", "ue").replace("&", "%26"))
    assert page.locator("main").get_by_text(name.split()[1]).count() > 0
