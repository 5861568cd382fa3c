"""A school's word in addresses, proposed from its name."""

import re
import unicodedata

LONGEST = 60
# What every other school is called too: a word is cut short before the first of these.
COMMON = frozenset({
    "academy", "c", "ce", "church", "cofe", "first", "infant", "infants", "junior", "lower",
    "nursery", "primary", "rc", "school",
})  # fmt: skip


# Letters that are no letter of a to z with a mark, as they are written without their own.
ALONE = str.maketrans({
    "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ħ": "h", "ß": "ss",
})  # fmt: skip


def key_from(name: str) -> str:
    """Oakfield from Oakfield Primary School; "" for a name without a letter or a digit.

    Letters a to z, digits and hyphens, 60 at most.
    """
    letters = unicodedata.normalize("NFKD", name.lower().translate(ALONE))
    plain = letters.encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['`]", "", plain))
    own = next((n for n, word in enumerate(words) if n and word in COMMON), len(words))
    return "-".join(words[:own])[:LONGEST].strip("-")
