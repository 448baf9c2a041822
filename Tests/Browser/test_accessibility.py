"""WCAG 2.2 AA on every main page, by axe, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/", "/posts", "/customers", "/customers?dunned=on&sort=open", "/customers/new", "/people", "/people?q=Anna", "/search",
    "/search?q=Berg", "/imports", "/imports/quarantine", "/mails", "/duplicates", "/merges", "/shortcuts", "/views/new",
    "/settings", "/settings/look", "/settings/security", "/settings/tokens", "/administration",
    "/administration/invitations", "/administration/teams", "/administration/jobs", "/administration/log",
    "/tags/Kältetechnik/edit", "CUSTOMER", "CUSTOMER?channel=email", "CUSTOMER/edit", "CUSTOMER/history", "CUSTOMER/consents",
    "CUSTOMER/responsibilities", "CUSTOMER/timeline/filter", "CUSTOMER/merge"] + [
    f"CUSTOMER/{part}/new" for part in ["addresses", "reaches", "contacts", "numbers", "tags", "responsibilities",
                                        "soft-facts", "consents", "relations", "guests"]]


# Lists, and what stands in them: the first of each is looked at, too.
LISTS = {"/people": "/people/", "/administration": "/administration/people/", "/administration/teams": "/administration/teams/"}


@pytest.mark.parametrize("scheme,width", [("light", 1280), ("dark", 390)])
def test_no_violations(window, scheme, width):
    page = window(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto("/customers")
    customer = page.locator("table a.go").first.get_attribute("href")
    found = []
    paths = [path.replace("CUSTOMER", customer) for path in PAGES]
    for path, beginning in LISTS.items():
        page.goto(path)
        paths.append(page.locator(f"main a[href^='{beginning}']").first.get_attribute("href"))
    for path in paths:
        answer = page.goto(path)
        assert answer.status == 200, path
        results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        found += [f"{path}: {item['id']}: {item['nodes'][0]['html']}" for item in results.response["violations"]]
    assert found == []


def test_the_sign_in_page(window):
    page = window(sign_in=False)
    page.goto("/sign-in")
    assert Axe().run(page).violations_count == 0
