"""The open data of partnerships: what their pages show, one row each, and nothing of a person."""

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parteneriate.models import Ocazie
from parteneriate.pagina import Pagina
from platforma.tabele import Coloana


def _parti(parteneriat):
    return "; ".join(f"{p.organizatie.denumire} ({p.get_rol_display()})" for p in parteneriat.partile)


def _verificarea(parteneriat, ocazie):
    return next((v for v in parteneriat.verificari_cunoscute if v.ocazie == ocazie), None)


def _rezultatul(parteneriat, ocazie):
    verificare = _verificarea(parteneriat, ocazie)
    return verificare and verificare.get_rezultat_display()


def _raspuns_la(parteneriat, ocazie):
    verificare = _verificarea(parteneriat, ocazie)
    return verificare and verificare.confirmat_la


def _indicatori(parteneriat):
    """„Curți amenajate: de la 0 curți la 7 curți (ținta 12 curți până la 2027-05-13)”, one after the other."""
    return "; ".join(_indicator(i) for i in Pagina(parteneriat).indicatori)


def _indicator(vazut):
    acum = vazut.acum_text or gettext("nicio valoare")
    text = gettext("%(nume)s: de la %(baza)s la %(acum)s") % {
        "nume": vazut.indicator.nume, "baza": vazut.baza_text, "acum": acum
    }  # fmt: skip
    if not vazut.tinta_text:
        return text
    return gettext("%(text)s (ținta %(tinta)s până la %(pana)s)") % {
        "text": text, "tinta": vazut.tinta_text, "pana": vazut.indicator.tinta_la.isoformat()
    }  # fmt: skip


COLOANE = [
    Coloana(_("Titlu"), lambda p: p.titlu, latime=50),
    Coloana(_("Etapa"), lambda p: p.get_etapa_display()),
    Coloana(_("Tipul"), lambda p: p.tip.nume, latime=40),
    Coloana(_("Temei legal"), lambda p: p.tip.temei, latime=40),
    Coloana(_("Rezumat"), lambda p: p.rezumat, latime=60),
    Coloana(_("Părți"), _parti, latime=60),
    Coloana(_("Domenii"), lambda p: "; ".join(d.nume for d in p.domenii.all()), latime=30),
    Coloana(_("Unde"), lambda p: Pagina(p).unde),
    Coloana(_("Semnat la"), lambda p: p.semnat_la),
    Coloana(_("Începe la"), lambda p: p.incepe_la),
    Coloana(_("Se încheie la"), lambda p: p.se_incheie_la),
    Coloana(_("Numărul acordului"), lambda p: p.acord_numar),
    Coloana(_("Acte de aprobare"), lambda p: "; ".join(str(a) for a in Pagina(p).acte), latime=40),
    Coloana(_("Buget total (lei)"), lambda p: None if p.buget_total is None else float(p.buget_total)),
    Coloana(_("Fără implicații financiare"), lambda p: p.fara_bani),
    Coloana(_("La 6 luni de la semnare"), lambda p: _rezultatul(p, Ocazie.SEMNARE), latime=40),
    Coloana(_("Ultimul răspuns după semnare"), lambda p: _raspuns_la(p, Ocazie.SEMNARE)),
    Coloana(_("La 6 luni de la încheiere"), lambda p: _rezultatul(p, Ocazie.INCHEIERE), latime=40),
    Coloana(_("Ultimul răspuns după încheiere"), lambda p: _raspuns_la(p, Ocazie.INCHEIERE)),
    Coloana(_("Indicatori"), _indicatori, latime=60),
    Coloana(
        _("Bani cheltuiți (lei)"),
        lambda p: float(suma[0]) if (suma := Pagina(p).cheltuit) else None,
    ),
    Coloana(_("Necesită actualizare"), lambda p: p.neactualizat),
    Coloana(_("Adresa"), lambda p: settings.ADRESA_SITE + p.get_absolute_url(), latime=60),
]
