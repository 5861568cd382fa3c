"""What stands in the way of judging, in plain words."""

from lantern.reviews.actions import JudgedMeanwhile, NotOnTheScale, NotTheirs, ReviewClosed

TROUBLES = (NotTheirs, ReviewClosed, JudgedMeanwhile, NotOnTheScale)


def trouble_words(trouble: Exception, *, by: str = "") -> str:
    """What stands in the way of judging, in plain words; `by` is who judged meanwhile."""
    match trouble:
        case JudgedMeanwhile():
            who = by or "Someone else"
            return f"{who} changed this a moment ago. It stands as they left it."
        case ReviewClosed():
            return "This review is closed. A leader can open it again, with a reason."
        case NotTheirs(sets=sets) if sets:
            return f"This is judged in {' and '.join(sets)}. Nothing was changed."
        case NotTheirs():
            return (
                "You judge your own classes and sets, and the children you mentor. Nothing was"
                " changed."
            )
        case NotOnTheScale():
            return "That is not on the scale here. Nothing was changed."
        case _:
            raise trouble
