from typing import Any  # Django hands a check its options as anything

from django.apps import AppConfig
from django.core import checks

from lantern.schemes.presets import PRESETS, preset_text
from lantern.schemes.rules import examine


class SchemesConfig(AppConfig):
    name = "lantern.schemes"
    label = "schemes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse to start on a preset that does not load or contradicts itself."""
        checks.register(presets_are_sound)


def presets_are_sound(app_configs: object = None, **options: Any) -> list[checks.CheckMessage]:
    """An error for everything wrong in a preset of ours."""
    return [error for key in PRESETS for error in errors_in(key, preset_text(key))]


def errors_in(key: str, text: str) -> list[checks.CheckMessage]:
    """An error for everything that keeps a text from being adopted."""
    _, problems = examine(text)
    return [
        checks.Error(f"The preset {key} will not do: {problem}", id="schemes.E001")
        for problem in problems
        if problem.severity == "wrong"
    ]
