"""The page of a scheme says each thing that is kept for later: no choice of a school is unseen."""

import pytest

from lantern.schemes.pictures.page import page_of
from lantern.schemes.presets import load_once
from lantern.schemes.tests.odd import odd_text

BESIDE = """
[[counters]]
key = "beads"
name = "Beads"
of = "class"
direction = "both"
resets = "week"
{counter}
[[milestones]]
key = "most"
counter = "beads"
most_in_school = true
reward = "A prize"
{milestone}
[[facts]]
key = "wanders"
name = "Wanders"
kind = "tally"
[[ladders]]
key = "way"
name = "The way"
[[ladders.steps]]
key = "one"
name = "First"
{step}
[[ladders.steps]]
key = "two"
name = "Second"
[[subjects]]
key = "sums"
name = "Sums"
[[attainment]]
key = "rungs"
name = "Rungs"
[[attainment.steps]]
key = "low"
name = "Low"
[[attainment.steps]]
key = "high"
name = "High"
[[uses]]
scale = "rungs"
[[statements]]
subject = "sums"
marks = [{{ key = "yes", name = "Yes"{mark} }}, {{ key = "nearly", name = "Nearly" }}]
items = [{{ key = "add", says = "I can add" }}]
{cutoffs}
"""
PLAIN = dict.fromkeys(("counter", "milestone", "step", "mark", "cutoffs"), "")


def said(**changed: str) -> set[str]:
    """Every sentence of the page of a small scheme, with something written into it."""
    scheme = load_once(odd_text("barest") + BESIDE.format(**PLAIN | changed))
    entries = [entry for section in page_of(scheme).sections for entry in section.entries]
    return {line for entry in entries for line in entry.lines}


@pytest.mark.parametrize(
    ("where", "written", "sentence"),
    [
        ("counter", "floor = 3", "Never less than 3."),
        ("counter", "loss_needs_reason = true",
         "A loss is written down with its reason, and names no child."),
        ("counter", "loss_names_child = true",
         "A loss is written down and may have a reason, with the child’s name."),
        ("milestone", "letter = true", "A letter goes home."),
        ("milestone", 'ties = "leader chooses"', "Where two have the most, a leader chooses."),
        ("step", 'counts_as = "wanders"', "Counts as one of: Wanders."),
        ("step", "hint_after = 3", "The next is suggested after 3."),
        ("mark", ", achieved = true", "Achieved with Yes."),
        ("cutoffs", "cutoffs = [{ step = 'low', at_least = 4 }, { step = 'high', at_least = 8.5 }]",
         "Suggested from: 4 % Low, 8.5 % High."),
    ],
)  # fmt: skip
def test_what_a_school_chose_is_said(where: str, written: str, sentence: str) -> None:
    assert sentence not in said()
    assert sentence in said(**{where: written})


def test_what_is_only_earned_has_no_loss() -> None:
    text = odd_text("barest") + BESIDE.format(**PLAIN).replace('"both"', '"earn"')
    entries = [entry for part in page_of(load_once(text)).sections for entry in part.entries]
    assert not [line for entry in entries for line in entry.lines if "loss" in line]
