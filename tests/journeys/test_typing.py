"""What letters mean in the judging grid: the rule alone, as a table, in a browser's own engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import lantern.reviews

RULE = Path(lantern.reviews.__file__).parent / "static" / "reviews" / "judging-words.js"
COLOURS = ("Star:s", "Green:g", "Amber:a", "Red:r", "not rated:-")
STEPS = (
    "Beginning:1", "Beginning+:2", "Working within:3", "Working within+:4", "Secure:5",
    "Secure+:6", "not rated:-",
)  # fmt: skip

# `_` is a pause of a second, `⏎` is Enter: it stands in the answer where it does what it does
# alone. `…` is what waits for more, `?` what is said to mean nothing.
TABLE = (
    (COLOURS, "g" * 30, " ".join(["Green"] * 30)),
    (COLOURS, "ggrga", "Green Green Red Green Amber"),
    (COLOURS, "srsr", "Star Red Star Red"),
    (COLOURS, "gr_g", "Green Red Green"),
    (COLOURS, "g_r_g", "Green Red Green"),
    (COLOURS, "gr", "Green …r"),
    (COLOURS, "gr_", "Green Red"),
    (COLOURS, "amber", "Amber"),
    (COLOURS, "Amber", "Amber"),
    (COLOURS, "green", "Green"),
    (COLOURS, "star", "Star"),
    (COLOURS, "red", "Red"),
    (COLOURS, "amber⏎g", "Amber Green"),
    (COLOURS, "ambergreen", "Amber Green"),
    (COLOURS, "amb_er", "Amber"),
    (COLOURS, "a_mbe_r", "Amber"),
    (COLOURS, "g⏎g", "Green ⏎ Green"),
    (COLOURS, "gr_een", "Green Red ?"),  # said, with the way back
    (COLOURS, "not rated", "not rated"),
    (COLOURS, "n", "not rated"),
    (COLOURS, "-", "not rated"),
    (COLOURS, "2", "Green"),
    (COLOURS, "qgg", "?"),
    (COLOURS, "q_gg", "? Green Green"),
    (COLOURS, "good morning, are all ready?", "Green ?"),
    (COLOURS, "am going there", "Amber ?"),
    (COLOURS, "the rest are green", "?"),
    (STEPS, "3" * 30, " ".join(["Working within"] * 30)),
    (STEPS, "working within⏎", "…working within ⏎"),
    (STEPS, "working within_", "Working within"),
    (STEPS, "working within+4", "Working within+ Working within+"),
    (STEPS, "begin_ning_", "Beginning"),
    (STEPS, "begin_4", "Working within+"),
    (STEPS, "secure+", "Secure+"),
    (STEPS, "not rated", "not rated"),
)

TYPING = """([named, keys]) => {
  const { FRESH, MOMENT, press, pause, ends } = window.judging.rule;
  const choices = named.map((each) => {
    const [name, letter] = each.split(":");
    return { key: letter === "-" ? "-" : name, name, short: name.slice(0, 2), letter };
  });
  const told = [];
  let state = FRESH;
  let at = 0;
  for (const key of keys) {
    at += key === "_" ? 1000 : 100;
    const sign = key === "⏎" ? "\\n" : key.toLowerCase();
    if (at - state.at > MOMENT) {
      const found = pause(state, choices);
      if (found.choice) told.push(found.choice.name);
      state = found.state;
    }
    if (key === "_") continue;
    const end = [" ", "\\n"].includes(sign) && !state.typed ? ends(state, sign, at) : "part";
    if (end === "over") state = state.lost ? state : FRESH;
    if (end === "over") continue;
    if (end === "" || (sign === "\\n" && end === "part")) {
      if (state.typed) told.push(`…${state.typed}`);
      state = FRESH;
      told.push("⏎");
      continue;
    }
    for (let again = true; again; ) {
      const found = press(state, sign, at, choices);
      if (found.choice) told.push(found.choice.name);
      if (found.lost && !found.more) told.push("?");
      ({ state, again = false } = found);
    }
  }
  if (state.typed) told.push(`…${state.typed}`);
  return told.join(" ");
}"""


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the rule in it."""
    page = browser.new_page()
    page.add_script_tag(path=RULE)
    yield page
    page.close()


@pytest.mark.journey
@pytest.mark.parametrize(("choices", "keys", "meant"), TABLE)
def test_what_is_typed_means(engine: Page, choices: tuple[str, ...], keys: str, meant: str) -> None:
    assert engine.evaluate(TYPING, [choices, keys]) == meant
