from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from platforma.nomenclatoare.models import Element


class Tema(Element):
    """What workshops are about; the five of the project come with the migrations."""

    descriere = models.TextField(_("descriere"), max_length=1000, blank=True)

    class Meta(Element.Meta):
        verbose_name = _("temă")
        verbose_name_plural = _("teme")


class Serie(models.Model):
    """A promised number of workshops: „Atelierul 7 din 16”."""

    nume = models.CharField(_("nume"), max_length=200, unique=True)
    total = models.PositiveSmallIntegerField(_("câte ateliere"), validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("serie")
        verbose_name_plural = _("serii")
        ordering = ["nume"]

    def __str__(self):
        return f"{self.nume} ({self.total})"
