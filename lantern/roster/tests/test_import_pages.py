"""A list sent, understood, looked at and confirmed, by the office."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from lantern.accounts.gates import LARGEST_FILE
from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.roster.actions import forget_old_uploads, keep_upload
from lantern.roster.models import Enrolment, Pupil, Upload
from lantern.roster.reading import FileTrouble
from lantern.schools.models import AcademicYear
from tests.cast import NOW, SEPTEMBER, Cast, a_member, a_school, a_year, set_the_stage
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
IMPORT = "/amberley/pupils/import/"
LIST = (
    "Amberley export\n"
    "Forename,Surname,DOB,Class\n"
    "Noor,Hale,03/03/2018,Robins\n"
    "Maya,Brook,14/02/2018,Kestrels\n"
    "Nobody,,31/02/2018,Robins\n"
)


def sent(
    client: Client, content: str | bytes = LIST, name: str = "list.csv", to: str = IMPORT
) -> str:
    """Send a list; the address of its columns."""
    raw = content if isinstance(content, bytes) else content.encode()
    response = client.post(to, {"file": SimpleUploadedFile(name, raw)})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def typed(page: str) -> dict[str, str]:
    """What the page of the columns sends when nothing is changed on it."""
    fields = dict(re.findall(r'<input type="(?:date|text)" name="([^"]+)" value="([^"]+)"', page))
    for select in re.findall(r'<select name="([^"]+)".*?</select>', page, flags=re.DOTALL):
        inside = re.search(rf'<select name="{select}".*?</select>', page, flags=re.DOTALL)
        assert inside is not None
        value = re.search(r'<option value="([^"]*)" selected', inside[0])
        fields[select] = value[1] if value else ""
    return fields


def chosen(client: Client, columns: str) -> str:
    """Take the columns as guessed; the page that says what would change."""
    response = client.post(columns, typed(client.get(columns).content.decode()))
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def digest(page: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_a_new_childs_contacts_are_named_before_the_confirm(client_of: ClientOf) -> None:
    list_with_families = (
        "Forename,Surname,DOB,Class,Contact 1 Name,Contact 1 Relationship,Contact 2 Name\n"
        "Noor,Hale,03/03/2018,Kestrels,Ms Iman Hale,Mother,Mr Tariq Hale\n"
    )
    client = client_of("office")
    page = client.get(chosen(client, sent(client, list_with_families))).content.decode()
    assert "<br>Contact: Ms Iman Hale, Mother<br>Contact: Mr Tariq Hale</td>" in page


def test_the_whole_way(client_of: ClientOf) -> None:
    client = client_of("office")
    preview = chosen(client, sent(client))
    page = client.get(preview).content.decode()
    assert "Added: 1" in page
    assert "This class would be made: <b>Robins</b> (1 child)" in page
    assert "Refused: 1" in page
    assert "is not a date" in page
    assert not Pupil.objects.filter(legal_forename="Noor").exists()
    done = client.post(f"{preview}confirmation/", {"digest": digest(page)}, follow=True)
    assert "1 added, 0 changed, 1 left as they were, 1 refused" in done.content.decode()
    assert Pupil.objects.filter(legal_forename="Noor").exists()
    assert b"Hale" not in bytes(Upload.objects.get().content)


def test_the_day_of_a_list_is_told_as_it_is_chosen(client_of: ClientOf) -> None:
    client = client_of("office")
    page = client.get(sent(client)).content.decode()
    assert "For the first list of a year the day that it begins, else today." in page


def test_a_class_is_made_in_its_commonest_spelling(client_of: ClientOf) -> None:
    told = "Forename,Surname,DOB,Class\n" + "".join(
        f"{name},Hale,03/03/2018,{spelt}\n"
        for name, spelt in [("Noor", "Robins"), ("Ada", "Robins"), ("Cy", "ROBINS")]
    )
    client = client_of("office")
    page = client.get(chosen(client, sent(client, told))).content.decode()
    assert "This class would be made: <b>Robins</b> (3 children)" in page
    assert "ROBINS" not in page


def test_what_became_of_a_list_is_told_to_whoever_loaded_it(client_of: ClientOf) -> None:
    """The browser's Back finds the refused rows still, and a second yes does nothing more."""
    client = client_of("office")
    columns = sent(client)
    preview = chosen(client, columns)
    told = {"digest": digest(client.get(preview).content.decode())}
    client.post(f"{preview}confirmation/", told)
    for address in (preview, columns):
        page = client.get(address).content.decode()
        assert "This list was loaded on" in page
        assert "1 added, 0 changed, 1 left as they were, 1 refused" in page
        assert "is not a date" in page
    assert (
        "This list was loaded on" in client.post(f"{preview}confirmation/", told).content.decode()
    )
    assert Pupil.objects.filter(legal_forename="Noor").count() == 1
    assert client_of("leader").get(preview).status_code == 404


def test_the_rows_that_were_refused_are_kept_a_day(client_of: ClientOf) -> None:
    client = client_of("office")
    preview = chosen(client, sent(client))
    told = {"digest": digest(client.get(preview).content.decode())}
    client.post(f"{preview}confirmation/", told)
    Upload.objects.update(uploaded_at=NOW - timedelta(days=2))
    assert forget_old_uploads(now=NOW) == 1
    page = client.get(preview).content.decode()
    assert "This list was loaded on" in page
    assert "is not a date" not in page


def test_the_button_says_what_it_does(client_of: ClientOf) -> None:
    client = client_of("office")
    assert "Add 1 child<" in client.get(chosen(client, sent(client))).content.decode()
    both = LIST.replace("14/02/2018,Kestrels", "14/02/2018,Wrens")
    page = client.get(chosen(client, sent(client, both))).content.decode()
    assert "Add 1 child and change 1<" in page


