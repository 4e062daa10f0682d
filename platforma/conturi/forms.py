import re

from allauth.account.forms import ResetPasswordForm, SignupForm
from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.antispam import Antispam
from platforma.conturi.models import TERMENI, Utilizator
from platforma.formulare import FormularModel, TextCurat

# A name is repeated in mails and on pages: it carries no addresses, no markup, no telephone numbers.
_NU_E_NUME = re.compile(
    r"""[<>{}\[\]|\\^`@=*#]|://|\bwww\.|\bhttps?\b|\d{4}
    |\b[\w-]+\.(?:ro|com|net|org|info|eu|ru|biz|xyz|top|site|online|io|me|ly|link|shop)\b""",
    re.IGNORECASE | re.VERBOSE,
)


class CampNume(forms.CharField):
    """A person's name as she writes it, in any alphabet."""

    default_error_messages = {"nume": _("Scrieți numele așa cum vă prezentați, fără adrese web sau alte semne.")}

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Nume și prenume"), "max_length": 120, **kwargs})
        self.widget.attrs.setdefault("autocomplete", "name")

    def validate(self, value):
        super().validate(value)
        if value and (_NU_E_NUME.search(value) or not any(c.isalpha() for c in value)):
            raise ValidationError(self.error_messages["nume"], code="nume")


class InregistrareForm(TextCurat, Antispam, SignupForm):
    """Sign-up asks the least: name, e-mail, password, agreement.

    Whether the address has an account already is told to its mailbox alone: the page answers the same.
    """

    nume = CampNume()
    acord = forms.BooleanField(
        label=_("Sunt de acord cu termenii și am citit politica de confidențialitate."),
        help_text=_(
            'Citiți <a href="/termeni/">termenii de utilizare</a> și '
            '<a href="/confidentialitate/">politica de confidențialitate</a>.'
        ),
        error_messages={"required": _("Fără acord nu vă putem crea contul.")},
    )
    field_order = ["nume", "email", "password1", "acord"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Adresa de e-mail")
        self.fields["password1"].label = _("Parola")
        self.fields["password1"].help_text = _(
            "Cel puțin 10 caractere; nu o parolă des folosită, nici numele sau adresa dumneavoastră."
        )
        for camp in self.fields.values():
            camp.widget.attrs.pop("placeholder", None)

    def validate_unique_email(self, email):
        """Taken means: somebody signs in with it. An address that another account has only asked for is still free."""
        verificata = EmailAddress.objects.filter(email=email, verified=True)
        self.account_already_exists = Utilizator.objects.filter(email=email).exists() or verificata.exists()
        return email

    def try_save(self, request):
        """The person and her address are written together; of two sign-ups at once the second is told by mail."""
        if self.account_already_exists:
            Utilizator().set_password(self.cleaned_data["password1"])  # as long as the other answer takes
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def signup(self, request, user):
        user.nume = self.cleaned_data["nume"]
        user.acord_versiune, user.acord_la = TERMENI.isoformat(), timezone.now()
        user.save(update_fields=["nume", "acord_versiune", "acord_la"])


class ResetareForm(ResetPasswordForm):
    """A forgotten password is reset through the address one signs in with.

    Not through one that was asked for and never confirmed: a slip of the pen would give a stranger the account.
    """

    def clean_email(self):
        email = super().clean_email()
        self.users = [u for u in self.users if u.email == email]
        return email


class DateForm(FormularModel):
    """What a person may correct herself; her address changes through allauth, which asks the new mailbox."""

    nume = CampNume()

    class Meta:
        model = Utilizator
        fields = ["nume"]
