"""My Pupil Profile on paper: tagged, at most two sides, every name, and never a failed batch."""

import io
import json
from dataclasses import replace

import pikepdf
import pytest

from lantern.design.rules import printable
from lantern.profiles.printing import Paper, print_profiles, sheet_of
from lantern.profiles.tests.pictures import TODAY, a_profile, with_reasons
from lantern.schemes.presets import PRESETS, preset
from lantern.schemes.tests.odd import ODD, odd
from tests.papers import sides_of, words_on

PAPER = Paper(school="Amberley Primary School", scheme=preset("stars-and-bands"), printed_on=TODAY)
NAMES = [
    "Zoë Ní Dhomhnaill", "Łucja Żółć", "Ọlọ́runfẹ́mi Adéwálé", "Nguyễn Thị Hường", "Çağla Şahin",
    "Олександра Шевченко", "Ελένη Παπαδοπούλου", "محمد الأحمد", "عائشہ خان", "נועה כהן",
    "অনন্যা চক্রবর্তী", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "દીપિકા પટેલ", "प्रिया शर्मा", "தமிழ்ச்செல்வி முருகன்",
]  # fmt: skip


def kinds(pdf: bytes) -> list[str]:
    """What the tree of tags holds, from the top, as a screen reader goes through it."""
    with pikepdf.open(io.BytesIO(pdf)) as held:
        found, waiting = list[str](), [held.Root.StructTreeRoot]
        while waiting:
            node = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary):
                continue  # a number: where on the page the words of a tag are
            found += [str(node.S)] if "/S" in node else []
            below = node.get("/K", pikepdf.Array())
            waiting += reversed(list(below) if isinstance(below, pikepdf.Array) else [below])
        return found


def test_the_sheet_says_what_the_page_says() -> None:
    text = words_on(print_profiles([a_profile()], PAPER).pdf)
    assert "Maya Brook" in text
    assert "97.3 %, 37 of 38 sessions since 2 November; “Amber” is 95 to under 98 %." in text
    assert "Mathematics" in text


def test_it_says_each_rating_by_its_word_and_its_shape() -> None:
    text = words_on(print_profiles([a_profile()], PAPER).pdf)
    for row in ("Attendance ◆ Amber", "Effort ▲ Red", "Reading ★ Star", "Uniform ▲ Red ● Green"):
        assert row in text


@pytest.mark.parametrize("both_sides", [False, True])
def test_every_page_is_a4(both_sides: bool) -> None:
    paper = replace(PAPER, both_sides=both_sides)
    for side in sides_of(print_profiles([a_profile()] * 3, paper).pdf):
        size = side.width, side.height
        assert size == pytest.approx((210 / 25.4 * 72, 297 / 25.4 * 72), abs=0.1)
        assert side.turned == 0


def test_it_is_tagged_titled_and_in_english() -> None:
    with pikepdf.open(io.BytesIO(print_profiles([a_profile()], PAPER).pdf)) as made:
        assert "/StructTreeRoot" in made.Root
        assert str(made.Root.Lang).lower() == "en-gb"
        assert made.docinfo["/Title"] == "My Pupil Profile: Maya Brook, Autumn 2"
        assert b"pdfuaid" in made.Root.Metadata.read_bytes()


def test_the_year_stands_beside_the_period() -> None:
    paper = replace(PAPER, year="2026/27")
    made = print_profiles([a_profile()], paper).pdf
    with pikepdf.open(io.BytesIO(made)) as read:
        assert read.docinfo["/Title"] == "My Pupil Profile: Maya Brook, Autumn 2 2026/27"
    assert "Autumn 2 2026/27" in words_on(made)


def test_a_number_and_its_sign_stay_on_one_line() -> None:
    sheet = sheet_of(a_profile(), PAPER)
    said = json.dumps(sheet.values["areas"], ensure_ascii=False)
    assert "\N{NO-BREAK SPACE}%" in said
    assert " %" not in said


def test_the_same_picture_makes_the_same_bytes() -> None:
    assert print_profiles([a_profile()], PAPER).pdf == print_profiles([a_profile()], PAPER).pdf


