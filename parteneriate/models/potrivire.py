import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizatii.models import Organizatie
from parteneriate.models.anunt import Anunt


class Criteriu(models.TextChoices):
    DOMENIU = "domeniu", _("Fiecare domeniu comun")
    GRUP = "grup", _("Fiecare grup țintă comun")
    RESURSA = "resursa", _("Fiecare fel de resursă comun (între două anunțuri)")
    SECTOR = "sector", _("Cel puțin un sector comun")
    OPUS = "opus", _("O nevoie și o ofertă (între două anunțuri)")
    COMPLEMENTAR = "complementar", _("O autoritate și o organizație")


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Pondere(models.Model):
    """How many points a criterion brings. All that `potriviri` weighs stands in these six rows; staff edit them."""

    criteriu = models.CharField(_("criteriu"), max_length=20, choices=Criteriu, unique=True)
    puncte = models.PositiveSmallIntegerField(_("puncte"), validators=[MaxValueValidator(100)])
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=100, editable=False)

    class Meta:
        verbose_name = _("pondere a potrivirilor")
        verbose_name_plural = _("ponderile potrivirilor")
        ordering = ["ordine"]
        constraints = [
            models.CheckConstraint(condition=Q(criteriu__in=Criteriu.values), name="parteneriate_pondere_criteriu"),
            models.CheckConstraint(condition=Q(puncte__lte=100), name="parteneriate_pondere_cel_mult_100"),
        ]

    def __str__(self):
        return f"{self.get_criteriu_display()}: {self.puncte}"


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Ignorare(models.Model):
    """„Nu mă interesează”, said once for the whole organisation."""

    organizatie = models.ForeignKey(Organizatie, on_delete=models.CASCADE, related_name="+", verbose_name=_("cine"))
    anunt = models.ForeignKey(Anunt, on_delete=models.CASCADE, related_name="ignorari", verbose_name=_("anunțul"))
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("de")
    )
    la = models.DateTimeField(_("la"), default=timezone.now)

    class Meta:
        verbose_name = _("anunț care nu interesează")
        verbose_name_plural = _("anunțuri care nu interesează")
        constraints = [models.UniqueConstraint(fields=["organizatie", "anunt"], name="parteneriate_ignorare_unica")]

    def __str__(self):
        return f"{self.organizatie} – {self.anunt}"


class PotrivireSpusa(models.Model):
    """A match that a digest has told an organisation's people of: each once."""

    organizatie = models.ForeignKey(Organizatie, on_delete=models.CASCADE, related_name="+", verbose_name=_("cui"))
    anunt = models.ForeignKey(Anunt, on_delete=models.CASCADE, related_name="+", verbose_name=_("anunțul"))
    la = models.DateTimeField(_("la"), default=timezone.now)

    class Meta:
        verbose_name = _("potrivire spusă")
        verbose_name_plural = _("potriviri spuse")
        constraints = [models.UniqueConstraint(fields=["organizatie", "anunt"], name="parteneriate_spusa_o_data")]

    def __str__(self):
        return f"{self.organizatie} – {self.anunt}"


class RefuzPotriviri(models.Model):
    """A person who wants no digest of matches, of any of her organisations."""

    persoana = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("persoana")
    )
    la = models.DateTimeField(_("la"), default=timezone.now)

    class Meta:
        verbose_name = _("refuz al potrivirilor")
        verbose_name_plural = _("refuzuri ale potrivirilor")

    def __str__(self):
        return str(self.persoana)


class FisaPotrivire(models.Model):
    """What matching reads of an organisation, in one narrow row. Triggers keep it (migration 0005_fise_de_potrivire).

    Only organisations that may be proposed have one: published, with people behind them, not struck off. `domenii`,
    `grupuri` and `sectoare` are sets of keys as bits (key modulo 63), so that what two of them have in common is one
    AND: 150,000 rows are looked through in the time that joining their lists would take for a few thousand.
    """

    organizatie = models.OneToOneField(
        Organizatie, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    publicat_la = models.DateTimeField()
    autoritate = models.BooleanField()
    domenii = models.BigIntegerField()
    grupuri = models.BigIntegerField()
    sectoare = models.BigIntegerField()

    class Meta:
        verbose_name = _("fișă de potrivire")
        verbose_name_plural = _("fișe de potrivire")

    def __str__(self):
        return str(self.organizatie)
