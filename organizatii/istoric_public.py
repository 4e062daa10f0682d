"""What has changed on a public profile, in words that anybody may read.

Read from the history's own rows. Values are told only of short official fields; of long texts and pictures, only that
they changed. Contact data, addresses and persons are left out altogether: what was hidden or has been taken back must
not come out here.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from organizatii.istoric import LISTE
from organizatii.models import Organizatie, Unire
from platforma.moderare.comparatie import afisare
from platforma.moderare.tranzitii import Stare

CEL_MULT = 500  # newest events read of each table
FEM, MASC = "f", "m"
CU_VALORI = {
    "denumire": (_l("denumirea"), FEM),
    "acronim": (_l("acronimul"), MASC),
    "tip": (_l("tipul"), MASC),
    "forma_juridica": (_l("forma juridică"), FEM),
    "cif": (_l("codul de identificare fiscală"), MASC),
    "nr_registru_special": (_l("numărul din Registrul special"), MASC),
    "nr_registru_national": (_l("numărul din Registrul național ONG"), MASC),
    "stare_registru": (_l("starea în registru"), FEM),
    "an_infiintare": (_l("anul înființării"), MASC),
    "sediu_sector_id": (_l("sectorul sediului"), MASC),
    "site": (_l("adresa site-ului"), FEM),
}
FARA_VALORI = {
    "scop": (_l("scopul"), MASC),
    "descriere": (_l("descrierea"), FEM),
    "ofera": (_l("textul „Ce oferim”"), MASC),
    "cauta": (_l("textul „Ce căutăm”"), MASC),
    "logo": (_l("logoul"), MASC),
    "coperta": (_l("imaginea de copertă"), FEM),
}
NUMELE_LISTELOR = {
    "domenii": _l("domenii"),
    "grupuri": _l("grupuri țintă"),
    "odd": _l("obiective de dezvoltare durabilă"),
    "sectoare": _l("sectoare de activitate"),
    "cartiere": _l("cartiere"),
}
SCHIMBAT = {FEM: _l("%(ce)s schimbată"), MASC: _l("%(ce)s schimbat")}
DIN_IN = {
    FEM: _l("%(ce)s schimbată din „%(vechi)s” în „%(nou)s”"),
    MASC: _l("%(ce)s schimbat din „%(vechi)s” în „%(nou)s”"),
}
ADAUGAT = {FEM: _l("%(ce)s adăugată: „%(nou)s”"), MASC: _l("%(ce)s adăugat: „%(nou)s”")}
SCOS = {FEM: _l("%(ce)s scoasă; era „%(vechi)s”"), MASC: _l("%(ce)s scos; era „%(vechi)s”")}


@dataclass(frozen=True)
class Linie:
    la: datetime
    text: str


def linii(organizatie):
    """The lines of a public profile, newest first; a constant number of queries."""
    if organizatie.publicat_la is None:
        return []
    toate = [*_din_coloane(organizatie), *_din_liste(organizatie), *_din_uniri(organizatie)]
    return sorted(toate, key=lambda linie: linie.la, reverse=True)


def _din_coloane(organizatie):
    campuri = [*CU_VALORI, *FARA_VALORI, "revendicata"]
    dupa = {camp: getattr(organizatie, camp) for camp in campuri}
    evenimente = organizatie.events.filter(pgh_label="update").order_by("-pgh_id")
    for inainte in evenimente.values("pgh_created_at", "stare", *campuri)[:CEL_MULT]:
        if inainte["stare"] == Stare.PUBLICAT:
            for text in _diferente(inainte, dupa):
                yield Linie(inainte["pgh_created_at"], text)
        dupa = inainte


def _diferente(inainte, dupa):
    for camp, (ce, gen) in CU_VALORI.items():
        vechi, nou = _in_cuvinte(camp, inainte[camp]), _in_cuvinte(camp, dupa[camp])
        if vechi != nou:
            tipar = DIN_IN if vechi and nou else ADAUGAT if nou else SCOS
            yield tipar[gen] % {"ce": ce, "vechi": vechi, "nou": nou}
    for camp, (ce, gen) in FARA_VALORI.items():
        if str(inainte[camp] or "") != str(dupa[camp] or ""):
            yield SCHIMBAT[gen] % {"ce": ce}
    if dupa["revendicata"] and not inainte["revendicata"]:
        yield _("organizația are de acum reprezentanți pe platformă")


def _in_cuvinte(camp, valoare):
    if camp == "sediu_sector_id":
        return _("Sectorul %(n)s") % {"n": valoare} if valoare else ""
    return afisare(Organizatie._meta.get_field(camp), valoare)


def _din_liste(organizatie):
    """What was put in and taken out, what one transaction did together."""
    for nume, legatura in LISTE.items():
        camp = Organizatie._meta.get_field(nume)
        cheie = f"{camp.m2m_reverse_field_name()}_id"
        evenimente = legatura.pgh_event_model.objects.filter(
            organizatie=organizatie.pk, pgh_created_at__gt=organizatie.publicat_la
        ).order_by("-pgh_id")[:CEL_MULT]
        randuri = list(evenimente.values_list("pgh_created_at", "pgh_label", cheie))
        nume_dupa_cheie = camp.related_model.objects.in_bulk({pk for _la, _fel, pk in randuri})
        pe_moment = defaultdict(lambda: {"insert": set(), "delete": set()})
        for la, fel, pk in randuri:
            pe_moment[la][fel].add(str(nume_dupa_cheie.get(pk, "")))
        for la, schimbari in pe_moment.items():
            if text := _lista_in_cuvinte(nume, schimbari["insert"], schimbari["delete"]):
                yield Linie(la, text)


def _din_uniri(organizatie):
    uniri = Unire.objects.active().filter(tinta=organizatie).values_list("la", "sursa__denumire")
    for la, denumire in uniri[:CEL_MULT]:
        yield Linie(la, _("profilul „%(nume)s” a fost unit cu acesta") % {"nume": denumire})


def _lista_in_cuvinte(nume, puse, scoase):
    ramase_puse, ramase_scoase = sorted(puse - scoase - {""}), sorted(scoase - puse - {""})
    parti = []
    if ramase_puse:
        parti.append(_("adăugate: %(care)s") % {"care": ", ".join(ramase_puse)})
    if ramase_scoase:
        parti.append(_("scoase: %(care)s") % {"care": ", ".join(ramase_scoase)})
    return f"{NUMELE_LISTELOR[nume]} – {'; '.join(parti)}" if parti else ""
