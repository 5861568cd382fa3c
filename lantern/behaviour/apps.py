from django.apps import AppConfig


class BehaviourConfig(AppConfig):
    name = "lantern.behaviour"
    label = "behaviour"
    default_auto_field = "django.db.models.BigAutoField"
