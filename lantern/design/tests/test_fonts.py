"""Every letter of every name reaches the paper, or is seen not to have."""

import json
import random
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont

from lantern.design import rules

NAMES = {
    "Latin": "Zoë Siân Łukasz Żółć Şeyma İbrahim Čeněk Ħamrun Þórður Ŋaio Seán",
    "Vietnamese": "Nguyễn Thị Phượng Trần Hữu Đức Lê Quỳnh",
    "Yoruba": "Ọlọ́runfẹ́mi Adébáyọ̀ Ṣọlá Ẹ̀bùn Ọ̀ṣọ́ é̩ m̀",
    "Cyrillic": "Олександр Їжак Ђорђе Љубица Щукин Қайрат",
    "Greek": "Ελένη Γεωργίου Ὀδυσσεύς",
    "Arabic": "محمد عبد الله فَاطِمَة الزَّهْرَاء",
    "Urdu": "زینب ہاشمی ڈاکٹر گُڑیا ٹھاکر چوہدری",
    "Persian": "علی\u200cرضا پژمان",
    "Hebrew": "שָׂרָה כֹּהֵן דוד לֵוִי",
    "Bengali": "শ্রীলক্ষ্মী চট্টোপাধ্যায় ঋতুপর্ণ",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ ਸ਼੍ਰੀ ਜ਼ੋਰਾਵਰ",
    "Gujarati": "કૃષ્ણા પટેલ જ્ઞાનેશ્વર ત્રિવેદી",
    "Devanagari": "श्रीकृष्ण ज्ञानेश्वर क्षितिज ड़ी कार्तिक",
    "Tamil": "ஸ்ரீதரன் லக்ஷ்மி தமிழ்ச்செல்வி",
    "Symbols": "★●◆▲▼■○☆✚✓–—…‹›→←↑↓“”‘’½0123456789%£",
}
LETTERS = {  # from, and up to but not with
    "Latin": [(0xC0, 0x250), (0x1E00, 0x1F00)],
    "Greek": [(0x370, 0x3E2), (0x1F00, 0x2000)],
    "Cyrillic": [(0x400, 0x530)],
    "Hebrew": [(0x5D0, 0x5EB)],
    "Arabic": [(0x620, 0x6D4)],
    "Devanagari": [(0x900, 0x980)],
    "Bengali": [(0x980, 0xA00)],
    "Gurmukhi": [(0xA00, 0xA80)],
    "Gujarati": [(0xA80, 0xB00)],
    "Tamil": [(0xB80, 0xC00)],
}
HOSTILE = (
    "王小明 𓀀𓂀 ไทย ኢትዮጵያ 한국 日本",
    "😀👍🏽 👨\u200d👩\u200d👧 ❤\ufe0f 🇬🇧 \U0001f3f4\U000e0067\U000e0062\U000e007f",
    "Z\u0335\u0321\u0345a\u0489\u20ddl\u034f\u0362g\u1dc4\u0301o क\u0301 ☃\u0308 α\u1dc4\u0301",
    "\u0301 opens with a mark\n\u0301 and again\u200d\u0301 \u200d🃔 �\u200d🃔",
    "x\u202eevil\u202c \u2066\u2069 \ufeff\u00ad\u2060\u115f\u3164",
    "\ufff9\ufffe\uffff \ue000 \ud800",
    "\x00\x07\x1b[31m\t\r\n\u2028\u2029\x85 \u00a0\u202f\u3000\u1680",
    '#read("/etc/passwd") $x$ *b* _i_ <label> @ref \\u{0} // `raw` </script>',
)
FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(rules.FONT_DIR)]
)
BOTH_ORDERS = """
#import "families.typ": text-families, child-families
#set document(title: "Names")
#set text(lang: "en", region: "GB")
#for families in (text-families, child-families) {
  set text(font: families, fallback: false)
  for line in json(bytes(sys.inputs.data)) { block(line); block(strong(line)) }
}
"""
WIDTHS = """
#import "families.typ": text-families, child-families
#context for families in (text-families, child-families) {
  let width(letter) = measure(text(font: families, fallback: false, letter)).width / 1pt
  metadata(json(bytes(sys.inputs.data)).map(width))
}
"""
NAMES_IN_ORDER = """
#import "families.typ": text-names, child-names
#metadata((text-names, child-names))
"""


