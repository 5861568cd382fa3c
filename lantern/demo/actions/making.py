"""The whole pretend trust, one school after another."""

from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from lantern.accounts.models import User
from lantern.audit.actions import note
from lantern.demo.actions.guarding import MADE, is_begun, is_made, refuse_a_real_place
from lantern.demo.actions.living import live
from lantern.demo.actions.opening import open_pretence
from lantern.demo.actions.stage import the_demo
from lantern.demo.pictures import PASSWORD
from lantern.demo.presets import Trust, recipe_digest
from lantern.schools.models import Trust as TrustRow
from lantern.within import every_school

Say = Callable[[str], None]
ANEW = "The pretend schools here are unfinished or of an older recipe, so they are made anew."


def make(*, recipe: Trust, say: Say) -> bool:
    """Every school of the recipe, each in a transaction of its own; `say` is told how it goes.

    False, and nothing done, where they are made already. Raises NotForReal beside a real school.
    """
    refuse_a_real_place()
    with every_school("they are made side by side"):
        return _make(recipe, say)


def _make(recipe: Trust, say: Say) -> bool:
    if is_made():
        return False
    if is_begun():
        say(ANEW)
        call_command("flush", interactive=False, verbosity=0)
    row = TrustRow.objects.create(name=recipe.trust, pretend=True)
    for pretence in recipe.schools:
        say(f"{pretence.name}, {pretence.children} children")
        with transaction.atomic():
            live(open_pretence(recipe, pretence, row), say)
    _give_everyone_the_password()
    note(MADE, about=row, by=the_demo("", recipe.today), recipe=recipe_digest())
    return True


def _give_everyone_the_password() -> None:
    """One hash for them all: making one is slow on purpose."""
    User.objects.update(password=make_password(PASSWORD))
