"""A school that asks for a second step: an app on a phone, and a passkey."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.journey import Journey

A_PASSKEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class SecondStep(Journey):
    @pytest.fixture(autouse=True)
    def _asks(self, cast: Cast, _open: None) -> None:
        cast.school.second_factor = True
        cast.school.save()

    def when_they_sign_out(self) -> None:
        self.page.locator(".who summary").click()
        self.when_they_press("Sign out")
        expect(self.page.get_by_label("Email")).to_be_visible()

    def then_they_are_led_to_set_one_up(self) -> None:
        self.then_the_heading_is("My second step")
        self.then_they_see("Amberley Primary School asks for a second step")
        self.and_the_page_is_accessible()


class TestAnApp(SecondStep):
    scripts = False

    def test_it_is_set_up_and_asked_for_without_scripts(self) -> None:
        self.when_they_sign_in("teacher")
        self.then_they_are_led_to_set_one_up()
        self.when_they_follow("Set up an app")
        self.and_the_page_is_accessible()
        secret = self.page.locator("code").inner_text()
        self.when_they_type(code(secret, 0), "The six digits that the app shows", "Set it up")
        self.then_the_heading_is("My recovery codes")
        self.and_the_page_is_accessible()
        self.when_they_follow("I have them: carry on")
        self.then_the_heading_is("Classes")
        self.when_they_sign_out()
        self.when_they_sign_in("teacher")
        self.then_the_heading_is("Your second step")
        self.and_the_page_is_accessible()
        self.when_they_type(code(secret, 1), re.compile("Code from your app"), "Come in")
        self.then_the_heading_is("Is this computer yours alone?")
        self.and_the_page_is_accessible()
        self.when_they_press("Yes, remember it")
        self.then_the_heading_is("Classes")
        self.when_they_sign_out()
        self.when_they_sign_in("teacher")
        self.then_the_heading_is("Classes")

    def when_they_type(self, words: str, label: str | re.Pattern[str], button: str) -> None:
        self.page.get_by_label(label).fill(words)
        self.when_they_press(button)


def code(secret: str, step: int) -> str:
    """What the app shows now, or will in half a minute: both are good for as long."""
    now = list(yield_hotp_counters_from_time())[1]
    return str(format_hotp_value(hotp_value("".join(secret.split()), now + step)))


class TestAPasskey(SecondStep):
    def test_it_is_set_up_and_lets_them_in_after_the_password_or_alone(self) -> None:
        self.given_a_computer_with_a_fingerprint_reader()
        self.when_they_sign_in("teacher")
        self.then_they_are_led_to_set_one_up()
        self.when_they_follow("Set up a passkey")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Come in with it alone").check()
        self.when_they_press("Set it up")
        self.then_the_heading_is("My recovery codes")
        self.when_they_follow("I have them: carry on")
        self.then_the_heading_is("Classes")
        self.when_they_sign_out()
        self.when_they_sign_in("teacher")
        self.then_the_heading_is("Your second step")
        self.when_they_press("Use a passkey")
        self.when_they_press("No, ask me each time")
        self.then_the_heading_is("Classes")
        self.when_they_sign_out()
        self.when_they_press("Use a passkey instead")
        self.then_the_heading_is("Classes")

    def test_one_that_is_not_given_is_said_and_asked_for_again(self) -> None:
        self.given_a_computer_with_a_fingerprint_reader(works=False)
        self.when_they_sign_in("teacher")
        self.when_they_follow("Set up a passkey")
        self.when_they_press("Set it up")
        self.then_they_see("No passkey was used. Try again, or use another way.")
        self.then_the_heading_is("Set up a passkey")

    def given_a_computer_with_a_fingerprint_reader(self, *, works: bool = True) -> None:
        """Chromium's own, which asks nobody."""
        tools = self.page.context.new_cdp_session(self.page)
        tools.send("WebAuthn.enable")
        reader = A_PASSKEY | {"isUserVerified": works}
        made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": reader})
        if not works:
            tools.send(
                "WebAuthn.setUserVerified",
                {"authenticatorId": made["authenticatorId"], "isUserVerified": False},
            )
