"""Signing in with a second factor, as an authenticator app would: RFC 6238."""

import base64
import hashlib
import hmac
import struct
import time

from server import PASSWORD


def code(secret, at=None):
    """The six digits for the half minute at `at`."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int((at or time.time()) // 30)), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def enter(page, email):
    page.goto("/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("form button.primary")


def test_second_factor_and_recovery_codes(window, server):
    page = window(email=server.colleague(6))
    page.goto("/settings/security")
    secret = page.locator("input[name=secret]").get_attribute("value")
    page.fill("input[name=code]", code(secret))
    page.fill("form[action='/settings/totp'] input[name=password]", PASSWORD)
    page.click("form[action='/settings/totp'] button")
    page.wait_for_selector("ul.codes")
    recovery = page.locator("ul.codes code").first.inner_text()

    other = window(sign_in=False)
    enter(other, server.colleague(6))
    other.wait_for_selector("input[name=code]")
    other.fill("input[name=code]", "000000")
    other.click("form button.primary")
    other.wait_for_selector("input[name=code]")
    # A step that was used to switch the factor on is not taken again: the next one is.
    other.fill("input[name=code]", code(secret, time.time() + 30))
    other.click("form button.primary")
    other.wait_for_url(server.address + "/")

    third = window(sign_in=False)
    enter(third, server.colleague(6))
    third.click("a[href*=recovery]")
    third.fill("input[name=code]", recovery)
    third.click("form button.primary")
    third.wait_for_url(server.address + "/")


def test_a_wrong_password_is_said_at_the_form(window):
    page = window(sign_in=False)
    page.goto("/sign-in")
    page.fill("input[name=email]", "nobody@nordlicht.example")
    page.fill("input[name=password]", "not this one")
    page.click("form button.primary")
    page.wait_for_selector("[role=alert], .error")
    assert page.locator("input[name=email]").input_value() == "nobody@nordlicht.example"
