"""Where a profile stands, in plain words, for its own people: what happened, what happens next, what to do.

Members are named to each other; of staff the public learns only „un moderator”.
"""

from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organizatii.models import Membru, Organizatie
from platforma.moderare.coada import TERMEN
from platforma.moderare.comparatie import randuri
from platforma.moderare.models import Decizie, Revizie
from platforma.moderare.tranzitii import Actiune, Stare
from platforma.templatetags.platforma import data_lunga
from platforma.zile import peste_zile_lucratoare, zile_libere

IN_ACELASI_TIMP = timedelta(seconds=2)
ALE_MODERATORULUI = {Actiune.APROBA, Actiune.CERE_COMPLETARI, Actiune.RESPINGE, Actiune.RESTAUREAZA, Actiune.REASEAZA}


@dataclass(frozen=True)
class Pas:
    """The one thing to do next: a link, or with `post` a button that does it."""

    eticheta: str
    adresa: str
    post: bool = False


@dataclass
class Situatie:
    """One organisation as its members see it."""

    organizatie: Organizatie
    rol: str
    propozitie: str
    lipsuri: list = field(default_factory=list)
    pas: Pas | None = None
    motiv: str = ""  # the moderator's words, when there is something to act upon
    revizie: Revizie | None = None
    revizie_propozitie: str = ""


def situatii(utilizator):
    """The person's organisations, those that ask for something first; a constant number of queries."""
    calitati = list(
        Membru.objects.filter(utilizator=utilizator)
        .select_related("organizatie")
        .prefetch_related("organizatie__domenii", "organizatie__sectoare")
    )
    organizatii = [c.organizatie for c in calitati]
    ultimele = _ultimele(Organizatie, [o.pk for o in organizatii])
    reviziile = _in_asteptare(organizatii)
    deciziile_reviziilor = _ultimele(Revizie, [r.pk for r in reviziile.values()])
    depuse = [x.stare_din for x in (*organizatii, *reviziile.values()) if x.stare == Stare.TRIMIS]
    libere = zile_libere(min(depuse), max(depuse) + timedelta(days=30)) if depuse else set()
    randuri = []
    for calitate in calitati:
        organizatie = calitate.organizatie
        revizie = reviziile.get(organizatie.pk)
        decizia_reviziei = deciziile_reviziilor.get(revizie.pk) if revizie else None
        randuri.append(_situatie(calitate, ultimele.get(organizatie.pk), revizie, decizia_reviziei, libere))
    return sorted(randuri, key=lambda s: s.pas is None or (s.organizatie.stare == Stare.PUBLICAT and not s.motiv))


def situatie(organizatie, utilizator):
    """The same for one organisation of which the person is a member."""
    return next(s for s in situatii(utilizator) if s.organizatie.pk == organizatie.pk)


def _ultimele(model, pk_uri):
    """{key: last decision} of these objects."""
    tip = ContentType.objects.get_for_model(model)
    decizii = Decizie.objects.filter(tip_continut=tip, obiect_id__in=pk_uri)
    return {d.obiect_id: d for d in decizii.order_by("obiect_id", "-la", "-pk").distinct("obiect_id")}


def _in_asteptare(organizatii):
    tip = ContentType.objects.get_for_model(Organizatie)
    reviziile = Revizie.objects.in_asteptare().filter(tip_continut=tip, obiect_id__in=[o.pk for o in organizatii])
    return {r.obiect_id: r for r in reviziile}


def _situatie(calitate, decizie, revizie, decizia_reviziei, libere):
    o = calitate.organizatie
    lipsuri = o.lipsuri() if o.stare in {Stare.CIORNA, Stare.COMPLETARI} else []
    motiv = decizie.motiv if decizie and o.stare in {Stare.COMPLETARI, Stare.RESPINS, Stare.ARHIVAT} else ""
    situatia = Situatie(
        o, calitate.rol, _in_cuvinte(o, decizie, libere), lipsuri, _pasul(o, lipsuri, revizie), motiv, revizie
    )
    if revizie:
        situatia.revizie_propozitie = _revizia_in_cuvinte(revizie, libere)
        if revizie.stare == Stare.COMPLETARI and decizia_reviziei:
            situatia.motiv = decizia_reviziei.motiv
    return situatia


