import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ateliere.models.atelier import Atelier
from ateliere.models.inscriere import Inscriere
from ateliere.models.valori import StareInscriere
from platforma.prezenta.models import Prezenta as PrezentaDeBaza
from platforma.prezenta.models import PrezentaQuerySet
from platforma.prezenta.models import ScanareRespinsa as ScanareRespinsaDeBaza
from platforma.prezenta.triggere import numai_cat_e_deschisa


class ScanareRespinsa(ScanareRespinsaDeBaza):
    atelier = models.ForeignKey(
        Atelier, on_delete=models.PROTECT, null=True, blank=True, related_name="scanari_respinse",
        verbose_name=_("atelier"),
    )  # fmt: skip
    inscriere = models.ForeignKey(
        Inscriere, on_delete=models.PROTECT, null=True, blank=True, related_name="scanari_respinse",
        verbose_name=_("înscriere"),
    )  # fmt: skip

    class Meta(ScanareRespinsaDeBaza.Meta):
        verbose_name = _("scanare respinsă")
        verbose_name_plural = _("scanări respinse")


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Prezenta(PrezentaDeBaza):
    """Whether somebody registered came to the workshop."""

    RESPINSE = ScanareRespinsa

    inscriere = models.OneToOneField(
        Inscriere, on_delete=models.PROTECT, related_name="prezenta", verbose_name=_("înscriere")
    )

    objects = PrezentaQuerySet.as_manager()

    class Meta(PrezentaDeBaza.Meta):
        verbose_name = _("prezență")
        verbose_name_plural = _("prezențe")
        ordering = ["pk"]
        triggers = [
            numai_cat_e_deschisa(
                intalnire="ateliere_atelier",
                cheie_intalnire="l.atelier_id",
                loc="ateliere_inscriere",
                cheie_loc="inscriere_id",
                ocupa=[StareInscriere.CONFIRMATA],
            )
        ]

    @classmethod
    def locuri(cls, atelier):
        return atelier.inscrieri.all()

    @classmethod
    def ale(cls, atelier):
        return cls.objects.filter(inscriere__atelier=atelier)
