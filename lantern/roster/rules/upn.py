"""The unique pupil number: its shape and its check letter (standards 2.1)."""

import re

ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
PERMANENT = re.compile(r"[A-HJ-NP-RT-Z][0-9]{12}")
TEMPORARY = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[A-HJ-NP-RT-Z]")
LENGTH = 13

# The blocks that local authorities are numbered in, gone ones too: London, the metropolitan
# boroughs, Scilly, Wales, the islands and the forces' schools, the rest of England; and those that
# stand for no place (standards 2.1).
AUTHORITIES = (
    range(201, 214), range(301, 321), range(330, 337), range(340, 345), range(350, 360),
    range(370, 374), range(380, 385), range(390, 395), range(420, 421), range(660, 682),
    range(701, 709), range(800, 897), range(901, 944), range(990, 1000),
)  # fmt: skip


def tidy_upn(text: str) -> str:
    """The number as it is kept: capitals, no spaces."""
    return "".join(text.split()).upper()


def check_letter(body: str) -> str:
    """The first letter that belongs to the twelve characters after it (standards 2.1).

    Characters 2 to 13 weigh 2 to 13; a letter is worth its place in the alphabet that has no I, O
    or S, from 0.
    Raises ValueError for anything else.
    """
    if not TEMPORARY.fullmatch("A" + body) and not PERMANENT.fullmatch("A" + body):
        raise ValueError("A check letter is worked out from twelve characters.")
    worth = [ALPHABET.index(mark) if mark in ALPHABET else int(mark) for mark in body]
    return ALPHABET[sum(value * weight for weight, value in enumerate(worth, 2)) % 23]


def upn_trouble(text: str) -> str | None:
    """What is wrong with a UPN, in plain words, or None.

    The number itself is never repeated in the sentence. A local authority we have not met is worth
    a caution and no trouble: historic, Welsh and made-up codes all stand in real numbers (standards
    2.1, trap 2).
    """
    upn = tidy_upn(text)
    if not upn.isascii() or not upn.isalnum():
        return "A UPN holds only letters and digits."
    if len(upn) != LENGTH:
        return f"A UPN has {LENGTH} characters; this one has {len(upn)}."
    if upn[0].isdigit():
        return "A UPN begins with a letter; this one begins with a digit."
    if set(upn) & set("IOS"):
        return "A UPN never uses the letters I, O or S: they look like 1, 0 and 5."
    if not PERMANENT.fullmatch(upn) and not TEMPORARY.fullmatch(upn):
        return "A UPN is a letter and twelve digits; only the last digit may be a letter instead."
    if check_letter(upn[1:]) != upn[0]:
        return "The UPN's first letter does not fit its digits, so one of them is mistyped."
    return None


def is_temporary_upn(text: str) -> bool:
    """Whether this is a temporary number: it ends in a letter."""
    return TEMPORARY.fullmatch(tidy_upn(text)) is not None


def upn_caution(text: str) -> str | None:
    """A gentle note about a sound UPN that should not stay or may be mistyped, or None."""
    if is_temporary_upn(text):
        return "This UPN is a temporary one: put the permanent one in its place when it comes."
    if not any(int(tidy_upn(text)[1:4]) in block for block in AUTHORITIES):
        return (
            "The first three digits of this UPN are no local authority that Lantern knows. "
            "It is kept as it is: look at it once more."
        )
    return None