def compiler(source: str, folder: Path, lines: Sequence[str] = ()) -> typst.Compiler:
    for name in ("families.typ", "coverage.json"):
        (folder / name).write_bytes((rules.FONT_DIR / name).read_bytes())
    page = folder / "page.typ"
    page.write_text(source, encoding="utf-8")
    inputs = {"data": json.dumps(lines)}
    return typst.Compiler(str(page), root=str(folder), font_paths=FONTS, sys_inputs=inputs)


def pdf(lines: list[str], folder: Path) -> bytes:
    made = compiler(BOTH_ORDERS, folder, lines).compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def spans(codes: set[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def drawn_by(path: Path) -> tuple[str, set[int]]:
    with TTFont(path) as font:
        name = str(font["name"].getDebugName(16) or font["name"].getDebugName(1))
        codes = {code for code in font.getBestCmap() if unicodedata.category(chr(code)) != "Co"}
    greek = {*range(0x370, 0x400), *range(0x1F00, 0x2000)}
    return name, codes - greek if name == "Andika" else codes


def coverage() -> dict[str, dict[str, list[list[int]]]]:
    every: dict[str, set[int]] = {}
    for path in rules.FONT_DIR.rglob("*.ttf"):
        name, codes = drawn_by(path)
        every[name] = every.get(name, codes) & codes
    marks = {
        name: {code for code in codes if unicodedata.category(chr(code)).startswith("M")}
        for name, codes in every.items()
    }
    return {
        name: {"letters": spans(every[name] - marks[name]), "marks": spans(marks[name])}
        for name in sorted(every)
    }


def write_coverage() -> None:
    lines = (f"  {json.dumps(name)}: {json.dumps(held)}" for name, held in coverage().items())
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (rules.FONT_DIR / "coverage.json").write_text(text, encoding="utf-8")


def test_coverage_says_what_the_font_files_hold() -> None:
    said = json.loads((rules.FONT_DIR / "coverage.json").read_text(encoding="utf-8"))
    assert said == coverage()


def test_typst_python_and_the_files_name_the_same_families(tmp_path: Path) -> None:
    found = compiler(NAMES_IN_ORDER, tmp_path).query("metadata", field="value", one=True)
    assert json.loads(found) == [list(rules.TEXT_FAMILIES), list(rules.CHILD_FAMILIES)]
    assert sorted(rules.TEXT_FAMILIES) == sorted(rules.CHILD_FAMILIES) == FONTS.families()


def test_the_page_has_each_font_whole() -> None:
    static = rules.FONT_DIR.parent / "static/design"
    css = (static / "fonts.css").read_text(encoding="utf-8")
    files = set(re.findall(r'url\("(.+?)"\)', css))
    assert files == {f"fonts/{path.name}" for path in (static / "fonts").glob("*.woff2")}
    for file in files:
        name, codes = drawn_by(static / file)
        _, on_paper = drawn_by(next(rules.FONT_DIR.rglob(f"{Path(file).stem}.ttf")))
        assert codes >= on_paper
        assert f'font-family: "{name}"' in css


@pytest.mark.parametrize("folder", ["andika", "atkinson", "noto", "symbols"])
def test_each_font_carries_its_licence(folder: str) -> None:
    assert "SIL OPEN FONT LICENSE" in (rules.FONT_DIR / folder / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("script", NAMES)
def test_names_of_every_script_print_unmarked(script: str) -> None:
    assert rules.uncovered(NAMES[script]) == []
    assert rules.printable(NAMES[script]) == unicodedata.normalize("NFC", NAMES[script])


@pytest.mark.parametrize("script", LETTERS)
def test_every_letter_of_each_script_is_drawn(script: str) -> None:
    """Not of our names alone: whatever a child of any country in Europe or any family is called."""
    codes = (code for first, last in LETTERS[script] for code in range(first, last))
    letters = [chr(code) for code in codes if unicodedata.category(chr(code)).startswith("L")]
    assert len(letters) > 20
    assert [letter for letter in letters if rules.uncovered(letter)] == []


def test_names_and_hostile_text_make_a_sound_pdf(tmp_path: Path) -> None:
    lines = [rules.printable(text) for text in (*NAMES.values(), *HOSTILE)]
    assert pdf(lines, tmp_path).startswith(b"%PDF")


@pytest.mark.parametrize("text", ["王", "क\u0301", "a\u0484", "☃\u0308"])
def test_what_we_mark_would_stop_the_document(text: str, tmp_path: Path) -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        pdf([text], tmp_path)


def test_any_string_at_all_makes_a_sound_pdf(tmp_path: Path) -> None:
    chance = random.Random(20261126)
    marks = "\u0300\u0301\u0323\u0329\u0331\u1dc4\u20dd\u093c\u094d\u064e\u05b0\u200c\u200d\u0484"
    pools = (range(0x250), range(0x250, 0x3000), range(0x110000), [ord(mark) for mark in marks])
    strings = (
        "".join(chr(chance.choice(chance.choice(pools))) for _ in range(8)) for _ in range(600)
    )
    assert pdf([rules.printable(text) for text in strings], tmp_path).startswith(b"%PDF")


@pytest.mark.parametrize(
    "whole", ["ọ\u0300", "ẹ\u0301", "s\u0323\u0301", "g\u0331\u0301", "ᾱ\u0301", "ѐ\u0301"]
)
def test_no_letter_is_lost_beneath_its_mark(whole: str, tmp_path: Path) -> None:
    """typst 0.15 drops the letter when a font holds only the mark: it would be as narrow as one."""
    marked = rules.printable(whole)
    assert marked == unicodedata.normalize("NFC", whole)
    widths = compiler(WIDTHS, tmp_path, [marked[0], marked]).query("metadata", field="value")
    for bare, with_mark in json.loads(widths):
        assert with_mark == pytest.approx(bare, rel=0.2)


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("क्ष", "क्\u200cष"), ("श्री", "श्\u200cरी"),  # Devanagari
        ("শ্রী", "শ্\u200cরী"), ("ক্ষ", "ক্\u200cষ"),  # Bengali
        ("શ્રી", "શ્\u200cરી"), ("ક્ષ", "ક્\u200cષ"),  # Gujarati
        ("ਪ੍ਰ", "ਪ੍\u200cਰ"), ("ஸ்ரீ", "ஸ்\u200cரீ"),  # Gurmukhi, Tamil
        ("محمد", "م\u200cح\u200cم\u200cد"), ("شیخ", "ش\u200cی\u200cخ"),  # Arabic, Urdu
    ],
)  # fmt: skip
def test_letters_join_and_stand_as_one(joined: str, apart: str, tmp_path: Path) -> None:
    """Told to stay apart, the same letters are of another width: unjoined they would be as wide."""
    widths = compiler(WIDTHS, tmp_path, [joined, apart]).query("metadata", field="value")
    for together, alone in json.loads(widths):
        assert together != pytest.approx(alone, rel=0.05)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Ada 王 王", ["王"]),
        ("क\u0301", ["\u0301"]),
        ("a\u0484", ["\u0484"]),
        ("a\u200d\ufe0f\u202e\ufeff\x00\n", []),
        ("\u0301", ["\u0301"]),
        ("\ue000\ud800", ["\ue000", "\ud800"]),
    ],
)
def test_what_cannot_be_drawn_is_named(text: str, missing: list[str]) -> None:
    assert rules.uncovered(text) == missing


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ada 王", "Ada \N{REPLACEMENT CHARACTER}"),
        ("Zoe\u0308", "Zoë"),
        ("a\r\nb\u2028c\td\x07\u202e", "a\nb\nc d"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("❤\u200d王", "❤\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_printing_tidies_and_marks(text: str, printed: str) -> None:
    assert rules.printable(text) == printed
    assert rules.printable(printed) == printed


def test_the_mark_may_be_chosen() -> None:
    assert rules.printable("王", mark="[?]") == "[?]"
