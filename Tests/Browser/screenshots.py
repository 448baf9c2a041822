"""Draws the five main pages anew: `make screenshots`. Arguments: none; pictures go to docs/screenshots."""

import os
import sys

from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.dirname(__file__))
from server import EMAIL, PASSWORD, Server  # noqa: E402

SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "screenshots")


def draw(page, name):
    page.wait_for_timeout(400)
    page.screenshot(path=os.path.join(FOLDER, name + ".png"))


def main():
    os.makedirs(FOLDER, exist_ok=True)
    server = Server(customers=320, entries=6000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for size, viewport in SIZES.items():
            for scheme in ["light", "dark"]:
                page = browser.new_context(
                    base_url=server.address, viewport=viewport, color_scheme=scheme, locale="de-DE").new_page()
                page.goto("/sign-in")
                page.fill("input[name=email]", EMAIL)
                page.fill("input[name=password]", PASSWORD)
                page.click("form button.primary")
                page.wait_for_url(server.address + "/")
                page.goto("/customers?sort=last&kind=company")
                customers = [link.get_attribute("href") for link in page.locator("table a.go").all()]
                for link in customers[:6]:
                    page.goto(link)
                for name, path in [("customers", "/customers"), ("customer", customers[0]), ("people", "/people"),
                                   ("search", "/search?q=Bäckerei Lübeck"), ("posts", "/posts"), ("start", "/")]:
                    page.goto(path)
                    draw(page, f"{name}-{size}-{scheme}")
    server.stop()


main()
