"""Signing in and choosing a password, in our words."""

from collections.abc import Mapping

from allauth.account.forms import ChangePasswordForm, LoginForm


class SignInForm(LoginForm):  # type: ignore[misc]
    """Allauth's, whose hints only said the labels again."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _label(self, {"login": "Email address", "password": "Password"})


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


def _label(form: LoginForm | ChangePasswordForm, labels: Mapping[str, str]) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)
