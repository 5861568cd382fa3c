"""The `lantern` command: `lantern roster import FILE` runs the command `roster_import`."""

import os
import sys


def main() -> None:
    """Run what was asked, in words separated by spaces."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantern.config.settings")
    # They need the settings named first.
    from django.core.management import execute_from_command_line, load_command_class

    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        print(_what_there_is())
        return
    words = sys.argv[1:]
    pair, ours = "_".join(words[:2]), _ours()
    if pair in ours and len(words) > 1:
        command = load_command_class(ours[pair], pair)
        command.run_from_argv(["lantern", " ".join(words[:2]), *words[2:]])  # as help names it
        return
    execute_from_command_line(["lantern", *words])


def _ours() -> dict[str, str]:
    import django
    from django.core.management import get_commands

    django.setup()
    commands = get_commands().items()
    return {name: app for name, app in commands if str(app).startswith("lantern.")}


def _what_there_is() -> str:
    from django.core.management import load_command_class

    lines = [
        f"  lantern {name.replace('_', ' '):<20} {load_command_class(app, name).help}"
        for name, app in sorted(_ours().items())
    ]
    return "\n".join(["Lantern: Assertive Mentoring in one place.", "", *lines, "", _MORE])


_MORE = "Each says more with --help. Django's own commands (migrate, check --deploy, …) work too."
