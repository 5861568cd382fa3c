"""Giving praise, taking it back, and deciding what follows."""

from lantern.behaviour.actions.deciding import DecidedMeanwhile, decide
from lantern.behaviour.actions.recording import Answer, record

__all__ = ["Answer", "DecidedMeanwhile", "decide", "record"]