def test_dates_come_before_a_list(client_of: ClientOf, cast: Cast) -> None:
    AcademicYear.objects.filter(school=cast.school).update(ends_on=date(2026, 11, 25))
    page = client_of("office").get(IMPORT).content.decode()
    assert "The year’s dates come first" in page
    assert "Set the dates" in page
    assert 'type="file"' not in page


@override_settings(PRETEND_TODAY=date(2026, 7, 15))
def test_a_new_school_loads_its_list_in_summer(db: None) -> None:
    """No year holds today: the classes are those of the year that is set, from its first day."""
    school = a_school("fresh", "Fresh Primary School")
    a_year(school)
    office = a_member(school, Role.OFFICE, "Mr Quill")
    Member.objects.update(starts_on=date(2026, 7, 1))
    client = CheckedClient()
    client.force_login(office.user)
    preview = chosen(client, sent(client, to="/fresh/pupils/import/"))
    page = client.get(preview).content.decode()
    assert "True from Thursday 3 September 2026" in page
    client.post(f"{preview}confirmation/", {"digest": digest(page)})
    assert set(Enrolment.objects.values_list("starts_on", flat=True)) == {SEPTEMBER}
    again = chosen(client, sent(client, to="/fresh/pupils/import/"))
    assert "Nothing would change" in client.get(again).content.decode()


def test_only_groups_and_contacts_are_asked_more(client_of: ClientOf) -> None:
    client = client_of("office")
    heads = "Forename,Surname,DOB,Pupil Premium,Contact 1 Email\n"
    page = client.get(sent(client, f"{heads}Noor,Hale,03/03/2018,Y,a@b.example\n")).content.decode()
    hidden = re.findall(r'data-when="[^"]*" hidden>', page)
    assert (len(re.findall("data-when=", page)), len(hidden)) == (10, 8)


def test_what_was_not_shown_is_not_done(client_of: ClientOf, cast: Cast) -> None:
    """The roll changes between the look and the yes."""
    client = client_of("office")
    preview = chosen(client, sent(client, LIST.replace("Maya", "Mayah")))
    before = digest(client.get(preview).content.decode())
    chosen(client, sent(client, LIST))
    Pupil.objects.filter(pk=cast.settled.pk).update(legal_forename="Mayah")
    page = client.post(f"{preview}confirmation/", {"digest": before}).content.decode()
    assert "The roll changed since this was shown." in page
    assert digest(page) != before
    assert not Pupil.objects.filter(legal_forename="Noor").exists()


def test_nobody_confirms_what_another_has_seen(client_of: ClientOf) -> None:
    client = client_of("office")
    preview = chosen(client, sent(client))
    for part in ("leader", "stranger"):
        assert client_of(part).get(preview).status_code == 404


def test_a_file_may_be_let_go(client_of: ClientOf) -> None:
    client = client_of("office")
    columns = sent(client)
    client.post(columns.replace("columns/", "letting-go/"))
    assert bytes(Upload.objects.get().content) == b""
    assert client.get(columns).status_code == 404


def test_no_file_is_kept_longer_than_a_day(client_of: ClientOf) -> None:
    client = client_of("office")
    columns = sent(client)
    Upload.objects.update(uploaded_at=NOW - timedelta(days=2))
    assert client.get(columns).status_code == 404
    assert forget_old_uploads(now=NOW) == 1
    assert bytes(Upload.objects.get().content) == b""


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "list.csv", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "list.csv", "picture"),
        (b"PK\x03\x04 broken", "list.xlsx", "damaged"),
        (b"%PDF-1.7", "list.csv", "PDF"),
    ],
)
def test_a_bad_file_is_told_and_nothing_kept(
    client_of: ClientOf, content: bytes, name: str, words: str
) -> None:
    told = {"file": SimpleUploadedFile(name, content)}
    page = client_of("office").post(IMPORT, told).content.decode()
    assert words in page
    assert not Upload.objects.exists()


def test_a_file_too_large_is_refused_before_it_is_kept(client_of: ClientOf) -> None:
    told = {"file": SimpleUploadedFile("list.csv", b"a,b\n" * (LARGEST_FILE // 4 + 50_000))}
    page = client_of("office").post(IMPORT, told).content.decode()
    assert "larger than 20 MB" in page
    assert not Upload.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_statement_is_sent_before_a_file_is_read(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """SQLite would begin its transaction with one, which locks out every other writer."""
    by = set_the_stage().viewer("office")
    with django_assert_num_queries(0), pytest.raises(FileTrouble):
        keep_upload(name="list.pdf", content=b"%PDF-1.7", by=by)


def test_columns_that_cannot_be_used_are_told(client_of: ClientOf) -> None:
    client = client_of("office")
    columns = sent(client)
    told = {"on": "2026-11-26"} | {f"holds_{index}": "ignore" for index in range(4)}
    page = client.post(columns, told).content.decode()
    assert "Choose the column that holds each child" in page


def test_a_group_is_named(client_of: ClientOf) -> None:
    client = client_of("office")
    columns = sent(client, "Forename,Surname,DOB,Choir\nNoor,Hale,03/03/2018,Y\n")
    told = {
        "on": "2026-11-26", "holds_0": "legal_forename", "holds_1": "legal_surname",
        "holds_2": "born_on", "holds_3": "group", "group_3": "Choir",
    }  # fmt: skip
    page = client.get(client.post(columns, told)["Location"]).content.decode()
    assert "Added: 1" in page
    without = client.post(columns, told | {"group_3": ""}).content.decode()
    assert "give the group its name" in without
