from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforma.declansatoare import NUMAI_ADAUGARE
from platforma.moderare.tranzitii import Actiune, Stare


class TipDosar(models.TextChoices):
    PUBLICARE = "publicare", _("Profil nou")
    NOUTATE = "noutate", _("Noutate")
    ANUNT = "anunt", _("Nevoie sau ofertă")
    PARTENERIAT = "parteneriat", _("Parteneriat")
    MODIFICARE = "modificare", _("Modificare")
    REVENDICARE = "revendicare", _("Revendicare")
    SESIZARE = "sesizare", _("Informație greșită")
    ABUZ = "abuz", _("Mesaj raportat")


class PentruObiectQuerySet(models.QuerySet):
    def pentru(self, obiect):
        return self.filter(tip_continut=ContentType.objects.get_for_model(obiect), obiect_id=obiect.pk)


class DosarQuerySet(PentruObiectQuerySet):
    def deschise(self):
        return self.filter(inchis_la=None)


class Dosar(models.Model):
    """One submission in the staff's queue: opened when something is sent, closed when it leaves that state."""

    tip = models.CharField(_("tip"), max_length=20, choices=TipDosar)
    titlu = models.CharField(_("titlu"), max_length=400)
    tip_continut = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("tip de conținut")
    )
    obiect_id = models.PositiveBigIntegerField()
    obiect = GenericForeignKey("tip_continut", "obiect_id")
    depus_la = models.DateTimeField(_("depus la"), default=timezone.now)
    depus_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("depus de"),
    )
    preluat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="dosare",
        verbose_name=_("preluat de"),
    )
    preluat_la = models.DateTimeField(_("preluat la"), null=True, blank=True)
    inchis_la = models.DateTimeField(_("închis la"), null=True, blank=True)

    objects = DosarQuerySet.as_manager()

    class Meta:
        verbose_name = _("dosar")
        verbose_name_plural = _("dosare")
        ordering = ["depus_la", "pk"]
        permissions = [("modereaza", _("Poate decide asupra conținutului trimis"))]
        constraints = [
            models.UniqueConstraint(
                fields=["tip_continut", "obiect_id"], condition=Q(inchis_la=None), name="moderare_un_dosar_deschis"
            ),
            models.CheckConstraint(
                condition=Q(preluat_de=None) | Q(preluat_la__isnull=False), name="moderare_dosar_preluat_are_data"
            ),
        ]
        indexes = [models.Index(fields=["depus_la"], condition=Q(inchis_la=None), name="moderare_dosare_deschise")]

    def __str__(self):
        return self.titlu


class Decizie(models.Model):
    """Who moved what, when, from where to where and why. A trigger refuses to change or delete a row."""

    tip_continut = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    obiect_id = models.PositiveBigIntegerField()
    obiect = GenericForeignKey("tip_continut", "obiect_id")
    dosar = models.ForeignKey(
        Dosar, on_delete=models.PROTECT, null=True, blank=True, related_name="decizii", verbose_name=_("dosar")
    )
    actiune = models.CharField(_("acțiune"), max_length=20, choices=Actiune)
    din = models.CharField(_("din starea"), max_length=20, choices=Stare)
    spre = models.CharField(_("în starea"), max_length=20, choices=Stare)
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("de"),
    )
    la = models.DateTimeField(_("la"), default=timezone.now)
    motiv = models.TextField(_("motiv"), blank=True)
    instantaneu = models.JSONField(_("instantaneu"), encoder=DjangoJSONEncoder, default=dict)

    objects = PentruObiectQuerySet.as_manager()

    class Meta:
        verbose_name = _("decizie")
        verbose_name_plural = _("decizii")
        ordering = ["-la", "-pk"]
        indexes = [models.Index(fields=["tip_continut", "obiect_id", "-la"], name="moderare_decizii_obiect")]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return f"{self.get_actiune_display()} – {self.la:%d.%m.%Y}"


class SablonMotiv(models.Model):
    """A ready text that a moderator picks and edits before giving a reason."""

    actiune = models.CharField(
        _("pentru"),
        max_length=20,
        choices=[(a.value, a.label) for a in (Actiune.CERE_COMPLETARI, Actiune.RESPINGE, Actiune.ARHIVEAZA)],
    )
    titlu = models.CharField(_("titlu"), max_length=120)
    text = models.TextField(_("text"))
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=100)

    class Meta:
        verbose_name = _("șablon de motiv")
        verbose_name_plural = _("șabloane de motive")
        ordering = ["actiune", "ordine", "titlu"]

    def __str__(self):
        return self.titlu


class Nota(models.Model):
    """What staff write to each other on a dossier; it reaches nobody else and never a mail."""

    dosar = models.ForeignKey(Dosar, on_delete=models.CASCADE, related_name="note", verbose_name=_("dosar"))
    text = models.TextField(_("text"), max_length=2000)
    de = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("de"))
    la = models.DateTimeField(_("la"), default=timezone.now)

    class Meta:
        verbose_name = _("notă internă")
        verbose_name_plural = _("note interne")
        ordering = ["la", "pk"]

    def __str__(self):
        return f"{self.de} – {self.la:%d.%m.%Y}"
