"""A photograph is made anew, small and bare; what is none is refused in words."""

import os
import zipfile

import pytest
from PIL import Image

from lantern.roster.reading import FileTrouble, albums, photographs
from lantern.roster.reading.albums import SentPicture, pictures_in
from lantern.roster.reading.photographs import (
    BROKEN,
    EMPTY,
    LARGEST,
    NO_PICTURE,
    SIDE,
    TOO_LARGE,
    TOO_SMALL,
    small_photograph,
)
from lantern.roster.tests.photographs import BLUE, RED, bomb, opened, plain, saved, zipped

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GPS = 0x8825
ORIENTATION = 0x0112


def near(one: object, other: tuple[int, ...]) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(64, 64), (300, 400), (1200, 700)])
def test_each_kind_becomes_one_small_square(kind: str, size: tuple[int, int]) -> None:
    made = small_photograph(saved(Image.new("RGB", size, RED), kind))
    found = opened(made)
    assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (SIDE, SIDE))
    assert near(found.getpixel((128, 128)), RED)
    assert len(made) <= LARGEST


def test_the_same_bytes_make_the_same() -> None:
    assert small_photograph(plain()) == small_photograph(plain())


def test_even_noise_is_small() -> None:
    noise = Image.frombytes("RGB", (512, 512), os.urandom(512 * 512 * 3))
    assert len(small_photograph(saved(noise, "PNG"))) <= LARGEST


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_comes_along(kind: str) -> None:
    """No place, no camera, no words of any kind, no bytes behind the end."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera"
    exif.get_ifd(GPS)[2] = (53.0, 0.0, 27.0)
    exif.get_ifd(GPS)[1] = "SECRET north"
    options: dict[str, object] = {"exif": exif, "icc_profile": b"SECRET profile"}
    if kind == "JPEG":
        options["comment"] = b"SECRET comment"
    sent = saved(Image.new("RGB", (96, 96), RED), kind, **options) + b"SECRET behind the end"
    assert sent.count(b"SECRET") >= 3
    made = small_photograph(sent)
    assert b"SECRET" not in made
    assert made.endswith(b"\xff\xd9")
    found = opened(made)
    assert not dict(found.getexif())
    assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_is_turned_upright() -> None:
    """A phone held sideways: what is blue at the left is blue at the top for whoever looks."""
    sideways = Image.new("RGB", (96, 96), RED)
    sideways.paste(BLUE, (0, 0, 48, 96))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    found = opened(small_photograph(saved(sideways, exif=exif)))
    assert near(found.getpixel((128, 20)), BLUE)
    assert near(found.getpixel((128, 236)), RED)


def test_a_face_near_the_top_stays() -> None:
    """Of a tall picture more is cut off beneath than above."""
    tall = Image.new("RGB", (100, 200), RED)
    tall.paste(BLUE, (0, 30, 100, 60))
    found = opened(small_photograph(saved(tall, "PNG")))
    assert near(found.getpixel((128, 50)), BLUE)


def test_what_is_seen_through_is_white() -> None:
    found = opened(small_photograph(saved(Image.new("RGBA", (96, 96), (0, 0, 0, 0)), "PNG")))
    assert near(found.getpixel((128, 128)), (255, 255, 255))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first(kind: str) -> None:
    first, then = Image.new("RGB", (96, 96), RED), Image.new("RGB", (96, 96), BLUE)
    moving = saved(first, kind, save_all=True, append_images=[then])
    assert near(opened(small_photograph(moving)).getpixel((128, 128)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK"])
def test_whatever_its_colours(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(small_photograph(saved(Image.new(mode, (96, 96)), kind))).mode == "RGB"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", EMPTY),
        (b"Maya Brook, Kestrels", NO_PICTURE),
        (SVG, NO_PICTURE),
        (b"%PDF-1.7", NO_PICTURE),
        (b"\xff\xd8\xff", NO_PICTURE),
        (saved(Image.new("RGB", (96, 96)), "GIF"), NO_PICTURE),
        (saved(Image.new("RGB", (96, 96)), "BMP"), NO_PICTURE),
        (plain(side=400)[: len(plain(side=400)) // 2], BROKEN),
        (plain(kind="PNG", side=400)[:200], BROKEN),
        (plain(side=63), TOO_SMALL),
        (bomb(), TOO_LARGE),
    ],
    ids=[
        "empty", "text", "SVG", "PDF", "three bytes", "GIF", "BMP", "half a JPEG", "half a PNG",
        "too small", "a bomb",
    ],
)  # fmt: skip
def test_what_is_no_photograph_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(FileTrouble) as trouble:
        small_photograph(content)
    assert str(trouble.value) == words


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_refused_where_warnings_are_only_said() -> None:
    with pytest.raises(FileTrouble) as trouble:
        small_photograph(bomb())
    assert str(trouble.value) == TOO_LARGE


def test_a_file_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photographs, "MOST_BYTES", len(plain()) - 1)
    with pytest.raises(FileTrouble, match="at most 10 MB"):
        small_photograph(plain())


def test_what_is_large_by_its_head_is_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture of many pixels is refused before one of them is read."""
    monkeypatch.setattr(photographs, "MOST_PIXELS", 96 * 96 - 1)
    cut_off = plain(kind="PNG")[:60]  # its head alone
    with pytest.raises(FileTrouble) as trouble:
        small_photograph(cut_off)
    assert str(trouble.value) == TOO_LARGE


# --- many at once ------------------------------------------------------------------------------


