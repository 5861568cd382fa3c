"""What the pages of a day and of a week answer where nothing was recorded."""

from collections.abc import Mapping
from dataclasses import asdict

from django.http import HttpResponse, JsonResponse

from lantern.habits.forms import LeftCell, WhyForm
from lantern.habits.rules import CannotRecord

CONFLICT, UNFIT = 409, 422


def reason_in(why: WhyForm) -> str:
    """Why something is changed, as it was typed. Raises CannotRecord for what is no reason."""
    if not why.is_valid():
        raise CannotRecord(f"{why.fields['why'].label} {why.errors['why'][0]}")
    return str(why.cleaned_data["why"])


def told_to_a_script(left: Mapping[str, LeftCell], trouble: CannotRecord) -> HttpResponse:
    """What others left in each cell meanwhile, or the trouble in words."""
    if left:
        return JsonResponse({name: asdict(each) for name, each in left.items()}, status=CONFLICT)
    return HttpResponse(str(trouble), status=UNFIT, content_type="text/plain")
