"""Adopting in a browser: choose, look through our defaults, preview, confirm."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantern.accounts.models import Viewer
from lantern.schemes.actions import begin
from lantern.schemes.models import SchemeDraft, SchemeVersion
from lantern.schemes.presets import PRESETS, preset_text
from lantern.schemes.rules import ours
from lantern.schemes.tests.odd import ODD, odd_text
from lantern.schemes.tests.test_commands import ODDITIES
from tests.cast import NOW, Cast, viewer_of
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
ADOPTING = "/amberley/scheme/adopting/"
FLOOR = "areas[attendance].measure.floor_sessions"
GREEN = "scales[attitude].ratings[green].colour"
SPRING = {"starts_on": "2027-01-04"}


def begun(client: CheckedClient, start: str = "stars-and-bands", **more: object) -> str:
    """The address of the draft that a choice leads to."""
    answer = client.post(ADOPTING, {"start": start, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def fill(client: CheckedClient, draft: str, **typed: str) -> str:
    """Send the whole form as a browser does, some of it typed anew; the page that answers."""
    form = client.get(draft).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return client.post(draft, {**sent, **typed}).content.decode()


def confirm(client: CheckedClient, draft: str) -> str:
    """Press the preview's button, with all that its form carries; the page that answers."""
    return press(client, draft, client.get(f"{draft}preview/").context["mark"])


def press(client: CheckedClient, draft: str, mark: str) -> str:
    """Press the button of a preview that may be old."""
    return client.post(f"{draft}adoption/", {"mark": mark}, follow=True).content.decode()


