"""The lists of a news item, under names that history can hang on (as in organizatii.models.liste)."""

import pghistory

from noutati.models.noutate import Noutate


def _lista_urmarita(model):
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)(model)


@_lista_urmarita
class NoutateDomeniu(Noutate.domenii.through):
    class Meta:
        proxy = True


@_lista_urmarita
class NoutateSector(Noutate.sectoare.through):
    class Meta:
        proxy = True
