"""What is typed about staff who are away for long, or never were."""

from django import forms

from lantern.design.fields import DayField


class AwayForm(forms.Form):
    """From when someone is away, and until when if anyone knows; not why."""

    starts_on = DayField(label="First day away")
    ends_on = DayField(label="Last day away", required=False, help_text="Empty: not known yet.")


class NeverAwayForm(forms.Form):
    """Which absence was a mistake: the one that begins on that day."""

    since = DayField(label="First day away")