def test_files_and_what_is_in_a_zip_are_read_alike() -> None:
    small = small_photograph(plain())
    archive = zipped({"Kestrels/Maya Brook.jpg": plain(), "list.txt": b"Maya"})
    assert pictures_in([("a.jpg", plain()), ("school.zip", archive), ("b.jpg", b"")]) == [
        SentPicture(file="a.jpg", picture=small),
        SentPicture(file="Maya Brook.jpg", picture=small),
        SentPicture(file="list.txt", trouble=NO_PICTURE),
        SentPicture(file="b.jpg", trouble=EMPTY),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/Maya Brook.jpg", "/Maya Brook.jpg", "C:\\photos\\Maya Brook.jpg",
        "..\\..\\Maya Brook.jpg", "a/../Maya Brook.jpg",
    ],
)  # fmt: skip
def test_no_folder_of_an_archive_means_anything(name: str) -> None:
    (found,) = pictures_in([("x.zip", zipped({name: plain()}))])
    assert (found.file, found.trouble) == ("Maya Brook.jpg", "")


def test_what_systems_leave_in_an_archive_is_passed_over() -> None:
    left = ["__MACOSX/._Maya Brook.jpg", ".DS_Store", "Kestrels/Thumbs.db", "Kestrels/"]
    archive = zipped({**dict.fromkeys(left, b""), "Maya Brook.jpg": plain()})
    assert [each.file for each in pictures_in([("x.zip", archive)])] == ["Maya Brook.jpg"]


def test_a_name_that_cannot_be_shown_is_made_so() -> None:
    (found,) = pictures_in([("Maya\0\n\u202eBrook.jpg", b"x")])
    assert found.file == "Maya\ufffd\ufffd\ufffdBrook.jpg"
    assert len(pictures_in([("x" * 5000, b"x")])[0].file) == albums.LONGEST_NAME


def test_an_archive_in_an_archive_is_no_photograph() -> None:
    inner = zipped({"Maya Brook.jpg": plain()})
    (found,) = pictures_in([("x.zip", zipped({"inner.zip": inner}))])
    assert found.trouble == NO_PICTURE


def test_one_part_too_large_is_refused_alone() -> None:
    archive = zipped({"huge.jpg": b"\0" * (10 * 1024 * 1024 + 1), "Maya Brook.jpg": plain()})
    huge, maya = pictures_in([("x.zip", archive)])
    assert (huge.trouble, maya.trouble) == (TOO_LARGE, "")


def test_a_zip_bomb_is_refused_by_its_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(albums, "MOST_UNPACKED", 7 * 1024 * 1024)
    archive = zipped({f"{n}.jpg": b"\0" * (1024 * 1024) for n in range(8)})
    assert len(archive) < 10_000
    with pytest.raises(FileTrouble) as trouble:
        pictures_in([("x.zip", archive)])
    assert str(trouble.value) == albums.TOO_MUCH


def test_what_is_unpacked_is_counted_over_all_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is let through alone, and not hundreds of them."""
    monkeypatch.setattr(albums, "MOST_UNPACKED", 7 * 1024 * 1024)
    archive = zipped({f"{n}.jpg": b"\0" * (1024 * 1024) for n in range(3)})
    assert len(pictures_in([("x.zip", archive)] * 2)) == 6
    with pytest.raises(FileTrouble) as trouble:
        pictures_in([("x.zip", archive)] * 3)
    assert str(trouble.value) == albums.TOO_MUCH


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(FileTrouble) as trouble:
        pictures_in([("x.zip", zipped({f"{n}": b"" for n in range(albums.MOST_PARTS + 1)}))])
    assert str(trouble.value) == albums.TOO_MUCH


def test_too_many_photographs_are_refused() -> None:
    with pytest.raises(FileTrouble) as trouble:
        pictures_in([(f"{n}.jpg", b"") for n in range(albums.MOST_FILES + 1)])
    assert str(trouble.value) == albums.TOO_MANY


def test_many_large_pictures_are_not_all_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """One colour packs small: each is let through alone, and not six hundred of them."""
    monkeypatch.setattr(albums, "MOST_PIXELS_TOGETHER", 2 * 96 * 96)
    with pytest.raises(FileTrouble) as trouble:
        pictures_in([(f"{n}.png", plain(kind="PNG")) for n in range(3)])
    assert str(trouble.value) == albums.TOO_MANY_PIXELS


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_packed_otherwise_is_refused(way: int) -> None:
    with pytest.raises(FileTrouble) as trouble:
        pictures_in([("x.zip", zipped({"Maya Brook.jpg": plain()}, way))])
    assert str(trouble.value) == albums.NO_ZIP


def test_an_archive_with_a_password_is_refused() -> None:
    archive = bytearray(zipped({"Maya Brook.jpg": plain()}))
    archive[archive.index(b"PK\x01\x02") + 8] |= 1  # the flag in its directory
    with pytest.raises(FileTrouble) as trouble:
        pictures_in([("x.zip", bytes(archive))])
    assert str(trouble.value) == albums.LOCKED


def test_half_an_archive_is_refused() -> None:
    archive = zipped({"Maya Brook.jpg": plain()})
    for cut_off in (archive[: len(archive) // 2], archive[:4]):
        with pytest.raises(FileTrouble) as trouble:
            pictures_in([("x.zip", cut_off)])
        assert str(trouble.value) == albums.NO_ZIP


def test_an_archive_with_nothing_in_it_is_refused() -> None:
    for archive in (zipped({}), zipped({".DS_Store": b""})):
        with pytest.raises(FileTrouble) as trouble:
            pictures_in([("x.zip", archive)])
        assert str(trouble.value) == albums.NONE
