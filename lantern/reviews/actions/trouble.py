"""What stands in the way of judging or closing, and waiting for one's turn."""

from collections.abc import Iterable

from lantern.roster.models import Pupil, SchoolClass


class ReviewClosed(RuntimeError):
    """The class's review of the period is closed: reopen it first."""


class NotTheirs(PermissionError):
    """This person may not judge that child, or close that class's review.

    `sets` are those in which others judge it, each with who leads it.
    """

    def __init__(self, *sets: str) -> None:
        super().__init__(*sets)
        self.sets = sets


class ReasonsWanted(ValueError):
    """Some decisions differ from the facts and nobody has said why: `names` says whose."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class NothingToClose(ValueError):
    """No scheme is adopted, nobody in the class has a cell in it, or the period has not opened."""


def hold(school_class: SchoolClass) -> None:
    """Wait for anyone who is judging or closing the same class in this moment."""
    SchoolClass.objects.select_for_update(no_key=True).filter(pk=school_class.pk).first()


def hold_children(pupils: Iterable[int]) -> None:
    """Wait for anyone who is recording about these children in this moment, and keep others out."""
    rows = Pupil.objects.filter(pk__in=list(pupils)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
