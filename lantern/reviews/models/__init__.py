"""A period closed for a class, every profile as it was shown that day, and prints of them."""

from lantern.reviews.models.closing import Closure, Reopening, Shown
from lantern.reviews.models.printing import PrintRun

__all__ = ["Closure", "PrintRun", "Reopening", "Shown"]
