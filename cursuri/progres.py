"""How far somebody is from a certificate, in words and for a table. The rule is `eligibilitate`; here it is only asked
what would happen if she came to everything that is left, or missed some of it."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cursuri.eligibilitate import Conditii, Situatie, Verdict, conditiile, situatiile, verdict
from cursuri.models import Cerere, Prezenta
from platforma.prezenta.models import StarePrezenta

DEPLIN = 100  # points of the assessment


class Risc(models.IntegerChoices):
    """The most pressing first."""

    PIERDUT = 0, gettext_lazy("nu mai poate îndeplini condițiile")
    DE_MOTIVAT = 1, gettext_lazy("numai cu o absență motivată")
    LA_LIMITA = 2, gettext_lazy("nu mai poate lipsi")
    IN_CURS = 3, gettext_lazy("în curs")
    INDEPLINITE = 4, gettext_lazy("condiții îndeplinite")


@dataclass(frozen=True)
class Progres:
    cerere: Cerere
    situatie: Situatie
    conditii: Conditii
    verdict: Verdict
    ramase: int  # sessions of which it is not known yet whether she comes
    incercari_ramase: int

    @property
    def poate_lipsi(self):
        """How many of the sessions left she may miss without a reason; None when not even coming to all is enough."""
        for lipse in range(self.ramase, -1, -1):
            if self._daca(self.ramase - lipse).ok:
                return lipse
        return None

    @property
    def ajuta_o_motivare(self):
        """Whether she would have enough if those of her absences were excused that still may be."""
        s = self.situatie
        absente = s.sesiuni - self.ramase - s.prezente - s.motivate
        return self._daca(self.ramase, s.motivate + absente).ok

    @property
    def mai_poate_promova(self):
        """Whether the assessment is passed, or may still be."""
        prag, punctaj = self.conditii.prag_evaluare, self.situatie.punctaj
        return prag is None or (punctaj is not None and punctaj >= prag) or self.incercari_ramase > 0

    @property
    def risc(self):
        if self.verdict.ok:
            return Risc.INDEPLINITE
        poate_lipsi = self.poate_lipsi
        if not self.mai_poate_promova:
            return Risc.PIERDUT
        if poate_lipsi is None:
            return Risc.DE_MOTIVAT if self.ajuta_o_motivare else Risc.PIERDUT
        return Risc.LA_LIMITA if self.ramase and poate_lipsi == 0 else Risc.IN_CURS

    @property
    def lipsuri(self):
        """What is missing of her own; that some attendance is not closed yet is the same for everybody."""
        return verdict(replace(self.situatie, deschise=0), self.conditii).motive

    @property
    def prezenta_in_cuvinte(self):
        return _("prezență %(prezente)s din %(numarate)s") % {
            "prezente": self.verdict.prezente,
            "numarate": self.verdict.numarate,
        }

    @property
    def evaluare_in_cuvinte(self):
        """Nothing for a course without an assessment."""
        if self.conditii.prag_evaluare is None:
            return ""
        if self.situatie.punctaj is None:
            return _("evaluare: încă nu")
        return _("evaluare %(punctaj)s din 100") % {"punctaj": self.situatie.punctaj}

    @property
    def pe_scurt(self):
        """„prezență 7 din 8 · evaluare 85 din 100 · condiții îndeplinite”"""
        return " · ".join(filter(None, [self.prezenta_in_cuvinte, self.evaluare_in_cuvinte, str(self.risc.label)]))

    def _daca(self, inca_prezente, motivate=None):
        """The verdict of attendance once everything is over, if she came to so many of the sessions left."""
        s = self.situatie
        prezente, motivate = s.prezente + inca_prezente, s.motivate if motivate is None else motivate
        return verdict(replace(s, deschise=0, prezente=prezente, motivate=motivate, punctaj=DEPLIN), self.conditii)


def progresele(serie, cereri=None):
    """[Progres] of the learners of a series (or of these), in their order, in a fixed number of queries."""
    cereri = list(serie.cereri.confirmate().select_related("organizatie") if cereri is None else cereri)
    conditii = conditiile(serie)
    stiute = _stiute(serie, cereri)
    return [
        Progres(
            cerere=cerere,
            situatie=situatie,
            conditii=conditii,
            verdict=verdict(situatie, conditii),
            ramase=situatie.deschise - stiute[cerere.pk],
            incercari_ramase=max(0, serie.incercari - situatie.incercari),
        )
        for cerere, situatie in zip(cereri, situatiile(serie, cereri).values(), strict=True)
    ]


def progresul(cerere):
    return progresele(cerere.serie, [cerere])[0]


def ale(cereri):
    """{key of the application: Progres} of learners at any series; queries grow with the series, not the learners."""
    pe_serii = {}
    for cerere in cereri:
        pe_serii.setdefault(cerere.serie, []).append(cerere)
    return {p.cerere.pk: p for serie, ale_ei in pe_serii.items() for p in progresele(serie, ale_ei)}


def _stiute(serie, cereri):
    """{key of the application: sessions not closed yet at which she is marked already, as present or with a reason}"""
    randuri = Prezenta.objects.filter(
        cerere__in=cereri, sesiune__in=serie.sesiuni.tinute().filter(prezenta_inchisa_la=None)
    )
    return Counter(randuri.exclude(stare=StarePrezenta.ABSENT).values_list("cerere_id", flat=True))


def sesiunile(cerere):
    """[(session, her row or None)] of the sessions that are held, in their order."""
    randuri = {p.sesiune_id: p for p in Prezenta.objects.filter(cerere=cerere)}
    return [(sesiune, randuri.get(sesiune.pk)) for sesiune in cerere.serie.sesiuni.tinute()]
