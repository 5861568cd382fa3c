"""What stands in the way of judging or closing, and waiting for one's turn."""

from lantern.roster.models import SchoolClass


class ReviewClosed(RuntimeError):
    """The class's review of the period is closed: reopen it first."""


class NotTheirs(PermissionError):
    """This person may not judge that child, or close that class's review."""


class ReasonsWanted(ValueError):
    """Some decisions differ from the facts and nobody has said why: `names` says whose."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class NothingToClose(ValueError):
    """No scheme is adopted, nobody is in the class, or the period has not opened."""


def hold(school_class: SchoolClass) -> None:
    """Wait for anyone who is judging or closing the same class in this moment."""
    SchoolClass.objects.select_for_update(no_key=True).filter(pk=school_class.pk).first()