@pytest.mark.parametrize("reason", [0, 100, 250, 499])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_sheet_has_at_most_two_sides_however_much_is_said(reason: int, times: int) -> None:
    long = with_reasons(a_profile("A" * 60 + " " + "B" * 60), "it is so. " * (reason // 10))
    wide = replace(long, areas=long.areas * times, subjects=long.subjects * times)
    assert len(sides_of(print_profiles([wide], PAPER).pdf)) <= 2


@pytest.mark.parametrize("reason", [100, 150, 200, 250, 300])
def test_a_sheet_of_a_few_more_words_is_set_smaller_before_it_takes_two_sides(reason: int) -> None:
    wordy = with_reasons(a_profile(), "it is so. " * (reason // 10))
    assert len(sides_of(print_profiles([wordy], PAPER).pdf)) == 1


@pytest.mark.parametrize("reason", [10, 60, 90, 110, 130])
def test_the_two_views_weigh_too_where_names_are_long(reason: int) -> None:
    """They name the child again and again: more than a few words beside them."""
    wordy = with_reasons(a_profile("W" * 60 + " B"), "it is so. " * (reason // 10))
    assert len(sides_of(print_profiles([wordy], PAPER).pdf)) == 1


@pytest.mark.parametrize("letter", ["w", "W", "é", "শ", "中", "ע"])
def test_a_word_without_an_end_stays_on_the_page(letter: str) -> None:
    endless = with_reasons(a_profile(letter * 60), letter * 280)
    lines = [
        line
        for side in sides_of(print_profiles([endless], PAPER).pdf)
        for line in side.words.splitlines()
    ]
    assert max(line.count(letter) for line in lines) < 90


@pytest.mark.parametrize(
    ("reason", "endless"), [("it is so", False), ("s" * 29, False), ("it is " + "s" * 30, True)]
)
def test_only_a_sheet_with_a_word_without_an_end_is_looked_through(
    reason: str, endless: bool
) -> None:
    """To look for one takes a twentieth of the time of a sheet; the SVG of a bar is no word."""
    sheet = sheet_of(with_reasons(a_profile(), reason), PAPER)
    assert sheet.values["endless"] is endless


@pytest.mark.parametrize("name", NAMES)
def test_names_in_every_script_print_with_nothing_marked(name: str) -> None:
    made = print_profiles([a_profile(name)], PAPER)
    assert made.undrawn == ()


def test_a_character_no_font_has_is_marked_and_named_and_fails_nothing() -> None:
    made = print_profiles([a_profile(name) for name in ("Maya Brook", "Bo 🦄 李")], PAPER)
    assert [(each.name, each.characters) for each in made.undrawn] == [("Bo 🦄 李", ("🦄", "李"))]
    assert "\N{REPLACEMENT CHARACTER}" in words_on(made.pdf)


@pytest.mark.parametrize("name", ['#read("/etc/passwd")', "*bold* _x_ $1$ @a <b> `c`", "\\ ] } {"])
def test_a_name_is_words_and_never_runs(name: str) -> None:
    text = words_on(print_profiles([a_profile(name)], PAPER).pdf)
    assert "".join(name.split()) in "".join(text.split())


def test_a_class_is_one_file_a_page_each_in_order() -> None:
    three = [a_profile(f"Child {n}") for n in range(1, 4)]
    sides = sides_of(print_profiles(three, PAPER).pdf)
    assert len(sides) == 3
    assert all(f"Child {n}" in side.words for n, side in enumerate(sides, start=1))


def test_a_class_is_tagged_as_its_childrens_own_files_are() -> None:
    three = [a_profile(f"Child {n}") for n in range(1, 4)]
    every = kinds(print_profiles(three, PAPER).pdf)
    one = kinds(print_profiles(three[:1], PAPER).pdf)
    assert every.count("/H1") == 3
    assert [one.count(kind) for kind in ("/H1", "/H2", "/Table")] == [1, 2, 1]
    assert one.count("/Figure") == len(PAPER.scheme.subjects)
    assert one.count("/TD") == one.count("/TH") * len(PAPER.scheme.areas) > 0
    assert every == [every[0], *one[1:] * 3]


def test_a_childs_page_in_the_class_says_what_their_own_file_says() -> None:
    three = [a_profile(name) for name in ("Maya Brook", NAMES[1], NAMES[-1])]
    own = [words_on(print_profiles([each], PAPER).pdf) for each in three]
    every = sides_of(print_profiles(three, PAPER).pdf)
    assert [" ".join(side.words.split()) for side in every] == own


@pytest.mark.parametrize("both_sides", [False, True])
def test_where_anyone_takes_two_sides_every_side_says_whose_it_is(both_sides: bool) -> None:
    long = with_reasons(a_profile("Tom Sparrow"), "it is so. " * 49)
    long = replace(long, areas=long.areas * 3, subjects=long.subjects * 3)
    paper = replace(PAPER, both_sides=both_sides)
    sides = sides_of(print_profiles([long, a_profile()], paper).pdf)
    feet = [f"{name} · printed 26 November 2026" for name in ("Tom Sparrow", "Maya Brook")]
    assert [foot in side.words for side in sides for foot in feet] == [
        True, False, True, False, False, True,
    ]  # fmt: skip


def test_on_both_sides_each_child_has_a_sheet_of_their_own() -> None:
    paper = replace(PAPER, both_sides=True)
    sides = sides_of(print_profiles([a_profile("One"), a_profile("Two")], paper).pdf)
    assert "Two" in sides[2].words


@pytest.mark.parametrize(
    "school", ["Ysgol Gŵyr", "Ọlọ́runfẹ́mi School", "בית ספר", "مدرسة", "प्राथमिक विद्यालय", "學校"]
)
def test_a_school_of_any_name_is_at_the_foot_of_a_blank_side_too(school: str) -> None:
    paper = replace(PAPER, school=school, both_sides=True)
    sides = sides_of(print_profiles([a_profile()] * 3, paper).pdf)
    assert ["Maya Brook" in side.words for side in sides] == [True, False] * 2 + [True]
    feet = [side.words.splitlines()[-1].split(" · ") for side in sides]
    assert [foot[-1] for foot in feet] == ["printed 26 November 2026"] * 5
    # words that read from the right are read back whole, and as they stand from the left
    assert [sorted(foot[0].split()) for foot in feet] == [sorted(printable(school).split())] * 5


def test_nobody_and_too_many_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 60"):
        print_profiles([], PAPER)
    with pytest.raises(ValueError, match="1 to 60"):
        print_profiles([a_profile()] * 61, PAPER)


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_prints(key: str) -> None:
    scheme = preset(key)
    paper = replace(PAPER, scheme=scheme)
    assert scheme.areas[0].name in words_on(print_profiles([a_profile(scheme=scheme)], paper).pdf)


@pytest.mark.parametrize("key", ODD)
def test_odd_schemes_print_without_holes(key: str) -> None:
    scheme = odd(key)
    paper = replace(PAPER, scheme=scheme)
    assert "Maya Brook" in words_on(print_profiles([a_profile(scheme=scheme)], paper).pdf)
