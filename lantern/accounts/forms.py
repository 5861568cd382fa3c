"""Signing in, choosing a password and showing a second factor, in our words."""

from collections.abc import Mapping
from typing import Any  # allauth's settings have no types

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    SetPasswordForm,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.app_settings import TOTP_PERIOD, TOTP_TOLERANCE
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.forms import CharField, EmailField, Form, PasswordInput, SlugField, TextInput

from lantern.accounts.models import User
from lantern.accounts.pictures import is_fresh
from lantern.design.fields import LineField
from lantern.schools.rules import key_from


class SignInForm(LoginForm):  # type: ignore[misc]
    """Allauth's, whose hints only said the labels again."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _label(self, {"login": "Email address", "password": "Password"})

    @property
    def is_fresh(self) -> bool:
        """Whether nobody can sign in, as there is no school yet."""
        return is_fresh()

    @property
    def providers(self) -> list[tuple[str, str]]:
        """Who else may say who someone is: what the button says, and its word in the address."""
        named: list[Any] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        return [(each["name"], each["provider_id"]) for each in named]


class FirstSchoolForm(Form):
    """A first school and its first leader, typed by whoever started Lantern."""

    code = CharField(
        label="Code from the console", max_length=200,
        help_text="Twelve letters, shown where Lantern was started. It works once.",
        widget=TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
    name = LineField(label="The school’s name", max_length=200)
    key = SlugField(
        label="Its word in addresses", max_length=60, required=False,
        error_messages={"invalid": "Use only letters from a to z, digits and hyphens, no spaces."},
        help_text="It stays for good. Left empty, it is made from the name: Oakfield Primary "
        "School becomes oakfield.",
    )  # fmt: skip
    leader_name = LineField(
        label="Your name", max_length=120, help_text="As children say it: Ms Farrow."
    )
    email = EmailField(label="Your email address", help_text="You sign in with it.")
    password1 = CharField(
        label="Your password", strip=False, max_length=1000, help_text="Three or four words "
        "together make a good one.", widget=PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    password2 = CharField(
        label="Your password again", strip=False, max_length=1000,
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> None:
        """A good password, typed alike twice; a word for addresses, from the name if need be."""
        told = self.cleaned_data
        first, again = told.get("password1"), told.get("password2")
        if first and again and first != again:
            self.add_error("password2", "The two are not the same.")
        elif first:
            self._check(first)
        if not told.get("key") and "key" not in self.errors and told.get("name"):
            told["key"] = key_from(told["name"])
            if not told["key"]:
                self.add_error("key", "Type a word: the name has none that an address can hold.")

    def _check(self, password: str) -> None:
        told = self.cleaned_data
        someone = User(email=told.get("email", ""), name=told.get("leader_name", ""))
        try:
            validate_password(password, someone)
        except ValidationError as trouble:
            self.add_error("password1", trouble)


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """Allauth's, for someone who has just signed in and so remembers the old one."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        _label(
            self,
            {
                "oldpassword": "Current password",
                "password1": "New password",
                "password2": "New password again",
            },
        )


class InvitationForm(Form):
    """The code from a slip or an email."""

    code = CharField(
        label="Code", max_length=200, help_text="Twelve letters, from your slip or your email.",
        widget=TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip


class VisitForm(Form):
    """The code from a slip that the office printed today."""

    code = CharField(
        label="Code for today", max_length=200, help_text="Twelve letters, from your slip.",
        widget=TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip


class OwnPasswordForm(SetPasswordForm):  # type: ignore[misc]
    """A first password of one's own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _label(self, {"password1": "New password", "password2": "New password again"})


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _label(self, {"password": "Password"})


ASKED = "Code from your app, or one of your recovery codes"


class OnceForm(Form):
    """A code opens the door once, as long as it is good for (RFC 6238, 5.2)."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # allauth's own arguments
        _label(self, {"code": ASKED})

    def clean_code(self) -> str:
        """The code, if it is right and nobody came in by it before. Allauth forgets too soon."""
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type == Authenticator.Type.TOTP:
            used = f"code-used:{authenticator.pk}:{''.join(filter(str.isdecimal, code))}"
            if not cache.add(used, True, timeout=TOTP_PERIOD * (2 * TOTP_TOLERANCE + 1)):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceForm, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class CodeAgainForm(OnceForm, ReauthenticateByCodeForm):  # type: ignore[misc]
    """The second step, asked of someone who is in."""


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that is being set up."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _label(self, {"code": "The six digits that the app shows"})


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that is being set up; its button is pressed before this is sent."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _label(self, {"name": "Name", "passwordless": "Come in with it alone, with no password"})
        self.fields["name"].help_text = "Such as “my phone” or “office computer”."
        self.fields["passwordless"].help_text = "It then asks for your finger, face or PIN."


def _label(form: Form, labels: Mapping[str, str]) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)
