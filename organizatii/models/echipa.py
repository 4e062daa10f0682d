from datetime import timedelta

import pghistory
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

VALABILITATE_INVITATIE = timedelta(days=14)
SEMNATAR = Signer(salt="organizatii.invitatie")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membru(models.Model):
    """A person's place in an organisation. An organisation with members always keeps an administrator (membri.py)."""

    class Rol(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administrator")
        EDITOR = "editor", _("Editor")

    organizatie = models.ForeignKey(
        "organizatii.Organizatie", on_delete=models.CASCADE, related_name="membri", verbose_name=_("organizația")
    )
    utilizator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calitati", verbose_name=_("persoana")
    )
    rol = models.CharField(_("rol"), max_length=20, choices=Rol, default=Rol.EDITOR)
    din = models.DateTimeField(_("din"), default=timezone.now)

    class Meta:
        verbose_name = _("membru")
        verbose_name_plural = _("membri")
        ordering = ["rol", "din", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organizatie", "utilizator"], name="organizatii_membru_unic"),
            models.CheckConstraint(condition=Q(rol__in=["administrator", "editor"]), name="organizatii_membru_rol"),
        ]

    def __str__(self):
        return f"{self.utilizator} – {self.organizatie}"


class InvitatieQuerySet(models.QuerySet):
    def deschise(self):
        """Neither accepted nor revoked; it may have expired, and then it can be sent again."""
        return self.filter(acceptata_la=None, revocata_la=None)

    def pentru(self, utilizator):
        """Those that this person may accept now: sent to a verified address of hers, open and not expired."""
        adrese = EmailAddress.objects.filter(user=utilizator, verified=True).annotate(adresa=Lower("email"))
        return (
            self.deschise()
            .filter(expira_la__gt=timezone.now())
            .annotate(adresa=Lower("email"))
            .filter(adresa__in=adrese.values("adresa"))
        )


class Invitatie(models.Model):
    """An invitation by mail to become a member; accepted only by a person with that verified address."""

    organizatie = models.ForeignKey(
        "organizatii.Organizatie", on_delete=models.CASCADE, related_name="invitatii", verbose_name=_("organizația")
    )
    email = models.EmailField(_("adresă de e-mail"))
    rol = models.CharField(_("rol"), max_length=20, choices=Membru.Rol, default=Membru.Rol.EDITOR)
    mesaj = models.TextField(_("mesaj"), max_length=500, blank=True)
    creat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("de la")
    )
    creat_la = models.DateTimeField(_("creată la"), default=timezone.now)
    trimisa_la = models.DateTimeField(_("trimisă la"), default=timezone.now)
    trimiteri = models.PositiveSmallIntegerField(_("trimiteri"), default=1)
    expira_la = models.DateTimeField(_("expiră la"))
    acceptata_la = models.DateTimeField(_("acceptată la"), null=True, blank=True)
    acceptata_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acceptată de"),
    )
    revocata_la = models.DateTimeField(_("revocată la"), null=True, blank=True)

    objects = InvitatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitație")
        verbose_name_plural = _("invitații")
        ordering = ["-creat_la", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "organizatie",
                Lower("email"),
                condition=Q(acceptata_la=None, revocata_la=None),
                name="organizatii_invitatie_unica",
            ),
            models.CheckConstraint(condition=Q(rol__in=["administrator", "editor"]), name="organizatii_invitatie_rol"),
        ]

    def __str__(self):
        return f"{self.email} – {self.organizatie}"

    def get_absolute_url(self):
        """The address in the mail. It holds the number of sendings, so an older mail's address stops working."""
        return reverse("organizatii:invitatie", args=[SEMNATAR.sign_object([self.pk, self.trimiteri])])

    @property
    def expirata(self):
        return self.expira_la <= timezone.now()
