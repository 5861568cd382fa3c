"""What every test stands on: settings that differ from a school's only where a test must be quick."""

import os

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile(
    "lantern",
    deadline=None,  # two databases are tested side by side, so a clock proves nothing
    derandomize="CI" in os.environ,
)
hypothesis_settings.load_profile("lantern")


def pytest_configure(config: pytest.Config) -> None:
    """Plain HTTP, no collected files, a quick password hash. All else is as in a school."""
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = False
    settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_PROXY_SSL_HEADER = None
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
