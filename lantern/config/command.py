"""The `lantern` command: `lantern roster import FILE` runs the command `roster_import`."""

import os
import sys

LOOK_FIRST = {"serve", "work", "migrate", "check"}  # at every page and setting, before they begin


def main() -> None:
    """Run what was asked, in words separated by spaces."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantern.config.settings")
    # They need the settings named first.
    from django.core.management import execute_from_command_line, load_command_class

    words = sys.argv[1:]
    if words in ([], ["help"], ["--help"], ["-h"]):
        print(_what_there_is())
        return
    ours = _ours()
    for count in (2, 1):
        name = "_".join(words[:count])
        if len(words) >= count and name in ours and name not in LOOK_FIRST:
            command = load_command_class(ours[name], name)
            command.requires_system_checks = ()  # reading every page would double what it takes
            command.run_from_argv(["lantern", " ".join(words[:count]), *words[count:]])
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
