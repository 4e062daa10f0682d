from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models import Organizatie
from parteneriate.models.etape import Ce, Etapa
from parteneriate.models.parteneriat import Parteneriat
from platforma.declansatoare import NUMAI_ADAUGARE


class Fapta(models.Model):
    """The journal of a partnership: what happened, for which organisation, who did it and why. Append-only.

    A change of `etapa` says from where to where; a confirmation says which version of the text (`redactare`).
    """

    parteneriat = models.ForeignKey(
        Parteneriat, on_delete=models.PROTECT, related_name="jurnal", verbose_name=_("parteneriatul")
    )
    organizatie = models.ForeignKey(
        Organizatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organizația")
    )
    ce = models.CharField(_("ce"), max_length=20, choices=Ce)
    din = models.CharField(_("din etapa"), max_length=20, choices=Etapa, blank=True)
    spre = models.CharField(_("în etapa"), max_length=20, choices=Etapa, blank=True)
    redactare = models.PositiveIntegerField(_("redactarea"), null=True, blank=True)
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("cine"),
    )  # fmt: skip
    la = models.DateTimeField(_("când"), default=timezone.now)
    motiv = models.TextField(_("motiv"), blank=True)

    class Meta:
        verbose_name = _("faptă")
        verbose_name_plural = _("jurnal")
        ordering = ["-la", "-pk"]
        indexes = [models.Index(fields=["parteneriat", "-la"], name="parteneriate_jurnal")]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return self.get_ce_display()
