"""What devices tell of what was done on them."""

import json

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.behaviour import actions
from lantern.behaviour.rules import NotADeed, read_deeds

UNFIT = 422  # what was sent makes no sense


@require_POST
@allow(Can.PRAISE)
def deeds(request: SchoolRequest) -> HttpResponse:
    """Take a list of deeds, each once; an answer to each, in their order."""
    try:
        told = json.loads(request.POST.get("told", ""))
        read = read_deeds(told, now=request.viewer.now)
    except (ValueError, RecursionError) as trouble:
        words = str(trouble) if isinstance(trouble, NotADeed) else "That could not be read."
        return HttpResponse(words, status=UNFIT, content_type="text/plain")
    answers = actions.record(deeds=read, by=request.viewer)
    rows = [{"ref": str(each.ref), "is": each.outcome, "words": each.words} for each in answers]
    return JsonResponse({"answers": rows})
