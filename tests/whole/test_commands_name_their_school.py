"""Each command does its work on a line to the database on which nothing was named before."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands
from pytest_django.fixtures import Settings

from lantern.accounts.models import MACHINE, Member
from lantern.audit.models import Note
from lantern.habits.models import AttendanceMark, NightlyFile
from lantern.habits.reading import folders
from lantern.reviews.models import PrintRun
from lantern.roster.models import Pupil
from lantern.schemes.models import SchemeVersion
from lantern.schemes.tests.test_school_dates import YEAR
from lantern.schools.models import AcademicYear, School
from lantern.within import every_school
from tests.cast import NOW, Cast
from tests.test_within import cast, named

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["cast"]
OURS = ("--school", "amberley")
LIST = "Forename,Surname,DOB,Class\nNoor,Hale,03/03/2018,Robins\n"
MARKS = "Name,05/11/2026 AM,05/11/2026 PM\nMaya Brook,/,\\\n"

BY_NIGHT = "attendance_nightly"  # in the name of the leader, who answers for the folder

# Tried where they have a place of their own, or they ask for nobody's data.
ELSEWHERE = {
    "backup": "tests/whole/test_restored.py",
    "restore": "tests/whole/test_restored.py",
    "prepare": "tests/whole/test_upgrading.py",
    "migrate": "tests/whole/test_upgrading.py",
    "demo_make": "lantern/demo/tests/test_making.py",
    "demo_cast": "it reads who is on which staff",
    "check": "lantern/config/tests/test_kept_apart.py",
    "serve": "it asks for nothing itself",
    "work": "each thing that waits names its own school (reviews/jobs.py)",
    "scheme_check": "it reads a file",
    "scheme_list": "it reads files",
    "scheme_show": "it reads a file",
    "staff_factor": "it takes away what the cast has not; as staff_password",
}


def an_old_print(cast: Cast) -> None:
    with every_school("to make one"):
        PrintRun.objects.create(
            school=cast.school, period=cast.period, asked_at=NOW.replace(year=2025),
            asked_by=cast.leader.user,
        )  # fmt: skip


def a_folder_for_the_night(folder: Path) -> Path:
    """With a file in Amberley's."""
    waits = folder / "nightly" / "amberley" / "marks.csv"
    waits.parent.mkdir(parents=True)
    waits.write_text(MARKS)
    return folder / "nightly"


Done = Callable[[], bool]
TRIED: dict[str, tuple[tuple[str, ...], Done]] = {
    "school_create": (
        ("oak", "--name", "Oak", "--leader", "head@oak.example", "--leader-name", "Mrs Head"),
        lambda: School.objects.filter(key="oak").exists(),
    ),
    "staff_add": (
        ("new@amberley.example", "--name", "Ms New", "--role", "teacher", *OURS),
        lambda: Member.objects.filter(user__name="Ms New").exists(),
    ),
    "staff_password": (
        ("mr.pell@amberley.example", *OURS),
        lambda: Member.objects.filter(user__start_password=True).exists(),
    ),
    "school_dates": (
        ("{dates}", *OURS), lambda: AcademicYear.objects.filter(name="2027/28").exists(),
    ),
    "scheme_adopt": (
        ("levels-with-parents", "--from", "2026-12-01", *OURS),
        lambda: SchemeVersion.objects.filter(number=2).exists(),
    ),
    "roster_import": (
        ("{list}", *OURS), lambda: Pupil.objects.filter(legal_surname="Hale").exists(),
    ),
    "attendance_import": (("{marks}", *OURS), AttendanceMark.objects.exists),
    "attendance_nightly": ((), NightlyFile.objects.exists),
    "profiles_print": (("{out}", *OURS), lambda: True),
    "tidy": ((), lambda: not PrintRun.objects.exists()),
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    later = YEAR
    for year in (2027, 2026):
        later = later.replace(str(year), str(year + 1))
    found = {"dates": later, "list": LIST, "marks": MARKS}
    for name, text in found.items():
        (tmp_path / name).with_suffix(".toml" if name == "dates" else ".csv").write_text(text)
    return {
        "{dates}": str(tmp_path / "dates.toml"), "{list}": str(tmp_path / "list.csv"),
        "{marks}": str(tmp_path / "marks.csv"), "{out}": f"--out={tmp_path / 'out'}",
    }  # fmt: skip


def test_each_command_is_tried() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("lantern.")}
    assert ours == TRIED.keys() | ELSEWHERE.keys()


def test_each_names_its_school(
    cast: Cast, files: dict[str, str], tmp_path: Path, settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    an_old_print(cast)
    monkeypatch.setattr(folders, "QUIET", 0)
    settings.NIGHTLY = a_folder_for_the_night(tmp_path)
    for name, (words, done) in TRIED.items():
        with every_school("to look"):
            before = set(Note.objects.values_list("pk", flat=True))
        call_command(name, *(files.get(word, word) for word in words), stdout=StringIO())
        assert named() == "", name
        with every_school("to look"):
            assert done(), name
            by = Note.objects.exclude(pk__in=before).values_list("at_by", "user")
            assert name == BY_NIGHT or set(by) <= {(MACHINE, None)}, name
