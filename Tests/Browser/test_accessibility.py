"""WCAG 2.2 AA on every main page, by axe, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["/", "/customers", "/customers/new", "/people", "/search?q=Berg", "/imports", "/duplicates", "/settings",
         "/administration", "CUSTOMER", "CUSTOMER?channel=email", "CUSTOMER/timeline/filter", "CUSTOMER/contacts/new",
         "CUSTOMER/merge"]


@pytest.mark.parametrize("scheme,width", [("light", 1280), ("dark", 390)])
def test_no_violations(window, scheme, width):
    page = window(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto("/customers")
    customer = page.locator("table a.go").first.get_attribute("href")
    found = []
    for path in [path.replace("CUSTOMER", customer) for path in PAGES]:
        answer = page.goto(path)
        assert answer.status == 200, path
        results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        found += [f"{path}: {item['id']}: {item['nodes'][0]['html']}" for item in results.response["violations"]]
    assert found == []


def test_the_sign_in_page(window):
    page = window(sign_in=False)
    page.goto("/sign-in")
    assert Axe().run(page).violations_count == 0
