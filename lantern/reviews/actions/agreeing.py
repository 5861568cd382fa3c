"""What stands after two views were compared: an ordinary judgement of the open review."""

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.judgements import actions as judging
from lantern.judgements.actions.seconds import cell_of
from lantern.judgements.models import Judgement, SecondOpinion, Settlement, Voice
from lantern.reviews.actions.judging import judge
from lantern.reviews.actions.trouble import NotTheirs
from lantern.reviews.pictures import review_of_pupil

LONGEST_REASON = 500


@transaction.atomic
def agree(*, opinion: SecondOpinion, value: str, reason: str, by: Viewer) -> Settlement:
    """A leader, or the child's own adult with the second one, says what stands.

    It is judged by the ordinary way, in the voice that counts: what was agreed with the child, if
    anything was, else the mentor's. Both views are kept as they were given. Raises NotTheirs,
    ReviewClosed, and what `judge` raises.
    """
    piece = opinion.piece
    review = review_of_pupil(piece.pupil, piece.sample.period, by=by)
    if review is None:
        raise NotTheirs
    agreed = cell_of(piece, Voice.AGREED)
    is_agreed = Judgement.objects.of(agreed).exclude(value="").exists()
    judgement = judge(
        cell=agreed if is_agreed else cell_of(piece, Voice.MENTOR),
        school_class=review.school_class, value=value, by=by,
        reason=f"With {opinion.given_by.name}’s second opinion: {reason}"[:LONGEST_REASON],
    )  # fmt: skip
    return judging.settle(opinion=opinion, judgement=judgement, by=by)
