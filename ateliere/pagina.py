"""What the public page of a workshop shows, and to whom the online address is shown."""

from django.conf import settings
from django.utils import timezone

from ateliere.dupa import dupa_atelier
from ateliere.models import StareAtelier
from platforma.marcaj import simplu
from platforma.prezenta.models import Format

STARE_EVENIMENT = {StareAtelier.ANULAT: "https://schema.org/EventCancelled"}
PREZENTA = {
    Format.FIZIC: "OfflineEventAttendanceMode",
    Format.ONLINE: "OnlineEventAttendanceMode",
    Format.MIXT: "MixedEventAttendanceMode",
}


def pagina_atelierului(atelier, utilizator):
    """The context of `ateliere/atelier.html`; `atelier` comes from `pentru_lista`, with its programme."""
    ale_mele = inscrierile(atelier, utilizator)
    return {
        "atelier": atelier,
        "de_ce_nu": atelier.de_ce_nu_se_inscrie(),
        "organizatori": list(atelier.organizatori.publice().only("slug", "denumire", "acronim")),
        "ale_mele": ale_mele,
        "link_online": atelier.link_online if any(i.cod for i in ale_mele) else "",
        "organizez": utilizator.is_authenticated and atelier.poate_organiza(utilizator),
        "date_structurate": date_structurate(atelier),
        "dupa": dupa_atelier(atelier, utilizator),
    }


def inscrierile(atelier, utilizator):
    """The living registrations that this person may see: her own, and those of her organisations."""
    if not utilizator.is_authenticated:
        return []
    active = atelier.inscrieri.active().select_related("organizatie")
    gasite = active.ale_persoanei(utilizator) | active.filter(
        organizatie__in=utilizator.calitati.values("organizatie_id")
    )
    return list(gasite.order_by("pk"))


def date_structurate(atelier):
    """The workshop as schema.org Event."""
    adresa = settings.ADRESA_SITE + atelier.get_absolute_url()
    locuri = []
    if atelier.format != Format.ONLINE:
        strada = atelier.loc_adresa or atelier.loc_nume
        locuri.append({"@type": "Place", "name": atelier.loc_nume, "address": f"{strada}, București"})
    if atelier.la_distanta:
        locuri.append({"@type": "VirtualLocation", "url": adresa})
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": atelier.titlu,
        "description": simplu(atelier.rezumat),
        "url": adresa,
        "startDate": timezone.localtime(atelier.incepe_la).isoformat(),
        "endDate": timezone.localtime(atelier.se_incheie_la).isoformat(),
        "eventStatus": STARE_EVENIMENT.get(atelier.stare, "https://schema.org/EventScheduled"),
        "eventAttendanceMode": f"https://schema.org/{PREZENTA[atelier.format]}",
        "location": locuri[0] if len(locuri) == 1 else locuri,
        "maximumAttendeeCapacity": atelier.capacitate,
        "remainingAttendeeCapacity": atelier.locuri_libere,
        "isAccessibleForFree": True,
        "organizer": {
            "@type": "GovernmentOrganization",
            "name": atelier.gazda.denumire,
            "url": settings.ADRESA_SITE + atelier.gazda.get_absolute_url(),
        },
    }
