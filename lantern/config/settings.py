"""Every setting, read from the environment by typed readers that fail loudly."""

import os
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from lantern.config import database, mail, single_sign_on

PACKAGE = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """The environment's value, or the default."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """A yes or a no: 1 or 0. Raises ImproperlyConfigured on anything else."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def day(name: str, default: str = "") -> date | None:
    """A date as 2026-11-26, or None. Raises ImproperlyConfigured on anything else."""
    value = text(name, default)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a date like 2026-11-26.") from None


def secret(home: Path) -> str:
    """The secret of this installation: from the environment, or made once and kept in its home."""
    if given := text("LANTERN_SECRET_KEY"):
        return given
    home.mkdir(parents=True, exist_ok=True, mode=0o700)  # nobody else opens what is in it
    kept = home / "secret-key"
    try:
        made = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # whoever comes second reads what is there
        return kept.read_text()
    with os.fdopen(made, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return kept.read_text()


HOME = Path(text("LANTERN_HOME", "var")).absolute()
BACKUPS = Path(text("LANTERN_BACKUPS", str(HOME / "backups"))).absolute()
DEMO = flag("LANTERN_DEMO", default=False)
PRETEND_TODAY = day("LANTERN_TODAY", default="2026-11-26" if DEMO else "")
HTTPS = flag("LANTERN_HTTPS", default=not DEMO)
WHOLE_DOMAIN = flag("LANTERN_HSTS_WHOLE_DOMAIN", default=False)

_NIGHTLY = text("LANTERN_NIGHTLY")
NIGHTLY = Path(_NIGHTLY).absolute() if _NIGHTLY else None
SECRET_KEY = secret(HOME)
DEBUG = False
ALLOWED_HOSTS = text("LANTERN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "lantern.design",
    "lantern.audit",
    "lantern.schools",
    "lantern.accounts",
    "allauth",  # after ours, whose pages stand in for its own
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "lantern.roster",
    "lantern.schemes",
    "lantern.habits",
    "lantern.judgements",
    "lantern.behaviour",
    "lantern.profiles",
    "lantern.reviews",
    "lantern.doors.staff",
    "lantern.demo",
    "lantern.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lantern.accounts.gates.SignInGate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lantern.accounts.gates.SchoolGate",
    "lantern.config.one_way.OneWay",
]

CLOSED_REVIEWS = "lantern.reviews.pictures.closed.closed_over"  # asked upstream (decision 0013)
JUDGED_BY = "lantern.reviews.pictures.periods.judged_by"  # likewise
HERE_AFTER_ALL = "lantern.habits.actions.sum_as_here"  # told upstream (decision 0035)
ROOT_URLCONF = "lantern.config.urls"
WSGI_APPLICATION = "lantern.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "lantern.doors.staff.pictures.menu",
            ],
        },
    },
]

DATABASES = {"default": database.settings_for(text("DATABASE_URL"), home=HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["lantern.accounts.gates.StaffBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATORS + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": _VALIDATORS + "CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lantern.accounts.gates.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "lantern.accounts.forms.SignInForm",
    "change_password": "lantern.accounts.forms.PasswordForm",
    "reauthenticate": "lantern.accounts.forms.AgainForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {  # a whole school comes from one address, at twenty to nine
    "login_failed": "5/5m/key,100/5m/ip",
    "login": "120/m/ip",
    "invitation": "20/5m/ip",  # codes that were wrong
    "first_school": "20/5m/ip",  # likewise
    "visit": "20/5m/ip",  # codes of a day that were wrong
    "unlock": "5/5m/user",  # passwords that were wrong
}
MFA_ADAPTER = "lantern.accounts.gates.FactorAdapter"
MFA_FORMS = {
    "authenticate": "lantern.accounts.forms.CodeForm",
    "reauthenticate": "lantern.accounts.forms.CodeAgainForm",
    "activate_totp": "lantern.accounts.forms.AppForm",
    "add_webauthn": "lantern.accounts.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute out
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=30)
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}  # a passkey cannot be guessed
_PROVIDERS = single_sign_on.providers(text)
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {  # as allauth has them
    "openid_connect": {"APPS": _PROVIDERS, "OAUTH_PKCE_ENABLED": True},
}
SOCIALACCOUNT_ADAPTER = "lantern.accounts.gates.SingleSignOn"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may be sent to ourselves alone, and not on to others
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10  # seconds: whoever pressed the button is waiting
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # it says who knocks, as it says that it is HTTPS
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "lantern_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # or many guesses would push out the count of guesses
    }
}

DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("LANTERN_MAIL_FROM")
_MAIL = mail.server(text("LANTERN_MAIL"), sender=DEFAULT_FROM_EMAIL)
MAIL_IS_SENT = bool(_MAIL.host)
EMAIL_BACKEND = _MAIL.backend
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.starts_tls, _MAIL.is_tls
EMAIL_TIMEOUT = 10  # seconds: whoever pressed "send" is waiting

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_ROOT = PACKAGE / "design" / "root"  # the icon a browser asks for beside a PDF
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {  # what goes wrong is said where the server runs; a page not found is not wrong
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"},
        "worker": {"class": "logging.StreamHandler", "formatter": "plain", "level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django_tasks": {"handlers": ["worker"], "propagate": False},
        "django_tasks_db": {"handlers": ["worker"], "propagate": False},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # a school's photographs; beyond 600 it is said in words
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "lantern.accounts.gates.SizeGate",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and WHOLE_DOMAIN  # it binds the school's other sites too
SECURE_HSTS_PRELOAD = HTTPS and WHOLE_DOMAIN  # and browsers forget that only after many months
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
