"""An absence that somebody asks to be excused: only an organiser's approval makes it count."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cursuri.models.cerere import Cerere
from cursuri.models.serie import Sesiune
from platforma.incarcari import nume_intamplator, stocare_privata


class StareMotivare(models.TextChoices):
    CERUTA = "ceruta", _("Așteaptă răspuns")
    APROBATA = "aprobata", _("Aprobată")
    REFUZATA = "refuzata", _("Refuzată")


def cale_dovada(obiect, nume):
    return nume_intamplator("absente", nume)


class MotivareQuerySet(models.QuerySet):
    def cerute(self):
        """Those that wait for an answer, the oldest first."""
        return self.filter(stare=StareMotivare.CERUTA).order_by("ceruta_la", "pk")

    def aprobate(self):
        return self.filter(stare=StareMotivare.APROBATA)


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent(), exclude=["motiv", "fisier", "nume_fisier"])
class Motivare(models.Model):
    """Why a learner missed, or will miss, one session. Written by `cursuri.absente` only.

    The reason and the paper may tell of somebody's health: organisers alone see them, history does not keep them, and
    both are forgotten some time after the series (`absente.uita_motivele`).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sesiune = models.ForeignKey(Sesiune, on_delete=models.PROTECT, related_name="motivari", verbose_name=_("sesiunea"))
    cerere = models.ForeignKey(Cerere, on_delete=models.PROTECT, related_name="motivari", verbose_name=_("cererea"))
    motiv = models.TextField(_("motivul absenței"), max_length=1000, blank=True)
    fisier = models.FileField(_("document"), storage=stocare_privata, upload_to=cale_dovada, blank=True)
    nume_fisier = models.CharField(_("numele fișierului"), max_length=255, blank=True)
    stare = models.CharField(_("stare"), max_length=20, choices=StareMotivare, default=StareMotivare.CERUTA)
    ceruta_la = models.DateTimeField(_("cerută la"), default=timezone.now)
    ceruta_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("cerută de"),
    )  # fmt: skip
    hotarata_la = models.DateTimeField(_("hotărâtă la"), null=True, blank=True)
    hotarata_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("hotărâtă de"),
    )  # fmt: skip
    raspuns = models.TextField(_("de ce s-a hotărât așa"), max_length=1000, blank=True)

    objects = MotivareQuerySet.as_manager()

    class Meta:
        verbose_name = _("cerere de motivare a unei absențe")
        verbose_name_plural = _("cereri de motivare a absențelor")
        ordering = ["-ceruta_la", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stare__in=StareMotivare.values), name="cursuri_motivare_stare"),
            models.CheckConstraint(
                condition=Q(stare="ceruta", hotarata_la=None, hotarata_de=None, raspuns="")
                | ~Q(stare="ceruta") & Q(hotarata_la__isnull=False, hotarata_de__isnull=False) & ~Q(raspuns=""),
                name="cursuri_motivare_hotarata_cu_motiv",
            ),
            models.UniqueConstraint(
                fields=["sesiune", "cerere"], condition=~Q(stare="refuzata"), name="cursuri_motivare_unica"
            ),
        ]
        indexes = [models.Index(fields=["ceruta_la"], condition=Q(stare="ceruta"), name="cursuri_motivari_cerute")]

    def __str__(self):
        return f"{self.cerere} – {self.sesiune}"
