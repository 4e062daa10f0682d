"""Documents and photographs of a workshop: kept privately, handed out by right."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from ateliere.models import Atelier
from platforma.incarcari import sterge_dupa_commit
from platforma.locuri.ocupare import sub_lacat

MATERIALE_MAXIM = 40  # of one workshop
FOTOGRAFII_MAXIM = 60


def adauga_material(atelier, form, de):
    """Keep the upload of a valid MaterialForm; returns the Material. Raises ValidationError beyond the limit."""
    with sub_lacat(Atelier, atelier.pk) as (blocat,):
        _incape(blocat.materiale, MATERIALE_MAXIM)
        material = form.save(commit=False)
        material.atelier, material.incarcat_de = blocat, de
        material.nume_fisier, material.marime = material.fisier.name, material.fisier.size
        material.save()
    return material


def adauga_fotografie(atelier, form, de):
    """Keep the picture of a valid FotografieForm, with who declared the consent, if anybody did."""
    with sub_lacat(Atelier, atelier.pk) as (blocat,):
        _incape(blocat.fotografii, FOTOGRAFII_MAXIM)
        fotografie = form.save(commit=False)
        fotografie.atelier, fotografie.incarcat_de = blocat, de
        _scrie_acordul(fotografie, form.cleaned_data["acord"], de)
        fotografie.save()
    return fotografie


@transaction.atomic
def modifica_fotografie(fotografie, form, de):
    """Words and consent of a valid ModificaFotografieForm. A consent declared earlier keeps its person and date."""
    blocata = type(fotografie).objects.select_for_update().get(pk=fotografie.pk)
    blocata.alt, blocata.credit = form.cleaned_data["alt"], form.cleaned_data["credit"]
    _scrie_acordul(blocata, form.cleaned_data["acord"], de)
    blocata.save(update_fields=["alt", "credit", "acord_la", "acord_de"])


@transaction.atomic
def sterge(rand):
    """A Material or a Fotografie: the row now, its file after the commit."""
    sterge_dupa_commit(rand.fisier if hasattr(rand, "fisier") else rand.imagine)
    rand.delete()


def _scrie_acordul(fotografie, acord, de):
    if not acord:
        fotografie.acord_la = fotografie.acord_de = None
    elif fotografie.acord_la is None:
        fotografie.acord_la, fotografie.acord_de = timezone.now(), de


def _incape(randuri, maxim):
    if randuri.count() >= maxim:
        raise ValidationError(
            ngettext(
                "Atelierul are deja %(n)s fișier. Ștergeți-l, apoi adăugați altul.",
                "Atelierul are deja %(n)s fișiere. Ștergeți unul, apoi adăugați altul.",
                maxim,
            )
            % {"n": maxim}
        )
