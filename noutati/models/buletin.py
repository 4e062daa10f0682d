import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.signing import Signer
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from noutati.models.noutate import Noutate
from organizatii.models import Organizatie, TipOrganizatie
from platforma.mesaje.models import Mesaj, StareMesaj
from platforma.nomenclatoare.models import Domeniu, Sector

SEMNATAR_BULETIN = Signer(salt="noutati.buletin")


class RefuzBuletin(models.Model):
    """An address that wants no newsletter, for whatever reason it would get one. Digests are another matter."""

    email = models.EmailField(_("adresă de e-mail"))
    la = models.DateTimeField(_("la"), default=timezone.now)

    class Meta:
        verbose_name = _("refuz al buletinului")
        verbose_name_plural = _("refuzuri ale buletinului")
        ordering = ["-la", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["email"], name="noutati_refuz_o_data"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="noutati_refuz_litere_mici"),
        ]

    def __str__(self):
        return self.email


class StareBuletin(models.TextChoices):
    CIORNA = "ciorna", _("Ciornă")
    IN_TRIMITERE = "in_trimitere", _("Se pune în poștă")
    PAUZA = "pauza", _("În pauză")
    TRIMIS = "trimis", _("Pus în poștă")
    ANULAT = "anulat", _("Oprit")


class Membri(models.TextChoices):
    NIMENI = "nimeni", _("Nu")
    ADMINISTRATORI = "administratori", _("Numai administratorii")
    TOTI = "toti", _("Administratorii și editorii")


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Buletin(models.Model):
    """A newsletter of the staff: written, looked at, then released to people who are listed one by one at that moment.

    Only `buletine.py` moves `stare`. While a draft, everything may change and nothing was sent; after that nothing of
    what people receive changes any more.
    """

    subiect = models.CharField(_("subiect"), max_length=150)
    text = models.TextField(_("text"), max_length=12000)
    noutati = models.ManyToManyField(Noutate, blank=True, related_name="+", verbose_name=_("noutăți incluse"))
    # to whom
    membri = models.CharField(
        _("membrii organizațiilor publicate"), max_length=20, choices=Membri, default=Membri.NIMENI
    )
    tipuri = ArrayField(
        models.CharField(max_length=30, choices=TipOrganizatie),
        default=list,
        blank=True,
        verbose_name=_("numai din organizații de tipul"),
    )
    sectoare = models.ManyToManyField(
        Sector, blank=True, related_name="+", verbose_name=_("numai din organizații active în")
    )
    domenii = models.ManyToManyField(
        Domeniu, blank=True, related_name="+", verbose_name=_("numai din organizații din domeniul")
    )
    abonati = models.BooleanField(_("și abonații care au cerut buletinul"), default=False)
    # what became of it
    stare = models.CharField(
        _("stare"), max_length=20, choices=StareBuletin, default=StareBuletin.CIORNA, editable=False
    )
    creat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("scris de"),
    )
    creat_la = models.DateTimeField(_("creat la"), default=timezone.now, editable=False)
    trimis_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("trimis de"),
    )
    trimis_la = models.DateTimeField(_("trimis la"), null=True, editable=False)
    incheiat_la = models.DateTimeField(_("încheiat la"), null=True, editable=False)

    class Meta:
        verbose_name = _("buletin")
        verbose_name_plural = _("buletine")
        ordering = ["-creat_la", "-pk"]
        permissions = [("trimite_buletin", _("Poate trimite buletine"))]
        constraints = [
            models.CheckConstraint(condition=Q(stare__in=StareBuletin.values), name="noutati_buletin_stare"),
            models.CheckConstraint(condition=Q(membri__in=Membri.values), name="noutati_buletin_membri"),
            models.CheckConstraint(
                condition=Q(stare="ciorna", trimis_la=None) | ~Q(stare="ciorna") & Q(trimis_la__isnull=False),
                name="noutati_buletin_trimis_are_data",
            ),
        ]

    def __str__(self):
        return self.subiect

    def get_absolute_url(self):
        return reverse("admin:noutati_buletin_change", args=[self.pk])

    @property
    def este_ciorna(self):
        return self.stare == StareBuletin.CIORNA


class DestinatarQuerySet(models.QuerySet):
    def neatinsi(self):
        """Without a row in the outbox yet, and not left out."""
        return self.filter(pus_la=None, sarit_la=None)

    def in_asteptare(self):
        """Whose mail is in the outbox and has not left."""
        return self.filter(mesaj__stare__in=[StareMesaj.IN_COADA, StareMesaj.REINCERCARE])


class Destinatar(models.Model):
    """One address a newsletter goes to, as it was when the newsletter was released; its mail says what became of it."""

    class Fel(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administrator")
        EDITOR = "editor", _("Editor")
        ABONAT = "abonat", _("Abonat")

    buletin = models.ForeignKey(
        Buletin, on_delete=models.CASCADE, related_name="destinatari", verbose_name=_("buletinul")
    )
    email = models.EmailField(_("adresă de e-mail"))
    fel = models.CharField(_("în ce calitate"), max_length=20, choices=Fel)
    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("organizația")
    )
    pus_la = models.DateTimeField(_("pus în poștă la"), null=True)
    sarit_la = models.DateTimeField(_("lăsat deoparte la"), null=True)
    mesaj = models.OneToOneField(  # the outbox never deletes a row
        Mesaj, on_delete=models.PROTECT, null=True, related_name="destinatar", verbose_name=_("mesajul")
    )

    objects = DestinatarQuerySet.as_manager()

    class Meta:
        verbose_name = _("destinatar")
        verbose_name_plural = _("destinatari")
        ordering = ["email"]
        indexes = [
            models.Index(
                fields=["buletin", "id"], condition=Q(pus_la=None, sarit_la=None), name="noutati_destinatari_neatinsi"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["buletin", "email"], name="noutati_destinatar_o_adresa"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="noutati_destinatar_litere_mici"),
            models.CheckConstraint(
                condition=Q(fel__in=["administrator", "editor", "abonat"]), name="noutati_destinatar_fel"
            ),
            models.CheckConstraint(
                condition=Q(sarit_la=None) | Q(pus_la=None), name="noutati_destinatar_pus_sau_sarit"
            ),
        ]

    def __str__(self):
        return self.email

    def get_stop_url(self):
        return reverse("noutati:stop_buletin", args=[SEMNATAR_BULETIN.sign(self.pk)])
