"""A profile as it was shown: kept as plain values, read back as it was (domain 2.31)."""

from typing import Any  # what JSON holds

from pydantic import TypeAdapter

from lantern.judgements.models import What
from lantern.profiles.pictures import Past, Profile
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import rating, step

_PROFILE = TypeAdapter(Profile)


def freeze(profile: Profile) -> dict[str, Any]:
    """The profile as plain values for JSON; that something is too early only where it is."""
    frozen: dict[str, Any] = _PROFILE.dump_python(profile, mode="json")
    for area in frozen["areas"]:
        if area["suggestion"] and not area["suggestion"]["early"]:
            del area["suggestion"]["early"]
    return frozen


def thaw(frozen: dict[str, Any]) -> Profile:
    """The profile exactly as it was frozen."""
    return _PROFILE.validate_python(frozen)


def ratings_of(profile: Profile, scheme: Scheme) -> list[list[str]]:
    """What a trend needs of a profile: what, key, value, and its name, symbol and colour then."""
    rows = []
    for area in profile.areas:
        if found := rating(scheme, area.key, area.shows):
            look = [found.key, found.name, found.symbol, found.colour]
            rows.append([What.AREA.value, area.key, *look])
    for subject in profile.subjects:
        if place := step(scheme, subject.key, profile.year, subject.shows):
            look = [place.key, place.name, place.symbol, place.colour]
            rows.append([What.SUBJECT.value, subject.key, *look])
    return rows


def past_of(period: str, row: list[str]) -> tuple[tuple[str, str], Past]:
    """One kept row as a step of a trend, under its what and key."""
    what, key, value, name, symbol, colour = row
    past = Past(period=period, value=value, name=name, symbol=symbol, colour=colour)
    return (what, key), past