def raspuns(de_la, libere):
    """When an answer comes: the usual working days and their last day, or that it is late."""
    pana = peste_zile_lucratoare(de_la, TERMEN, libere)
    if pana < timezone.localdate():
        return _("răspunsul întârzie, dar vine: nu trebuie să faceți nimic")
    return ngettext(
        "răspundem de obicei într-o zi lucrătoare, până pe %(pana)s",
        "răspundem de obicei în %(n)s zile lucrătoare, până pe %(pana)s",
        TERMEN,
    ) % {"n": TERMEN, "pana": data_lunga(pana)}


def _in_cuvinte(organizatie, decizie, libere):
    o, cand = organizatie, data_lunga(organizatie.stare_din)
    match o.stare:
        case Stare.CIORNA if decizie and decizie.actiune == Actiune.RETRAGE:
            return _("Retrasă pe %(cand)s, ca să o modificați. Trimiteți-o din nou când este gata.") % {"cand": cand}
        case Stare.CIORNA if decizie and decizie.actiune == Actiune.REDESCHIDE:
            return _("Redeschisă pe %(cand)s. Corectați ce a spus moderatorul și trimiteți-o din nou.") % {"cand": cand}
        case Stare.CIORNA:
            return _("Ciornă începută pe %(cand)s. O vedeți numai dumneavoastră și colegii din organizație.") % {
                "cand": data_lunga(o.creat_la)
            }
        case Stare.TRIMIS:
            return _("Trimis pe %(cand)s, în verificare; %(raspuns)s. Primiți un e-mail când se decide.") % {
                "cand": cand,
                "raspuns": raspuns(o.stare_din, libere),
            }
        case Stare.COMPLETARI:
            return _("Pe %(cand)s, un moderator a cerut completări. Ce ați scris s-a păstrat.") % {"cand": cand}
        case Stare.PUBLICAT:
            return _("Public din %(cand)s: îl găsesc cetățenii, autoritățile și celelalte organizații.") % {
                "cand": data_lunga(o.publicat_la)
            }
        case Stare.RESPINS:
            return _("Pe %(cand)s, un moderator nu a aprobat publicarea. Nimic nu s-a pierdut.") % {"cand": cand}
        case _:
            return _("Arhivat pe %(cand)s: nu mai este public, dar datele s-au păstrat.") % {"cand": cand}


def _revizia_in_cuvinte(revizie, libere):
    cand = data_lunga(revizie.stare_din)
    if revizie.stare == Stare.COMPLETARI:
        return _("Pe %(cand)s, un moderator a cerut completări la modificarea propusă.") % {"cand": cand}
    return _("O modificare trimisă pe %(cand)s este în verificare; %(raspuns)s.") % {
        "cand": cand,
        "raspuns": raspuns(revizie.stare_din, libere),
    }


def _pasul(organizatie, lipsuri, revizie):
    """The clear next action, or None while there is nothing to do but wait."""

    def adresa(nume, *argumente):
        return reverse(f"organizatii:{nume}", args=[organizatie.pk, *argumente])

    match organizatie.stare:
        case Stare.CIORNA | Stare.COMPLETARI if lipsuri:
            n = len(lipsuri)
            eticheta = ngettext("Completați ce lipsește (%(n)s lucru)", "Completați ce lipsește (%(n)s lucruri)", n)
            return Pas(eticheta % {"n": n}, adresa("modifica", lipsuri[0].sectiune))
        case Stare.CIORNA:
            return Pas(_("Trimiteți spre validare"), adresa("trimite"))
        case Stare.COMPLETARI:
            return Pas(_("Completați și trimiteți din nou"), adresa("spatiu_organizatie"))
        case Stare.PUBLICAT if revizie and revizie.stare == Stare.COMPLETARI:
            return Pas(_("Completați modificarea"), adresa("spatiu_organizatie"))
        case Stare.PUBLICAT:
            return Pas(_("Modificați profilul"), adresa("spatiu_organizatie"))
        case Stare.RESPINS:
            return Pas(_("Redeschideți și corectați"), adresa("redeschide"), post=True)
    return None


