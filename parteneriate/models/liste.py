"""The lists of a partnership, under names that history can hang on."""

import pghistory

from parteneriate.models.parteneriat import Parteneriat


def _lista_urmarita(model):
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)(model)


@_lista_urmarita
class ParteneriatDomeniu(Parteneriat.domenii.through):
    class Meta:
        proxy = True


@_lista_urmarita
class ParteneriatGrup(Parteneriat.grupuri.through):
    class Meta:
        proxy = True


@_lista_urmarita
class ParteneriatODD(Parteneriat.odd.through):
    class Meta:
        proxy = True


@_lista_urmarita
class ParteneriatSector(Parteneriat.sectoare.through):
    class Meta:
        proxy = True


@_lista_urmarita
class ParteneriatCartier(Parteneriat.cartiere.through):
    class Meta:
        proxy = True


@_lista_urmarita
class ParteneriatAct(Parteneriat.acte.through):
    class Meta:
        proxy = True
