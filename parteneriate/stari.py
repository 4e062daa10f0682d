"""Where the partners stand: the table of moves, what each asks for, and the one function that moves.

What comes of a partnership (indicators, reports, checks) adds its own conditions with `cere` and hears of a move by
`la_intrare`; this module knows none of them.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from parteneriate import emails
from parteneriate.bani import suma_contributiilor
from parteneriate.dovezi import are, are_act, cerinte_lipsa
from parteneriate.models import (
    AUTORITATI,
    INAINTE_DE_SEMNARE,
    ORGANIZATII_SOCIALE,
    Ce,
    Cerinta,
    Etapa,
    Fapta,
    FelDocument,
    Parteneriat,
)
from parteneriate.models.semnat import TOLERANTA
from platforma.moderare.tranzitii import motiv_curat
from platforma.text import normalizeaza_bloc


class Miscare(models.TextChoices):
    INTERES = "interes", _l("Marcați că s-a răspuns")
    NEGOCIAZA = "negociaza", _l("Începeți negocierea")
    SPRE_APROBARE = "spre_aprobare", _l("Trimiteți spre aprobare")
    SEMNEAZA = "semneaza", _l("Marcați ca semnat")
    INCEPE = "incepe", _l("Începeți implementarea")
    INCHEIE = "incheie", _l("Încheiați")
    CONTINUA = "continua", _l("Marcați continuarea")
    REZILIAZA = "reziliaza", _l("Încetați înainte de termen")
    RETRAGE = "retrage", _l("Retrageți propunerea")


@dataclass(frozen=True)
class Tranzitie:
    din: frozenset
    spre: Etapa
    motiv_cerut: bool = False


def _t(*din, spre, motiv_cerut=False):
    return Tranzitie(frozenset(din), spre, motiv_cerut)


TRANZITII = {
    Miscare.INTERES: _t(Etapa.IDEE, spre=Etapa.INTERES),
    Miscare.NEGOCIAZA: _t(Etapa.INTERES, spre=Etapa.NEGOCIERE),
    Miscare.SPRE_APROBARE: _t(Etapa.NEGOCIERE, spre=Etapa.APROBARE),
    Miscare.SEMNEAZA: _t(Etapa.APROBARE, spre=Etapa.SEMNAT),
    Miscare.INCEPE: _t(Etapa.SEMNAT, spre=Etapa.IMPLEMENTARE),
    Miscare.INCHEIE: _t(Etapa.IMPLEMENTARE, spre=Etapa.INCHEIAT),
    Miscare.CONTINUA: _t(Etapa.INCHEIAT, spre=Etapa.CONTINUAT),
    Miscare.REZILIAZA: _t(Etapa.SEMNAT, Etapa.IMPLEMENTARE, spre=Etapa.REZILIAT, motiv_cerut=True),
    Miscare.RETRAGE: _t(*INAINTE_DE_SEMNARE, spre=Etapa.RETRAS, motiv_cerut=True),
}


CU_MOTIV = frozenset(m for m, t in TRANZITII.items() if t.motiv_cerut)
# While a side still answers to the text.
DE_CONFIRMAT = (*INAINTE_DE_SEMNARE, Etapa.SEMNAT, Etapa.IMPLEMENTARE)
SECTIUNI_FISA = frozenset("despre unde bani acord contact urmari".split())


class MiscareInterzisa(Exception):
    """The move is not in the table for this stage (any more). `str()` is a Romanian sentence."""


@dataclass(frozen=True)
class Lipsa:
    """One thing missing, as a sentence, and the page of the workspace where it is put right."""

    propozitie: str
    unde: str  # a section of the record, or a page of the workspace by the name of its address

    def __str__(self):
        return str(self.propozitie)

    def adresa(self, parteneriat):
        if self.unde in SECTIUNI_FISA:
            return reverse("parteneriate:modifica", args=[parteneriat.pk, self.unde])
        return reverse(f"parteneriate:{self.unde}", args=[parteneriat.pk])


class Lipseste(MiscareInterzisa):
    """Something is missing; `lipsuri` says what."""

    def __init__(self, lipsuri):
        self.lipsuri = lipsuri
        super().__init__(" ".join(str(lipsa) for lipsa in lipsuri))


# --- what each stage asks for ---------------------------------------------------------------------------------------
_cerute = {}


def cere(etapa):
    """Register a function from a partnership to what it lacks (a list of Lipsa) for entering a stage."""

    def inregistreaza(functie):
        _cerute.setdefault(etapa, []).append(functie)
        return functie

    return inregistreaza


def lipsuri(parteneriat, etapa):
    """What keeps it from entering this stage, in the order in which it was asked for."""
    return [lipsa for functie in _cerute.get(etapa, []) for lipsa in functie(parteneriat)]


def lipsuri_cu_adrese(parteneriat, miscare):
    """Rows (sentence, address of the page where it is put right) of what keeps a move from being made."""
    return [(str(lipsa), lipsa.adresa(parteneriat)) for lipsa in lipsuri(parteneriat, TRANZITII[miscare].spre)]


_la_intrare = {}


def la_intrare(*etape):
    """Register a function to be called with a partnership that has entered a stage, in the transaction of the move."""

    def inregistreaza(functie):
        for etapa in etape:
            _la_intrare.setdefault(etapa, []).append(functie)
        return functie

    return inregistreaza


def _lipsesc(*randuri):
    return [Lipsa(propozitie, unde) for propozitie, unde, exista in randuri if not exista]


@cere(Etapa.INTERES)
def cineva_a_raspuns(p):
    raspunsuri = p.parti.active().exclude(acceptat_la=None).count()
    return _lipsesc(
        (_("Scrieți problema."), "despre", p.problema),
        (_("Alegeți cel puțin un domeniu."), "unde", p.domenii.exists()),
        (_("Încă o parte trebuie să răspundă la invitație."), "parti", raspunsuri >= 2),
    )


@cere(Etapa.NEGOCIERE)
def toti_au_acceptat(p):
    return _lipsesc(
        (_("Scrieți obiectivele, fie și în ciornă."), "despre", p.obiective),
        (
            _("Fiecare parte invitată trebuie să răspundă și să aibă un responsabil."),
            "parti",
            not p.parti.active().filter(acceptat_la=None).exists(),
        ),
    )


@cere(Etapa.APROBARE)
def textul_este_intreg(p):
    corecturi = any(parte.asteapta_corecturi(p.redactare) for parte in p.parti.active())
    proiect = p.documente.filter(fel=FelDocument.PROIECT_ACT).exists() or are(p, are_act())
    return [
        *_lipsesc(
            (_("Scrieți rezumatul public."), "despre", p.rezumat),
            (_("Scrieți activitățile."), "despre", p.activitati),
            (_("Spuneți unde: sectoarele sau tot orașul."), "unde", p.tot_orasul or p.sectoare.exists()),
            (_("Scrieți când începe și când se încheie."), "acord", p.incepe_la and p.se_incheie_la),
            (_("O parte a cerut corecturi la acest text. Faceți-le sau lămuriți-le."), "parti", not corecturi),
            (
                _("Adăugați proiectul hotărârii sau scrieți de ce nu este necesar un act de aprobare."),
                "documente",
                proiect,
            ),
        ),
        *_lipsuri_bani(p),
    ]


@cere(Etapa.SEMNAT)
def este_semnat_de_toti(p):
    parti = list(p.parti.active().select_related("organizatie"))
    tipuri = {parte.organizatie.tip for parte in parti}
    azi = timezone.localdate()
    cerinte = [c for c in cerinte_lipsa(p) if c != Cerinta.ACT]
    return [
        *_lipsesc(
            (
                _("Un parteneriat între autorități și organizații are cel puțin o autoritate."),
                "parti",
                not p.apl_ong or tipuri & {*AUTORITATI},
            ),
            (
                _("Un parteneriat între autorități și organizații are cel puțin un ONG sau o întreprindere socială."),
                "parti",
                not p.apl_ong or tipuri & {*ORGANIZATII_SOCIALE},
            ),
            (
                _("Fiecare parte confirmă textul așa cum este acum."),
                "parti",
                len(parti) >= 2 and all(parte.a_confirmat(p.redactare) for parte in parti),
            ),
            (_("Scrieți numărul și data acordului."), "acord", p.acord_numar and p.acord_data),
            (_("Scrieți data semnării, cel târziu cea de azi."), "acord", p.semnat_la and p.semnat_la <= azi),
            (_("Scrieți când începe și când se încheie."), "acord", p.incepe_la and p.se_incheie_la),
        ),
        *_lipsuri_bani(p),
        *(Lipsa(_("Lipsește: %(ce)s.") % {"ce": cerinta.label}, _unde_se_pune(cerinta)) for cerinta in cerinte),
    ]


@cere(Etapa.IMPLEMENTARE)
def este_aprobat_si_a_inceput(p):
    cu_act = p.apl_ong or Cerinta.ACT in p.tip.cerinte
    return _lipsesc(
        (_("Data de început nu a venit încă."), "acord", p.incepe_la and p.incepe_la <= timezone.localdate()),
        (
            _("Adăugați actul de aprobare sau scrieți de ce nu este necesar."),
            "acte",
            not cu_act or are(p, are_act()),
        ),
    )


@cere(Etapa.INCHEIAT)
def are_rezultate(p):
    return _lipsesc(
        (_("Scrieți rezultatele față de ținte."), "urmari", p.rezultate),
        (_("Scrieți ce ați învățat."), "urmari", p.lectii),
        (_("Adăugați raportul final."), "documente", p.documente.filter(fel=FelDocument.RAPORT_FINAL).exists()),
    )


@cere(Etapa.CONTINUAT)
def are_urmare(p):
    urmare = p.continuat_de_id or p.documente.filter(fel=FelDocument.ACT_ADITIONAL).exists()
    return _lipsesc((_("Alegeți parteneriatul care îl continuă sau adăugați actul adițional."), "urmari", urmare))


def _lipsuri_bani(p):
    if p.fara_bani:
        return []
    if p.buget_total is None:
        return [Lipsa(_("Scrieți bugetul total sau „fără implicații financiare”."), "bani")]
    diferenta = p.buget_total - suma_contributiilor(p)
    if abs(diferenta) > float(TOLERANTA):
        return [Lipsa(_("Contribuțiile părților trebuie să dea bugetul total."), "contributii")]
    return []


def _unde_se_pune(cerinta):
    return "documente" if cerinta in (Cerinta.ACORD, Cerinta.CONTRACT) else "acord"


def lipsuri_publicare(p):
    """What keeps it from being sent to the moderators."""
    devreme = not p.parti.active().filter(public_devreme=False).exists()
    return _lipsesc(
        (_("Scrieți rezumatul public."), "despre", p.rezumat),
        (_("Scrieți problema."), "despre", p.problema),
        (_("Alegeți cel puțin un domeniu."), "unde", p.domenii.exists()),
        (
            _("Un parteneriat devine public după semnare; mai devreme, numai dacă toate părțile sunt de acord."),
            "parti",
            p.semnat or (devreme and p.etapa != Etapa.RETRAS),
        ),
    )


# --- the move -------------------------------------------------------------------------------------------------------
def miscari_posibile(parteneriat):
    """The moves of the table from the present stage, in its order; what is missing is told apart."""
    return [m for m, t in TRANZITII.items() if parteneriat.etapa in t.din]


@transaction.atomic
def muta(parteneriat, miscare, de, motiv=""):
    """Move a partnership to another stage, with its journal entry and its mails in the same transaction.

    `de` acts for a party (Parte.conduse_de) or moderates; who only moderates gives a reason. Raises PermissionDenied,
    MiscareInterzisa, Lipseste, ValidationError for `motiv`. Returns the Fapta.
    """
    tranzitie = TRANZITII[miscare]
    blocat = Parteneriat.blocheaza(parteneriat.pk)
    al_partii = Parteneriat.objects.conduse_de(de).filter(pk=blocat.pk).exists()
    if not al_partii and not de.poate_modera:
        raise PermissionDenied
    if blocat.etapa not in tranzitie.din:
        raise MiscareInterzisa(
            _("Parteneriatul este acum în etapa „%(etapa)s”; altcineva l-a mutat între timp.")
            % {"etapa": blocat.get_etapa_display()}
        )
    motiv = motiv_curat(motiv) if tranzitie.motiv_cerut or not al_partii else normalizeaza_bloc(motiv)
    if lipsesc := lipsuri(blocat, tranzitie.spre):
        raise Lipseste(lipsesc)
    acum, din = timezone.now(), blocat.etapa
    blocat.etapa, blocat.etapa_din, blocat.modificat_la = tranzitie.spre, acum, acum
    blocat.save(update_fields=["etapa", "etapa_din", "modificat_la"])
    fapta = Fapta.objects.create(
        parteneriat=blocat, ce=Ce.MUTAT, din=din, spre=tranzitie.spre, de=de, la=acum, motiv=motiv
    )
    emails.mutare(blocat, fapta)
    for urmare in _la_intrare.get(tranzitie.spre, []):
        urmare(blocat)
    parteneriat.etapa, parteneriat.etapa_din = blocat.etapa, blocat.etapa_din
    return fapta
