"""Which child a file is of: by UPN or by name, and never a guess."""

from uuid import UUID, uuid4

import pytest

from lantern.roster.rules.names import bare_words
from lantern.roster.rules.photographs import (
    NO_NAME,
    NOBODY,
    SAID_NO,
    AlbumPlan,
    Does,
    NamedFile,
    Portrayed,
    plan_album,
)

UPN = "R860123456001"


def child(
    *names: tuple[str, str], upn: str = "", mark: str = "", refused: bool = False
) -> Portrayed:  # fmt: skip
    forename, surname = names[0]
    return Portrayed(
        ref=uuid4(), name=f"{forename} {surname}".strip(), class_name="Kestrels", names=names,
        upn=upn, mark=mark, refused=refused,
    )  # fmt: skip


MAYA = child(("Maya", "Brook"), ("Mayah", "Brook"), upn=UPN)
EWA = child(("Ewa", "Zielińska"))
OSHEA = child(("Anne-Marie", "O’Shea"))
ONE_NAME = child(("Suharto", ""))
ROLL = [MAYA, EWA, OSHEA, ONE_NAME]


def sent(*files: str, mark: str = "new") -> list[NamedFile]:
    return [NamedFile(file=file, mark=mark, trouble="") for file in files]


def planned(*files: str, roll: list[Portrayed] = ROLL) -> AlbumPlan:
    return plan_album(sent(*files), roll)


def whose(file: str) -> UUID | None:
    return planned(file).lines[0].ref


@pytest.mark.parametrize(
    "file",
    [
        "Maya Brook.jpg", "Brook Maya.JPG", "Brook, Maya.png", "maya_brook.webp", "MAYA-BROOK.jpg",
        " maya   brook .jpg", "Mayah Brook.jpg", f"{UPN}.jpg", f"{UPN.lower()}.jpeg", "Maya Brook",
        "maya.brook.jpg",
    ],
)  # fmt: skip
def test_a_file_is_known_by_name_or_upn(file: str) -> None:
    assert whose(file) == MAYA.ref


@pytest.mark.parametrize(
    ("file", "whom"),
    [
        ("Ewa Zielinska.jpg", EWA),
        ("Zielińska Ewa.jpg", EWA),
        ("Zielin\u0301ska Ewa.jpg", EWA),
        ("O'Shea Anne Marie.jpg", OSHEA),
        ("AnneMarie OShea.jpg", None),
        ("Anne-Marie OShea.jpg", OSHEA),
        ("suharto.jpg", ONE_NAME),
        ("Maya.jpg", None),
        ("Brook.jpg", None),
        ("Maya Brook 2.jpg", None),
        ("Maya Rose Brook.jpg", None),
        ("R860123456002.jpg", None),
    ],
)
def test_accents_and_apostrophes_do_not_matter_and_nothing_is_guessed(
    file: str, whom: Portrayed | None
) -> None:
    assert whose(file) == (whom.ref if whom else None)


@pytest.mark.parametrize(
    ("file", "why"),
    [("Nobody Here.jpg", NOBODY), (".jpg", NOBODY), ("---.jpg", NO_NAME), ("", NO_NAME)],
)
def test_nobody_of_that_name(file: str, why: str) -> None:
    (line,) = planned(file).lines
    assert (line.does, line.why) == (Does.REFUSED, why)


def test_two_children_of_that_name_are_told_apart_by_upn_alone() -> None:
    other = child(("Maya", "Brook"), upn="H860123456007")
    plan = planned("Maya Brook.jpg", f"{UPN}.jpg", roll=[MAYA, other])
    assert [line.ref for line in plan.lines] == [None, MAYA.ref]
    assert plan.lines[0].why == (
        "It could be of Maya Brook (Kestrels) and Maya Brook (Kestrels): call the file by the "
        "child’s UPN."
    )


def test_a_name_turned_round_may_be_another_childs() -> None:
    plan = planned("James Riley.jpg", roll=[child(("James", "Riley")), child(("Riley", "James"))])
    assert plan.lines[0].does is Does.REFUSED


def test_two_files_of_one_child_are_both_refused() -> None:
    plan = planned("Maya Brook.jpg", f"{UPN}.jpg", "Ewa Zielinska.jpg")
    assert [line.does for line in plan.lines] == [Does.REFUSED, Does.REFUSED, Does.ADDED]
    assert plan.lines[0].why == "2 of these files are of Maya Brook: send one."


def test_a_bad_file_of_a_child_does_not_stand_in_the_way_of_a_good_one() -> None:
    bad = NamedFile(file="Brook Maya.jpg", mark="", trouble="The file is empty.")
    plan = plan_album([bad, *sent("Maya Brook.jpg")], ROLL)
    assert [(line.does, line.why) for line in plan.lines] == [
        (Does.REFUSED, "The file is empty."), (Does.ADDED, ""),
    ]  # fmt: skip


def test_a_family_that_says_no_is_heard() -> None:
    (line,) = planned("Maya Brook.jpg", roll=[child(("Maya", "Brook"), refused=True)]).lines
    assert (line.does, line.why) == (Does.REFUSED, SAID_NO)


@pytest.mark.parametrize(
    ("mark", "does"), [("", Does.ADDED), ("old", Does.CHANGED), ("new", Does.LEFT)]
)
def test_what_a_file_would_do(mark: str, does: Does) -> None:
    plan = planned("Maya Brook.jpg", roll=[child(("Maya", "Brook"), mark=mark)])
    assert plan.of(does) == list(plan.lines)
    assert plan.does_nothing == (does is Does.LEFT)


def test_the_fingerprint_is_of_all_that_was_shown() -> None:
    every = {
        planned("Maya Brook.jpg").digest,
        planned("Brook Maya.jpg").digest,
        planned("Ewa Zielinska.jpg").digest,
        planned("Maya Brook.jpg", roll=[]).digest,
        plan_album(sent("Maya Brook.jpg", mark="other"), ROLL).digest,
    }
    assert len(every) == 5
    assert planned("Maya Brook.jpg").digest in every


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brook, Maya", "brook maya"),
        ("O’Shea_Anne-Marie", "oshea anne marie"),
        ("Ødegård", "odegard"),
        ("  ", ""),
        ("李 小龙", "李 小龙"),
    ],
)
def test_bare_words(text: str, words: str) -> None:
    assert bare_words(text) == words
