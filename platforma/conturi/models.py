from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TERMENI = date(2026, 11, 24)  # the version a person agrees to; raised when /termeni/ or /confidentialitate/ change


class UtilizatorManager(BaseUserManager):
    def create_user(self, email, password=None, **campuri):
        utilizator = self.model(email=self.normalize_email(email).lower(), **campuri)
        utilizator.set_password(password)
        utilizator.save()
        return utilizator

    def create_superuser(self, email, password=None, **campuri):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **campuri)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def cu_adresa(self, email):
        """The person who may sign in and has proved that this address, written in any case, is hers; or None."""
        return self.filter(is_active=True, emailaddress__verified=True, emailaddress__email__iexact=email).first()


class Utilizator(AbstractBaseUser, PermissionsMixin):
    """A person. Signs in by e-mail; what she may do comes from memberships and groups, never from a field here.

    A row is never deleted once a decision names it (the decision log is append-only): erasure empties it instead.
    """

    email = models.EmailField(_("adresă de e-mail"), unique=True)
    nume = models.CharField(_("nume și prenume"), max_length=120)
    is_staff = models.BooleanField(_("personal"), default=False, help_text=_("Poate intra în administrare."))
    is_active = models.BooleanField(_("activ"), default=True)
    creat_la = models.DateTimeField(_("creat la"), default=timezone.now)
    acord_versiune = models.CharField(_("versiunea termenilor acceptați"), max_length=20, blank=True)
    acord_la = models.DateTimeField(_("termeni acceptați la"), null=True, blank=True)

    objects = UtilizatorManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nume"]

    class Meta:
        verbose_name = _("persoană")
        verbose_name_plural = _("persoane")
        ordering = ["nume", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="conturi_email_unic_fara_litere_mari")]

    def __str__(self):
        return self.nume or self.email

    def get_full_name(self):
        return self.nume

    def get_short_name(self):
        return self.nume.split(" ")[0] if self.nume else self.email

    @property
    def poate_modera(self):
        return self.is_active and self.has_perm("moderare.modereaza")
