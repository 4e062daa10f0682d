"""Where an item stands, in plain words, for its own people: what happened, what happens next.

Members are named to each other; of staff the public learns only „un moderator”.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noutati.models import Noutate
from organizatii.parcurs import ALE_MODERATORULUI, Intamplare, fara_inlocuiri, raspuns
from platforma.moderare.models import Decizie, Revizie
from platforma.moderare.tranzitii import Actiune, Stare
from platforma.templatetags.platforma import data_lunga, data_ora
from platforma.zile import zile_libere


@dataclass
class Situatie:
    """One item as its authors see it."""

    noutate: Noutate
    propozitie: str
    motiv: str = ""  # the moderator's words, when there is something to act upon
    revizie: Revizie | None = None
    revizie_propozitie: str = ""

    @property
    def cere_ceva(self):
        """Whether it waits for its authors."""
        return self.noutate.stare in {Stare.CIORNA, Stare.COMPLETARI} or bool(self.motiv and self.revizie)


def situatii(noutati):
    """The items with their sentences, those that ask for something first; a constant number of queries."""
    noutati = list(noutati)
    decizii = _ultimele(Noutate, [n.pk for n in noutati])
    tip = ContentType.objects.get_for_model(Noutate)
    asteapta = Revizie.objects.in_asteptare().filter(tip_continut=tip, obiect_id__in=[n.pk for n in noutati])
    reviziile = {r.obiect_id: r for r in asteapta}
    decizii_revizii = _ultimele(Revizie, [r.pk for r in reviziile.values()])
    depuse = [x.stare_din for x in (*noutati, *reviziile.values()) if x.stare == Stare.TRIMIS]
    libere = zile_libere(min(depuse), max(depuse) + timedelta(days=30)) if depuse else set()
    randuri = []
    for n in noutati:
        revizie, decizie = reviziile.get(n.pk), decizii.get(n.pk)
        situatia = Situatie(n, _in_cuvinte(n, libere), revizie=revizie)
        if decizie and n.stare in {Stare.COMPLETARI, Stare.RESPINS, Stare.ARHIVAT}:
            situatia.motiv = decizie.motiv
        if revizie:
            situatia.revizie_propozitie = _revizia_in_cuvinte(revizie, libere)
            if revizie.stare == Stare.COMPLETARI and revizie.pk in decizii_revizii:
                situatia.motiv = decizii_revizii[revizie.pk].motiv
        randuri.append(situatia)
    return sorted(randuri, key=lambda s: not s.cere_ceva)


def situatie(noutate):
    return situatii([noutate])[0]


def _ultimele(model, pk_uri):
    """{key: last decision} of these objects."""
    decizii = Decizie.objects.filter(tip_continut=ContentType.objects.get_for_model(model), obiect_id__in=pk_uri)
    return {d.obiect_id: d for d in decizii.order_by("obiect_id", "-la", "-pk").distinct("obiect_id")}


def _in_cuvinte(noutate, libere):
    n, cand = noutate, data_lunga(noutate.stare_din)
    match n.stare:
        case Stare.CIORNA:
            return _("Ciornă din %(cand)s. O vedeți numai dumneavoastră și colegii.") % {"cand": data_lunga(n.creat_la)}
        case Stare.TRIMIS:
            return _("Trimisă pe %(cand)s, în verificare; %(raspuns)s.") % {
                "cand": cand,
                "raspuns": raspuns(n.stare_din, libere),
            }
        case Stare.COMPLETARI:
            return _("Pe %(cand)s, un moderator a cerut completări. Ce ați scris s-a păstrat.") % {"cand": cand}
        case Stare.PUBLICAT if n.programata:
            return _("Aprobată. Apare singură pe %(cand)s.") % {"cand": data_ora(n.vizibila_din)}
        case Stare.PUBLICAT if n.expirata:
            return _("Publicată pe %(cand)s și retrasă la termenul ales, pe %(retras)s.") % {
                "cand": data_lunga(n.vizibila_din),
                "retras": data_lunga(n.retrage_la),
            }
        case Stare.PUBLICAT if n.retrage_la:
            return _("Publică din %(cand)s, până pe %(retras)s.") % {
                "cand": data_lunga(n.vizibila_din),
                "retras": data_ora(n.retrage_la),
            }
        case Stare.PUBLICAT:
            return _("Publică din %(cand)s.") % {"cand": data_lunga(n.vizibila_din)}
        case Stare.RESPINS:
            return _("Pe %(cand)s, un moderator nu a aprobat publicarea. Nimic nu s-a pierdut.") % {"cand": cand}
        case _:
            return _("Arhivată pe %(cand)s: nu mai este publică, dar s-a păstrat.") % {"cand": cand}


def _revizia_in_cuvinte(revizie, libere):
    cand = data_lunga(revizie.stare_din)
    if revizie.stare == Stare.COMPLETARI:
        return _("Pe %(cand)s, un moderator a cerut completări la modificarea propusă.") % {"cand": cand}
    return _("O modificare trimisă pe %(cand)s este în verificare; %(raspuns)s.") % {
        "cand": cand,
        "raspuns": raspuns(revizie.stare_din, libere),
    }


def ce_urmeaza(noutate):
    """Sentences said before sending: who reads it, when it appears and where, how it can be undone."""
    n = noutate
    apare = _("Dacă este aprobată, apare imediat în lista de noutăți, în fluxuri și pe profilul organizației.")
    if n.publica_la and n.publica_la > timezone.now():
        apare = _("Dacă este aprobată, apare pe %(cand)s în lista de noutăți, în fluxuri și pe profil.") % {
            "cand": data_ora(n.publica_la)
        }
    return [
        _("Un moderator o citește și vă răspunde prin e-mail, de obicei în 3 zile lucrătoare."),
        apare,
        _("Până la decizie o puteți retrage; după publicare o puteți modifica sau arhiva oricând."),
    ]


# --- what happened ------------------------------------------------------------------------------------------------
NOUTATE = {
    Actiune.TRIMITE: gettext_lazy("Trimisă spre verificare de %(cine)s"),
    Actiune.RETRAGE: gettext_lazy("Retrasă pentru modificări de %(cine)s"),
    Actiune.APROBA: gettext_lazy("Aprobată de %(cine)s"),
    Actiune.PUBLICA: gettext_lazy("Publicată de %(cine)s"),
    Actiune.CERE_COMPLETARI: gettext_lazy("Completări cerute de %(cine)s"),
    Actiune.RESPINGE: gettext_lazy("Neaprobată de %(cine)s"),
    Actiune.REDESCHIDE: gettext_lazy("Redeschisă de %(cine)s"),
    Actiune.ARHIVEAZA: gettext_lazy("Arhivată de %(cine)s"),
    Actiune.RESTAUREAZA: gettext_lazy("Scoasă din arhivă de %(cine)s"),
}
MODIFICARE = {
    Actiune.TRIMITE: gettext_lazy("Modificare trimisă spre verificare de %(cine)s"),
    Actiune.APROBA: gettext_lazy("Modificare aprobată de %(cine)s"),
    Actiune.CERE_COMPLETARI: gettext_lazy("Completări la modificare, cerute de %(cine)s"),
    Actiune.RESPINGE: gettext_lazy("Modificare neaprobată de %(cine)s"),
    Actiune.ANULEAZA: gettext_lazy("Modificare retrasă de %(cine)s"),
    Actiune.REASEAZA: gettext_lazy("Modificare comparată din nou cu pagina publică de %(cine)s"),
}


def parcurs(noutate):
    """What happened to the item and to its changes, newest first, as rows (Intamplare)."""
    tip = ContentType.objects.get_for_model(Noutate)
    tip_revizie = ContentType.objects.get_for_model(Revizie)
    reviziile = Revizie.objects.filter(tip_continut=tip, obiect_id=noutate.pk).values("pk")
    decizii = Decizie.objects.filter(tip_continut=tip, obiect_id=noutate.pk) | Decizie.objects.filter(
        tip_continut=tip_revizie, obiect_id__in=reviziile
    )
    decizii = fara_inlocuiri(list(decizii.select_related("de").defer("instantaneu").order_by("-la", "-pk")))
    membri = set(noutate.organizatie.membri.values_list("utilizator", flat=True))
    randuri = []
    for d in decizii:
        tipar = (MODIFICARE if d.tip_continut_id == tip_revizie.pk else NOUTATE)[d.actiune]
        randuri.append(Intamplare(d.la, tipar % {"cine": _cine(d, membri)}, d.motiv, d.spre))
    return [*randuri, Intamplare(noutate.creat_la, _("Noutate începută"), "", Stare.CIORNA)]


def _cine(decizie, membri):
    if decizie.de_id is None:
        return _("platforma")
    if decizie.actiune in ALE_MODERATORULUI or (decizie.actiune == Actiune.ARHIVEAZA and decizie.de_id not in membri):
        return _("un moderator")
    return str(decizie.de) if decizie.de_id in membri else _("un fost membru")
