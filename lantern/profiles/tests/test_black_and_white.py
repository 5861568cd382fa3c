"""My Pupil Profile as a printer without colours prints it: a rating is told by its sign."""

import re
import subprocess
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from lantern.design.drawing import band_scale
from lantern.profiles.pictures.looks import shade
from lantern.profiles.printing import print_profiles
from lantern.profiles.tests.pictures import a_profile
from lantern.profiles.tests.test_printing import PAPER
from lantern.schemes.presets import PRESETS, preset
from lantern.schemes.presets.shape import Rating, Scheme
from lantern.schemes.rules import contrast

DOTS = 288  # an inch, as a plain printer has them, and so 4 a point
INK = 128  # of 255: what is darker
SIDE = 32
WHITE = "#ffffff"
WORD = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">{}</word>'
LEAST = 3  # to one: what a part of a drawing needs against what lies beside it (WCAG 1.4.11)
RECT = r'<rect class="([^"]*)"[^>]*? fill="([^"]*)"(?: stroke="([^"]*)")?'


@pytest.fixture(scope="module", params=PRESETS)
def scheme(request: pytest.FixtureRequest) -> Scheme:
    return preset(str(request.param))


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory, scheme: Scheme) -> Path:
    path = tmp_path_factory.mktemp("paper") / "sheet.pdf"
    paper = replace(PAPER, scheme=scheme)
    path.write_bytes(print_profiles([a_profile(scheme=scheme)], paper).pdf)
    return path


@pytest.fixture(scope="module")
def grey(sheet: Path) -> Image.Image:
    """The sheet in grey, by a program that is not ours."""
    made = sheet.with_suffix("")
    subprocess.run(["pdftoppm", "-gray", "-singlefile", "-r", str(DOTS), sheet, made], check=True)
    with Image.open(made.with_suffix(".pgm")) as picture:
        assert picture.mode == "L"
        return picture.copy()


@pytest.fixture(scope="module")
def signs(sheet: Path, grey: Image.Image, scheme: Scheme) -> dict[str, list[Image.Image]]:
    """What stands before each rating's word, wherever that is said."""
    said = subprocess.check_output(["pdftotext", "-bbox", sheet, "-"], text=True)
    ratings = [rating for scale in scheme.scales for rating in scale.ratings]
    return {each.name: [_cut(grey, at) for at in _places(said, each)] for each in ratings}


def _places(said: str, rating: Rating) -> list[list[float]]:
    """The left, top, right and bottom of each, in points from the top."""
    first = re.escape(rating.name.split()[0])
    pair = WORD.format(re.escape(rating.symbol)) + rf"\s*<word[^>]*>{first}</word>"
    return [[float(edge) for edge in each] for each in re.findall(pair, said)]


def _cut(grey: Image.Image, place: list[float]) -> Image.Image:
    """The sign and what it stands on; the line that it stands in is higher."""
    left, top, right, bottom = place
    middle, half = (top + bottom) / 2, 0.65 * (right - left)
    box = [round(edge * DOTS / 72) for edge in (left, middle - half, right, middle + half)]
    return grey.crop((box[0], box[1], box[2], box[3]))


def shape(sign: Image.Image) -> Image.Image:
    """Black and white alone, trimmed to its ink, all of one size."""
    black = sign.point([255 * (light < INK) for light in range(256)])
    return black.crop(black.getbbox()).resize((SIDE, SIDE)).convert("1")


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of two signs' shapes in which they differ, from 0 to 1."""
    return ImageChops.logical_xor(shape(one), shape(other)).histogram()[255] / SIDE**2


def test_each_sign_looks_the_same_wherever_it_stands(signs: dict[str, list[Image.Image]]) -> None:
    for rating, found in signs.items():
        assert len(found) > 1, rating
        assert all(unlike(found[0], each) < 0.1 for each in found), rating


def test_no_two_ratings_look_alike(signs: dict[str, list[Image.Image]]) -> None:
    for (one, first), (other, second) in combinations(signs.items(), 2):
        assert unlike(first[0], second[0]) > 0.2, (one, other)


def test_each_stands_out_from_the_wash_beneath_it(signs: dict[str, list[Image.Image]]) -> None:
    for rating, found in signs.items():
        for sign in found:
            amounts = sign.histogram()
            ink = next(light for light in range(256) if amounts[light])
            paper = max(range(INK, 256), key=amounts.__getitem__)
            assert contrast(as_hex(ink), as_hex(paper)) > 4.5, rating


@pytest.mark.parametrize("key", PRESETS)
def test_a_strip_tells_now_before_and_expected_without_colours(key: str) -> None:
    """Now is filled, before is outlined, what lies beyond is neither, expected is dashed."""
    for scale in preset(key).attainment:
        looks = [shade(step, "") for step in scale.steps]
        for look in looks:
            rects = re.findall(
                RECT, band_scale([look] * 3, title="x", now=1, before=0, expected=[2])
            )
            before, now, beyond, dashes = rects
            assert [each[0] for each in rects] == ["wash edge", "ink", "rest", "dash"], look
            assert contrast(now[1], before[1]) > LEAST, look
            assert contrast(now[1], beyond[1]) > LEAST, look
            assert contrast(before[2], before[1]) > LEAST, look
            assert contrast(dashes[2], WHITE) > LEAST, look
            assert not beyond[2], look


def as_hex(grey: int) -> str:
    return f"#{grey:02x}{grey:02x}{grey:02x}"
