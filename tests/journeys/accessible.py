"""What axe finds wrong with a page, by the rules of WCAG 2.2 AA, and whether it is too wide."""

from typing import Any  # axe answers in JSON of its own

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.seen import seen

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """rules => axe.run(document, {
  runOnly: {type: "tag", values: rules}, resultTypes: ["violations"], elementRef: false,
})"""


def axe_troubles(page: Page) -> list[str]:
    """One line for each rule that the page breaks, with the first three places."""
    return seen(page, "axe", _troubles)


def _troubles(page: Page) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return [_line(each) for each in page.evaluate(RUN, RULES)["violations"]]


def _line(violation: dict[str, Any]) -> str:
    places = [f"{node['html'][:160]} ({node['failureSummary']})" for node in violation["nodes"][:3]]
    count = len(violation["nodes"])
    return f"{violation['id']}, {violation['help']}, in {count}: " + " | ".join(places)


def sideways(page: Page) -> int:
    """How many pixels the page itself, not a box in it, scrolls sideways."""
    found: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found
