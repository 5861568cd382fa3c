"""What to look at in a list, the rarest first."""

from uuid import UUID

from lantern.roster.rules.planning import Plan, ToCheck, Unchanged

NOBODY = UUID(int=0)
NO_ANSWER = "“Polish” for EAL is neither yes nor no, so that group stays as it is."
LOST = "A letter may have been lost in “?ucja”: check it against the school's own record."


def test_what_is_said_of_many_is_said_once_and_after_the_rest() -> None:
    many = tuple(Unchanged((n,), f"Child {n}", NOBODY, (NO_ANSWER,)) for n in range(3))
    plan = Plan(unchanged=(*many, Unchanged((9,), "Lucja", NOBODY, (NO_ANSWER, LOST))))
    assert plan.to_check == (
        ToCheck(words=LOST, names=("Lucja",)),
        ToCheck(words=NO_ANSWER, names=("Child 0", "Child 1", "Child 2", "Lucja")),
    )


def test_where_nothing_is_odd_there_is_nothing_to_check() -> None:
    assert Plan(unchanged=(Unchanged((1,), "Ada", NOBODY),)).to_check == ()
