"""Which lines of a school's list are of a trip or a club, and not of its year at all."""

import re

# Whatever else a line with one of these says, school is not shut for it, nor begins or ends by it.
EVENT = re.compile(
    r"\b(?:clubs?|disco|homework|trips?|visits?|visitors?|residentials?|camps?|part(?:y|ies)|fairs?"
    r"|fayre|f[eê]te|shows?|concerts?|nativity|assembl(?:y|ies)|meetings?|evenings?|sats|exams?"
    r"|applications?|deadline|challenge|workshops?|photo\w*|sports?|football|cricket|swimming"
    r"|tennis|rugby|netball|hockey|danc\w+|choir|bik\w+|governors?|pta|performances?|productions?"
    r"|rehearsals?|festival|vaccinations?|lunch|tickets?|charity|cake|raffle)\b",
    re.IGNORECASE,
)
OF_A_YEAR = re.compile(
    r"term|\bhalf\b|school|academ|pupil|child|student|lesson|autumn|spring|summer|christmas|easter"
    r"|holiday|lent|michaelmas|trinity",
    re.IGNORECASE,
)
BESIDE = re.compile(  # what else stands beside the days of a school's year
    r"starts?|begins?|opens?|reopens?|returns?|resumes?|first|last|days?|dates?|back|ends?|ending"
    r"|finish(?:es)?|closes?|closing|closed|closure|breaks?|the|for|and|from|until|till|all|are|will"
    r"|both|inclusive|including|weeks?|years?|period|part|noon|morning|afternoon|midday|staff|after"
    r"|before|again|our|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?"
)
WORD = re.compile(r"[a-z]{3,}")


def names_an_event(words: str) -> bool:
    """Whether a line names something for which no school is shut, such as a residential."""
    return bool(EVENT.search(words))


def speaks_of_a_year(words: str) -> bool:
    """Whether a line is about school, or says nothing but that something begins or ends."""
    if OF_A_YEAR.search(words):
        return True
    return all(BESIDE.fullmatch(word) for word in WORD.findall(words.lower()))
