"""The board: what opens first may be projected; what may not is an address of its own."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any  # what an answer holds is its own business

import pytest

from lantern.behaviour.models import Given
from lantern.behaviour.tests.taps import a_ref, a_tap, count_of, gives_smileys, tell
from lantern.schemes.presets import preset_text
from lantern.schemes.tests.odd import odd_text
from tests.cast import NOW, Cast, a_place, a_pupil
from tests.client import CheckedClient

TILE = re.compile(r'<label class="tile">.*?</label>', re.DOTALL)
REF = re.compile(r'name="ref" value="([0-9a-f-]+)"')


@pytest.fixture
def school(cast: Cast) -> Cast:
    return gives_smileys(cast)


def browser(cast: Cast, part: str = "teacher") -> CheckedClient:
    client = CheckedClient()
    client.force_login(cast.member(part).user)
    return client


def board(cast: Cast, rest: str = "") -> str:
    return f"/amberley/classes/{cast.kestrels.ref}/board/{rest}"


def page(cast: Cast, rest: str = "", part: str = "teacher") -> str:
    return unescape(browser(cast, part).get(board(cast, rest)).content.decode())


def words_of(tile: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", tile).split())


def send(client: CheckedClient, told: object) -> Any:
    text = told if isinstance(told, str) else json.dumps(told)
    return client.post("/amberley/board/deeds/", {"told": text})


def a_day_of_everything(school: Cast) -> None:
    """Praise, a slip and losses, as a bad afternoon has them."""
    teacher = school.viewer("teacher")
    lost = "someone let the class down"
    tell(
        teacher,
        *(a_tap(school.settled, at=NOW - timedelta(minutes=each)) for each in range(7)),
        a_tap(school.settled, school.joiner, school.two_homes, reason="good manners"),
        a_tap(award="class-star-lost", reason=lost, school_class=school.kestrels),
        a_tap(award="class-star-lost", reason=lost, school_class=school.kestrels),
    )


def test_what_opens_first_has_no_childs_number_and_nothing_negative(school: Cast) -> None:
    a_day_of_everything(school)
    shown = page(school)
    assert [words_of(tile) for tile in TILE.findall(shown)] == ["Ewa", "Maya", "Rowan"]
    for never in ("lost", "let the class down", "−", "-1", "Private view"):
        assert never not in words_of(shown), never
    assert "Ewa, Maya" not in shown
    assert "Everyone · good manners" in shown
    assert '<span aria-hidden="true">★★★★★★★★★★★★★★★★★★</span>' in shown  # eighteen of twenty
    assert "Take care of yourself" in shown  # 001-4: the rules where awards are given


def test_the_private_view_has_them(school: Cast) -> None:
    a_day_of_everything(school)
    shown = page(school, "private/")
    told = [words_of(tile) for tile in TILE.findall(shown)]
    assert told == ["Ewa 1 Smileys", "Maya 8 Smileys", "Rowan 1 Smileys"]
    assert "Class star lost" in shown
    assert "Private view · hide" in shown


@pytest.mark.parametrize(
    ("part", "opens", "private"),
    [
        ("leader", 200, 200), ("other_teacher", 200, 200), ("assistant", 200, 200),
        ("needs", 200, 200), ("office", 200, 403), ("visitor", 200, 403), ("governor", 403, 403),
        ("stranger", 404, 404),
    ],
)  # fmt: skip
def test_who_opens_it(school: Cast, part: str, opens: int, private: int) -> None:
    client = browser(school, part)
    client.may_see_the_canary = part == "stranger"
    assert client.get(board(school)).status_code == opens
    assert client.get(board(school, "private/")).status_code == private


def test_a_visitor_has_the_boards_of_the_classes_they_are_here_for(school: Cast) -> None:
    client = browser(school, "visitor")
    assert client.get(f"/amberley/classes/{school.wrens.ref}/board/").status_code == 404
    assert client.get("/amberley/board/")["Location"] == board(school)
    assert "private" not in client.get(board(school)).content.decode().replace("data-private", "")


def test_today_leads_to_ones_own_class_or_to_a_list(school: Cast) -> None:
    assert browser(school).get("/amberley/board/")["Location"] == board(school)
    shown = browser(school, "leader").get("/amberley/board/").content.decode()
    assert "Kestrels" in shown
    assert "Wrens" in shown


def test_two_of_a_name_are_told_apart(school: Cast) -> None:
    a_place(a_pupil(school.school, "Maya", "Alder", school.settled.born_on), school.kestrels)
    shown = page(school)
    assert [words_of(tile) for tile in TILE.findall(shown)] == ["Ewa", "Maya A", "Maya B", "Rowan"]


def test_without_a_script_a_press_gives_once(school: Cast) -> None:
    client = browser(school)
    ref = REF.findall(client.get(board(school)).content.decode())[0]
    sent = {"ref": ref, "child": [str(school.settled.ref)], "give": "smiley|good manners"}
    for _ in range(2):
        answer = client.post(board(school), sent, follow=True)
        assert "Given." in answer.content.decode()
    assert Given.objects.get().reason == "good manners"
    assert count_of(school.settled, "smileys") == 1


def test_without_a_script_the_whole_class_is_ticked_by_a_link(school: Cast) -> None:
    assert page(school, "?everyone").count(" checked") == 3


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"give": "smiley"}, "Nobody of those was here that day."),
        ({"give": "class-star-lost"}, "This one needs a reason."),
        ({"give": "smiley", "child": ["x"]}, "“pupils” is no reference."),
        ({"give": "smiley", "ref": "x"}, "“ref” is no reference."),
        ({}, "Your scheme had no such award that day."),
    ],
)
def test_without_a_script_what_cannot_be_given_says_why(
    school: Cast, sent: dict[str, object], said: str
) -> None:
    whole = {"ref": str(a_ref()), **sent}
    answer = browser(school).post(board(school), whole, follow=True)
    assert said in unescape(answer.content.decode())
    assert not Given.objects.exists()


def test_a_school_that_counts_nothing_says_so(cast: Cast) -> None:
    gives_smileys(cast, odd_text("barest"))
    assert "Nothing is given here yet" in page(cast)


def test_before_its_part_has_begun_the_board_says_so_001_1(cast: Cast) -> None:
    text = preset_text("smileys-and-time-outs").replace(
        'key = "behaviour"', 'starts_on = 2026-11-27\nkey = "behaviour"', 1
    )
    gives_smileys(cast, text)
    assert "Nothing is given here yet" in page(cast)


def test_any_child_is_found_by_two_letters_of_a_name(school: Cast) -> None:
    client = browser(school, "visitor")
    found = client.get("/amberley/board/names/?find=sp").json()["found"]
    assert [(each["name"], each["class"]) for each in found] == [("Tom Sparrow", "Wrens")]
    assert client.get("/amberley/board/names/?find=zie").json()["found"][0]["name"] == (
        "Ewa Zielińska"
    )
    for nobody in ("s", "", "arrow", "quayle"):  # too few, within a word, and one who has left
        assert client.get(f"/amberley/board/names/?find={nobody}").json() == {"found": []}


def test_who_is_found_is_on_the_board_without_a_script_too(school: Cast) -> None:
    shown = page(school, "?find=sp")
    assert next(words_of(tile) for tile in TILE.findall(shown)) == "Tom Sparrow Wrens"


def test_a_device_tells_many_and_hears_of_each(school: Cast) -> None:
    client, ref = browser(school), str(a_ref())
    deed = {"kind": "award", "ref": ref, "at": 1000, "award": "smiley"}
    deeds = [
        {**deed, "pupils": [str(school.settled.ref)]},
        {**deed, "ref": str(a_ref()), "pupils": []},
    ]
    answers = send(client, {"sent": 61_000, "deeds": deeds}).json()["answers"]
    assert [each["is"] for each in answers] == ["taken", "refused"]
    assert answers[1]["words"] == "Nobody of those was here that day."
    given = Given.objects.get()
    assert given.recorded_at - given.at == timedelta(minutes=1)


def test_a_clock_that_is_wrong_by_years_changes_nothing(school: Cast) -> None:
    year_1970 = {"sent": 5_000, "deeds": [_deed(school, at=4_000)]}
    year_2100 = {"sent": 4_102_444_805_000, "deeds": [_deed(school, at=4_102_444_804_000)]}
    ahead = {"sent": 5_000, "deeds": [_deed(school, at=9_000)]}
    for told, ago in ((year_1970, 1), (year_2100, 1), (ahead, 0)):
        send(browser(school), told)
        given = Given.objects.latest("pk")
        assert given.recorded_at - given.at == timedelta(seconds=ago)


def _deed(school: Cast, *, at: int) -> dict[str, object]:
    ref = str(a_ref())
    return {
        "kind": "award", "ref": ref, "at": at, "award": "smiley",
        "pupils": [str(school.settled.ref)],
    }  # fmt: skip


NONSENSE: list[object] = [
    "", "{", "[]", "null", "1", "[" * 5000, '"\\ud800"', {"deeds": []}, {"sent": 1},
    {"sent": 1, "deeds": {}}, {"sent": True, "deeds": [{}]}, {"sent": -1, "deeds": [{}]},
    {"sent": 1.5, "deeds": [{}]}, {"sent": 10**20, "deeds": [{}]}, {"sent": 1, "deeds": [1]},
    {"sent": 1, "deeds": [{"kind": "award", "at": 1}]},
    {"sent": 1, "deeds": [{"kind": "hug", "at": 1, "ref": str(a_ref())}]},
    {"sent": 1, "deeds": [{"kind": ["award"], "at": 1}]},
    {"sent": 1, "deeds": [{"at": 1}] * 201},
    {"sent": 1, "deeds": [{"kind": "award", "at": 1, "ref": str(a_ref()), "award": "x" * 81}]},
    {"sent": 1, "deeds": [{"kind": "award", "at": 1, "ref": str(a_ref()), "award": 7}]},
    {"sent": 1, "deeds": [{"kind": "award", "at": 1, "ref": str(a_ref()), "pupils": "x"}]},
    {"sent": 1, "deeds": [{"kind": "award", "at": 1, "ref": str(a_ref()), "pupils": ["x"] * 101}]},
    {"sent": 1, "deeds": [{"kind": "take-back", "at": 1, "ref": str(a_ref()), "of": None}]},
]  # fmt: skip


@pytest.mark.parametrize("told", NONSENSE, ids=range(len(NONSENSE)))
def test_what_no_board_sends_is_refused_whole(school: Cast, told: object) -> None:
    sound = {"kind": "award", "at": 1, "ref": str(a_ref()), "award": "smiley"}
    if isinstance(told, dict) and isinstance(told.get("deeds"), list) and len(told["deeds"]) == 1:
        told = {**told, "deeds": [{**sound, "pupils": [str(school.settled.ref)]}, *told["deeds"]]}
    answer = send(browser(school), told)
    assert answer.status_code == 422
    assert 0 < len(answer.content.decode()) < 120
    assert not Given.objects.exists()


def test_a_slip_is_heard_of_too(school: Cast) -> None:
    client, tap = browser(school), _deed(school, at=1)
    back = {"kind": "take-back", "ref": str(a_ref()), "at": 2, "of": tap["ref"]}
    answers = send(client, {"sent": 3, "deeds": [tap, back]}).json()["answers"]
    assert [each["is"] for each in answers] == ["taken", "taken"]
    assert count_of(school.settled, "smileys") == 0