def propuneri(organizatie, revizie):
    """Rows (label, public value, proposed value) of a pending change, in the order of the model's fields."""
    propusa = revizie.aseaza(copy(organizatie))
    nume = [camp.name for camp in organizatie._meta.concrete_fields if camp.name in revizie.campuri]
    return [(rand.eticheta, rand.acum, rand.propus) for rand in randuri(propusa, nume, revizie.inainte())]


# --- what happened ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Intamplare:
    la: datetime
    text: str
    motiv: str
    stare: str  # where it led, for the mark beside it


def parcurs(organizatie):
    """What happened to the profile and to its changes, newest first, as rows (Intamplare)."""
    tip = ContentType.objects.get_for_model(Organizatie)
    tip_revizie = ContentType.objects.get_for_model(Revizie)
    reviziile = Revizie.objects.filter(tip_continut=tip, obiect_id=organizatie.pk).values("pk")
    decizii = Decizie.objects.filter(tip_continut=tip, obiect_id=organizatie.pk) | Decizie.objects.filter(
        tip_continut=tip_revizie, obiect_id__in=reviziile
    )
    decizii = fara_inlocuiri(list(decizii.select_related("de").order_by("-la", "-pk")))
    membri = set(Membru.objects.filter(organizatie=organizatie).values_list("utilizator", flat=True))
    randuri = [
        Intamplare(d.la, _propozitie(d, membri, d.tip_continut_id == tip_revizie.pk), d.motiv, d.spre) for d in decizii
    ]
    randuri.append(Intamplare(organizatie.creat_la, _("Profil început"), "", Stare.CIORNA))
    return randuri


def fara_inlocuiri(decizii):
    """Without the withdrawals that only made room for a newer proposal, sent in the same breath."""
    trimise = [d.la for d in decizii if d.actiune == Actiune.TRIMITE]
    return [
        d
        for d in decizii
        if d.actiune != Actiune.ANULEAZA or not any(timedelta() <= la - d.la < IN_ACELASI_TIMP for la in trimise)
    ]


def _cine(decizie, membri):
    if decizie.actiune not in ALE_MODERATORULUI and decizie.de_id in membri:
        return str(decizie.de)
    if decizie.de_id is None:
        return _("platforma")
    autor = decizie.actiune in {Actiune.TRIMITE, Actiune.RETRAGE, Actiune.REDESCHIDE}
    return _("un fost membru") if autor else _("un moderator")


PROFIL = {
    Actiune.TRIMITE: gettext_lazy("Trimis spre validare de %(cine)s"),
    Actiune.RETRAGE: gettext_lazy("Retras pentru modificări de %(cine)s"),
    Actiune.APROBA: gettext_lazy("Aprobat și publicat de %(cine)s"),
    Actiune.CERE_COMPLETARI: gettext_lazy("Completări cerute de %(cine)s"),
    Actiune.RESPINGE: gettext_lazy("Neaprobat de %(cine)s"),
    Actiune.REDESCHIDE: gettext_lazy("Redeschis de %(cine)s"),
    Actiune.ARHIVEAZA: gettext_lazy("Arhivat de %(cine)s"),
    Actiune.RESTAUREAZA: gettext_lazy("Scos din arhivă de %(cine)s"),
}
MODIFICARE = {
    Actiune.TRIMITE: gettext_lazy("Modificare trimisă spre verificare de %(cine)s"),
    Actiune.APROBA: gettext_lazy("Modificare aprobată de %(cine)s"),
    Actiune.CERE_COMPLETARI: gettext_lazy("Completări la modificare, cerute de %(cine)s"),
    Actiune.RESPINGE: gettext_lazy("Modificare neaprobată de %(cine)s"),
    Actiune.ANULEAZA: gettext_lazy("Modificare retrasă de %(cine)s"),
    Actiune.REASEAZA: gettext_lazy("Modificare comparată din nou cu profilul public de %(cine)s"),
}


def _propozitie(decizie, membri, modificare):
    tipar = (MODIFICARE if modificare else PROFIL).get(decizie.actiune)
    return tipar % {"cine": _cine(decizie, membri)} if tipar else decizie.get_actiune_display()
