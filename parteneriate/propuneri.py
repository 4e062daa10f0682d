"""From an accepted expression of interest to a proposal of partnership, in one step: it begins with what the two have
already said, keeps where it came from (notice, conclusion, workshop), and the other side is invited at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from parteneriate import blocari, scriere
from parteneriate.conversatii import organizatii, partea
from parteneriate.models import AUTORITATI, Etapa, Fel, Interes, Parteneriat, RolParte, StareInteres
from parteneriate.parti import invita

TITLU, PROBLEMA = (Parteneriat._meta.get_field(nume).max_length for nume in ("titlu", "problema"))


def initial(interes):
    """What the form begins with: the notice's own words; an offer says what there is, not what the problem is."""
    anunt = interes.anunt
    return {
        "titlu": anunt.titlu[:TITLU],
        "problema": anunt.text[:PROBLEMA] if anunt.fel == Fel.NEVOIE else "",
        "apl_ong": (anunt.organizatie.tip in AUTORITATI) != (interes.organizatie.tip in AUTORITATI),
        "domenii": list(anunt.domenii.values_list("pk", flat=True)),
        "concluzie": anunt.concluzie_id,
        "atelier": anunt.concluzie and anunt.concluzie.atelier_id,
    }


def propunerea(interes):
    """The one that has grown out of it and is not withdrawn, or None."""
    vii = Parteneriat.objects.filter(anunt=interes.anunt_id).exclude(etapa=Etapa.RETRAS)
    ale_lor = vii.cu_parte(organizatie=interes.organizatie_id).cu_parte(organizatie=interes.anunt.organizatie_id)
    return ale_lor.defer("cautare").order_by("-pk").first()


@transaction.atomic
def propune(interes, form, de):
    """Save a valid PropunereForm as an idea of her side and invite the other one; returns the Parteneriat.

    Under the lock of the expression of interest: of two colleagues at once, one proposes. Raises PermissionDenied for
    whoever is of neither side, scriere.Refuzat.
    """
    Interes.objects.select_for_update(of=("self",)).get(pk=interes.pk)
    interes = Interes.objects.pentru_lista().select_related("anunt__concluzie").get(pk=interes.pk)
    a_mea, a_lor = organizatii(interes, partea(interes, de))
    blocari.lacat(a_mea.pk, a_lor.pk)
    if interes.stare != StareInteres.ACCEPTAT:
        raise scriere.Refuzat(_("Manifestarea de interes nu mai este acceptată."))
    if piedica := blocari.piedica(a_mea.pk, a_lor.pk):
        raise scriere.Refuzat(piedica)
    if propunerea(interes):
        raise scriere.Refuzat(_("Există deja o propunere de parteneriat din această discuție."))
    form.instance.anunt = interes.anunt
    parteneriat = scriere.incepe(form, a_mea, de)
    invita(parteneriat, a_lor, _rolul(a_lor), "", de)
    return parteneriat


def _rolul(organizatie):
    return RolParte.AUTORITATE if organizatie.tip in AUTORITATI else RolParte.PARTENER
