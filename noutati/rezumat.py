"""Digests: what appeared for a follower in a period, once.

A period is closed under the lock of her row, and at a moment after which no item can be marked as having appeared
earlier (`aparitii.blocheaza_aparitiile`). So each item falls in exactly one period of hers, whenever the workers ran,
paused or ran at once, and whatever she changed meanwhile. An item that is not public when its period is closed is left
out for good.
"""

from itertools import groupby

from django.db import transaction
from django.utils import timezone

from noutati import emails
from noutati.abonari import urmeaza_contul
from noutati.aparitii import blocheaza_aparitiile
from noutati.filters import CATEGORII
from noutati.models import Abonare, Categorie, Noutate, Rezumat, RezumatNoutate

# Of a digest: first what has a term.
ORDINE = [Categorie.APEL, Categorie.EVENIMENT, Categorie.ANUNT, Categorie.REZULTAT, Categorie.COMUNICAT]


def trimite_scadente():
    """Close every period whose time has come and write its mail; returns how many mails were written.

    What goes wrong with one follower does not keep the others from theirs; it is raised at the end.
    """
    limita, scrise, necazuri = moment_incheiat(), 0, []
    for pk in list(Abonare.objects.scadente(limita).order_by("trimis_pana", "pk").values_list("pk", flat=True)):
        try:
            scrise += _incheie(pk, limita)
        except Exception as necaz:
            necazuri.append(necaz)
    if necazuri:
        raise ExceptionGroup("digests", necazuri)
    return scrise


@transaction.atomic
def moment_incheiat():
    """A moment up to which everything that has appeared is committed and stays as it is."""
    blocheaza_aparitiile()
    return timezone.now()


@transaction.atomic
def _incheie(pk, limita):
    """Whether a mail was written; no, also when another worker has her in hand or is done with her."""
    scadente = Abonare.objects.scadente(limita).filter(pk=pk)
    abonare = scadente.select_for_update(skip_locked=True, of=("self",)).first()
    return abonare is not None and incheie_perioada(abonare, limita)


def incheie_perioada(abonare, pana_la):
    """Under the lock of her row: move on to `pana_la`, with one mail if anything appeared for her."""
    urmeaza_contul(abonare)
    criterii = abonare.criterii()
    noutati = list(in_perioada(abonare, criterii, pana_la))
    de_la, abonare.trimis_pana = abonare.trimis_pana, pana_la
    abonare.save(update_fields=["email", "trimis_pana"])
    if not noutati:
        return False
    rezumat = Rezumat.objects.create(abonare=abonare, de_la=de_la, pana_la=pana_la)
    RezumatNoutate.objects.bulk_create(
        RezumatNoutate(rezumat=rezumat, abonare=abonare, noutate=noutate) for noutate in noutati
    )
    rezumat.mesaj_id = emails.rezumat(rezumat, grupate(noutati), criterii)
    rezumat.save(update_fields=["mesaj"])
    return True


def in_perioada(abonare, criterii, pana_la):
    """What a mail closed at `pana_la` would hold: public now, the newest first."""
    aparute = Noutate.objects.publice().filter(aparuta_la__gt=abonare.trimis_pana, aparuta_la__lte=pana_la)
    return criterii.alege(aparute).cele_mai_noi().select_related("organizatie")


def ultimele_potrivite(criterii, cate=5):
    """„Ce veți primi”: the newest public items that these choices would have let through."""
    return criterii.alege(Noutate.objects.publice()).cele_mai_noi().select_related("organizatie")[:cate]


def grupate(noutati):
    """Rows (title of a category, its items), in ORDINE; items keep their order."""
    dupa_categorie = sorted(noutati, key=lambda n: ORDINE.index(n.categorie))
    return [(CATEGORII[categorie], list(grup)) for categorie, grup in groupby(dupa_categorie, lambda n: n.categorie)]
