"""Judging within a review, closing it, and opening it again."""

from lantern.judgements.actions import JudgedMeanwhile, NotOnTheScale
from lantern.reviews.actions.agreeing import agree
from lantern.reviews.actions.closing import close, may_close, reopen
from lantern.reviews.actions.judging import Mark, judge, judge_many
from lantern.reviews.actions.reminding import AskedLately, NoMail, remind
from lantern.reviews.actions.sets import judge_set
from lantern.reviews.actions.trouble import (
    NothingToClose,
    NotTheirs,
    ReasonsWanted,
    ReviewClosed,
)

__all__ = [
    "AskedLately",
    "JudgedMeanwhile",
    "Mark",
    "NoMail",
    "NotOnTheScale",
    "NotTheirs",
    "NothingToClose",
    "ReasonsWanted",
    "ReviewClosed",
    "agree",
    "close",
    "judge",
    "judge_many",
    "judge_set",
    "may_close",
    "remind",
    "reopen",
]
