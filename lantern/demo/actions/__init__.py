"""Making the pretend trust, where that is allowed."""

from lantern.demo.actions.guarding import NotForReal, refuse_a_real_place
from lantern.demo.actions.making import make

__all__ = ["NotForReal", "make", "refuse_a_real_place"]
