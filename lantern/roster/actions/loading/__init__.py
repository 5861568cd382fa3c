"""A whole file put on the roll at once, as its plan says: all of it or nothing."""

from lantern.roster.actions.loading.whole import Loaded, apply_roster, in_a_sentence

__all__ = ["Loaded", "apply_roster", "in_a_sentence"]
