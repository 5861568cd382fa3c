"""What to call a subject or an area where nothing else says which of the two it is."""

from lantern.judgements.models import What
from lantern.profiles.rules import inside_a_sentence
from lantern.schemes.presets.shape import Scheme


def clear_name(what: What, name: str, scheme: Scheme) -> str:
    """The name alone, or with its group's word where a subject and an area share it."""
    others = scheme.subjects if what == What.AREA else scheme.areas
    folded = _folded(name)
    if all(_folded(each.name) != folded for each in others):
        return name
    words = scheme.words
    group = words.attitude if what == What.AREA else words.attainment
    return f"{name} ({inside_a_sentence(group)})"


def _folded(name: str) -> str:
    return name.strip().casefold()