def test_a_leader_adopts_a_preset_with_a_default_changed(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    draft = begun(client)
    page = client.get(draft).content.decode()
    assert "Fewest sessions to go by" in page
    assert 'value="2027-01-04"' in page  # the next review's first day
    fill(client, draft, **SPRING, **{FLOOR: "12"})
    preview = client.get(f"{draft}preview/").content.decode()
    for words in (
        "In force from Monday 4 January 2027",
        "1 thing differs from version 1",
        "Attendance · fewest sessions to go by",
        "Spring 1, from 4 January 2027, is the first review that uses it",
        "Before 12 sessions: too early to say.",
    ):
        assert words in preview
    assert SchemeVersion.objects.filter(school=cast.school).count() == 1
    done = confirm(client, draft)
    assert "Stars and bands is adopted: version 2 from 4 January 2027." in done
    version = SchemeVersion.objects.get(school=cast.school, number=2)
    assert "floor_sessions = 12" in version.text
    assert version.adopted_by == cast.leader.user


def test_a_confirm_sent_twice_adopts_once(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    draft = begun(client, "one-to-one-levels")
    fill(client, draft, **SPRING)
    mark = client.get(f"{draft}preview/").context["mark"]
    press(client, draft, mark)
    assert "There is no draft here any more." in press(client, draft, mark)
    for page in ("", "preview/"):  # what pressing Back leads to
        answer = client.get(f"{draft}{page}")
        assert answer.status_code == 404
        assert "It was adopted, or it lay for more than a day" in answer.content.decode()
    assert SchemeVersion.objects.filter(school=cast.school).count() == 2


def test_an_old_preview_adopts_nothing_else(client_of: ClientOf, cast: Cast) -> None:
    """Seen in one tab, changed in another: the first tab's button shows how it stands now."""
    client = client_of("leader")
    draft = begun(client)
    fill(client, draft, **SPRING, **{FLOOR: "12"})
    seen = client.get(f"{draft}preview/").context["mark"]
    fill(client, draft, **SPRING, **{FLOOR: "14"})
    page = press(client, draft, seen)
    assert "Something was changed since that page was made" in page
    assert "Before 14 sessions: too early to say." in page
    assert SchemeVersion.objects.filter(school=cast.school).count() == 1
    assert "is adopted: version 2" in confirm(client, draft)


def test_a_second_tab_ends_no_draft_of_the_first(client_of: ClientOf, cast: Cast) -> None:
    """Each keeps what was typed in it; once one is adopted, the other has to be seen anew."""
    client = client_of("leader")
    first = begun(client)
    fill(client, first, **SPRING, **{FLOOR: "12"})
    seen = client.get(f"{first}preview/").context["mark"]
    second = begun(client, "one-to-one-levels")
    assert 'value="12"' in client.get(first).content.decode()
    fill(client, second, **SPRING)
    assert "is adopted: version 2" in confirm(client, second)
    assert "Something was changed since that page was made" in press(client, first, seen)
    assert SchemeVersion.objects.filter(school=cast.school).count() == 2
    assert "is adopted: version 3" in confirm(client, first)
    assert "floor_sessions = 12" in SchemeVersion.objects.get(number=3, school=cast.school).text


def test_a_draft_that_was_begun_is_offered_where_one_begins(
    client_of: ClientOf, cast: Cast
) -> None:
    client = client_of("leader")
    assert "Begun, and not adopted yet" not in client.get(ADOPTING).content.decode()
    first = begun(client)
    fill(client, first, **SPRING, **{FLOOR: "12"})
    page = client.get(ADOPTING).content.decode()
    assert "Begun, and not adopted yet" in page
    assert f'<a href="{first}">Stars and bands</a>' in page
    assert "1 thing changed" in page
    SchemeDraft.objects.update(drafted_at=NOW - timedelta(days=2))
    assert first not in client.get(ADOPTING).content.decode()


def test_whose_defaults_and_whose_file_have_different_words(client_of: ClientOf) -> None:
    client = client_of("leader")
    first = client.get(ADOPTING).content.decode()
    second = client.get(begun(client)).content.decode()
    assert "Your school’s own file" in first
    assert "Lantern’s defaults" in first
    assert "Lantern’s to begin with, your school’s to change" in second
    for page in (first, second):
        assert "Our own" not in page
        assert "Our defaults" not in page


def test_an_area_has_all_its_values_under_its_own_name(client_of: ClientOf) -> None:
    """What earns a rating says of what; each value says what it is for."""
    client = client_of("leader")
    shown = client.get(begun(client)).context["form"].shown()
    areas = next(items for group, items, _ in shown if group.apart)
    fields = {item: [field.label for field in some] for item, some in areas}
    assert "Amber: at least this many warnings" in fields["Behaviour"]
    assert len(fields) == len({item for item, _ in areas})
    assert not any("·" in item for item in fields)
    floor = next(f for _, some in areas for f in some if f.name == FLOOR)
    assert "half a day" in floor.help_text


def test_going_back_keeps_what_was_typed(client_of: ClientOf) -> None:
    client = client_of("leader")
    draft = begun(client)
    fill(client, draft, **SPRING, **{FLOOR: "17", GREEN: "#004d00"})
    page = client.get(draft).content.decode()
    assert 'value="17"' in page
    assert 'value="#004d00"' in page
    assert "#004d00" in client.get(f"{draft}style/").content.decode()


def test_what_will_not_do_is_said_beside_it(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    draft = begun(client)
    page = fill(client, draft, **{FLOOR: "a few"})
    assert "&quot;a few&quot; should be a whole number such as 10." in page
    page = fill(client, draft, **{GREEN: "#ffff66"})
    assert "Attitude · Green: #ffff66 is too pale to read on paper." in page
    page = fill(client, draft, starts_on="soon")
    assert "Write the date like 4/9/2026." in page
    assert SchemeDraft.objects.get().chosen == {}


def test_an_early_day_is_refused_at_the_confirm(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    draft = begun(client, "one-to-one-levels")
    fill(client, draft, starts_on="2026-08-01")
    page = confirm(client, draft)
    assert "Nothing was changed" in page
    assert "Version 1 is in force from 1 September 2026." in page
    assert SchemeVersion.objects.filter(school=cast.school).count() == 1


@pytest.mark.parametrize("key", PRESETS)
def test_every_default_of_every_preset_is_offered(client_of: ClientOf, key: str) -> None:
    client = client_of("leader")
    page = client.get(begun(client, key)).content.decode()
    draft = SchemeDraft.objects.get()
    missing = [each.path for each in ours(draft.scheme) if f'name="{each.path}"' not in page]
    assert missing == []


@pytest.mark.parametrize("key", PRESETS)
def test_what_is_left_alone_stays_as_it_is(client_of: ClientOf, cast: Cast, key: str) -> None:
    client = client_of("leader")
    cast.version.delete()
    draft = begun(client, key)
    fill(client, draft)
    assert SchemeDraft.objects.get().chosen == {}
    confirm(client, draft)
    assert SchemeVersion.objects.get(school=cast.school).text == preset_text(key)


@pytest.mark.parametrize("name", ODD)
def test_a_file_of_ones_own(client_of: ClientOf, cast: Cast, name: str) -> None:
    client = client_of("leader")
    text = odd_text(name)
    file = SimpleUploadedFile("ours.toml", text.replace("\n", "\r\n").encode())
    draft = begun(client, "own", file=file)
    fill(client, draft, **SPRING)
    assert client.get(f"{draft}preview/").status_code == 200
    confirm(client, draft)
    assert SchemeVersion.objects.get(school=cast.school, number=2).text == text


def test_a_text_pasted(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    begun(client, "own", text=odd_text("bare").replace("\n", "\r\n"))
    assert SchemeDraft.objects.get().text == odd_text("bare")


def test_the_scheme_we_have_to_change_something_in_it(client_of: ClientOf, cast: Cast) -> None:
    begun(client_of("leader"), "current")
    assert SchemeDraft.objects.get().text == cast.version.text


@pytest.mark.parametrize("name", ODDITIES)
def test_a_hostile_file_is_refused_in_words(client_of: ClientOf, name: str) -> None:
    content, _ = ODDITIES[name]
    file = SimpleUploadedFile("ours.toml", content)
    page = client_of("leader").post(ADOPTING, {"start": "own", "file": file}).content.decode()
    assert 'role="alert"' in page
    assert not SchemeDraft.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what to begin with."),
        ({"start": "own"}, "Choose a file, or put its text below."),
        ({"start": "own", "text": "name ="}, "What follows the equals sign is no value."),
        ({"start": "stars-and-bands", "text": "x = 1"}, "You sent a text of your own too."),
        ({"start": "nonsense"}, "Choose one of those"),
    ],
)
def test_what_is_missing_is_said(client_of: ClientOf, sent: dict[str, str], said: str) -> None:
    assert said in client_of("leader").post(ADOPTING, sent).content.decode()
    assert not SchemeDraft.objects.exists()


@pytest.mark.parametrize("part", ["teacher", "assistant", "office"])
def test_nobody_else_adopts(client_of: ClientOf, cast: Cast, part: str) -> None:
    draft = begin(text=preset_text("stars-and-bands"), by=cast.viewer("leader"))
    client = client_of(part)
    for rest in ("", f"{draft.ref}/", f"{draft.ref}/preview/", f"{draft.ref}/style/"):
        assert client.get(f"{ADOPTING}{rest}").status_code == 403
    assert client.post(f"{ADOPTING}{draft.ref}/adoption/").status_code == 403


def test_anothers_draft_is_not_there(client_of: ClientOf, cast: Cast) -> None:
    theirs = begin(text=odd_text("bare"), by=viewer_next_door(cast))
    client = client_of("leader")
    for rest in ("", "preview/", "style/"):
        assert client.get(f"{ADOPTING}{theirs.ref}/{rest}").status_code == 404
    client.post(f"{ADOPTING}{theirs.ref}/adoption/")
    assert SchemeVersion.objects.filter(school=cast.school).count() == 1
    assert SchemeDraft.objects.get() == theirs


def viewer_next_door(cast: Cast) -> Viewer:
    return viewer_of(cast.next_door.head)


def test_a_draft_left_lying_goes_after_a_day(cast: Cast) -> None:
    old = begin(text=odd_text("bare"), by=viewer_next_door(cast))
    SchemeDraft.objects.update(drafted_at=old.drafted_at - timedelta(days=2))
    begin(text=odd_text("bare"), by=cast.viewer("leader"))
    assert SchemeDraft.objects.get().school == cast.school
