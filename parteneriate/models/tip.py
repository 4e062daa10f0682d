from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from platforma.nomenclatoare.models import Element


class Cerinta(models.TextChoices):
    """What has to be there before a partnership of some kind counts as signed."""

    ACORD = "acord", _("Acordul: număr, dată, fișier")
    ACT = "act", _("Actul de aprobare al autorității (HCL, HCGMB sau dispoziție)")
    CONTRACT = "contract", _("Contractul: număr, dată, fișier")
    COD_PROIECT = "cod_proiect", _("Codul proiectului (MySMIS sau SIPOCA)")
    ANUNT_SELECTIE = "anunt_selectie", _("Anunțul selecției publice")
    LICENTA = "licenta", _("Acreditarea și licența serviciului social")
    ACHIZITIE = "achizitie", _("Legătura din SEAP/SICAP")


class TipParteneriat(Element):
    """A form of cooperation with its legal basis. Staff edit the list: a basis is data, never a constant."""

    temei = models.CharField(_("temei legal"), max_length=300, blank=True)
    cerinte = ArrayField(
        models.CharField(max_length=20, choices=Cerinta), default=list, blank=True, verbose_name=_("ce se cere")
    )
    cu_bani = models.BooleanField(_("presupune bani"), default=False)

    class Meta(Element.Meta):
        verbose_name = _("tip de parteneriat")
        verbose_name_plural = _("tipuri de parteneriat")
