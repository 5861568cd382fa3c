"""What is due for what was reached: once a span, with its reason, for a leader to decide."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from threading import Barrier, Thread

import pytest
from django.db import connection

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.behaviour.actions import DecidedMeanwhile, decide
from lantern.behaviour.models import Decision, Due
from lantern.behaviour.pictures import due_list, waiting_for
from lantern.behaviour.rules import Give
from lantern.behaviour.tests.taps import a_slip, a_tap, count_of, gives_smileys, tell
from lantern.roster.models import Pupil
from lantern.schemes.presets import preset_text
from lantern.within import every_school
from tests.cast import NOW, Cast, set_the_stage, unnamed
from tests.client import CheckedClient

Word = Decision.Word
AUTUMN = datetime(2026, 12, 17, 12, tzinfo=NOW.tzinfo)
SPRING = datetime(2027, 1, 12, 12, tzinfo=NOW.tzinfo)


@pytest.fixture
def school(cast: Cast) -> Cast:
    return gives_smileys(cast)


def small(cast: Cast, at: int = 3) -> Cast:
    """The same school, where a few are enough for a letter."""
    return gives_smileys(
        cast, preset_text("smileys-and-time-outs").replace("at = 50", f"at = {at}")
    )


def smileys(child: Pupil, many: int, *, at: datetime = NOW) -> list[Give]:
    return [a_tap(child, at=at - timedelta(minutes=each)) for each in range(many)]


def due_of(child: Pupil) -> list[str]:
    return list(Due.objects.filter(pupil=child).order_by("pk").values_list("milestone", flat=True))


def words() -> list[str]:
    return list(Decision.objects.standing().values_list("word", flat=True))


def test_fifty_and_a_hundred_are_due_once_each_001_6(school: Cast) -> None:
    teacher = school.viewer("teacher")
    tell(teacher, *smileys(school.settled, 49))
    assert due_of(school.settled) == []
    tell(teacher, a_tap(school.settled))
    assert due_of(school.settled) == ["half-way"]
    tell(teacher, *smileys(school.settled, 49))
    assert due_of(school.settled) == ["half-way"]
    tell(teacher, a_tap(school.settled), a_tap(school.settled))
    assert due_of(school.settled) == ["half-way", "all-the-way"]


def test_each_term_it_may_come_again_001_5(school: Cast) -> None:
    small(school)
    teacher = school.viewer("teacher")
    for at in (AUTUMN, SPRING):
        tell(teacher, *smileys(school.settled, 3, at=at))
    assert due_of(school.settled) == ["half-way", "half-way"]


def test_what_comes_late_counts_when_it_happened_domain_2_36(school: Cast) -> None:
    """Three before Christmas and three after; the fourth of before comes last of all."""
    small(school, at=4)
    teacher = replace(school.viewer("teacher"), now=SPRING)
    tell(teacher, *smileys(school.settled, 3, at=AUTUMN), *smileys(school.settled, 3, at=SPRING))
    assert due_of(school.settled) == []
    tell(teacher, a_tap(school.settled, at=AUTUMN - timedelta(days=30)))
    [due] = Due.objects.all()
    assert due.since == school.year.starts_on.replace(day=3)


def test_taken_back_it_is_withdrawn_and_never_raised_again_domain_2_37(school: Cast) -> None:
    small(school)
    teacher, taps = school.viewer("teacher"), smileys(school.settled, 3)
    tell(teacher, *taps)
    assert waiting_for(school.viewer("leader")) == 1
    tell(teacher, a_slip(taps[0], why="A slip"))
    assert words() == ["withdrawn"]
    assert waiting_for(school.viewer("leader")) == 0
    tell(teacher, *smileys(school.settled, 5))
    assert due_of(school.settled) == ["half-way"]
    assert words() == ["withdrawn"]
    assert Note.objects.filter(did="withdrew").count() == 1


def test_while_it_is_still_reached_nothing_is_withdrawn(school: Cast) -> None:
    small(school)
    teacher, taps = school.viewer("teacher"), smileys(school.settled, 4)
    tell(teacher, *taps)
    tell(teacher, a_slip(taps[0], why="A slip"))
    assert words() == []


def test_what_a_leader_approved_is_withdrawn_too_while_nothing_is_sent(school: Cast) -> None:
    small(school)
    teacher, taps = school.viewer("teacher"), smileys(school.settled, 3)
    tell(teacher, *taps)
    decide(due=Due.objects.get(), word=Word.APPROVED, by=school.viewer("leader"))
    tell(teacher, a_slip(taps[0], why="A slip"))
    assert words() == ["withdrawn"]
    with pytest.raises(DecidedMeanwhile):
        decide(due=Due.objects.get(), word=Word.APPROVED, by=school.viewer("leader"))


def test_a_slip_in_the_same_sending_raises_nothing_that_stays(school: Cast) -> None:
    small(school)
    taps = smileys(school.settled, 3)
    tell(school.viewer("teacher"), *taps, a_slip(taps[0]))
    assert waiting_for(school.viewer("leader")) == 0


def test_a_leaders_word_is_noted_and_may_change(school: Cast) -> None:
    small(school)
    tell(school.viewer("teacher"), *smileys(school.settled, 3))
    due, leader = Due.objects.get(), school.viewer("leader")
    decide(due=due, word=Word.HELD, why="Waiting for the parents’ evening", by=leader)
    assert [each.why for each in due_list(leader).held] == ["Waiting for the parents’ evening"]
    decide(due=due, word=Word.APPROVED, by=leader)
    decide(due=due, word=Word.APPROVED, by=leader)
    assert [each.word for each in due_list(leader).decided] == ["Approved"]
    assert Decision.objects.count() == Note.objects.filter(did="decided").count() == 2


def test_nothing_is_decided_where_the_audit_fails(school: Cast) -> None:
    small(school)
    tell(school.viewer("teacher"), *smileys(school.settled, 3))
    with pytest.raises(DecidedMeanwhile):
        decide(due=Due.objects.get(), word=Word.HELD, by=unnamed(school.viewer("leader")))
    assert not Decision.objects.exists()


def test_the_list_says_who_and_why(school: Cast) -> None:
    small(school)
    tell(school.viewer("teacher"), a_tap(school.settled), a_tap(school.settled))
    tell(school.viewer("assistant"), a_tap(school.settled, reason="caring for others"))
    [line] = due_list(school.viewer("leader")).waiting
    assert (line.who, line.where, line.reached) == ("Maya Brook", "Kestrels", "3 Smileys")
    assert line.because == "caring for others, from Miss Ito"
    assert line.reward == "A letter home from the leadership team"
    assert line.letter


def test_a_phase_has_its_own_reward(school: Cast) -> None:
    phases = """
