"""Documents of a series and of its sessions: kept privately, handed out by right."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import ngettext

from cursuri.models import Serie
from platforma.incarcari import sterge_dupa_commit
from platforma.locuri.ocupare import sub_lacat

MATERIALE_MAXIM = 100  # of one series


def adauga(serie, form, de):
    """Keep the upload of a valid MaterialForm; returns the Material. Raises ValidationError beyond the limit."""
    with sub_lacat(Serie, serie.pk) as (blocata,):
        if blocata.materiale.count() >= MATERIALE_MAXIM:
            raise ValidationError(
                ngettext(
                    "Seria are deja %(n)s material. Ștergeți-l, apoi adăugați altul.",
                    "Seria are deja %(n)s materiale. Ștergeți unul, apoi adăugați altul.",
                    MATERIALE_MAXIM,
                )
                % {"n": MATERIALE_MAXIM}
            )
        material = form.save(commit=False)
        material.serie, material.incarcat_de = blocata, de
        material.nume_fisier, material.marime = material.fisier.name, material.fisier.size
        material.save()
    return material


@transaction.atomic
def sterge(material):
    """The row now, its file after the commit."""
    sterge_dupa_commit(material.fisier)
    material.delete()
