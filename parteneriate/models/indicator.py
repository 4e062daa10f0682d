import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parteneriate.models.parteneriat import Parteneriat
from platforma.declansatoare import NUMAI_ADAUGARE


class IndicatorQuerySet(models.QuerySet):
    def cu_tinta(self):
        return self.exclude(tinta=None)

    def fara_valoare_finala(self):
        """Those of which nobody has said yet what came of them."""
        finale = Valoare.objects.valabile().filter(finala=True)
        return self.exclude(pk__in=finale.values("indicator_id"))


@pghistory.track(pghistory.UpdateEvent(row="OLD"), pghistory.DeleteEvent())
class Indicator(models.Model):
    """Something countable that a partnership means to move, from where it stands to a target.

    The target may be smaller than the baseline (days of waiting). Once work has begun the row does not change: what
    was promised stays what was promised. Of a public partnership it is shown after a moderator has read it
    (`verificat_la`).
    """

    parteneriat = models.ForeignKey(
        Parteneriat, on_delete=models.PROTECT, related_name="indicatori", verbose_name=_("parteneriatul")
    )
    nume = models.CharField(_("ce se numără"), max_length=160)
    unitate = models.CharField(_("unitatea"), max_length=40)
    baza = models.DecimalField(_("valoarea de pornire"), max_digits=14, decimal_places=2)
    baza_la = models.DateField(_("valoarea de pornire, la data de"))
    tinta = models.DecimalField(_("ținta"), max_digits=14, decimal_places=2, null=True, blank=True)
    tinta_la = models.DateField(_("ținta, până la"), null=True, blank=True)
    sursa = models.CharField(_("de unde se știe"), max_length=200)
    creat_la = models.DateTimeField(_("adăugat la"), default=timezone.now, editable=False)
    verificat_la = models.DateTimeField(_("citit de un moderator la"), null=True, blank=True, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatori")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                F("parteneriat"),
                Lower("nume"),
                name="parteneriate_indicator_o_data",
                violation_error_message=_("Parteneriatul are deja un indicator cu acest nume."),
            ),
            models.CheckConstraint(
                condition=Q(tinta=None, tinta_la=None) | Q(tinta__isnull=False, tinta_la__isnull=False),
                name="parteneriate_indicator_tinta_cu_data",
                violation_error_message=_("O țintă are și dată: scrieți-le pe amândouă sau niciuna."),
            ),
            models.CheckConstraint(
                condition=Q(tinta_la=None) | Q(tinta_la__gt=F("baza_la")),
                name="parteneriate_indicator_tinta_dupa_baza",
                violation_error_message=_("Ținta este după data valorii de pornire."),
            ),
            models.CheckConstraint(
                condition=~Q(nume="") & ~Q(unitate="") & ~Q(sursa=""), name="parteneriate_indicator_complet"
            ),
        ]

    def __str__(self):
        return self.nume


class ValoareQuerySet(models.QuerySet):
    def valabile(self):
        """Those that no later row corrects."""
        return self.filter(corectata_de=None)


class Valoare(models.Model):
    """What an indicator was on a day, and who says so. Append-only, as points at a course are: a mistake is put right
    by another row that names the wrong one (`inlocuieste`) and says why.

    `finala` marks the one that is compared with the target when the partnership ends.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="valori", verbose_name=_("indicatorul")
    )
    valoare = models.DecimalField(_("valoarea"), max_digits=14, decimal_places=2)
    la = models.DateField(_("la data de"))
    sursa = models.CharField(_("de unde se știe"), max_length=200, blank=True)
    finala = models.BooleanField(_("este valoarea de la sfârșit, cea care se compară cu ținta"), default=False)
    inlocuieste = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corectata_de",
        verbose_name=_("corectează"),
    )  # fmt: skip
    motiv = models.CharField(_("de ce se corectează"), max_length=300, blank=True)
    adaugat_de = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("adăugată de")
    )
    creat_la = models.DateTimeField(_("adăugată la"), default=timezone.now)
    # The day in Bucharest on which it was written: a constraint may not ask what day it is now.
    scrisa_pe = models.DateField(_("scrisă pe"), default=timezone.localdate, editable=False)

    objects = ValoareQuerySet.as_manager()

    class Meta:
        verbose_name = _("valoare a unui indicator")
        verbose_name_plural = _("valori ale indicatorilor")
        ordering = ["la", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(la__lte=F("scrisa_pe")),
                name="parteneriate_valoare_nu_din_viitor",
                violation_error_message=_("Data nu poate fi în viitor."),
            ),
            models.CheckConstraint(
                condition=Q(inlocuieste=None, motiv="") | (Q(inlocuieste__isnull=False) & ~Q(motiv="")),
                name="parteneriate_valoare_corectata_cu_motiv",
            ),
            models.CheckConstraint(
                condition=Q(inlocuieste=None) | ~Q(inlocuieste=F("pk")), name="parteneriate_valoare_nu_pe_sine"
            ),
        ]
        triggers = [NUMAI_ADAUGARE]

    def __str__(self):
        return f"{self.indicator}: {self.valoare}"
