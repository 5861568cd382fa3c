"""A prepared question holds what the queryset would, whatever it is told (decision 11)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any  # the rows of a question have no types

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from pytest_django import DjangoAssertNumQueries

from lantern.accounts.models import Shape, Viewer, anyone
from lantern.prepared import Among, Conversions, Prepared, given_day, given_ref, given_row
from lantern.roster.models import Enrolment, Group, Pupil, SchoolClass
from lantern.roster.pictures.office import pupils_to_ask_about
from lantern.schemes.models import SchemeVersion
from tests.cast import PARTS, TODAY, Cast, a_place, a_pupil


@Prepared
def _called() -> QuerySet[Any, Any]:
    rows = Pupil.objects.filter(Among("pk", "pupils"), born_on__lte=given_day("until"))
    return rows.order_by("pk").values_list("ref", "born_on", "legal_forename")


@Prepared
def _by_ref() -> QuerySet[SchoolClass]:
    places = Enrolment.objects.filter(school_class=OuterRef("pk"))
    rows = SchoolClass.objects.select_related("year").defer("name")
    return rows.annotate(anyone=Exists(places)).filter(ref=given_ref("ref"))


QUESTIONS: dict[str, Callable[[Viewer], QuerySet[Any, Any]]] = {
    "children": Pupil.objects.visible_to,
    "judged": Pupil.objects.judged_by,
    "asked about": lambda by: pupils_to_ask_about(Pupil.objects.visible_to(by), by),
    "classes": lambda by: SchoolClass.objects.visible_to(by).with_rights(by),
    "groups": Group.objects.visible_to,
    "versions": SchemeVersion.objects.visible_to,
}


def told(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Every column of each row, and what was annotated beside them."""
    return [{name: it for name, it in vars(row).items() if name != "_state"} for row in rows]


@Prepared
def _question(shape: Shape, name: str) -> QuerySet[Any, Any]:
    return QUESTIONS[name](anyone(shape)).order_by("pk")


@Prepared
def _in_classes() -> QuerySet[Any, Any]:
    rows = Enrolment.objects.filter(Among("school_class_id", "classes"), pupil__school=SCHOOL)
    return rows.values_list("school_class").annotate(children=Count("pk")).order_by("school_class")


SCHOOL = given_row("school")


def test_values_are_pythons_own_and_each_asking_has_its_own(cast: Cast) -> None:
    everyone = list(Pupil.objects.order_by("pk"))
    for some in (everyone, everyone[:2], everyone[3:4], []):
        for until in (date(2016, 1, 1), date(2018, 1, 1), TODAY):
            wanted = [each for each in some if each.born_on <= until]
            rows = _called(pupils=[each.pk for each in some], until=until)
            assert rows == [(each.ref, each.born_on, each.legal_forename) for each in wanted]


def test_more_than_a_database_takes_as_parameters(cast: Cast) -> None:
    everyone = [each.pk for each in Pupil.objects.order_by("pk")]
    rows = _called(pupils=[*range(-40_000, 0), *everyone], until=TODAY)
    assert len(rows) == len(everyone)


def test_models_come_with_what_was_asked_beside_them(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        (found,) = _by_ref(ref=cast.kestrels.ref)
        assert found == cast.kestrels
        assert (found.ref, found.school_id) == (cast.kestrels.ref, cast.school.pk)
        assert found.year == cast.year
        assert vars(found)["anyone"] is True
    with django_assert_num_queries(1):
        assert found.name == cast.kestrels.name
    assert _by_ref(ref=cast.school.ref) == []


def test_a_sum_by_class(cast: Cast) -> None:
    classes = [cast.kestrels.pk, cast.wrens.pk]
    rows = _in_classes(classes=classes, school=cast.school.pk)
    plain = Enrolment.objects.filter(school_class__in=classes).values_list("school_class")
    assert rows == list(plain.annotate(Count("pk")).order_by("school_class"))
    assert rows != []


def test_who_forgets_to_tell_hears_of_it(cast: Cast) -> None:
    with pytest.raises(KeyError, match="until"):
        _called(pupils=[])


TAKES: list[list[str]] = [
    [], ["teacher judge", "assistant see-judgements", "office see-families", "leader judge-any"],
    [f"{part} see-children" for part in ("leader", "teacher", "assistant", "office", "needs")],
]  # fmt: skip


@pytest.mark.parametrize("taken", TAKES, ids=["nothing", "something", "children"])
@pytest.mark.parametrize("narrows", [False, True])
@pytest.mark.parametrize("part", PARTS)
def test_anyone_of_a_shape_is_answered_as_the_viewer_is(
    cast: Cast, part: str, narrows: bool, taken: list[str]
) -> None:
    """000-26: `visible_to` stays the one that decides."""
    for school in {cast.school, cast.member(part).school}:
        school.own_classes_only, school.taken = narrows, taken
        school.save()
    by = cast.viewer(part)
    for name, plain in QUESTIONS.items():
        assert told(_question(by.shape, name, **by.told)) == told(plain(by).order_by("pk")), name


def test_no_connection_is_held_on_to() -> None:
    """A method of a connection is kept without it, and is that of whoever asks again."""
    free = Conversions.free([connection.ops.quote_name, str], connection)
    assert [getattr(each, "__self__", None) for each, _ in free.functions] == [None, None]
    again, plain = free.of(connection)
    assert again == connection.ops.quote_name
    assert plain is str


def test_it_sees_what_was_written_since(cast: Cast) -> None:
    by = cast.viewer("teacher")
    before = _question(by.shape, "children", **by.told)
    new = a_pupil(cast.school, "Ola", "Nowak", date(2018, 3, 3))
    a_place(new, cast.kestrels)
    assert _question(by.shape, "children", **by.told) == [*before, new]


def test_a_rule_that_looked_at_more_would_fail_aloud() -> None:
    stand_in = anyone(("teacher", False, ()))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        stand_in.now  # noqa: B018
    with pytest.raises(AttributeError):
        stand_in.school.name  # noqa: B018
