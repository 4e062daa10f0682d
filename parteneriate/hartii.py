"""The papers: documents of a partnership, and acts that may approve several. Kept privately, handed out by right."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parteneriate.models import INAINTE_DE_SEMNARE
from parteneriate.scriere import Refuzat, atinge, condus
from platforma.incarcari import sterge_dupa_commit

DOCUMENTE_MAXIM = 40  # of one partnership


@transaction.atomic
def adauga_document(parteneriat, form, de):
    """Keep the upload of a valid DocumentForm; of something public it is shown once a moderator has read it."""
    blocat = condus(parteneriat.pk, de)
    if blocat.documente.count() >= DOCUMENTE_MAXIM:
        raise Refuzat(_("Un parteneriat are cel mult %(n)s de documente.") % {"n": DOCUMENTE_MAXIM})
    document = form.save(commit=False)
    document.parteneriat, document.incarcat_de = blocat, de
    document.nume_fisier, document.marime = document.fisier.name, document.fisier.size
    document.save()
    atinge(blocat)
    return document


@transaction.atomic
def sterge_document(document, de):
    """Row now, file after the commit. What proves a signed partnership stays."""
    blocat = condus(document.parteneriat_id, de)
    if blocat.etapa not in INAINTE_DE_SEMNARE:
        raise Refuzat(_("Documentele unui parteneriat semnat nu se mai șterg. Scrieți-ne dacă unul este greșit."))
    sterge_dupa_commit(document.fisier)
    document.delete()


@transaction.atomic
def adauga_act(parteneriat, form, de):
    """Write the act of a valid ActForm and tie it to the partnership."""
    blocat = condus(parteneriat.pk, de)
    act = form.save(commit=False)
    if act.fisier:
        act.nume_fisier = act.fisier.name
    act.save()
    blocat.acte.add(act)
    atinge(blocat)
    return act


@transaction.atomic
def leaga_act(parteneriat, act, de):
    condus(parteneriat.pk, de).acte.add(act)


@transaction.atomic
def dezleaga_act(parteneriat, act, de):
    """Until signing; the act itself stays for the other partnerships that it approves."""
    blocat = condus(parteneriat.pk, de)
    if blocat.etapa not in INAINTE_DE_SEMNARE:
        raise Refuzat(_("Actele unui parteneriat semnat nu se mai scot. Scrieți-ne dacă unul este greșit."))
    blocat.acte.remove(act)


@transaction.atomic
def verifica(parteneriat):
    """A moderator has read what was added after publication; returns how many papers are public from now on."""
    blocat = type(parteneriat).blocheaza(parteneriat.pk)
    acum = timezone.now()
    cate = blocat.documente.filter(verificat_la=None).update(verificat_la=acum)
    for randuri in (blocat.indicatori.all(), blocat.rapoarte.depuse(), blocat.repere.all()):
        cate += randuri.filter(verificat_la=None).update(verificat_la=acum)
    for act in blocat.acte.filter(verificat_la=None):
        act.verificat_la = acum
        act.save(update_fields=["verificat_la"])
        cate += 1
    return cate
