"""The programme's strip for paper, out of the project's record: what templates/platforma/_banda.html is for pages."""

from pathlib import PurePosixPath

from django.utils.translation import gettext as _


def banda(proiect):
    """(data for `banda` of comun.typ, its pictures as {file name: bytes}). Without a record the strip is empty.

    A logo whose file is gone from the storage is left out: the text is what must be there.
    """
    if proiect is None:
        return {"text": "", "sigle": []}, {}
    coduri = [(_("cod MySMIS %(cod)s"), proiect.cod_mysmis), (_("cod SIPOCA %(cod)s"), proiect.cod_sipoca)]
    parti = [proiect.text_vizibilitate, *(text % {"cod": cod} for text, cod in coduri if cod)]
    sigle, imagini = [], {}
    for sigla in proiect.sigle_incarcate:
        nume = f"sigla-{sigla.pk}{PurePosixPath(sigla.imagine.name).suffix.lower()}"
        try:
            with sigla.imagine.open("rb") as fisier:
                imagini[nume] = fisier.read()
        except FileNotFoundError:
            continue
        sigle.append({"fisier": nume, "text": sigla.text_alternativ})
    return {"text": " · ".join(filter(None, parti)), "sigle": sigle}, imagini
