from django.apps import AppConfig


class HabitsConfig(AppConfig):
    name = "lantern.habits"
    label = "habits"
    default_auto_field = "django.db.models.BigAutoField"
