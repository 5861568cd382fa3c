"""Adopting a scheme as a school's next dated version, and taking one back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.schemes.models import SchemeDraft, SchemeVersion
from lantern.schemes.pictures.periods import judged_by
from lantern.schemes.presets import Scheme, SchemeTrouble, read
from lantern.schemes.rules import examine, with_days
from lantern.schools.actions import draw_periods, redraw_periods
from lantern.schools.models import AcademicYear, HalfTerm, School
from lantern.schools.pictures import DIVISIONS

FURTHEST = timedelta(days=731)


class AdoptionTrouble(ValueError):
    """Why a version cannot be adopted or withdrawn, in one plain sentence."""


@transaction.atomic
def adopt(*, school: School, text: str | bytes, starts_on: date, by: Viewer) -> SchemeVersion:
    """The school's next version, in force from a day; its review periods where a year has none.

    Where it judges more or less often than the one before, what nobody has judged is drawn anew.

    The same text from the same day is the version that is there already. Raises SchemeTrouble
    for a text that must be mended first, and AdoptionTrouble for a day that will not do.
    """
    School.objects.select_for_update().get(pk=school.pk)  # two leaders at once take turns
    scheme = _sound(text)
    latest = _latest(school.pk)
    plain = read(text)
    if latest and (latest.text, latest.starts_on) == (plain, starts_on):
        return latest
    _check_day(starts_on, plain, latest, by.today)
    version = SchemeVersion.objects.create(
        school=school, number=latest.number + 1 if latest else 1, starts_on=starts_on, text=plain,
        adopted_at=by.now, adopted_by=by.member.user,
    )  # fmt: skip
    _draw_periods(school, version, starts_on, by)
    _redraw_periods(school, latest, version, starts_on, by)
    note(
        "scheme adopted", about=version, by=by, name=scheme.name, number=version.number,
        starts_on=str(starts_on),
    )  # fmt: skip
    return version


def withdraw(*, version: SchemeVersion, by: Viewer) -> None:
    """Take a version back as if it had never been. Raises AdoptionTrouble once it was used."""
    try:
        with transaction.atomic():
            School.objects.select_for_update().get(pk=version.school_id)
            note(
                "scheme withdrawn", about=version, by=by, name=version.scheme.name,
                number=version.number, starts_on=str(version.starts_on),
            )  # fmt: skip
            version.delete()
            others = SchemeVersion.objects.filter(school=version.school)
            last = others.on(version.starts_on).first()
            after = others.filter(starts_on__gt=version.starts_on).order_by("starts_on", "number")
            _redraw_periods(version.school, version, last, version.starts_on, by, then=after)
    except (ProtectedError, IntegrityError) as error:
        raise AdoptionTrouble(
            f"Version {version.number} stays: children were judged by it, and what was judged "
            "keeps its scheme. Adopt another version that starts later."
        ) from error


def begin(*, text: str | bytes, by: Viewer) -> SchemeDraft:
    """A leader's new draft, beside any they are at in another tab. Raises SchemeTrouble."""
    _sound(text)
    with transaction.atomic():
        forget_old_drafts(now=by.now)
        return SchemeDraft.objects.create(
            school=by.school, text=read(text), drafted_at=by.now, drafted_by=by.member.user
        )


@transaction.atomic
def begin_with_days(
    *, version: SchemeVersion, days: Mapping[str, date | None], starts_on: date, by: Viewer
) -> SchemeDraft:
    """A draft of the school's own scheme with other first days of its parts, to be looked through.

    Raises AdoptionTrouble if none is another, SchemeTrouble, and KeyError for a part it has not.
    """
    text = with_days(version.text, days)
    if text == version.text:
        raise AdoptionTrouble("These are the days it has already. Change one, or go back.")
    draft = begin(text=text, by=by)
    choose(draft=draft, chosen={}, starts_on=starts_on)
    return draft


