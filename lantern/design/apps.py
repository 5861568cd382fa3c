from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "lantern.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Before any form is made."""
        from lantern.design.fields import speak_our_words  # forms need the settings named first

        speak_our_words()
