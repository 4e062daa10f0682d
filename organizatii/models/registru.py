from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models.organizatie import Organizatie
from organizatii.models.valori import FormaJuridica, StareRegistru


class FisaRegistru(models.Model):
    """What the national NGO register says, as published; the only place that holds the street address, never public.

    Source: the Ministry of Justice's weekly files. `cheie` identifies a row across files (see registru).
    """

    cheie = models.CharField(_("cheie"), max_length=64, unique=True)
    organizatie = models.OneToOneField(
        Organizatie,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="fisa",
        verbose_name=_("organizația"),
    )
    categorie = models.CharField(_("categoria"), max_length=20, choices=FormaJuridica)
    denumire = models.CharField(_("denumirea din registru"), max_length=600)
    nr_registru = models.CharField(_("nr. în registru"), max_length=60, blank=True)
    stare = models.CharField(_("starea"), max_length=20, choices=StareRegistru, default=StareRegistru.ACTIVA)
    judet = models.CharField(_("județul"), max_length=60, blank=True)
    localitate = models.CharField(_("localitatea"), max_length=200, blank=True)
    adresa = models.TextField(_("adresa"), blank=True)
    sector = models.PositiveSmallIntegerField(_("sectorul"), null=True, blank=True)
    scop = models.TextField(_("scopul"), blank=True)
    modificari_scop = models.JSONField(_("modificări ale scopului"), default=list, blank=True)
    utilitate_publica = models.CharField(_("HG de utilitate publică"), max_length=300, blank=True)
    semnalari = models.JSONField(_("semnalări la import"), default=list, blank=True)
    creat_la = models.DateTimeField(_("importată prima dată la"), default=timezone.now)
    actualizat_la = models.DateTimeField(_("schimbată la"), default=timezone.now)

    class Meta:
        verbose_name = _("fișă din registru")
        verbose_name_plural = _("fișe din registru")
        ordering = ["denumire", "pk"]
        indexes = [models.Index(fields=["nr_registru"], name="organizatii_fisa_nr")]

    def __str__(self):
        return self.denumire
