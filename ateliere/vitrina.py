"""What workshops show on pages of the apps below, and the titles by which other things may link to one."""

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from ateliere.models import Atelier
from ateliere.prezenta import ateliere_la_care_a_fost
from organizatii.models import TipOrganizatie
from platforma.legaturi import titlu
from platforma.vitrina import Bucata, bucata

PE_ACASA = 3
PE_PROFIL = 3


@bucata("acasa-acum", ordine=20)
def urmatoarele():
    """The next ones on the programme."""
    ateliere = list(Atelier.objects.viitoare().pentru_lista()[:PE_ACASA])
    return Bucata("ateliere/_pe_acasa.html", {"ateliere": ateliere}) if ateliere else None


@bucata("profil", ordine=20)
def ale_organizatiei(organizatie):
    """Those it hosts or organises, the coming ones first, then the latest; and how many it was at."""
    ale_ei = Q(gazda=organizatie) | Q(
        pk__in=Atelier.organizatori.through.objects.filter(organizatie_id=organizatie.pk).values("atelier_id")
    )
    viitoare = list(Atelier.objects.viitoare().filter(ale_ei).pentru_lista()[:PE_PROFIL])
    trecute = list(Atelier.objects.trecute().filter(ale_ei).pentru_lista()[: PE_PROFIL - len(viitoare)])
    a_fost = list(ateliere_la_care_a_fost(organizatie).order_by("-incepe_la", "-pk").only("titlu", "slug", "incepe_la"))
    if not viitoare and not trecute and not a_fost:
        return None
    gazduite = ""
    if organizatie.tip == TipOrganizatie.AUTORITATE:
        gazduite = f"{reverse('ateliere:lista')}?{urlencode({'gazda': organizatie.slug})}"
    context = {"viitoare": viitoare, "trecute": trecute, "gazduite": gazduite, "a_fost": a_fost}
    return Bucata("ateliere/_pe_profil.html", context)


@titlu("ateliere:atelier")
def titlul_atelierului(slug):
    return Atelier.objects.publice().filter(slug=slug).values_list("titlu", flat=True).first()