def forget_old_drafts(*, now: datetime) -> int:
    """Every draft older than a day goes, whoever began it. How many went."""
    return SchemeDraft.objects.stale(now).delete()[0]


def choose(*, draft: SchemeDraft, chosen: Mapping[str, str], starts_on: date) -> None:
    """Keep what a leader typed for our defaults. Raises SchemeTrouble, or ValueError."""
    _sound(draft.text_with(chosen))
    draft.chosen, draft.starts_on = dict(chosen), starts_on
    draft.save(update_fields=["chosen", "starts_on"])


@transaction.atomic
def adopt_draft(*, draft: SchemeDraft, mark: str, by: Viewer) -> SchemeVersion:
    """Adopt what a leader has looked through, and nothing else; `mark` is of what they saw.

    Raises SchemeTrouble, or AdoptionTrouble.
    """
    if draft.starts_on is None:
        raise AdoptionTrouble("Say first from which day it is in force.")
    School.objects.select_for_update().get(pk=draft.school_id)
    if mark != draft.mark(_latest(draft.school_id)):
        raise AdoptionTrouble(
            "Something was changed since that page was made: the draft, or the scheme it would "
            "follow. This is how it stands now. Look through it again before you adopt it."
        )
    version = adopt(school=draft.school, text=draft.whole_text(), starts_on=draft.starts_on, by=by)
    draft.delete()
    return version


def _latest(school: int) -> SchemeVersion | None:
    return SchemeVersion.objects.filter(school=school).order_by("number").last()


def _sound(text: str | bytes) -> Scheme:
    scheme, problems = examine(text)
    wrong = [problem for problem in problems if problem.severity == "wrong"]
    if scheme is None or wrong:
        raise SchemeTrouble(wrong)
    return scheme


def _check_day(starts_on: date, text: str, latest: SchemeVersion | None, today: date) -> None:
    if starts_on > today + FURTHEST:
        raise AdoptionTrouble("That day is more than two years away. Is the year right?")
    if latest is None:
        return
    since = f"{latest.starts_on.day} {latest.starts_on:%B %Y}"
    if starts_on < latest.starts_on:
        raise AdoptionTrouble(
            f"Version {latest.number} is in force from {since}. Choose that day or a later one."
        )
    if text == latest.text:
        raise AdoptionTrouble(f"That is version {latest.number}, in force from {since} already.")


def _draw_periods(school: School, version: SchemeVersion, starts_on: date, by: Viewer) -> None:
    """As often as the scheme judges. A school that judges on dates of its own types them."""
    calendar = judged_by(version)
    for year in _years(school, starts_on) if calendar.usual != "free" else ():
        draw_periods(year=year, span=calendar.usual, apart=calendar.apart, by=by)


def _redraw_periods(
    school: School, was: SchemeVersion | None, becomes: SchemeVersion | None, since: date,
    by: Viewer, then: Iterable[SchemeVersion] = (),
) -> None:  # fmt: skip
    """From a day on, if the two judge anyone more or less often than each other.

    What the versions that are in force `then` have divided stays divided as they judge. Where
    there is no scheme on one side, what is none of theirs was chosen by the school, and stays.
    """
    before, after = judged_by(was), judged_by(becomes)
    if before == after:
        return
    turns = [(each.starts_on, judged_by(each)) for each in then]
    ways = frozenset().union(before.spans, after.spans, *(each.spans for _, each in turns))
    among = DIVISIONS if was and becomes else ways - {"free"}
    for year in _years(school, since):
        redraw_periods(year=year, calendar=after, since=since, by=by, then=turns, among=among)


def _years(school: School, since: date) -> QuerySet[AcademicYear]:
    """Those that are not over, and have the half terms from which periods are drawn."""
    halved = HalfTerm.objects.filter(term__year=OuterRef("pk"))
    return AcademicYear.objects.filter(Exists(halved), school=school, ends_on__gte=since)
