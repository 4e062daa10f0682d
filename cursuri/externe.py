"""Certificates of the national authority: their numbers are written down here, nothing is generated."""

from django.db import transaction


@transaction.atomic
def adauga(form, de):
    """Keep what a valid ExternForm says; returns the CertificatExtern."""
    extern = form.save(commit=False)
    extern.adaugat_de = de
    extern.save()
    return extern
