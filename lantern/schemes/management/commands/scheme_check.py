"""`lantern scheme check FILE_OR_PRESET`"""

from argparse import ArgumentParser
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError

from lantern.schemes.presets import Problem, SchemeTrouble
from lantern.schemes.reading import text_named
from lantern.schemes.rules import examine, ours


class Command(BaseCommand):
    help = "Say what is wrong with a scheme, where, and what to write instead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scheme", metavar="FILE_OR_PRESET", help="a TOML file, or a preset")

    def handle(self, *args: Any, scheme: str, **options: Any) -> None:
        """Every problem, those to mend first; no database is asked."""
        try:
            found, problems = examine(text_named(scheme))
        except SchemeTrouble as trouble:
            found, problems = None, list(trouble.problems)
        wrong = [problem for problem in problems if problem.severity == "wrong"]
        look = [problem for problem in problems if problem.severity != "wrong"]
        self._say("To mend:", wrong)
        self._say("To look at, if you like:", look)
        if found is None or wrong:
            count = "one thing" if len(wrong) == 1 else f"{len(wrong)} things"
            raise CommandError(f"{scheme} cannot be adopted yet: {count} to mend.")
        self.stdout.write(
            f"{found.name} is sound. {len(ours(found))} values in it are marked ours."
        )

    def _say(self, heading: str, problems: list[Problem]) -> None:
        if problems:
            self.stdout.write(heading)
            self.stdout.write("".join(f"  {told(problem)}\n" for problem in problems))


def told(problem: Problem) -> str:
    """Where, and beneath it what is wrong and what to write instead."""
    line = f"line {problem.line}: " if problem.line else ""
    return "\n    ".join(
        words for words in (f"{line}{problem.where}", problem.what, problem.instead) if words
    )
