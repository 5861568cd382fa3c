"""What each value of a scheme is for, in a sentence for a head teacher who looks through it.

Named by where it stands in the format, whatever a school calls its own areas and rewards.
"""

import re
from collections.abc import Mapping

_INDEX = re.compile(r"\[[^\]]*\]")

# A place, or where nothing is said of that, the key alone wherever it stands.
EXPLAINED: Mapping[str, str] = {
    "about": "A sentence or two about it, shown on its page.",
    "advice": "A reminder for whoever writes one.",
    "areas.measure.tests": "Read from the top: the first line that holds gives the rating.",
    "areas.says": "What a child’s page says beside this rating in this area.",
    "calendars.judgements": "How often everyone is judged.",
    "calendars.meetings": "How often there are mentoring meetings.",
    "calendars.reports": "How often a report goes home.",
    "calendars.targets": "How often targets are set.",
    "colour": "It has to be dark enough to read on paper.",
    "decided_by": "Who confirms that it was won.",
    "direction": "Whether it can only grow, can only be lost, or both.",
    "each": "How many for each child in each subject.",
    "every": "How often there is one.",
    "floor": "However much is taken away, it never falls below this.",
    "floor_days": "Until so many school days have gone by, the page says that it is too early for "
    "a rating. 0: it never waits.",
    "floor_sessions": "A session is half a day. Until a child could have come to so many, the page "
    "says that it is too early for a rating. 0: it never waits.",
    "form": "Whether the report is the profile itself, a sheet of ticks, or written out.",
    "gaps": "Bands of whole numbers leave numbers out: where one ends at 94 and the next begins at "
    "95, this says in which of them 94.6 belongs.",
    "highest": "The highest step expected then. Left empty, it is the same as the lowest.",
    "hint_after": "After how many of these the next one is suggested. 0 leaves it to an adult.",
    "in_file": "Whether it goes into the child’s file.",
    "letter": "One letter that stands for it where there is no room for the word.",
    "letter_after": "After how many a letter is suggested. 0 leaves it to an adult.",
    "loss_names_child": "Whether it is kept which child one was taken away for.",
    "loss_needs_reason": "Whether whoever takes one away has to say why.",
    "lowest": "The lowest step expected then: a child below it is not where we hope.",
    "many": "The word after a number greater than one.",
    "means": "What it means, in words that a child understands.",
    "mentors": "Who usually mentors. Any adult may be set for a child all the same.",
    "met": "Whether a child with this rating has met what is expected.",
    "minutes": "How long one lasts.",
    "most": "More than this in one week is refused as a slip of the hand.",
    "most_a_day": "The most on one day, where it is entered day by day. Left empty, it is entered "
    "by the week alone.",
    "name": "What it is called on pages and prints.",
    "none": "What is said when there was not one.",
    "of": "Whether each child collects their own, or the class does together.",
    "one": "The word after the number one.",
    "outcomes": "The words to choose from when a target is looked back on.",
    "over": "What is counted begins anew with each of these.",
    "resets": "When the count begins again from its start.",
    "short": "For a narrow column, where the name has no room.",
    "shows": "What stands in it.",
    "starts_on": "Its first day. Left empty, it has begun already.",
    "subjects": "In which subjects.",
    "symbol": "Drawn beside the word, so that nobody has to know the colour.",
    "tell_leaders": "Whether leaders are told of each one.",
    "tell_parents": "Whether parents are told, and when.",
    "terms": "1 is autumn, 2 spring and 3 summer.",
    "ties": "What happens when two have the most.",
    "wanted": "Whether it is better to have many of these, or few.",
    "whole_time": "Whether it is kept for as long as the child is at the school.",
    "counters.symbol": "A sign for it, where there is no room for its name.",
    "ladders.letter": "When a letter goes home, in your words.",
    "milestones.letter": "Whether a letter goes home.",
    "voices.agreed": "What this view is called. Left empty, nobody is asked for it.",
    "voices.child": "What this view is called. Left empty, children do not judge.",
    "voices.mentor": "What the adult’s view is called.",
    "words.attainment": "The heading above the subjects.",
    "words.attitude": "The heading above the areas.",
    "words.mentor": "The adult who talks with the child.",
    "words.not_rated": "What is said where nobody has judged yet.",
    "words.profile": "What the one page about a child is called.",
    "words.too_early": "What is said where there is too little to go on.",
    "years": "By number: 0 is Reception, 1 to 6 are Year 1 to Year 6.",
}
OPTIONS: Mapping[str, Mapping[str, str]] = {
    "direction": {
        "earn": "it only goes up", "both": "it goes up and down", "lose": "it only goes down",
        "spend": "it is earned, then spent",
    },
    "of": {"child": "each child has their own", "class": "the class has one together"},
    "gaps": {"down": "to the lower band", "up": "to the higher band"},
    "wanted": {"more": "the more, the better", "fewer": "the fewer, the better"},
    "tell_parents": {"no": "no", "same day": "on the same day", "weekly": "once a week"},
    "ties": {"all win": "all of them win", "leader chooses": "a leader chooses"},
}  # fmt: skip


def explained(path: str) -> str:
    """What the value at a path is for; nothing where its name says so already."""
    place = _INDEX.sub("", path)
    table, _, key = place.rpartition(".")
    looked_for = (place, table if "." in table else "", key)  # a school's own words have no key
    return next((EXPLAINED[each] for each in looked_for if each in EXPLAINED), "")


def option_said(path: str, option: str) -> str:
    """An option of the value at a path in words, or nothing."""
    return OPTIONS.get(path.rpartition(".")[2], {}).get(option, "")
