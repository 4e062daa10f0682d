"""What was promised and what came of it, as people read it: indicators with their way, reports, milestones.

Of a public partnership only what a moderator has read; in a preview, and for the parties, everything.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from parteneriate.models import FotografieRaport, Indicator, Raport, Valoare
from parteneriate.progres import atinsa, grafic, procent, progres
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import data_lunga, numar


def urmarirea():
    """What `Pagina` and the export read of monitoring, in a constant number of queries."""
    return (
        Prefetch("indicatori", Indicator.objects.order_by("pk")),
        Prefetch("indicatori__valori", Valoare.objects.valabile().order_by("la", "pk"), to_attr="valabile"),
        Prefetch("rapoarte", Raport.objects.depuse().order_by("luni", "-versiune"), to_attr="depuse"),
        Prefetch("depuse__fotografii", FotografieRaport.objects.order_by("pk")),
        "depuse__documente",
        "repere",
    )


def cifra(valoare):
    """12.50 → „12,5”, 1234 → „1.234”."""
    curat = valoare.normalize()
    return numar(int(curat) if curat == curat.to_integral_value() else curat)


def cu_unitate(valoare, unitate):
    """„7 curți”, „61 de zile”, „12,5 ore”, „40 %”, „30 kg”: „de” stands before words only, after whole numbers."""
    intreg = valoare == valoare.to_integral_value()
    cuvant = unitate.split()[0].lower() == unitate.split()[0] and len(unitate.split()[0]) >= 3
    rest = abs(int(valoare)) % 100
    cu_de = cuvant and unitate[0].isalpha() and intreg and abs(valoare) >= 20 and (rest == 0 or rest >= 20)
    return f"{cifra(valoare)}\N{NO-BREAK SPACE}{'de ' if cu_de else ''}{unitate}"


@dataclass(frozen=True)
class RandValoare:
    """One line of the table beside a plot."""

    valoare: Valoare
    text: str
    parte: int | None  # per cent of the way


class IndicatorVazut:
    """One indicator with its values that stand, the newest last."""

    def __init__(self, indicator, valori):
        self.indicator, self.valori = indicator, valori

    @cached_property
    def ultima(self):
        return self.valori[-1] if self.valori else None

    @cached_property
    def acum(self):
        """The value that is compared with the target: the final one, else the latest, else none."""
        return next((v for v in self.valori if v.finala), self.ultima)

    def _cu_unitate(self, valoare):
        return cu_unitate(valoare, self.indicator.unitate)

    @cached_property
    def acum_text(self):
        return self._cu_unitate(self.acum.valoare) if self.acum else ""

    @cached_property
    def baza_text(self):
        return self._cu_unitate(self.indicator.baza)

    @cached_property
    def baza_cifra(self):
        return cifra(self.indicator.baza)

    @cached_property
    def alte_surse(self):
        """Where single values come from, when it is elsewhere."""
        return list(dict.fromkeys(v.sursa for v in self.valori if v.sursa and v.sursa != self.indicator.sursa))

    @cached_property
    def tinta_text(self):
        return "" if self.indicator.tinta is None else self._cu_unitate(self.indicator.tinta)

    @cached_property
    def parte(self):
        """Per cent of the way, whole; None without a target, a value or a way."""
        i = self.indicator
        if self.acum is None or i.tinta is None or i.tinta == i.baza:
            return None
        return procent(progres(i.baza, i.tinta, self.acum.valoare))

    @cached_property
    def atinsa(self):
        return self.acum is not None and atinsa(self.indicator.baza, self.indicator.tinta, self.acum.valoare)

    @cached_property
    def de_pastrat(self):
        """The target is the baseline: nothing to reach, something to keep."""
        return self.indicator.tinta is not None and self.indicator.tinta == self.indicator.baza

    @cached_property
    def mers(self):
        """Where it stands, in a few words."""
        if self.acum is None or self.indicator.tinta is None:
            return ""
        if self.de_pastrat:
            return _("Nivelul s-a păstrat") if self.atinsa else _("Nivelul nu s-a păstrat")
        if self.atinsa:
            return _("Ținta este atinsă")
        if self.parte < 0:
            return _("Mai departe de țintă decât la pornire")
        return _("%(parte)s %% din drum") % {"parte": self.parte}

    @cached_property
    def randuri(self):
        """Rows of the table, the newest first."""
        i = self.indicator
        cu_drum = i.tinta is not None and i.tinta != i.baza
        return [
            RandValoare(v, cifra(v.valoare), procent(progres(i.baza, i.tinta, v.valoare)) if cu_drum else None)
            for v in reversed(self.valori)
        ]

    @cached_property
    def grafic(self):
        i = self.indicator
        if not self.valori:
            return None
        return grafic(i.baza, i.baza_la, i.tinta, i.tinta_la, [(v.la, v.valoare) for v in self.valori])

    @cached_property
    def descriere(self):
        """The plot in a sentence, for whoever does not see it."""
        i = self.indicator
        propozitie = _("%(nume)s: de la %(baza)s pe %(de_la)s la %(acum)s pe %(la)s") % {
            "nume": i.nume,
            "baza": self._cu_unitate(i.baza),
            "de_la": data_lunga(i.baza_la),
            "acum": self._cu_unitate(self.ultima.valoare),
            "la": data_lunga(self.ultima.la),
        }
        if i.tinta is None:
            return f"{propozitie}."
        tinta = _("ținta este %(tinta)s până pe %(pana)s") % {
            "tinta": self._cu_unitate(i.tinta),
            "pana": data_lunga(i.tinta_la),
        }
        return f"{propozitie}; {tinta}."


def _se_vede(parteneriat, rand):
    return rand.verificat_la is not None or parteneriat.stare != Stare.PUBLICAT


def indicatorii(parteneriat, *, toti=False):
    """The indicators as they are read; `toti` also those that a moderator has not read yet."""
    randuri = [i for i in parteneriat.indicatori.all() if toti or _se_vede(parteneriat, i)]
    if randuri and not hasattr(randuri[0], "valabile"):
        return _cu_valorile(randuri)
    return [IndicatorVazut(i, i.valabile) for i in randuri]


def _cu_valorile(randuri):
    valori = {}
    for v in Valoare.objects.valabile().filter(indicator__in=randuri).order_by("la", "pk"):
        valori.setdefault(v.indicator_id, []).append(v)
    return [IndicatorVazut(i, valori.get(i.pk, [])) for i in randuri]


def rapoartele(parteneriat):
    """The reports as they are read: of each term the latest version that may be seen, with `poze` of all of them."""
    depuse = parteneriat.depuse if hasattr(parteneriat, "depuse") else _depuse(parteneriat)
    vazute, poze = {}, {}
    for raport in depuse:  # the latest version of a term first
        if _se_vede(parteneriat, raport):
            vazute.setdefault(raport.luni, raport)
            poze.setdefault(raport.luni, []).extend(raport.fotografii.all())
    for luni, raport in vazute.items():
        raport.poze = sorted(poze[luni], key=lambda f: f.pk)  # a correction of words keeps the pictures
    return [vazute[luni] for luni in sorted(vazute)]


def _depuse(parteneriat):
    return parteneriat.rapoarte.depuse().order_by("luni", "-versiune").prefetch_related("fotografii", "documente")


def reperele(parteneriat):
    return [r for r in parteneriat.repere.all() if _se_vede(parteneriat, r)]


def cheltuit(parteneriat):
    """(lei spent so far, per cent of the total) by the latest report that says it; None when none does."""
    spuse = [r for r in rapoartele(parteneriat) if r.buget_cheltuit is not None]
    if not spuse or parteneriat.fara_bani:
        return None
    suma, total = spuse[-1].buget_cheltuit, parteneriat.buget_total
    return suma, procent(Decimal(suma) / total) if total else None
