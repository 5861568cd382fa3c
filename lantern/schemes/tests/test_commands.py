"""`lantern scheme check`, `adopt`, `list` and `show`, at the machine."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import PRESETS, preset_text
from lantern.schools.models import Period
from tests.cast import Cast

ODDITIES = {
    "nothing": (b"", 'The key "format" is missing.'),
    "binary": (bytes(range(256)), "not saved as UTF-8"),
    "utf-16": ('name = "x"'.encode("utf-16"), "not saved as UTF-8"),
    "huge": (b"# " + b"x" * 2_000_000, "larger than 1 MB"),
    "bomb": (b"a = " + b"[" * 50_000, "brackets inside brackets"),
    "deep": (b"a = " + b"{a = " * 20_000, "brackets inside brackets"),
    "long key": (b"a." * 150_000 + b"b = 1", "more than twenty parts"),
    "long key with quotes": (b'"\\"" . ' * 100_000 + b"b = 1", "more than twenty parts"),
    "unseen": (b'name = "a\x00b"', "must not stand in a text"),
    "prose": (b"Our scheme is about kindness.", "equals sign"),
}


def ask(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_is_sound_without_a_database(key: str) -> None:
    assert "is sound." in ask("scheme_check", key)


def test_each_trouble_has_its_place_and_its_mending(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    text = preset_text("stars-and-bands").replace("short =", "shrot =", 1)
    file.write_bytes(text.replace("\n", "\r\n").encode())  # as Windows saves it
    said = StringIO()
    with pytest.raises(CommandError, match="cannot be adopted yet") as trouble:
        call_command("scheme_check", str(file), stdout=said)
    assert trouble.value.returncode == 1
    line = text[: text.index("shrot")].count("\n") + 1
    assert f'line {line}: areas[1] "attendance" · shrot' in said.getvalue()
    assert 'There is no key "shrot" here.\n    Did you mean "short"?' in said.getvalue()


def test_what_may_be_meant_is_said_apart(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(preset_text("stars-and-bands").replace('symbol = "●"\n', "", 1))
    said = ask("scheme_check", str(file))
    assert said.startswith("To look at, if you like:")
    assert "a colour and no shape" in said
    assert "is sound." in said


@pytest.mark.parametrize("name", ODDITIES)
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, name: str) -> None:
    content, expected = ODDITIES[name]
    file = tmp_path / "ours.toml"
    file.write_bytes(content)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("scheme_check", str(file), stdout=said)
    assert expected in said.getvalue()


def test_neither_a_file_nor_a_preset(tmp_path: Path) -> None:
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("scheme_check", "stars-and-band", stdout=said)
    assert 'Did you mean "stars-and-bands"?' in said.getvalue()
    with pytest.raises(CommandError):
        call_command("scheme_check", str(tmp_path), stdout=said)
    assert "cannot be opened" in said.getvalue()


def test_every_preset_has_a_line() -> None:
    assert [line.split()[0] for line in ask("scheme_list").splitlines()] == list(PRESETS)


def test_a_preset_can_be_written_out_to_begin_from() -> None:
    assert ask("scheme_show", "stars-and-bands") == preset_text("stars-and-bands")
    with pytest.raises(CommandError, match="There is no preset"):
        call_command("scheme_show", "stars")


def test_adopting_at_the_machine_is_a_leaders_doing(cast: Cast) -> None:
    words = ("scheme_adopt", "one-to-one-levels", "--school", "amberley", "--from", "2027-01-04")
    told = ask(*words)
    assert "version 2 from 4 January 2027, adopted by Mrs Okafor." in told
    assert "Spring 1, from 4 January 2027, is the first review that uses it" in told
    assert SchemeVersion.objects.get(school=cast.school, number=2).adopted_by == cast.leader.user
    assert "nothing was changed" in ask(*words)
    assert SchemeVersion.objects.filter(school=cast.school).count() == 2


def test_the_reviews_that_change_are_named(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    words = ("scheme_adopt", str(file), "--school", "amberley", "--from")
    for span, day, said in (
        ("half-term", "2027-01-04", ""),
        ("term", "2027-04-12", "2026/27 is reviewed anew: Summer, in place of Summer 1, Summer 2."),
    ):
        text = preset_text("stages-with-parents")
        file.write_text(text.replace('judgements = "half-term"', f'judgements = "{span}"'))
        assert ask(*words, day).splitlines()[2:] == ([said] if said else [])


def test_a_year_that_had_no_reviews_is_named(cast: Cast) -> None:
    SchemeVersion.objects.all().delete()
    Period.objects.filter(year=cast.year).delete()
    words = ("scheme_adopt", "stars-and-bands", "--school", "amberley", "--from", "2026-09-01")
    drawn = "Autumn 1, Autumn 2, Spring 1, Spring 2, Summer 1, Summer 2"
    assert f"\n2026/27 is reviewed anew: {drawn}.\n" in ask(*words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2027-99-01"), "write the day like 2026-09-01"),
        (("--from", "2020-01-01"), "Choose that day or a later one"),
        (("--from", "2027-01-04", "--as", "ms.farrow@amberley.example"), "Only a leader"),
        (("--from", "2027-01-04", "--as", "who@amberley.example"), "nobody with the email"),
    ],
)
def test_what_will_not_do_is_refused(cast: Cast, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        ask("scheme_adopt", "one-to-one-levels", "--school", "amberley", *words)
    assert SchemeVersion.objects.filter(school=cast.school).count() == 1


def test_a_school_that_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="There is no school"):
        ask("scheme_adopt", "one-to-one-levels", "--school", "nowhere", "--from", "2027-01-04")


def test_a_bad_file_is_adopted_by_nobody(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("format = 2")
    with pytest.raises(CommandError, match="To mend:"):
        ask("scheme_adopt", str(file), "--school", "amberley", "--from", "2027-01-04")
    assert SchemeVersion.objects.filter(school=cast.school).count() == 1
