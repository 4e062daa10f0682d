"""„De făcut”: what waits for a person, across her organisations, in one list.

Each app registers what it has, as it does with its pieces on other pages, so that this module knows none of them:

    @lucru
    def verificari(persoana):
        for raspuns in verificari_de_raspuns(persoana):
            yield Sarcina("verificare", raspuns.pk, _("Spuneți dacă parteneriatul mai este activ"), …)

A function asks the database a constant number of questions and yields only what this person may do now. (`fel`,
`cheie`) names one task of one organisation: what is asked of two sides has a key for each, such as that of the party's
row. The app imports its `lucru` module in AppConfig.ready().
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii import emails
from organizatii.models import Delegare, Membru, Organizatie

NU_CURAND = date.max
_surse = []


class Refuzat(Exception):
    """It cannot be handed over. `str()` is a Romanian sentence for the person who tried."""


@dataclass(frozen=True)
class Sarcina:
    """One thing to do. Whoever may do it: every member of the team, or its administrators and `responsabil`."""

    fel: str
    cheie: int
    ce: str  # what to do: „Răspundeți la manifestarea de interes”
    despre: str  # about what: a title, a name
    organizatie: Organizatie  # for which of her organisations
    adresa: str  # where it is done
    pana_la: date | None = None
    numai_administratori: bool = False
    responsabil: int | None = None  # key of the person who may do it beside them

    @property
    def intarziata(self):
        return self.pana_la is not None and self.pana_la < timezone.localdate()

    @property
    def cheia(self):
        return self.fel, self.cheie

    @property
    def ordine(self):
        """By the day, what has none at the end; then by words, so that a list always reads the same."""
        return self.pana_la or NU_CURAND, self.ce, self.despre, self.cheie


@dataclass(frozen=True)
class Rand:
    """A task as one person's list shows it."""

    sarcina: Sarcina
    delegare: Delegare | None
    a_mea: bool  # nobody has it in particular, or it was handed to her

    @property
    def incredintata_mie(self):
        return self.delegare is not None and self.a_mea


@dataclass(frozen=True)
class Lista:
    """What is for her to do, what was handed to her first; and what a colleague has in hand."""

    ale_mele: list
    la_colegi: list

    def __len__(self):
        return len(self.ale_mele)

    @property
    def intarziate(self):
        return sum(rand.sarcina.intarziata for rand in self.ale_mele)

    @property
    def organizatii(self):
        """Those that something is asked of, by name."""
        toate = {r.sarcina.organizatie.pk: r.sarcina.organizatie for r in (*self.ale_mele, *self.la_colegi)}
        return sorted(toate.values(), key=lambda o: (o.denumire, o.pk))

    def ale_organizatiei(self, pk):
        return Lista(
            *([r for r in randuri if r.sarcina.organizatie.pk == pk] for randuri in (self.ale_mele, self.la_colegi))
        )


def lucru(functie):
    """Register `functie(persoana)` → Sarcina rows."""
    _surse.append(functie)
    return functie


def sarcini(persoana) -> Iterable[Sarcina]:
    return sorted((s for functie in _surse for s in functie(persoana)), key=lambda s: s.ordine)


def lista(persoana):
    """Her worklist, with who has what in hand."""
    delegari = Delegare.objects.din_organizatiile(persoana).select_related("catre__utilizator", "de")
    dupa_cheie = {(d.fel, d.cheie): d for d in delegari}
    randuri = [_rand(s, dupa_cheie.get(s.cheia), persoana) for s in sarcini(persoana)]
    ale_mele = sorted((r for r in randuri if r.a_mea), key=lambda r: not r.incredintata_mie)
    return Lista(ale_mele, [r for r in randuri if not r.a_mea])


def _rand(sarcina, delegare, persoana):
    return Rand(sarcina, delegare, delegare is None or delegare.catre.utilizator_id == persoana.pk)


def gaseste(persoana, fel, cheie):
    """This task with its delegation, if it is in her list; else None."""
    toate = lista(persoana)
    return next((r for r in (*toate.ale_mele, *toate.la_colegi) if r.sarcina.cheia == (fel, cheie)), None)


# --- handing over -------------------------------------------------------------------------------------------------
def colegi(sarcina, persoana):
    """Who else of the team may do it."""
    echipa = Membru.objects.filter(organizatie=sarcina.organizatie.pk, utilizator__is_active=True)
    if sarcina.numai_administratori:
        echipa = echipa.filter(Q(rol=Membru.Rol.ADMINISTRATOR) | Q(utilizator=sarcina.responsabil))
    return echipa.exclude(utilizator=persoana).select_related("utilizator").order_by("utilizator__nume", "pk")


@transaction.atomic
def incredinteaza(sarcina, catre, de, nota=""):
    """Hand a task of `de`'s list to a colleague (a Membru); she gets one mail. Handed again, it changes hands.

    Under the organisation's lock, which leaving a team takes too. Raises Refuzat when the colleague may not do it, or
    no longer; PermissionDenied for whoever is not of the team any more.
    """
    Organizatie.blocheaza(sarcina.organizatie.pk)
    if not Membru.objects.filter(organizatie=sarcina.organizatie.pk, utilizator=de).exists():
        raise PermissionDenied
    catre = colegi(sarcina, de).filter(pk=catre.pk).first()
    if catre is None:
        raise Refuzat(_("Colegul ales nu mai poate face acest lucru. Alegeți pe altcineva."))
    veche = Delegare.objects.filter(fel=sarcina.fel, cheie=sarcina.cheie).first()
    if veche is not None and veche.catre_id == catre.pk:
        return veche  # sent twice: nothing more happens, and no second mail goes
    delegare, _noua = Delegare.objects.update_or_create(
        fel=sarcina.fel, cheie=sarcina.cheie, defaults={"catre": catre, "de": de, "nota": nota, "la": timezone.now()}
    )
    emails.sarcina_incredintata(delegare, sarcina)
    return delegare


@transaction.atomic
def ia_inapoi(rand, de):
    """End a delegation: by who gave it, who has it, or an administrator. Done twice, it is done once."""
    Organizatie.blocheaza(rand.sarcina.organizatie.pk)
    delegare = Delegare.objects.select_related("catre").filter(fel=rand.sarcina.fel, cheie=rand.sarcina.cheie).first()
    if delegare is None:
        return
    if not poate_lua_inapoi(delegare, de):
        raise PermissionDenied
    delegare.delete()


def poate_lua_inapoi(delegare, persoana):
    if persoana.pk in {delegare.de_id, delegare.catre.utilizator_id}:
        return True
    administrator = Membru.objects.filter(rol=Membru.Rol.ADMINISTRATOR, utilizator=persoana)
    return administrator.filter(organizatie=delegare.catre.organizatie_id).exists()


def curata():
    """End what was handed over and is in the colleague's list no more: done, or not hers to do. Returns how many."""
    delegari = Delegare.objects.select_related("catre__utilizator").order_by("catre__utilizator_id", "pk")
    inchise, ale_cui, chei = 0, None, set()
    for delegare in delegari:
        if delegare.catre.utilizator_id != ale_cui:
            ale_cui = delegare.catre.utilizator_id
            chei = {s.cheia for s in sarcini(delegare.catre.utilizator)}
        if (delegare.fel, delegare.cheie) not in chei:
            inchise += Delegare.objects.filter(pk=delegare.pk, la=delegare.la).delete()[0] > 0
    return inchise
