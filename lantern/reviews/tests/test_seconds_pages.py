"""The pages on which a sample is drawn, judged without knowing, and compared."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lantern.audit.models import Note
from lantern.judgements.models import Judgement, Piece, Sample, SecondOpinion
from lantern.reviews.actions import close
from lantern.reviews.tests.test_seconds import drawn, given, judged, narrow, piece_of
from lantern.roster.models import ClassStaff
from tests.cast import TODAY, Cast, works_in
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
NEW = reverse("reviews:new-sample", args=["amberley"])


def asked(cast: Cast, **changed: object) -> dict[str, object]:
    return {
        "cell": "area.effort", "first": cast.kestrels.ref, "second": cast.wrens.ref, "many": 2,
        "until": TODAY + timedelta(weeks=1), **changed,
    }  # fmt: skip


def page(piece: Piece, end: str = "second-opinion") -> str:
    return reverse(f"reviews:{end}", args=["amberley", piece.ref])


def test_each_class_is_judged_by_the_others_teacher(cast: Cast, client_of: ClientOf) -> None:
    response = client_of("leader").post(NEW, asked(cast))
    sample = Sample.objects.get()
    assert response["Location"] == reverse("reviews:sample", args=["amberley", sample.ref])
    pieces = Piece.objects.select_related("school_class", "asked_of__user")
    assert sorted((p.school_class.name, p.asked_of.user.name) for p in pieces) == [
        ("Kestrels", "Mr Bellamy"), ("Kestrels", "Mr Bellamy"),
        ("Wrens", "Ms Farrow"), ("Wrens", "Ms Farrow"),
    ]  # fmt: skip


def test_someone_else_may_be_chosen(cast: Cast, client_of: ClientOf) -> None:
    client_of("leader").post(NEW, asked(cast, by_second=cast.assistant.ref))
    assert Piece.objects.filter(school_class=cast.wrens, asked_of=cast.assistant).exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"second": "first"}, "Choose two different classes."),
        ({"until": TODAY - timedelta(days=1)}, "Choose a day from today to 7 January 2027."),
        ({"until": TODAY + timedelta(weeks=7)}, "Choose a day from today to 7 January 2027."),
        ({"many": 0}, "Write 1 or more."),
        ({"many": 11}, "Write 10 or less."),
        ({"many": "x" * 400}, "Write a whole number."),
        ({"cell": "area.nothing"}, "Choose one of those that are offered."),
        ({"first": "theirs"}, "Choose one of those that are offered."),
        ({"by_first": "office"}, "Choose one of those that are offered."),
        ({"by_first": "teacher"}, "Ms Farrow works in Kestrels: choose someone else."),
    ],
)
def test_what_cannot_be_drawn_is_said_beside_its_field(
    cast: Cast, client_of: ClientOf, changed: dict[str, object], words: str
) -> None:
    known = {
        "first": cast.kestrels.ref, "theirs": cast.next_door.school_class.ref,
        "office": cast.office.ref, "teacher": cast.teacher.ref,
    }  # fmt: skip
    sent = {name: known.get(str(value), value) for name, value in changed.items()}
    response = client_of("leader").post(NEW, asked(cast, **sent))
    assert response.status_code == 200
    assert words in body_of(response)
    assert not Sample.objects.exists()


def test_where_nobody_leads_a_class_someone_is_to_be_chosen(
    cast: Cast, client_of: ClientOf
) -> None:
    ClassStaff.objects.filter(school_class=cast.wrens).delete()
    body = body_of(client_of("leader").post(NEW, asked(cast)))
    assert "Nobody leads Wrens: choose who judges." in body
    works_in(cast.wrens, cast.other_teacher, lead=False)
    body = body_of(client_of("leader").post(NEW, asked(cast, by_first=cast.other_teacher.ref)))
    assert Sample.objects.count() == 1


def test_whoever_is_asked_sees_the_name_and_this_one_cell_and_not_what_was_judged(
    cast: Cast, client_of: ClientOf
) -> None:
    narrow(cast)
    drawn(cast)
    judged(cast, "green")
    client, piece = client_of("other_teacher"), piece_of(cast, cast.settled)
    assert "A leader asks you for 3 second opinions." in body_of(client.get("/amberley/"))
    body = body_of(client.get(page(piece)))
    assert "Maya Brook, Kestrels" in body
    assert "Ms Farrow" not in body
    assert "seen on Tuesdays" not in body
    assert not re.search(r"checked", body)
    profile = reverse("reviews:profile", args=["amberley", cast.settled.ref])
    assert client.get(profile).status_code == 404
    assert Note.objects.filter(did="second opinion looked at").count() == 1


def test_it_is_given_and_both_are_shown(cast: Cast, client_of: ClientOf) -> None:
    drawn(cast)
    judged(cast, "green")
    client, piece = client_of("other_teacher"), piece_of(cast, cast.settled)
    refused = body_of(client.post(page(piece, "giving"), {"value": "amber", "reason": ""}))
    assert "Fill this in." in refused
    response = client.post(page(piece, "giving"), {"value": "amber", "reason": "by her books"})
    body = body_of(client.get(response["Location"]))
    assert "one step apart" in body
    for words in ("Ms Farrow", "seen on Tuesdays", "Mr Bellamy", "by her books"):
        assert words in body
    assert "Agree what stands" not in body  # Maya is not his to judge
    client.post(page(piece, "giving"), {"value": "red", "reason": "again"})
    assert SecondOpinion.objects.get().value == "amber"


def test_her_own_teacher_and_a_leader_agree_what_stands(cast: Cast, client_of: ClientOf) -> None:
    sample = drawn(cast)
    judged(cast, "green")
    given(cast)
    piece = piece_of(cast, cast.settled)
    for part, value in (("teacher", "amber"), ("leader", "green")):
        client = client_of(part)
        assert "Agree" in body_of(client.get(page(piece)))
        sent = {"value": value, "reason": "we talked"}
        body = body_of(client.post(page(piece, "agreeing"), sent, follow=True))
        assert "That is what stands now." in body
        assert Judgement.objects.standing().get().value == value
    body = body_of(
        client_of("leader").get(reverse("reviews:sample", args=["amberley", sample.ref]))
    )
    assert "1 judged twice: 0 the same, 1 one step apart" in body
    assert "waiting for Mr Bellamy" in body
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="agreement"' in body


def test_what_is_closed_says_so_in_words(cast: Cast, client_of: ClientOf) -> None:
    drawn(cast)
    judged(cast)
    given(cast)
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    sent = {"value": "amber", "reason": "we talked"}
    there = page(piece_of(cast, cast.settled), "agreeing")
    assert "This review is closed." in body_of(client_of("leader").post(there, sent, follow=True))


def test_nothing_is_settled_before_it_is_given(cast: Cast, client_of: ClientOf) -> None:
    drawn(cast)
    piece = piece_of(cast, cast.settled)
    client_of("leader").post(page(piece, "agreeing"), {"value": "amber", "reason": "so"})
    assert not Judgement.objects.exists()
    assert "Waiting for Mr Bellamy" in body_of(client_of("leader").get(page(piece)))
    assert client_of("teacher").get(page(piece)).status_code == 404


def test_a_leader_ends_it(cast: Cast, client_of: ClientOf) -> None:
    sample = drawn(cast)
    ending = reverse("reviews:sample-ending", args=["amberley", sample.ref])
    assert client_of("teacher").post(ending).status_code == 403
    body = body_of(client_of("leader").post(ending, follow=True))
    assert "nobody who was asked sees these children now" in body
    piece = piece_of(cast, cast.settled)
    assert client_of("other_teacher").get(page(piece)).status_code == 404


def test_as_many_questions_for_many_samples(
    cast: Cast, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for key in ("effort", "uniform", "punctuality", "behaviour", "attendance"):
        drawn(cast, key)
    client, there = client_of("leader"), reverse("reviews:samples", args=["amberley"])
    client.get(there)
    with django_assert_max_num_queries(9):
        assert "Punctuality" in body_of(client.get(there))
