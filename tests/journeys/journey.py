"""Somebody at a school with a browser: the sentences that all journeys share.

A journey is a class of sentences of its own, given_, when_ and then_, and tests that read as a
story. Every page is watched: a request to another host, an error in the console, a broken policy
or an answer of 500 fails the journey, whatever it was about.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, Literal
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from playwright.sync_api import Request as Asked
from playwright.sync_api import Response as Answered

from tests.cast import PASSWORD, Cast
from tests.client import check_page, refuse_the_canary
from tests.journeys.accessible import axe_troubles, sideways

LAPTOP, PHONE = (1280, 800), (390, 844)
PATIENCE = 10_000  # ms to wait for what must come; two databases share the processors
Colours = Literal["light", "dark"]
VIEWS: tuple[tuple[tuple[int, int], Colours], ...] = ((PHONE, "dark"), (LAPTOP, "light"))


@pytest.mark.journey
class Journey:
    """One person, one browser. A test's class names the person's way of looking."""

    size: ClassVar[tuple[int, int]] = LAPTOP
    scripts: ClassVar[bool] = True
    cast: Cast
    page: Page
    sent: Answered  # the page as it was sent: what scripts made of it is not written as HTML

    @pytest.fixture(autouse=True)
    def _open(self, cast: Cast, browser: Browser, address: str) -> Iterator[None]:
        self.cast, self.address, self.browser = cast, address, browser
        self.troubles: list[str] = []
        self.unanswered: set[Asked] = set()
        self.asked_by_scripts: list[str] = []
        context = self._a_browser()
        self.page = context.new_page()
        yield
        self._until_answered()
        context.close()
        assert not self.troubles, self.troubles[:5]

    def _a_browser(self) -> BrowserContext:
        width, height = self.size
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=self.scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        context.on("request", self._watch_request)
        context.on("requestfailed", self.unanswered_no_more)
        context.on("response", self._watch_response)
        context.on("console", self._watch_console)
        context.on("weberror", lambda error: self.troubles.append(f"error: {error.error}"))
        return context

    def _until_answered(self) -> None:
        """What a script has asked is answered before the tables are emptied for the next test.

        Or it has failed, as where it is given up with its page: then nobody waits for an answer.
        """
        while self.unanswered:
            self.unanswered.pop().response()

    def _watch_request(self, request: Asked) -> None:
        if request.resource_type in {"fetch", "xhr"}:
            self.unanswered.add(request)
            self.asked_by_scripts.append(request.url)
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.troubles.append(f"asked another host: {request.url}")

    def unanswered_no_more(self, request: Asked) -> None:
        """It failed, as where the network is lost."""
        self.unanswered.discard(request)

    def _watch_response(self, response: Answered) -> None:
        self.unanswered.discard(response.request)
        if response.status >= 500:
            self.troubles.append(f"{response.status} at {response.url}")
        is_page = response.headers.get("content-type", "").startswith("text/html")
        if is_page and response.request.is_navigation_request():
            self.sent = response

    def _watch_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"console: {message.text} ({message.location.get('url', '')})")

    @contextmanager
    def bearing_with(self, words: str) -> Iterator[None]:
        """What the browser says of an answer that is meant, such as a refusal, fails nothing."""
        kept, self.troubles = self.troubles, []
        yield
        self.troubles = kept + [each for each in self.troubles if words not in each]

    # --- who ------------------------------------------------------------------------------------

    def given_is_signed_in(self, part: str) -> None:
        """That member of the cast, by the cookie that signing in leaves."""
        client = Client()
        client.force_login(self.cast.member(part).user)
        self.page.context.clear_cookies()
        cookie = client.cookies["sessionid"]
        self.page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": self.address}]
        )

    def when_they_sign_in(self, part: str) -> None:
        """Through the page, with the password."""
        self.page.goto(self.address)
        self.page.get_by_label("Email").fill(self.cast.member(part).user.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    # --- where ----------------------------------------------------------------------------------

    def when_they_open(self, path: str) -> None:
        """A page by its address within the school."""
        self.page.goto(f"{self.address}/{self.cast.school.key}/{path}")

    def when_they_follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def when_they_press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def class_path(self, rest: str = "") -> str:
        return f"classes/{self.cast.kestrels.ref}/{rest}"

    # --- what -----------------------------------------------------------------------------------

    def then_the_heading_is(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def then_they_see(self, *words: str) -> None:
        for each in words:
            expect(self.page.get_by_text(each).first).to_be_visible()

    def then_they_do_not_see(self, *words: str) -> None:
        for each in words:
            expect(self.page.get_by_text(each)).to_have_count(0)

    def then_the_focus_is_on(self, what: Locator) -> None:
        expect(what).to_be_focused()

    def then_it_is_refused(self, path: str, status: int) -> None:
        """The address answers so, in words and with a way on."""
        with self.bearing_with(str(status)):
            answer = self.page.goto(f"{self.address}/{self.cast.school.key}/{path}")
        assert answer is not None
        assert answer.status == status, answer.url
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def and_the_page_is_accessible(self) -> None:
        """Sound HTML as it was sent, no rule of WCAG 2.2 AA broken, no sideways scroll."""
        found = self.faults_of_the_page()
        assert not found, found

    def faults_of_the_page(self) -> list[str]:
        """On a phone in the dark and on a laptop by day. Where no script runs, neither does axe."""
        self.page.wait_for_load_state()  # whoever followed a link came before the page's styles
        text, found = self.sent.text(), []
        refuse_the_canary(text)
        check_page(text)
        for (width, height), colours in VIEWS:
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme=colours)
            where = f"{urlsplit(self.page.url).path} at {width} px, {colours}"
            if sideways(self.page) > 0:
                found.append(f"{where} scrolls sideways by {sideways(self.page)} px")
            troubles = axe_troubles(self.page) if self.scripts else []
            found += [f"{where}: {trouble}" for trouble in troubles]
        self.page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        self.page.emulate_media(color_scheme="null")
        return found

    def counting_keys(self) -> "Keys":
        return Keys(self.page)


class Keys:
    """A keyboard that counts what is pressed, and the mouse with it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def click(self, there: Locator) -> None:
        there.click()
        self.pressed += 1
