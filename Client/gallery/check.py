#!/usr/bin/env python3
"""Looks at every gallery page in headless Chromium: WCAG 2.2 AA (axe), width, policy, what the modules do.

    pip install playwright axe-playwright-python
    Client/gallery/serve.py & Client/gallery/check.py [--shots DIR]

Ends with exit status 1 and a list when anything is wrong.
"""
import sys
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page, sync_playwright

BASE = "http://127.0.0.1:8400"
PAGES = sorted(path.stem for path in Path(__file__).parent.glob("*.html"))
SIZES = [(1440, 900), (1920, 1080), (768, 1024), (720, 450), (390, 844), (320, 640)]  # 720: 1440 at 200 %
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
wrong: list[str] = []


def expect(good: bool, what: str) -> None:
    if not good:
        wrong.append(what)


def axe(page: Page, where: str) -> None:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    for violation in found["violations"]:
        for node in violation["nodes"][:3]:
            reason = node["failureSummary"].splitlines()[-1].strip()
            wrong.append(f"{where}: {violation['id']}: {node['target']} {reason}")


def look(page: Page, name: str, size: tuple[int, int], theme: str, shots: Path | None) -> None:
    where = f"{name} {size[0]} {theme}"
    page.goto(f"{BASE}/{name}")
    page.wait_for_load_state()
    excess = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    expect(excess <= 0, f"{where}: {excess} px too wide")
    if size[0] in (1440, 390):
        axe(page, where)
    if shots:
        page.screenshot(path=str(shots / f"{name}-{size[0]}-{theme}.png"))


def behaves(page: Page) -> None:
    """The modules against the fake answers of serve.py."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{BASE}/customer")
    page.wait_for_timeout(300)
    page.keyboard.press("Control+k")
    page.keyboard.type("bäck")
    page.wait_for_selector("[role=option][aria-selected=true]")
    axe(page, "palette open")
    page.keyboard.press("ArrowDown")
    active = page.locator(".find input").get_attribute("aria-activedescendant") or ""
    expect(active.endswith("-1"), "palette: arrow key")
    page.keyboard.press("Escape")
    expect(page.locator(".find .hits").is_hidden(), "palette: escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    page.locator("main").click(position={"x": 5, "y": 5})
    page.keyboard.press("n")
    page.keyboard.type("Bitte @Ayl")
    page.wait_for_selector(".mention-box [role=option]")
    axe(page, "mentions open")
    page.keyboard.press("Enter")
    page.keyboard.type("anrufen")
    expect(page.locator("#entry-text").input_value() == "Bitte @Aylin Demir anrufen", "mentions: text")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.keyboard.press("Control+Enter")
    expect("mention=p1" in (sent.value.post_data or ""), "mentions: field")
    expect(bool(sent.value.headers.get("idempotency-key")), "forms: idempotency key")
    page.wait_for_function("document.getElementById('entry-text').value === ''")
    expect(page.locator("#e-live").count() == 1, "forms: entry in the list once")
    second = page.locator("#entries > li").nth(1).get_attribute("id")
    expect(second == "e-live", "forms: newest entry below its day")
    expect(page.locator("#day-2026-11-22").count() == 1, "forms: day only once")

    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open] h2")
    axe(page, "dialog open")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url("**/customers")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.evaluate("document.activeElement.textContent").startswith("Hotel"), "shortcuts: j j")

    page.goto(f"{BASE}/customer")
    page.evaluate("scrollTo(0, 900)")
    before = page.evaluate("document.getElementById('e-06').getBoundingClientRect().top")
    page.wait_for_selector("#e-live", timeout=9000)
    page.wait_for_selector(".fresh button")
    after = page.evaluate("document.getElementById('e-06').getBoundingClientRect().top")
    expect(abs(before - after) < 2, f"live: the place moved by {after - before} px")
    axe(page, "new entries")
    page.locator(".more a").click()
    page.wait_for_selector("#e-11")
    expect(page.locator("#day-2026-11-12").count() == 1, "more: day only once")


def refuses(page: Page) -> None:
    """What the server does not accept, and a dialog that changes this page."""
    page.goto(f"{BASE}/form")
    page.locator("#name").fill("B")
    page.locator("#email").fill("info@sonnenschein.example")
    page.get_by_role("button", name="Speichern").click()
    page.wait_for_selector("#name-error")
    expect(page.locator("[data-summary]").count() == 1, "forms: one summary")
    expect(page.evaluate("'summary' in document.activeElement.dataset"), "forms: summary has the focus")
    expect(page.locator("#phone").get_attribute("aria-invalid") is None, "forms: old errors gone")
    axe(page, "refused")
    page.goto(f"{BASE}/customer")
    page.locator("a[href$='contacts/new']").click()
    page.locator("#c-last").fill("Brandt")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog", state="detached")
    expect(page.url.endswith("/customer"), "dialog: stays on the page")


def main() -> None:
    shots = Path(sys.argv[2]) if sys.argv[1:2] == ["--shots"] else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for theme in ("light", "dark"):
            for size in SIZES:
                viewport = {"width": size[0], "height": size[1]}
                context = browser.new_context(viewport=viewport, color_scheme=theme, locale="de-DE")
                page = context.new_page()
                page.on("console", lambda message: message.type == "error"
                        and "Failed to load" not in message.text  # refusals that the check provokes
                        and wrong.append(f"{page.url}: {message.text}"))
                page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
                for name in PAGES:
                    look(page, name, size, theme, shots)
                if theme == "light" and size == SIZES[0]:
                    behaves(page)
                    refuses(page)
                context.close()
        browser.close()
    print("\n".join(dict.fromkeys(wrong)))
    print(f"pages={len(PAGES)} sizes={len(SIZES)} themes=2 wrong={len(wrong)}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
