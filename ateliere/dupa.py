"""What came of a workshop, as citizens read it: who took part, the minutes, the conclusions, materials, photographs."""

from ateliere.models import AVUTE_LOC, Inscriere, VersiuneProces
from organizatii.models import Organizatie


def dupa_atelier(atelier, utilizator):
    """The context of `ateliere/_dupa.html`, in six queries for a visitor; empty for a workshop that has not been held.

    Organisations are those whose people came. A person is named only when she came and agreed to it.
    """
    if atelier.stare not in AVUTE_LOC:
        return {}
    prezenti = Inscriere.objects.filter(atelier=atelier, prezenta__stare="prezent")
    versiuni = list(VersiuneProces.objects.filter(proces__atelier=atelier))
    return {
        "organizatii_prezente": list(
            Organizatie.objects.filter(pk__in=prezenti.values("organizatie_id"))
            .only("slug", "denumire", "acronim", "tip", "stare")
            .order_by("denumire_pliata")
        ),
        "persoane_prezente": list(
            prezenti.filter(acord_nume=True).exclude(nume="").select_related("organizatie").order_by("nume", "pk")
        ),
        "proces": versiuni[0] if versiuni else None,
        "versiuni_vechi": versiuni[1:],
        "concluzii": list(atelier.concluzii.publicate().select_related("responsabil").order_by("ordine", "pk")),
        "materiale": list(atelier.materiale.vizibile_pentru(utilizator)),
        "fotografii": list(atelier.fotografii.cu_acord()),
    }
