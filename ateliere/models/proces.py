import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ateliere.models.atelier import Atelier
from organizatii.models import Membru
from platforma.declansatoare import NUMAI_ADAUGARE


class StareProces(models.TextChoices):
    CIORNA = "ciorna", _("Ciornă")
    VERIFICARE = "trimis", _("În verificarea gazdelor")
    PUBLICAT = "publicat", _("Publicat")


class ProcesVerbalQuerySet(models.QuerySet):
    def publicate(self):
        """Those that citizens have something to read of: published once, even if a new version is being written."""
        return self.filter(versiune__gte=1)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class ProcesVerbal(models.Model):
    """The minutes of a workshop, as they are being written. Only `ateliere.procese` writes them.

    Citizens read the last `VersiuneProces`, never this text. `redactare` grows with each saved change of the text: an
    approval and a save name the one they have read, so neither falls on a text that somebody changed meanwhile.
    """

    atelier = models.OneToOneField(
        Atelier, on_delete=models.PROTECT, related_name="proces_verbal", verbose_name=_("atelier")
    )
    text = models.TextField(_("textul"), max_length=30000)
    redactare = models.PositiveIntegerField(_("redactarea"), default=1, editable=False)
    stare = models.CharField(_("stare"), max_length=20, choices=StareProces, default=StareProces.CIORNA)
    stare_din = models.DateTimeField(_("în această stare din"), default=timezone.now)
    autor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("scris de")
    )
    aprobat_la = models.DateTimeField(_("aprobat de gazde la"), null=True, blank=True)
    aprobat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("aprobat de"),
    )  # fmt: skip
    versiune = models.PositiveSmallIntegerField(_("versiunea publicată"), default=0, editable=False)
    publicat_la = models.DateTimeField(_("publicat prima dată la"), null=True, blank=True)
    creat_la = models.DateTimeField(_("început la"), default=timezone.now, editable=False)
    modificat_la = models.DateTimeField(_("modificat la"), default=timezone.now, editable=False)

    objects = ProcesVerbalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proces-verbal")
        verbose_name_plural = _("procese-verbale")
        ordering = ["-modificat_la", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stare__in=StareProces.values), name="ateliere_proces_stare"),
            models.CheckConstraint(
                condition=Q(aprobat_la=None, aprobat_de=None) | Q(aprobat_la__isnull=False, aprobat_de__isnull=False),
                name="ateliere_proces_aprobat",
            ),
            models.CheckConstraint(
                condition=Q(versiune=0, publicat_la=None) & ~Q(stare="publicat")
                | Q(versiune__gte=1, publicat_la__isnull=False),
                name="ateliere_proces_publicat_are_versiune",
            ),
        ]

    def __str__(self):
        return _("Procesul-verbal: %(atelier)s") % {"atelier": self.atelier}

    def get_spatiu_url(self):
        return reverse("ateliere:proces_verbal", args=[self.atelier_id])


class VersiuneProces(models.Model):
    """A published version of the minutes, word for word. A trigger refuses to change or delete one."""

    proces = models.ForeignKey(
        ProcesVerbal, on_delete=models.PROTECT, related_name="versiuni", verbose_name=_("proces-verbal")
    )
    numar = models.PositiveSmallIntegerField(_("numărul"))
    text = models.TextField(_("textul"))
    publicat_la = models.DateTimeField(_("publicată la"), default=timezone.now)
    publicat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("publicată de")
    )

    class Meta:
        verbose_name = _("versiune a procesului-verbal")
        verbose_name_plural = _("versiuni ale proceselor-verbale")
        ordering = ["-numar"]
        constraints = [models.UniqueConstraint(fields=["proces", "numar"], name="ateliere_versiune_unica")]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return _("Versiunea %(n)s") % {"n": self.numar}


def gazdele(atelier):
    """People who answer for the hosts: members of the host authority and of the organisers' organisations."""
    organizatii = {atelier.gazda_id, *atelier.organizatori.values_list("pk", flat=True)}
    return Membru.objects.filter(organizatie__in=organizatii, utilizator__is_active=True)
