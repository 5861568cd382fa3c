"""Two years in one class, and two scales: each child is shown and judged by their own year's."""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import pytest

from lantern.judgements.models import Judgement
from lantern.roster.actions import lead_group, open_group, put_in_group, set_subjects
from lantern.roster.models import Group, Pupil
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import preset, preset_text
from tests.cast import SEPTEMBER, TODAY, Cast, a_place, a_pupil
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
SCALES = {scale.key: scale for scale in preset("stages-with-parents").attainment}


class Mixed(NamedTuple):
    """Wrens at a school where Year 2 has levels and Year 3 has stages, and their teacher."""

    client: CheckedClient
    teacher_of_the_set: CheckedClient
    address: str
    younger: Pupil
    older: Pupil


@pytest.fixture
def mixed(cast: Cast, client_of: ClientOf) -> Mixed:
    text = preset_text("stages-with-parents")
    SchemeVersion.objects.filter(pk=cast.version.pk).update(text=text, ref=uuid.uuid4())
    younger = a_pupil(cast.school, "Lena", "Frost", date(2020, 3, 3))
    a_place(younger, cast.wrens)
    address = f"/amberley/classes/{cast.wrens.ref}/"
    return Mixed(client_of("other_teacher"), client_of("teacher"), address, younger, cast.wren)


def type_two(mixed: Mixed) -> None:
    """The same key is pressed for both."""
    marks = [
        {"pupil": str(pupil.ref), "what": "subject", "key": "reading", "word": "2"}
        for pupil in (mixed.younger, mixed.older)
    ]
    sent = {"voice": "mentor", "marks": json.dumps(marks)}
    answer = mixed.client.post(f"{mixed.address}judgements/", sent)
    assert answer.status_code == 200, body_of(answer)


def test_one_letter_is_a_step_of_each_childs_own_scale_domain_2_42(mixed: Mixed) -> None:
    type_two(mixed)
    given = {row.pupil_id: row.value for row in Judgement.objects.all()}
    assert given == {mixed.younger.pk: "level-2", mixed.older.pk: "stage-2"}


def test_the_class_page_draws_and_explains_both_domain_2_42(mixed: Mixed) -> None:
    type_two(mixed)
    for page in (mixed.address, f"{mixed.address}judging/"):
        body = body_of(mixed.client.get(page))
        for pupil, theirs, others in (
            (mixed.younger, "level 2", "stage 2"),
            (mixed.older, "stage 2", "level 2"),
        ):
            row = row_of(pupil, body).casefold()
            assert theirs in row, page
            assert others not in row, page
        key = body[body.index('<ul class="key"') :]
        assert all(f"</span>{name}" in key for name in names("levels", "stages")), page
        lines = [line for line in key.split("<li") if 'aria-hidden="true">W</span>' in line]
        whose = sorted(line[line.index("(") : line.index("</li>")] for line in lines)
        assert whose == ["(Year 2)", "(Year 3, Year 4)"], page  # one W a scale


def test_each_is_offered_the_choices_of_their_own_year_domain_2_42(mixed: Mixed) -> None:
    body = body_of(mixed.client.get(f"{mixed.address}judging/"))
    found = re.search(r'<script id="choices" type="application/json">(.+?)</script>', body)
    assert found
    lists = json.loads(found[1])
    for pupil, scale in ((mixed.younger, "levels"), (mixed.older, "stages")):
        assert f'data-c="subject-{scale}"' in row_of(pupil, body)
        keys = [each["key"] for each in lists[f"subject-{scale}"]]
        assert keys == [*(step.key for step in SCALES[scale].steps), "-"]
        cell = body_of(mixed.client.get(f"/amberley/pupils/{pupil.ref}/profile/subject/reading/"))
        offered = set(re.findall(r'name="value" value="([^"-][^"]*)"', cell))
        assert offered == {step.key for step in SCALES[scale].steps}


def test_in_a_set_each_has_the_choices_of_their_own_year_too_domain_2_42(
    cast: Cast, mixed: Mixed
) -> None:
    """A set goes by stage and not by age: one of Year 2 and one of Year 3 are taught in it."""
    by, there = cast.viewer("office"), [mixed.younger, mixed.older]
    kind = Group.Kind.SET
    made = open_group(school=cast.school, name="Set 1", kind=kind, starts_on=SEPTEMBER, by=by)
    set_subjects(group=made, keys=["reading"], on=TODAY, by=by)
    put_in_group(group=made, pupils=there, starts_on=SEPTEMBER, by=by)
    lead_group(group=made, member=cast.teacher, starts_on=SEPTEMBER, by=by)
    address = f"/amberley/groups/{made.ref}/"
    body = body_of(mixed.teacher_of_the_set.get(f"{address}judging/"))
    for pupil, scale in ((mixed.younger, "levels"), (mixed.older, "stages")):
        assert f'data-c="subject-{scale}"' in row_of(pupil, body)
    type_two(mixed._replace(client=mixed.teacher_of_the_set, address=address))
    given = {row.pupil_id: row.value for row in Judgement.objects.all()}
    assert given == {mixed.younger.pk: "level-2", mixed.older.pk: "stage-2"}


def names(*scales: str) -> Iterator[str]:
    yield from (step.name for scale in scales for step in SCALES[scale].steps)


def row_of(pupil: Pupil, body: str) -> str:
    begins = body.index(f'<tr data-pupil="{pupil.ref}"')
    return body[begins : body.index("</tr>", begins)]
