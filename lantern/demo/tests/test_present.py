"""The demo shows one of each: groups, a job share, a mentor away, a child elsewhere."""

from lantern.demo.presets import trust
from lantern.roster.models import Group


def test_the_recipe_has_one_of_each() -> None:
    schools = trust().schools
    kinds = {each.kind for school in schools for each in school.gatherings}
    assert {Group.Kind.SET, Group.Kind.HOUSE, Group.Kind.CLUB} <= kinds
    assert any(school.sharing for school in schools)
    assert any(school.away for school in schools)
    assert any(story.elsewhere for story in trust().stories)


def test_what_it_names_is_there() -> None:
    for school in trust().schools:
        rooms = {room.name for room in school.classes}
        adults = {room.teacher for room in school.classes}
        adults |= {room.assistant for room in school.classes}
        assert {each.classroom for each in school.sharing} <= rooms
        assert set(school.away) <= adults
        for gathering in school.gatherings:
            assert set(gathering.classes) <= rooms
            assert not gathering.leader or gathering.leader in adults
