"""The first school of a fresh installation, made in a browser by whoever reads its console."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from lantern.accounts.actions.codes import a_code, digest_of
from lantern.accounts.models import FirstCode, Job, Member, User
from lantern.accounts.pictures import is_fresh
from lantern.accounts.rules import Role
from lantern.audit.actions import note
from lantern.schools.actions import open_school
from lantern.within import every_school

OPENS = "first school"


class NotFresh(LookupError):
    """There is a school here, or there was a moment ago: the first is made once."""


class WrongCode(ValueError):
    """Not the code that the console shows."""


@transaction.atomic
def first_code() -> str | None:
    """A new code for the first school, shown this once on the console; none once there is one.

    The one before opens nothing now.
    """
    if not is_fresh():
        FirstCode.objects.all().delete()
        return None
    code = a_code()
    FirstCode.objects.update_or_create(defaults={"digest": digest_of(code, opens=OPENS)})
    return code


@transaction.atomic
def open_first_school(
    *, code: str, key: str, name: str, leader_name: str, email: str, password: str
) -> Member:
    """The first school with its first leader, who chose their own password; the code is used up.

    Raises NotFresh, WrongCode, and ValidationError for a word, a name or an address that cannot be.
    """
    held = FirstCode.objects.select_for_update().first()  # whoever comes second waits, finds none
    if held is None or not is_fresh():
        raise NotFresh
    if not constant_time_compare(held.digest, digest_of(code, opens=OPENS)):
        raise WrongCode
    by = Job(name="the first page", school_key=key.casefold(), now=timezone.now())
    with every_school("it has no number yet"):
        school = open_school(key=key, name=name, trust=None, by=by)
        member = Member.objects.create(
            user=_someone_new(email, leader_name, password), school=school, role=Role.LEADER,
            starts_on=school.now().date(),
        )  # fmt: skip
        note("member of staff added", about=member, by=by, role=Role.LEADER)
    held.delete()
    return member


def _someone_new(email: str, name: str, password: str) -> User:
    """Never an account that is there already: nobody proved that it is theirs."""
    if User.objects.filter(email=email.lower()).exists():
        raise ValidationError({"email": "Somebody has an account with that address already."})
    return User.objects.create_user(email=email, name=name, password=password)
