"""A period closed for a class, every profile as it was shown that day, prints and reminders."""

from lantern.reviews.models.closing import Closure, Reopening, Shown
from lantern.reviews.models.printing import PrintRun
from lantern.reviews.models.reminding import Reminder

__all__ = ["Closure", "PrintRun", "Reminder", "Reopening", "Shown"]
