from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Only so that Django finds the commands which serve and prepare this installation."""

    name = "lantern.config"
    label = "config"
