"""A school started from the command line, without the demo."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lantern.accounts.models import Member, User
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.schools.models import AcademicYear, Period, School, Trust

pytestmark = pytest.mark.django_db
DATES = """
[[terms]]
name = "Autumn"
halves = [
  { name = "Autumn 1", from = 2026-09-03, to = 2026-10-23 },
  { name = "Autumn 2", from = 2026-11-02, to = 2026-12-18 },
]
[[closed]]
on = 2026-09-03
why = "inset"
"""


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def school() -> School:
    run(
        "school_create", "st-cedds", "--name", "St Cedd's", "--leader", "Head@cedds.example",
        "--leader-name", "Mrs Head",
    )  # fmt: skip
    return School.objects.get(key="st-cedds")


def test_a_school_opens_with_a_leader(school: School) -> None:
    leader = Member.objects.get(school=school)
    assert (leader.role, leader.user.email) == (Role.LEADER, "head@cedds.example")
    assert leader.user.start_password
    assert Note.objects.filter(school="st-cedds", at_by="At the machine itself").exists()


def test_a_school_opens_once(school: School) -> None:
    with pytest.raises(CommandError, match="Nothing was changed"):
        run(
            "school_create", "st-cedds", "--name", "Again", "--leader", "a@b.example",
            "--leader-name", "Ms A",
        )  # fmt: skip
    assert not User.objects.filter(email="a@b.example").exists()


def test_two_schools_of_a_trust() -> None:
    for key in ("st-aidans", "st-hildas"):
        run(
            "school_create", key, "--name", key.title(), "--leader", f"head@{key}.example",
            "--leader-name", "Mrs Head", "--trust", "The Whitby Trust",
        )  # fmt: skip
    trust = Trust.objects.get()
    assert (trust.name, trust.pretend) == ("The Whitby Trust", False)
    assert School.objects.filter(trust=trust).count() == 2


def test_no_school_joins_the_demos_trust() -> None:
    Trust.objects.create(name="The Lanternwood Trust", pretend=True)
    with pytest.raises(CommandError, match="is the demo's own trust"):
        run(
            "school_create", "st-aidans", "--name", "St Aidan's", "--leader", "a@b.example",
            "--leader-name", "Ms A", "--trust", "The Lanternwood Trust",
        )  # fmt: skip
    assert not School.objects.exists()


def test_staff_are_added(school: School) -> None:
    said = run(
        "staff_add", "ta@cedds.example", "--name", "Mr Ta", "--role", "assistant", "--school",
        "st-cedds",
    )  # fmt: skip
    assert "ta@cedds.example signs in with" in said
    again = "staff_add", "ta@cedds.example", "--name", "Mr Ta", "--role", "office"
    with pytest.raises(CommandError, match="on the staff already"):
        run(*again, "--school", "st-cedds")


def test_a_forgotten_password_starts_again(school: School) -> None:
    """Whoever runs the machine may, even for someone of two schools."""
    run(
        "school_create", "st-bedes", "--name", "St Bede's", "--leader", "head@cedds.example",
        "--leader-name", "Mrs Head",
    )  # fmt: skip
    was = User.objects.get(email="head@cedds.example").password
    said = run("staff_password", "Head@cedds.example", "--school", "st-cedds")
    user = User.objects.get(email="head@cedds.example")
    assert user.password != was
    assert user.start_password
    assert user.check_password(said.split(" signs in with ")[1].split()[0])
    assert Note.objects.filter(did="start password given", school="st-cedds").count() == 2


@pytest.mark.parametrize(
    ("email", "key"), [("a@b.example", "st-cedds"), ("head@cedds.example", "nowhere")]
)
def test_nobody_unknown_is_given_a_password(school: School, email: str, key: str) -> None:
    with pytest.raises(CommandError, match="not on the staff"):
        run("staff_password", email, "--school", key)


def test_dates_come_from_a_file(school: School, tmp_path: Path) -> None:
    file = tmp_path / "dates.toml"
    file.write_text(DATES, encoding="utf-8")
    assert run("school_dates", str(file), "--school", "st-cedds") == (
        "2026/27: terms 1, review periods 2.\n"
    )
    assert Period.objects.of_school(school).count() == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("to = 2026-10-23", "to = '23/10'"),
        ("2026-11-02", "2026-10-20"),
        ('why = "inset"', 'why = "snow"'),
        ('name = "Autumn"', 'nmae = "Autumn"'),
        ("[[terms]]", "[[terms]"),
    ],
)
def test_dates_that_are_wrong_change_nothing(
    school: School, tmp_path: Path, wrong: str, words: str
) -> None:
    file = tmp_path / "dates.toml"
    file.write_text(DATES.replace(wrong, words, 1), encoding="utf-8")
    with pytest.raises(CommandError, match="Nothing was changed"):
        run("school_dates", str(file), "--school", "st-cedds")
    assert not AcademicYear.objects.exists()


def test_a_school_that_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="no school"):
        run("school_dates", "x.toml", "--school", "nowhere")


def test_dates_that_are_not_there_are_said_in_words(school: School) -> None:
    with pytest.raises(CommandError, match=r"Nothing was changed\. none\.toml: No such file"):
        run("school_dates", "none.toml", "--school", "st-cedds")
