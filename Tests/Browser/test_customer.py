"""The customer on one click: live in two browsers, without scripts, on the phone, in two languages."""

from server import COLLEAGUE


def first_customer(page):
    page.goto("/customers")
    return page.locator("table a.go").first.get_attribute("href")


def test_a_note_appears_live_in_the_other_browser(window):
    anna, svenja = window(), window(email=COLLEAGUE)
    link = first_customer(anna)
    anna.goto(link)
    svenja.goto(link)
    svenja.wait_for_timeout(500)
    anna.fill("#entry-text", "Rückruf am Montag vereinbart 4711")
    anna.click(".composer button.primary")
    anna.wait_for_selector("#entries >> text=Rückruf am Montag vereinbart 4711")
    svenja.wait_for_selector("#entries >> text=Rückruf am Montag vereinbart 4711", timeout=5000)


def test_everything_works_without_scripts(window):
    page = window(java_script_enabled=False)
    page.goto(first_customer(page))
    page.fill("#entry-text", "Ohne Skripte geschrieben")
    page.click(".composer button.primary")
    assert page.locator("#entries >> text=Ohne Skripte geschrieben").count() == 1
    page.goto("/customers")
    page.fill("input[type=search][name=name]", "Auto")
    page.click("form.filters button")
    assert page.locator("table a.go").count() > 0


def test_a_phone_shows_the_customer_without_sideways_scrolling(window):
    page = window(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    for path in ["/", first_customer(page), "/people", "/search?q=Berg"]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_two_languages(window):
    german = window(locale="de-DE")
    english = window(locale="en-US")
    german.goto("/customers")
    english.goto("/customers")
    assert german.locator("h1").inner_text() == "Kunden"
    assert english.locator("h1").inner_text() == "Customers"
    assert english.locator("html").get_attribute("lang") == "en"


def test_two_people_editing_see_each_others_change(window):
    anna, svenja = window(), window(email=COLLEAGUE)
    link = first_customer(anna)
    anna.goto(link + "/edit")
    svenja.goto(link + "/edit")
    anna.fill("input[name=industry]", "Zirkus")
    anna.click("form.form button.primary")
    anna.wait_for_url("**" + link + "*")
    svenja.fill("input[name=industry]", "Theater")
    svenja.click("form.form button.primary")
    svenja.wait_for_selector(".notice")
    anna.goto(link)
    assert anna.locator("#facts >> text=Zirkus").count() == 1
