"""Where a notice stands, in plain words, for its own people: what happened, what happens next."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from organizatii.parcurs import raspuns
from parteneriate.models import Anunt, Rezultat
from platforma.moderare.models import Decizie, Revizie
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import data_lunga
from platforma.zile import zile_libere


@dataclass
class Situatie:
    """One notice as its authors see it."""

    anunt: Anunt
    propozitie: str
    motiv: str = ""  # the moderator's words, when there is something to act upon
    revizie: Revizie | None = None
    revizie_propozitie: str = ""

    @property
    def cere_ceva(self):
        """Whether it waits for its authors."""
        a = self.anunt
        return a.stare in {Stare.CIORNA, Stare.COMPLETARI} or bool(self.motiv and self.revizie) or a.se_poate_reinnoi


def situatii(anunturi):
    """The notices with their sentences, those that ask for something first; a constant number of queries."""
    anunturi = list(anunturi)
    decizii = _ultimele(Anunt, [a.pk for a in anunturi])
    tip = ContentType.objects.get_for_model(Anunt)
    asteapta = Revizie.objects.in_asteptare().filter(tip_continut=tip, obiect_id__in=[a.pk for a in anunturi])
    reviziile = {r.obiect_id: r for r in asteapta}
    decizii_revizii = _ultimele(Revizie, [r.pk for r in reviziile.values()])
    depuse = [x.stare_din for x in (*anunturi, *reviziile.values()) if x.stare == Stare.TRIMIS]
    libere = zile_libere(min(depuse), max(depuse) + timedelta(days=30)) if depuse else set()
    randuri = []
    for a in anunturi:
        revizie, decizie = reviziile.get(a.pk), decizii.get(a.pk)
        situatia = Situatie(a, _in_cuvinte(a, libere), revizie=revizie)
        if decizie and a.stare in {Stare.COMPLETARI, Stare.RESPINS, Stare.ARHIVAT}:
            situatia.motiv = decizie.motiv
        if revizie:
            situatia.revizie_propozitie = _revizia_in_cuvinte(revizie, libere)
            if revizie.stare == Stare.COMPLETARI and revizie.pk in decizii_revizii:
                situatia.motiv = decizii_revizii[revizie.pk].motiv
        randuri.append(situatia)
    return sorted(randuri, key=lambda s: not s.cere_ceva)


def situatie(anunt):
    return situatii([anunt])[0]


def _ultimele(model, pk_uri):
    """{key: last decision} of these objects."""
    decizii = Decizie.objects.filter(tip_continut=ContentType.objects.get_for_model(model), obiect_id__in=pk_uri)
    return {d.obiect_id: d for d in decizii.order_by("obiect_id", "-la", "-pk").distinct("obiect_id")}


def _in_cuvinte(anunt, libere):
    a, cand = anunt, data_lunga(anunt.stare_din)
    match a.stare:
        case Stare.CIORNA:
            return _("Ciornă din %(cand)s. O vedeți numai dumneavoastră și colegii.") % {"cand": data_lunga(a.creat_la)}
        case Stare.TRIMIS:
            return _("Trimis pe %(cand)s, în verificare; %(raspuns)s.") % {
                "cand": cand,
                "raspuns": raspuns(a.stare_din, libere),
            }
        case Stare.COMPLETARI:
            return _("Pe %(cand)s, un moderator a cerut completări. Ce ați scris s-a păstrat.") % {"cand": cand}
        case Stare.PUBLICAT if a.inchis_la:
            return _("Închis pe %(cand)s: %(rezultat)s.") % {
                "cand": data_lunga(a.inchis_la),
                "rezultat": str(Rezultat(a.rezultat).label).lower(),
            }
        case Stare.PUBLICAT if a.expirat:
            return _("A expirat după %(cand)s. Nu mai apare în listă; îl puteți reînnoi sau închide.") % {
                "cand": data_lunga(a.valabil_pana)
            }
        case Stare.PUBLICAT:
            return _("Public din %(din)s, valabil până pe %(pana)s inclusiv.") % {
                "din": data_lunga(a.publicat_la),
                "pana": data_lunga(a.valabil_pana),
            }
        case Stare.RESPINS:
            return _("Pe %(cand)s, un moderator nu a aprobat publicarea. Nimic nu s-a pierdut.") % {"cand": cand}
        case _:
            return _("Arhivat pe %(cand)s: nu mai este public, dar s-a păstrat.") % {"cand": cand}


def _revizia_in_cuvinte(revizie, libere):
    cand = data_lunga(revizie.stare_din)
    if revizie.stare == Stare.COMPLETARI:
        return _("Pe %(cand)s, un moderator a cerut completări la modificarea propusă.") % {"cand": cand}
    return _("O modificare trimisă pe %(cand)s este în verificare; %(raspuns)s.") % {
        "cand": cand,
        "raspuns": raspuns(revizie.stare_din, libere),
    }


def ce_urmeaza():
    """Sentences said before sending."""
    return [
        _("Un moderator îl citește și vă răspunde prin e-mail, de obicei în 3 zile lucrătoare."),
        _("Dacă este aprobat, apare imediat în listă, pe 90 de zile; îl puteți reînnoi cu un buton."),
        _("Vă arătăm organizațiile și anunțurile care se potrivesc, iar cine este interesat vă scrie de aici."),
    ]
