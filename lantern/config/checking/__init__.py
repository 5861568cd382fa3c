"""What is wrong with an installation, in plain words, and what to do about each."""

from lantern.config.checking.finding import Finding, State
from lantern.config.checking.looking import everything

__all__ = ["Finding", "State", "everything"]
