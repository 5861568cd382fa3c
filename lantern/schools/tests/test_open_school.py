"""A new school, and the words it may not have in its addresses."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from lantern.audit.models import Note
from lantern.schools.actions import OUR_OWN_ADDRESSES, open_school, set_signing_in
from lantern.schools.models import School
from tests.cast import Cast, a_job, nameless


def test_a_school_is_a_row_and_a_note(cast: Cast) -> None:
    made = open_school(key="oakfield", name="Oakfield", trust=None, by=a_job(cast.school))
    assert School.objects.get(key="oakfield") == made
    assert Note.objects.get(did="school opened").about == str(made.ref)


@pytest.mark.parametrize("key", [*sorted(OUR_OWN_ADDRESSES), "Account", "amberley", "two words"])
def test_a_key_that_is_taken_or_ours_is_refused(cast: Cast, key: str) -> None:
    with pytest.raises(ValidationError):
        open_school(key=key, name="Oakfield", trust=None, by=a_job(cast.school))


def test_without_its_note_there_is_no_school(cast: Cast) -> None:
    with pytest.raises(Exception, match="at_by"):
        open_school(key="oakfield", name="Oakfield", trust=None, by=nameless(cast.school))
    assert not School.objects.filter(key="oakfield").exists()


def test_a_real_school_asks_for_a_second_factor_until_it_says_otherwise(cast: Cast) -> None:
    made = open_school(key="oakfield", name="Oakfield", trust=None, by=a_job(cast.school))
    assert made.second_factor
    for _ in range(2):
        set_signing_in(school=made, second_factor=False, lock_after=5, by=a_job(made))
    assert not School.objects.get(pk=made.pk).second_factor
    assert Note.objects.get(did="signing in set").details == {
        "second_factor": False, "lock_after": 5,
    }  # fmt: skip


def test_without_its_note_what_is_asked_stays(cast: Cast) -> None:
    with pytest.raises(Exception, match="at_by"):
        set_signing_in(
            school=cast.school, second_factor=True, lock_after=5, by=nameless(cast.school)
        )
    assert not School.objects.get(pk=cast.school.pk).second_factor


def test_every_first_word_of_an_address_is_kept_from_schools() -> None:
    patterns = [str(each.pattern) for each in get_resolver().url_patterns]
    nested = [str(each.pattern) for each in get_resolver("lantern.doors.staff.urls").url_patterns]
    firsts = {word.split("/")[0] for word in [*patterns, *nested] if word and "<" not in word}
    assert firsts <= OUR_OWN_ADDRESSES
