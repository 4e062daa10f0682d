"""What a certificate asks for: one pure rule, and the facts it is put to. Nothing else decides.

Source of the thresholds: the series itself (`Serie.prag_prezenta`, `motivate`, `prag_evaluare`); 80 % of the sessions
is the project's own rule.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cursuri.models import Cerere, Prezenta, Rezultat, StareCerere
from platforma.prezenta.models import StarePrezenta


@dataclass(frozen=True)
class Situatie:
    """The facts of one learner. Sessions that are not held are not counted anywhere."""

    sesiuni: int  # of the series
    deschise: int  # of them, with an attendance not closed yet
    prezente: int
    motivate: int  # absences with a reason
    punctaj: int | None  # the best attempt in force, of 100
    incercari: int  # attempts made
    confirmata: bool = True  # the seat is still hers


@dataclass(frozen=True)
class Conditii:
    """The thresholds of a series."""

    prag_prezenta: int  # percent
    motivate: int  # so many absences with a reason are left out of the count
    prag_evaluare: int | None  # points of 100


@dataclass(frozen=True)
class Verdict:
    """`motive`: Romanian sentences that say what is missing; empty exactly when `ok`."""

    ok: bool
    prezente: int
    numarate: int  # sessions that her attendance is measured against
    punctaj: int | None
    motive: tuple = field(default_factory=tuple)

    @property
    def prezenta(self):
        """Share of the counted sessions, 0 to 1 exactly."""
        return Fraction(self.prezente, self.numarate) if self.numarate else Fraction(0)


def verdict(situatie, conditii):
    """Whether these facts earn a certificate. Pure: reads nothing, writes nothing.

    An absence with a reason makes the count smaller, up to `conditii.motivate` of them, and never to nothing. The
    share is compared exactly, without rounding: 79.9 % is below 80 %.
    """
    iertate = min(situatie.motivate, conditii.motivate, max(situatie.sesiuni - 1, 0))
    numarate = situatie.sesiuni - iertate
    prezenta = Fraction(situatie.prezente, numarate) if numarate else Fraction(0)
    motive = []
    if not situatie.confirmata:
        motive.append(_("Locul la curs nu mai este confirmat."))
    if situatie.deschise:
        motive.append(
            ngettext(
                "Mai este %(n)s sesiune la care prezența nu este încheiată.",
                "Mai sunt %(n)s sesiuni la care prezența nu este încheiată.",
                situatie.deschise,
            )
            % {"n": situatie.deschise}
        )
    if not situatie.sesiuni or prezenta * 100 < conditii.prag_prezenta:
        motive.append(
            _("Prezența este %(prezente)s din %(numarate)s; este nevoie de cel puțin %(prag)s %%.")
            % {"prezente": situatie.prezente, "numarate": numarate, "prag": conditii.prag_prezenta}
        )
    if conditii.prag_evaluare is not None and situatie.punctaj is None:
        motive.append(_("Evaluarea nu a fost dată."))
    elif conditii.prag_evaluare is not None and situatie.punctaj < conditii.prag_evaluare:
        motive.append(
            _("Punctajul la evaluare este %(punctaj)s; este nevoie de cel puțin %(prag)s din 100.")
            % {"punctaj": situatie.punctaj, "prag": conditii.prag_evaluare}
        )
    return Verdict(
        ok=not motive,
        prezente=situatie.prezente,
        numarate=numarate,
        punctaj=situatie.punctaj if conditii.prag_evaluare is not None else None,
        motive=tuple(motive),
    )


def conditiile(serie):
    return Conditii(serie.prag_prezenta, serie.motivate, serie.prag_evaluare)


def situatiile(serie, cereri=None):
    """{key of the application: Situatie} of the learners of a series, in three queries whatever their number."""
    cereri = list(serie.cereri.confirmate() if cereri is None else cereri)
    inchise = dict(serie.sesiuni.tinute().values_list("pk", "prezenta_inchisa_la"))
    prezente = {cerere.pk: [] for cerere in cereri}
    randuri = Prezenta.objects.filter(cerere__in=cereri, sesiune__in=list(inchise))
    for cerere_pk, stare in randuri.values_list("cerere_id", "stare"):
        prezente[cerere_pk].append(stare)
    puncte = {cerere.pk: [] for cerere in cereri}
    for cerere_pk, punctaj in (
        Rezultat.objects.in_vigoare().filter(cerere__in=cereri).values_list("cerere_id", "punctaj")
    ):
        puncte[cerere_pk].append(punctaj)
    return {
        cerere.pk: Situatie(
            sesiuni=len(inchise),
            deschise=sum(cand is None for cand in inchise.values()),
            prezente=prezente[cerere.pk].count(StarePrezenta.PREZENT),
            motivate=prezente[cerere.pk].count(StarePrezenta.MOTIVAT),
            punctaj=max(puncte[cerere.pk], default=None),
            incercari=len(puncte[cerere.pk]),
            confirmata=cerere.stare == StareCerere.CONFIRMATA,
        )
        for cerere in cereri
    }


def verdictele(serie, cereri=None):
    """{key of the application: Verdict} of the learners of a series."""
    conditii = conditiile(serie)
    return {pk: verdict(situatie, conditii) for pk, situatie in situatiile(serie, cereri).items()}


def verdictul(cerere):
    """The Verdict of one application, from rows read now."""
    return verdictele(cerere.serie, [Cerere.objects.get(pk=cerere.pk)])[cerere.pk]
