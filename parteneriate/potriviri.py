"""What fits what: notices for an organisation, organisations and opposite notices for a notice.

No black box. A pair counts when it has at least one domain, target group or (between two notices) kind of resource in
common; its points are those of `Pondere`, added up; equal points are ordered by the newer, then by the key. Each list
is one statement, which also brings what is common, so that the reasons in words are made of the very rows that gave
the points. Nothing is matched with its own organisation. Organisations that nobody on the platform speaks for are left
out: they could neither read nor answer.
"""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.models import Organizatie
from parteneriate.models import Anunt, Criteriu, Fel, Pondere, Resursa
from parteneriate.potriviri_sql import ANUNTURI_PENTRU_ANUNT, ANUNTURI_PENTRU_ORGANIZATIE, ORGANIZATII_PENTRU_ANUNT

PE_PAGINA = 20


@dataclass(frozen=True)
class Motiv:
    criteriu: Criteriu
    text: str
    puncte: int


@dataclass(frozen=True)
class Potrivire:
    """One row of a list: `anunt` or `organizatie` is the thing that fits, the other one is None."""

    puncte: int
    motive: tuple  # of Motiv, in the order of the weights
    anunt: Anunt | None = None
    organizatie: Organizatie | None = None

    @property
    def in_cuvinte(self):
        return " · ".join(m.text for m in self.motive)


@dataclass(frozen=True)
class Pagina:
    """A page of a list. How many there are in all is never counted: that would weigh every notice of the city."""

    randuri: list
    numar: int
    urmeaza: bool  # whether there is a next one


def pagina(lista, despre, cerut):
    """One page of a list of this module; `cerut` is what the query string says, and nonsense is the first one."""
    numar = int(cerut) if cerut.isascii() and cerut.isdigit() and len(cerut) < 4 and int(cerut) else 1
    randuri = lista(despre, cate=PE_PAGINA + 1, de_la=(numar - 1) * PE_PAGINA)
    return Pagina(randuri[:PE_PAGINA], numar, len(randuri) > PE_PAGINA)


def anunturi_pentru_organizatie(organizatie, *, cate=PE_PAGINA, de_la=0, noi=False, toate=False, acum=None):
    """Open notices of others, as rows of Potrivire, the best first; without those that do not interest it.

    `noi`: only those that no digest has told; `toate`: also those set aside. The organisation's people may see those
    kept among members, so ask this for a published organisation only.
    """
    randuri = _intreaba(
        ANUNTURI_PENTRU_ORGANIZATIE, acum, organizatie=organizatie.pk, cate=cate, de_la=de_la, noi=noi, toate=toate
    )
    return _potriviri(randuri, "anunt", Anunt.objects.pentru_lista())


def organizatii_pentru_anunt(anunt, *, cate=PE_PAGINA, de_la=0):
    """Published organisations with people behind them, without those that said they are not interested."""
    randuri = _intreaba(ORGANIZATII_PENTRU_ANUNT, None, anunt=anunt.pk, cate=cate, de_la=de_la)
    return _potriviri(randuri, "organizatie", Organizatie.objects.defer("cautare"))


def anunturi_pentru_anunt(anunt, *, cate=PE_PAGINA, de_la=0, acum=None):
    """Open notices of the opposite kind, of other organisations."""
    randuri = _intreaba(
        ANUNTURI_PENTRU_ANUNT,
        acum,
        anunt=anunt.pk,
        organizatie=anunt.organizatie_id,
        opus=Fel(anunt.fel).opus.value,
        cate=cate,
        de_la=de_la,
    )
    return _potriviri(randuri, "anunt", Anunt.objects.pentru_lista())


def _intreaba(sql, acum, **parametri):
    with connection.cursor() as cursor:
        cursor.execute(sql, {"azi": timezone.localdate(acum), **parametri})
        return cursor.fetchall()


def _potriviri(randuri, ce, obiecte):
    """Rows in their order, each with the thing itself; two or three more queries bring the things."""
    obiecte = obiecte.in_bulk([rand[0] for rand in randuri])
    ponderi = dict(Pondere.objects.values_list("criteriu", "puncte"))
    return [
        Potrivire(puncte=puncte, motive=tuple(_motive(ponderi, *rest)), **{ce: obiecte[pk]})
        for pk, puncte, *rest in randuri
        if pk in obiecte
    ]


def _motive(ponderi, complementar, opus, domenii, grupuri, sectoare, resurse):
    """The reasons in words, with the points of each; the same for both ends of a pair."""
    resursele = [Resursa(cod).label.lower() for cod in Resursa.values if cod in resurse]
    toate = [
        (Criteriu.DOMENIU, len(domenii), _lista(domenii, _("domeniu comun: %s"), _("domenii comune: %s"))),
        (Criteriu.GRUP, len(grupuri), _lista(grupuri, _("același grup țintă: %s"), _("aceleași grupuri țintă: %s"))),
        (Criteriu.RESURSA, len(resursele), _lista(resursele, _("aceeași resursă: %s"), _("aceleași resurse: %s"))),
        (Criteriu.SECTOR, bool(sectoare), _lista(sectoare, _("același sector: %s"), _("aceleași sectoare: %s"))),
        (Criteriu.OPUS, opus, _("nevoie ↔ ofertă")),
        (Criteriu.COMPLEMENTAR, complementar, _("autoritate ↔ organizație")),
    ]
    return [Motiv(criteriu, text, int(cate) * ponderi.get(criteriu, 0)) for criteriu, cate, text in toate if cate]


def _lista(nume, una, mai_multe):
    return (una if len(nume) == 1 else mai_multe) % ", ".join(map(str, nume))
