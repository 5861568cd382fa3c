"""The versions of a school's scheme, and which of them is in force."""

from dataclasses import dataclass

from lantern.accounts.models import Viewer
from lantern.schemes.models import SchemeVersion, SchemeVersionQuerySet


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """One version in the list of them; `state` is a word or two."""

    version: SchemeVersion
    state: str


def in_force(by: Viewer) -> SchemeVersion | None:
    """The version in force at the viewer's school today."""
    return _versions(by).on(by.today).first()


def latest_of(by: Viewer) -> SchemeVersion | None:
    """The version adopted last, which may start later."""
    return _versions(by).order_by("-number").first()


def versions_of(by: Viewer) -> list[VersionLine]:
    """All of them, the newest first."""
    now = in_force(by)
    return [
        VersionLine(version=version, state=_state(version, now, by))
        for version in _versions(by).order_by("-number")
    ]


def _versions(by: Viewer) -> SchemeVersionQuerySet:
    return SchemeVersion.objects.visible_to(by).select_related("adopted_by")


def _state(version: SchemeVersion, now: SchemeVersion | None, by: Viewer) -> str:
    if version == now:
        return "in force"
    return "to come" if version.starts_on > by.today else "before"
