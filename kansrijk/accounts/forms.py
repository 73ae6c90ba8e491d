"""Forms for accounts: a role and areas instead of groups, permissions and technical switches."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AdminPasswordChangeForm, SetPasswordMixin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from kansrijk.accounts.models import COORDINATOR, OFFICE, User


class LogInForm(AdminAuthenticationForm):
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Controleer ze en probeer het "
        "opnieuw. Let op hoofdletters.",
    }


class AccountForm(forms.ModelForm):
    """Saves a role as the one group of the account. No field here can make a superuser."""

    role = forms.ChoiceField(
        label="rol",
        choices=[(COORDINATOR, "Coördinator"), (OFFICE, "Redactie")],
        widget=forms.RadioSelect,
        help_text="Een coördinator werkt alleen aan de eigen gebieden. De redactie mag alles, ook accounts beheren.",
    )
    areas: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label="gebieden",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aan welke gebieden werkt deze coördinator? Voor de redactie hoeft u niets te kiezen.",
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active"]
        help_texts = {
            "username": "Hiermee logt iemand in. Letters, cijfers en de tekens @ . + - _ mogen.",
            "is_active": "Zet dit uit als iemand niet meer meedoet. Inloggen kan dan niet meer. Het werk blijft bewaard.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        if isinstance(areas := self.fields.get("areas"), forms.ModelMultipleChoiceField):
            areas.queryset = User._meta.get_field("areas").related_model._default_manager.all()
        if self.instance.pk:
            self.initial["role"] = OFFICE if self.instance.is_office else COORDINATOR
            self.initial["areas"] = list(self.instance.areas.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") == COORDINATOR and not cleaned.get("areas"):
            raise ValidationError({"areas": "Kies minstens één gebied voor deze coördinator."})
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]  # the stubs leave it out
        if "role" not in self.cleaned_data:
            return
        role = self.cleaned_data["role"]
        self.instance.groups.set([Group.objects.get(name=role)])
        self.instance.areas.set(self.cleaned_data["areas"] if role == COORDINATOR else [])

    def save(self, commit: bool = True) -> User:
        self.instance.is_staff = True
        return super().save(commit)


class NewAccountForm(SetPasswordMixin, AccountForm):
    """A new account starts with a password that the maker tells the person."""

    password1, password2 = SetPasswordMixin.create_password_fields("wachtwoord", "wachtwoord nog een keer")

    class Meta(AccountForm.Meta):
        fields = ["username", "first_name", "last_name", "email"]

    def clean(self) -> dict[str, Any]:
        self.validate_passwords()
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out
        # After the instance has its name and mail address: the password may not look like them.
        self.validate_password_for_user(self.instance)

    def save(self, commit: bool = True) -> User:
        self.instance.set_password(self.cleaned_data["password1"])
        return super().save(commit)


class NewPasswordForm(AdminPasswordChangeForm):
    """Without Django's choice to switch passwords off: there is no other way to log in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
