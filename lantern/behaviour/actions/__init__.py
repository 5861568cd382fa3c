"""Giving praise, and taking it back."""

from lantern.behaviour.actions.recording import Answer, record

__all__ = ["Answer", "record"]
