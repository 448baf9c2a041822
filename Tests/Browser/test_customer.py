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


def test_a_list_of_entries_says_that_it_is_empty_until_something_happens(window):
    page = window(locale="de-DE")
    page.goto("/customers/new")
    page.fill("input[name=company_name]", "Ganz Neu GmbH 4713")
    page.click("form.form button.primary")
    page.wait_for_selector("h1 >> text=Ganz Neu GmbH 4713")
    page.goto(page.url + "?kind=note")
    nothing = page.locator("#timeline >> text=Nichts, was zum Filter passt.")
    assert nothing.is_visible()
    page.fill("#entry-text", "Erstes Gespräch 4713")
    page.click(".composer button.primary")
    page.wait_for_selector("#entries >> text=Erstes Gespräch 4713")
    assert not nothing.is_visible()


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


def test_the_star_and_the_crosses_do_what_they_say(window):
    page = window()
    link = first_customer(page)
    page.goto(link + "/soft-facts/new")
    page.fill("textarea[name=text]", "Mag keine Anrufe 4712")
    page.click("form.form button.primary")
    page.wait_for_url("**" + link + "*")
    page.click("#customer-head [aria-label=Beobachten]")
    page.wait_for_selector("#customer-head [aria-label='Nicht mehr beobachten']")
    page.click("#soft-facts [aria-label='Entfernen: Mag keine Anrufe 4712']")
    page.click("dialog button[value='']")  # it asks back
    page.wait_for_selector("dialog", state="detached")
    page.click("#soft-facts [aria-label='Entfernen: Mag keine Anrufe 4712']")
    page.click("dialog .btn.danger")
    page.wait_for_selector("#soft-facts >> text=Mag keine Anrufe 4712", state="detached")


def test_a_contacts_phone_is_changed_in_dialogs(window):
    page = window()
    link = first_customer(page)
    page.goto(link + "/contacts/new")
    page.fill("input[name=last_name]", "Telefonfrau")
    page.fill("input[name=phone]", "0451 702030")
    page.click("form.form button.primary")
    page.wait_for_url("**" + link + "*")
    page.click("[aria-label='Telefonfrau: Bearbeiten']")
    page.click("dialog [aria-label='Bearbeiten: Telefon: 0451 702030']")
    page.fill("dialog input[name=value]", "0451 702031")
    page.click("dialog button.primary")
    page.wait_for_selector("dialog", state="detached")
    page.wait_for_selector("#contacts [href='tel:+49451702031']")


def test_the_timeline_is_filtered_and_stays_live(window):
    anna, svenja = window(), window(email=COLLEAGUE)
    link = first_customer(anna)
    anna.goto(link + "?kind=note")
    anna.click("text=Mehr Filter")
    anna.select_option("dialog select[name=kind]", "call")
    anna.click("dialog button.primary")
    anna.wait_for_url("**" + link + "?kind=call*")
    anna.wait_for_timeout(500)
    svenja.goto(link)
    svenja.fill("#entry-text", "Notiz, die keiner sieht 4713")
    svenja.click(".composer button.primary")
    svenja.wait_for_selector("#entries >> text=Notiz, die keiner sieht 4713")
    svenja.check(".composer input[value=call]", force=True)
    svenja.fill("#entry-text", "Anruf, den alle sehen 4714")
    svenja.click(".composer button.primary")
    anna.wait_for_selector("#entries >> text=Anruf, den alle sehen 4714", timeout=5000)
    assert anna.locator("#entries >> text=Notiz, die keiner sieht 4713").count() == 0


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