[[phases]]
key = "ks1"
name = "KS1"
years = [0, 1, 2, 3]

[[phases]]
key = "ks2"
name = "KS2"
years = [4, 5, 6]
"""
    text = preset_text("smileys-and-time-outs").replace(
        "at = 50\n", 'at = 3\nphases = { ks1 = "A sticker" }\n'
    )
    gives_smileys(school, text + phases)
    tell(school.viewer("teacher"), *smileys(school.settled, 3), *smileys(school.wren, 3))
    found = {line.who: line.reward for line in due_list(school.viewer("leader")).waiting}
    assert found == {
        "Maya Brook": "A letter home from the leadership team", "Tom Sparrow": "A sticker",
    }  # fmt: skip


def test_a_class_reaches_its_own_number(school: Cast) -> None:
    own = '\n[[milestones]]\nkey = "starry"\ncounter = "class-stars"\nat = 22\nreward = "Tea"\n'
    gives_smileys(school, preset_text("smileys-and-time-outs") + own)
    star = [a_tap(award="class-star", school_class=school.kestrels) for _ in range(2)]
    tell(school.viewer("teacher"), *star)
    [line] = due_list(school.viewer("leader")).waiting
    assert (line.who, line.reached) == ("Kestrels", "22 Class stars")


# --- the page ------------------------------------------------------------------------------------


def page(cast: Cast, part: str = "leader", path: str = "/amberley/due/") -> str:
    client = CheckedClient()
    client.force_login(cast.member(part).user)
    return unescape(client.get(path).content.decode())


def test_leaders_decide_on_a_page(school: Cast) -> None:
    small(school)
    tell(school.viewer("teacher"), *smileys(school.settled, 3))
    assert "1 thing is due for what children have reached." in page(school, path="/amberley/")
    assert "thing is due" not in page(school, "teacher", "/amberley/")
    assert "Maya Brook" in page(school)
    client = CheckedClient()
    client.force_login(school.leader.user)
    address = f"/amberley/due/{Due.objects.get().ref}/"
    for sent, said in (
        ({}, "Say whether it is approved, held or dismissed"),
        ({"word": "withdrawn"}, "Say whether it is approved, held or dismissed"),
        ({"word": "held", "why": "x" * 301}, "Say whether it is approved, held or dismissed"),
        ({"word": "dismissed", "why": "Told by telephone"}, "Decided."),
    ):
        answer = client.post(address, sent, follow=True)
        assert said in unescape(answer.content.decode())
    assert "Dismissed, Mrs Okafor, Thu 26 Nov: Told by telephone" in page(school)


@pytest.mark.parametrize("part", ["teacher", "assistant", "office", "visitor", "governor"])
def test_nobody_else_decides(school: Cast, part: str) -> None:
    small(school)
    tell(school.viewer("teacher"), *smileys(school.settled, 3))
    client = CheckedClient()
    client.force_login(school.member(part).user)
    assert client.get("/amberley/due/").status_code == 403
    address = f"/amberley/due/{Due.objects.get().ref}/"
    assert client.post(address, {"word": "approved"}).status_code == 403


def test_the_school_next_door_decides_nothing_of_ours(school: Cast) -> None:
    small(school)
    tell(school.viewer("teacher"), *smileys(school.settled, 3))
    client = CheckedClient()
    client.may_see_the_canary = True
    client.force_login(school.stranger.user)
    address = f"/next-door/due/{Due.objects.get().ref}/"
    assert client.post(address, {"word": "approved"}).status_code == 404


# --- at once --------------------------------------------------------------------------------------


def at_once(giving: Sequence[tuple[Viewer, Sequence[Give]]]) -> None:
    """Each adult in a thread and a connection of their own, all from one moment on."""
    start, troubles = Barrier(len(giving)), []

    def give(by: Viewer, taps: Sequence[Give]) -> None:
        try:
            with every_school("threads of a test"):
                start.wait()
                for tap in taps:
                    tell(by, tap)
        except Exception as trouble:  # noqa: BLE001 - told to the test, which fails by it
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=give, args=each) for each in giving]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not troubles, troubles


@pytest.mark.django_db(transaction=True)
def test_two_adults_at_once_lose_nothing_and_raise_it_once() -> None:
    cast = small(set_the_stage(), at=20)
    parts = ("teacher", "assistant")
    at_once([(cast.viewer(part), smileys(cast.settled, 10)) for part in parts])
    assert count_of(cast.settled, "smileys") == 20
    assert due_of(cast.settled) == ["half-way"]


@pytest.mark.django_db(transaction=True)
def test_the_same_deeds_sent_twice_at_once_count_once() -> None:
    cast = small(set_the_stage())
    taps = smileys(cast.settled, 12)
    at_once([(cast.viewer("teacher"), taps), (cast.viewer("teacher"), taps)])
    assert count_of(cast.settled, "smileys") == 12
    assert due_of(cast.settled) == ["half-way"]
