"""Photographs of children: of one, of many, and whom a file may be of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Enrolment, Photograph, Pupil, PupilQuerySet
from lantern.roster.rules.photographs import Portrayed
from lantern.schools.models import School


def photographs_of(pupils: Iterable[int], by: Viewer) -> dict[int, UUID]:
    """The photograph's ref of each of some children whom this person may see so."""
    if not by.school.keeps_photographs or not by.may(Can.SEE_PHOTOGRAPHS):
        return {}  # asks nothing: most schools keep none
    rows = Photograph.objects.visible_to(by).filter(pupil__in=list(pupils))
    return dict(rows.values_list("pupil", "ref"))


def photograph_of(pupil: Pupil, by: Viewer) -> UUID | None:
    """The same of one child; none where there is none, or they may not see it."""
    return photographs_of([pupil.pk], by).get(pupil.pk)


def has_photograph(pupil: Pupil) -> bool:
    """Whether one of the child is kept, for those too who load them and may see none."""
    return Photograph.objects.taken().filter(pupil=pupil).exists()


def refuses_photograph(pupil: Pupil) -> bool:
    """Whether the child's family wants none."""
    return Photograph.objects.refused().filter(pupil=pupil).exists()


@dataclass(frozen=True, kw_only=True)
class Photographed:
    """How many children there are that a person sees, with a photograph, and whose family said no.

    `kept` are all that the school keeps, also those that nobody sees any more.
    """

    children: int
    taken: int
    refused: int
    kept: int


def photographed(by: Viewer) -> Photographed:
    """As it stands today."""
    children = _on_the_roll(by)
    rows = Photograph.objects.filter(pupil__in=children)
    return Photographed(
        children=children.count(), taken=rows.taken().count(), refused=rows.refused().count(),
        kept=kept_in(by.school),
    )  # fmt: skip


def kept_in(school: School) -> int:
    """How many photographs there are at all, whoever may see them."""
    return Photograph.objects.taken().filter(pupil__school=school).count()


def portrayed(by: Viewer) -> list[Portrayed]:
    """The children of whom a photograph may be loaded, in the order of a register."""
    children = list(_on_the_roll(by).in_order())
    classes = _classes(by)
    kept = dict(
        Photograph.objects.filter(pupil__school=by.school).values_list("pupil", "picture")
    )  # fmt: skip
    return [_portrayed(child, classes[child.pk], kept) for child in children]


def _on_the_roll(by: Viewer) -> PupilQuerySet:
    return Pupil.objects.visible_to(by).here_or_to_come(by.today)


def _classes(by: Viewer) -> dict[int, str]:
    found: dict[int, str] = defaultdict(str)
    places = Enrolment.objects.not_over(by.today).filter(pupil__school=by.school)
    rows = places.order_by("-starts_on", "-pk").values_list("pupil", "school_class__name")
    found.update(rows)  # the earliest that is not over is the last to be put
    return found


def _portrayed(
    child: Pupil, class_name: str, kept: dict[int, "bytes | memoryview | None"]
) -> Portrayed:
    picture = kept.get(child.pk)
    return Portrayed(
        ref=child.ref,
        name=child.name,
        class_name=class_name,
        names=(
            (child.called_forename, child.called_surname),
            (child.legal_forename, child.legal_surname),
            (child.called_forename, child.legal_surname),
            (child.legal_forename, child.called_surname),
        ),
        upn=child.upn,
        mark=mark_of(picture) if picture else "",
        refused=child.pk in kept and picture is None,
    )


def mark_of(picture: "bytes | memoryview") -> str:
    """What tells a picture from any other."""
    return sha256(picture).hexdigest()
