"""Profiles on paper: through the pages, by a worker, and by command."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lantern.audit.models import Note
from lantern.profiles.tests.pictures import a_profile
from lantern.reviews.actions import close
from lantern.reviews.jobs import ask_for_print, print_school
from lantern.reviews.models import PrintRun
from lantern.reviews.pictures.prints import as_a_file_name, file_names
from lantern.reviews.tests.rows import was_in, year_before
from lantern.roster.models import ClassStaff, Enrolment, SchoolClass
from lantern.schools.models import AcademicYear, Period, School
from tests.cast import Cast, a_class, a_place, a_pupil
from tests.client import CheckedClient, body_of
from tests.papers import sides_of, words_on

NOW_IN = "Autumn 2 2026_27"  # the folder of today's period
PRINTS = "/amberley/prints/"
NEXT = timedelta(days=365)  # to the same days of the year after
Clients = Callable[[str], CheckedClient]


def names_in(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def work() -> None:
    """Let a worker do all that waits."""
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def test_a_child_on_paper(cast: Cast, client_of: Clients) -> None:
    response = client_of("teacher").get(f"/amberley/pupils/{cast.settled.ref}/profile/pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert "Maya Brook" in words_on(response.content)


def test_a_class_on_paper_is_in_the_order_of_a_register(cast: Cast, client_of: Clients) -> None:
    response = client_of("teacher").get(f"/amberley/classes/{cast.kestrels.ref}/profiles/pdf/")
    first_lines = [side.words.splitlines()[0] for side in sides_of(response.content)]
    assert first_lines == ["Rowan Ashdown", "Maya Brook", "Ewa Zielińska"]


def test_a_upn_is_on_no_page_of_a_review_nor_on_paper_standards_2_1(
    cast: Cast, client_of: Clients
) -> None:
    upn, teacher = cast.settled.upn, client_of("teacher")
    of_class, of_child = f"classes/{cast.kestrels.ref}", f"pupils/{cast.settled.ref}/profile"
    assert len(upn) == len("A999999999999")
    for page in (of_class, f"{of_class}/judging", of_child, f"{of_child}/area/attendance"):
        shown = teacher.get(f"/amberley/{page}/")
        assert "Maya Brook" in body_of(shown)
        assert upn not in body_of(shown), page
    for paper in (f"{of_class}/profiles/pdf", f"{of_child}/pdf"):
        fetched = teacher.get(f"/amberley/{paper}/")
        assert "Maya Brook" in words_on(fetched.content)
        assert upn not in words_on(fetched.content) + fetched["Content-Disposition"], paper


@pytest.mark.parametrize("part", ["office", "stranger"])
def test_paper_is_for_those_who_see_profiles(cast: Cast, client_of: Clients, part: str) -> None:
    response = client_of(part).get(f"/amberley/pupils/{cast.settled.ref}/profile/pdf/")
    assert response.status_code == (403 if part == "office" else 404)


def test_the_period_that_is_printing_stays_chosen(cast: Cast, client_of: Clients) -> None:
    leader = client_of("leader")
    early = Period.objects.of_school(cast.school).order_by("starts_on")[0]
    asked = leader.post("/amberley/prints/new/", {"period": str(early.ref)})
    for address in (asked["Location"], "/amberley/prints/"):
        page = leader.get(address).content.decode()
        assert f'<option value="{early.ref}" selected>' in page


@pytest.mark.django_db(transaction=True)
def test_the_whole_school_is_asked_for_made_and_fetched(cast: Cast, client_of: Clients) -> None:
    leader = client_of("leader")
    assert leader.post("/amberley/prints/new/").status_code == 302
    assert "Waiting" in leader.get("/amberley/prints/").content.decode()
    PrintRun.objects.update(beat=timezone.now(), done=2, total=5)
    going = leader.get("/amberley/prints/").content.decode()
    assert "Printing profiles: Autumn 2 2026/27" in going
    PrintRun.objects.update(beat=None)
    work()
    run = PrintRun.objects.get()
    assert (run.done, run.total, run.finished) == (5, 5, True)
    assert f"/amberley/prints/{run.ref}/" in leader.get("/amberley/prints/").content.decode()
    fetched = leader.get(f"/amberley/prints/{run.ref}/")
    assert cast.settled.upn  # which is in no name
    assert sorted(names_in(fetched.content)) == [
        "Autumn 2 2026_27/Kestrels.pdf",
        "Autumn 2 2026_27/Kestrels/Ewa Zielińska.pdf",
        "Autumn 2 2026_27/Kestrels/Maya Brook.pdf",
        "Autumn 2 2026_27/Kestrels/Rowan Ashdown.pdf",
        "Autumn 2 2026_27/Wrens.pdf",
        "Autumn 2 2026_27/Wrens/Idris Vale.pdf",
        "Autumn 2 2026_27/Wrens/Tom Sparrow.pdf",
    ]
    assert Note.objects.filter(did="school print asked for").count() == 1


@pytest.mark.parametrize("closed", [False, True])
def test_a_period_that_is_past_is_printed_too(cast: Cast, client_of: Clients, closed: bool) -> None:
    before = cast.periods[0]
    if closed:
        close(school_class=cast.kestrels, period=before, by=cast.viewer("leader"))
    teacher = client_of("teacher")
    choices = re.findall(r'<option value="(.+?)">(.+?)</option>', body_of(teacher.get(PRINTS)))
    assert choices == [
        (str(cast.period.ref), "Autumn 2 2026/27"), (str(before.ref), "Autumn 1 2026/27"),
    ]  # fmt: skip
    teacher.post(f"{PRINTS}new/", {"period": str(before.ref)})
    run = PrintRun.objects.get()
    print_school.call(str(run.ref))
    fetched = teacher.get(f"{PRINTS}{run.ref}/")
    assert "Autumn 1 2026_27/Kestrels/Maya Brook.pdf" in names_in(fetched.content)
    assert "Amberley Primary School Autumn 1 2026_27.zip" in fetched["Content-Disposition"]


def test_only_a_year_in_which_one_sees_a_class_is_offered(cast: Cast, client_of: Clients) -> None:
    before = year_before(cast, 2025)
    was_in(cast.settled, a_class(before, "Larks"))
    early = Period.objects.get(year=before, name="Early")
    assert f'value="{early.ref}"' in body_of(client_of("teacher").get(PRINTS))
    School.objects.filter(pk=cast.school.pk).update(own_classes_only=True)
    assert f'value="{early.ref}"' in body_of(client_of("leader").get(PRINTS))
    page = body_of(client_of("teacher").get(PRINTS))
    assert re.findall(r"<option .+?>(.+?)</option>", page) == [
        "Autumn 2 2026/27", "Autumn 1 2026/27",
    ]  # fmt: skip
    asked = client_of("teacher").post(f"{PRINTS}new/", {"period": str(early.ref)})
    assert asked.status_code == 404
    assert not PrintRun.objects.exists()


def test_whoever_sees_no_class_is_told_so(cast: Cast, client_of: Clients) -> None:
    School.objects.filter(pk=cast.school.pk).update(own_classes_only=True)
    ClassStaff.objects.filter(member=cast.teacher).delete()
    teacher = client_of("teacher")
    assert "in a year in which you see a class" in body_of(teacher.get(PRINTS))
    assert teacher.post(f"{PRINTS}new/").status_code == 404


def test_a_print_of_nobody_ends_in_a_sentence_and_no_file(cast: Cast, client_of: Clients) -> None:
    Enrolment.objects.filter(pupil__school=cast.school).delete()
    leader = client_of("leader")
    leader.post(f"{PRINTS}new/")
    run = PrintRun.objects.get()
    print_school.call(str(run.ref))
    run.refresh_from_db()
    assert (run.finished, run.going, run.content) == (False, False, None)
    page = body_of(leader.get(PRINTS))
    assert "nothing to print: no child of a class that you see has a profile in Autumn 2" in page
    assert leader.get(f"{PRINTS}{run.ref}/").status_code == 404


def test_a_period_to_come_or_of_another_school_is_not_printed(
    cast: Cast, client_of: Clients
) -> None:
    later = cast.periods[2]
    theirs = cast.next_door.period
    for ref in (later.ref, theirs.ref, uuid4(), "x"):
        assert client_of("leader").post(f"{PRINTS}new/", {"period": str(ref)}).status_code == 404
    assert not PrintRun.objects.exists()


def test_nobody_else_fetches_it(cast: Cast, client_of: Clients) -> None:
    run = ask_for_print(period=cast.period, by=cast.viewer("leader"))
    PrintRun.objects.update(finished=True, content=b"zip")
    assert client_of("teacher").get(f"/amberley/prints/{run.ref}/").status_code == 404


def test_asking_twice_is_one_print(cast: Cast) -> None:
    one, two = (ask_for_print(period=cast.period, by=cast.viewer("leader")) for _ in range(2))
    assert one == two


def test_a_print_of_yesterday_goes_when_the_next_is_asked_for(cast: Cast) -> None:
    old = ask_for_print(period=cast.period, by=cast.viewer("leader"))
    PrintRun.objects.update(asked_at=cast.viewer("leader").now - timedelta(days=2))
    ask_for_print(period=cast.period, by=cast.viewer("leader"))
    assert not PrintRun.objects.filter(pk=old.pk).exists()


def test_a_run_that_another_works_on_is_left_to_them(cast: Cast) -> None:
    run = ask_for_print(period=cast.period, by=cast.viewer("leader"))
    PrintRun.objects.update(beat=timezone.now())
    print_school.call(str(run.ref))
    run.refresh_from_db()
    assert (run.done, run.finished) == (0, False)


def test_a_name_no_font_has_is_marked_named_and_fails_nothing(
    cast: Cast, client_of: Clients
) -> None:
    unicorn = a_pupil(cast.school, "Bo", "🦄", cast.settled.born_on)
    a_place(unicorn, cast.wrens)
    run = ask_for_print(period=cast.period, by=cast.viewer("leader"))
    print_school.call(str(run.ref))
    run.refresh_from_db()
    assert run.marked == ["Bo 🦄: 🦄"]
    assert "Read me.txt" in names_in(bytes(run.content or b""))
    assert "Bo 🦄: 🦄" in body_of(client_of("leader").get(PRINTS))


def test_a_command_ends_with_whose_name_no_font_has(cast: Cast, tmp_path: Path) -> None:
    a_place(a_pupil(cast.school, "Bo", "🦄", cast.settled.born_on), cast.wrens)
    out = io.StringIO()
    call_command("profiles_print", school="amberley", class_name="wrens", out=tmp_path, stdout=out)
    assert len(list((tmp_path / NOW_IN / "Wrens").iterdir())) == 3
    assert out.getvalue().endswith("a mark stands for them:\n  Bo 🦄: 🦄\n")


def test_one_command_prints_a_school(cast: Cast, tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("profiles_print", school="amberley", out=tmp_path, stdout=out)
    assert (tmp_path / NOW_IN / "Kestrels" / "Maya Brook.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / NOW_IN / "Wrens.pdf").exists()
    assert "1 of 2: Kestrels, 3 children" in out.getvalue()
    assert "5 profiles of Autumn 2" in out.getvalue()


def test_who_is_on_no_class_s_list_is_named(cast: Cast, client_of: Clients, tmp_path: Path) -> None:
    words = {"class_name": "wrens", "out": tmp_path / "one"}
    left_out = "In no print, as"
    assert left_out not in body_of(client_of("leader").get(PRINTS))
    for forename in ("Zoe", "Abel"):
        a_pupil(cast.school, forename, "Hale", date(2018, 3, 3))
    page = body_of(client_of("leader").get(PRINTS))
    assert "In no print, as 2 children are on no class’s list:" in page
    assert page.index("Abel Hale</a>, <a") < page.index("Zoe Hale</a>. Put them")
    assert "Zoe Hale. The office puts them" in body_of(client_of("teacher").get(PRINTS))
    for some, said in (({"out": tmp_path / "all"}, True), (words, False)):
        out = io.StringIO()
        call_command("profiles_print", school="amberley", stdout=out, **some)
        line = "In no print, as they are on no class's list: Abel Hale, Zoe Hale."
        assert (line in out.getvalue()) is said


def test_one_command_prints_one_class_of_one_period(cast: Cast, tmp_path: Path) -> None:
    for named, folder in (("autumn 1", tmp_path / "a"), ("Autumn 1 2026/27", tmp_path / "b")):
        words = {"class_name": "wrens", "period": named, "stdout": io.StringIO()}
        call_command("profiles_print", school="amberley", out=folder, **words)
        assert sorted(path.name for path in (folder / "Autumn 1 2026_27").iterdir()) == [
            "Wrens",
            "Wrens.pdf",
        ]


def test_a_command_says_one_child_of_one(cast: Cast, tmp_path: Path) -> None:
    Enrolment.objects.filter(pupil=cast.wren).update(ends_on=date(2026, 10, 23))
    out = io.StringIO()
    call_command("profiles_print", school="amberley", class_name="wrens", out=tmp_path, stdout=out)
    assert "1 of 1: Wrens, 1 child\n1 profile of Autumn 2 in" in out.getvalue()


def test_no_print_writes_over_that_of_another_period(cast: Cast, tmp_path: Path) -> None:
    for period in ("Autumn 1", "Autumn 2"):
        words = {"class_name": "wrens", "period": period, "stdout": io.StringIO()}
        call_command("profiles_print", school="amberley", out=tmp_path, **words)
    assert {path.name for path in tmp_path.iterdir()} == {"Autumn 1 2026_27", "Autumn 2 2026_27"}


def test_where_nothing_can_be_written_a_command_says_so(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here already")
    for out in (tmp_path / "file", tmp_path / "file" / "beneath"):
        with pytest.raises(CommandError, match="Nothing can be printed into"):
            call_command("profiles_print", school="amberley", out=out)
    assert (tmp_path / "file").read_text() == "here already"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"school": "nowhere"}, 'There is no school "nowhere"'),
        ({"school": "amberley", "class_name": "Owls"}, "There is no class Owls"),
        ({"school": "amberley", "period": "Lent"}, "There is no period Lent"),
        ({"school": "amberley", "email": "who@x.example"}, "nobody with the email"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(
    cast: Cast, tmp_path: Path, words: dict[str, str], says: str
) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("profiles_print", out=tmp_path / "new", **words)
    assert not (tmp_path / "new").exists()


def test_a_command_says_why_there_is_nothing_to_print(cast: Cast, tmp_path: Path) -> None:
    years = AcademicYear.objects.filter(school=cast.school)
    for period in Period.objects.filter(year__in=years):
        later = {"starts_on": period.starts_on + NEXT, "ends_on": period.ends_on + NEXT}
        Period.objects.filter(pk=period.pk).update(**later)
    with pytest.raises(CommandError, match="the first, Autumn 1, begins on 3 September 2027"):
        call_command("profiles_print", school="amberley", out=tmp_path / "new")
    Period.objects.filter(year__in=years).delete()
    with pytest.raises(CommandError, match="No review periods have been drawn"):
        call_command("profiles_print", school="amberley", out=tmp_path / "new")


def test_a_command_says_that_no_year_with_a_class_has_begun(cast: Cast, tmp_path: Path) -> None:
    SchoolClass.objects.filter(school=cast.school).update(year=year_before(cast, 2030))
    with pytest.raises(CommandError, match="No review period has opened in a year in which"):
        call_command("profiles_print", school="amberley", out=tmp_path / "new")


def test_a_school_with_no_dates_has_nothing_to_print(cast: Cast, client_of: Clients) -> None:
    School.objects.filter(pk=cast.school.pk).update(key="amberley")
    assert client_of("leader").get(f"/amberley/prints/{uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Maya Brook", "Maya Brook"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a:b*c?"d"<e>|f', "a_b_c_d_e_f"),
        ("...", "unnamed"),
        ("", "unnamed"),
        ("ñ" * 200, "ñ" * 80),
    ],
)
def test_a_name_that_every_system_takes_for_a_file(name: str, safe: str) -> None:
    assert as_a_file_name(name) == safe


def test_children_of_one_name_have_two_files() -> None:
    twins = [a_profile("Ana Lee"), a_profile("Bo Lee"), a_profile("ANA LEE")]
    assert file_names(twins) == ["Ana Lee 1", "Bo Lee", "ANA LEE 2"]
