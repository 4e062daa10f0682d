from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ateliere.models.atelier import Atelier
from platforma.declansatoare import NUMAI_ADAUGARE


class Export(models.Model):
    """One file of participants that left the platform: who took it, which one, with what in it. Append-only."""

    class Ce(models.TextChoices):
        PARTICIPANTI = "participanti", _("Participanți")
        PREZENTA = "prezenta", _("Prezență")

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX (Excel)"

    ce = models.CharField(_("ce"), max_length=20, choices=Ce)
    format = models.CharField(_("format"), max_length=10, choices=Format)
    atelier = models.ForeignKey(
        Atelier, on_delete=models.PROTECT, null=True, blank=True, related_name="exporturi", verbose_name=_("atelier")
    )
    filtre = models.JSONField(_("filtre"), default=dict, blank=True)
    randuri = models.PositiveIntegerField(_("rânduri"))
    personale = models.BooleanField(_("cu date personale"))
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("de către")
    )
    la = models.DateTimeField(_("când"), default=timezone.now)

    class Meta:
        verbose_name = _("export de participanți")
        verbose_name_plural = _("exporturi de participanți")
        ordering = ["-la", "-pk"]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return f"{self.get_ce_display()}, {self.get_format_display()}"
