"""The lists of an organisation, under names that history can hang on."""

import pghistory

from organizatii.models.organizatie import Organizatie


def _lista_urmarita(model):
    """History of a list: each thing put in or taken out, whoever did it and by whatever way."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)(model)


@_lista_urmarita
class OrganizatieDomeniu(Organizatie.domenii.through):
    class Meta:
        proxy = True


@_lista_urmarita
class OrganizatieGrup(Organizatie.grupuri.through):
    class Meta:
        proxy = True


@_lista_urmarita
class OrganizatieODD(Organizatie.odd.through):
    class Meta:
        proxy = True


@_lista_urmarita
class OrganizatieSector(Organizatie.sectoare.through):
    class Meta:
        proxy = True


@_lista_urmarita
class OrganizatieCartier(Organizatie.cartiere.through):
    class Meta:
        proxy = True
