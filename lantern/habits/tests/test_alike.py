"""A preview of many children as it is read: no remark drowns the others."""

from lantern.habits.pictures.alike import folded
from lantern.habits.pictures.preview import ChildPreview
from lantern.habits.pictures.rows import Refusal, RowCount


def one(name: str, row: int, *refused: str, cautions: tuple[str, ...] = ()) -> ChildPreview:
    refusals = tuple(Refusal((row,), why) for why in refused)
    return ChildPreview(
        name=name, rows=(row,), count=RowCount(refused=1), refused=refusals, cautions=cautions
    )


def test_what_is_said_of_many_stands_once_and_the_odd_ones_come_first() -> None:
    many = [one(f"Child {n}", n, "Not yet.") for n in range(2, 31)]
    odd = one("Odd", 31, "Not yet.", "No such code.", cautions=("Look.",))
    plain = ChildPreview(name="Plain", rows=(32,), count=RowCount(whole=1), added=1)
    other = ChildPreview(name="Other", rows=(33,), count=RowCount(whole=1), changed=("/ to L",))
    unsure = one("Unsure", 34, cautions=("Look too.",))
    read = folded([plain, *many, other, unsure, odd])
    (alike,) = read.alike
    assert (alike.words, alike.children, alike.where) == ("Not yet.", 30, "rows 2 to 31")
    first, second, third, *rest = read.children
    assert [second.child.name, third.child.name] == ["Unsure", "Other"]
    assert (first.child.name, first.more, first.cautions) == ("Odd", True, ("Look.",))
    assert [refusal.why for refusal in first.refused] == ["No such code."]
    assert {shown.refused for shown in rest} == {()}
    assert rest[-1].child.name == "Plain"


def test_what_is_said_of_three_stays_with_them() -> None:
    read = folded([one(f"Child {n}", n, "Not yet.") for n in range(2, 5)])
    assert not read.alike
    assert [[each.why for each in shown.refused] for shown in read.children] == [["Not yet."]] * 3
