"""`lantern check`"""

from typing import Any  # Django hands a command its options as anything

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import check

from lantern.config.checking import Finding, State, everything

DJANGOS, USUAL = ("tags", "list_tags", "deploy", "databases"), "ERROR"


class Command(check.Command):
    help = "Say what is wrong with this installation, and what to do; ends with 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's own too: with --deploy, --tag, --list-tags, --database it is Django's check."""
        super().add_arguments(parser)
        parser.add_argument(
            "--mail", action="store_true", help="speak to the mail server too; nothing is sent"
        )

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """A line for each thing, what is well too; beneath what is not, what to do."""
        asked = any(options[name] for name in DJANGOS) or options["fail_level"] != USUAL
        if app_labels or asked:
            super().handle(*app_labels, **options)
            return
        findings = []
        for finding in everything():
            findings.append(finding)
            self._tell(finding)
        if options["mail"]:
            self._try_mail()
        bad = sum(finding.state is State.WRONG for finding in findings)
        if bad:
            raise CommandError(f"{bad} thing{' is' if bad == 1 else 's are'} wrong.")
        self.stdout.write("Nothing is wrong.")

    def _tell(self, finding: Finding) -> None:
        self.stdout.write(f"{finding.state.value:<6} {finding.what:<9} {finding.words}")
        if finding.to_do:
            self.stdout.write(f"{'':<17}→ {finding.to_do}")
        self.stdout.flush()

    def _try_mail(self) -> None:
        if not settings.MAIL_IS_SENT:
            raise CommandError("There is no mail server to speak to: set LANTERN_MAIL.")
        try:
            get_connection().open()
        except OSError as error:  # what smtplib raises is one too
            raise CommandError(f"{settings.EMAIL_HOST} does not take our mail: {error}") from error
        self.stdout.write(f"{settings.EMAIL_HOST} takes our mail.")
