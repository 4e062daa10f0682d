"""What notices show on pages of the apps below, and the title by which other things may link to one."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.http import urlencode

from parteneriate.models import Anunt, Interes, cu_necitite
from platforma.legaturi import titlu
from platforma.moderare.tranzitii import Stare
from platforma.vitrina import Bucata, bucata

PE_ACASA = 4
PE_PROFIL = 3


@bucata("acasa-acum", ordine=30)
def cele_mai_noi():
    anunturi = list(_pe_scurt(Anunt.objects.publice())[:PE_ACASA])
    return Bucata("parteneriate/_anunturi_pe_acasa.html", {"anunturi": anunturi}) if anunturi else None


@bucata("profil", ordine=5)
def ale_organizatiei(organizatie):
    """What it needs and offers now, for everybody's eyes."""
    anunturi = list(_pe_scurt(Anunt.objects.publice().filter(organizatie=organizatie))[: PE_PROFIL + 1])
    if not anunturi:
        return None
    toate = f"{reverse('parteneriate:anunturi')}?{urlencode({'organizatie': organizatie.slug})}"
    context = {"anunturi": anunturi[:PE_PROFIL], "toate": toate if len(anunturi) > PE_PROFIL else ""}
    return Bucata("parteneriate/_anunturi_pe_profil.html", context)


@bucata("spatiu", ordine=5)
def interesele(persoana):
    """Where they are, and what she was written in conversations; what waits for her is in the worklist (lucru.py)."""
    ale_ei = Interes.objects.filter(pk__in=Interes.objects.vizibile_pentru(persoana).values("pk"))
    context = cu_necitite(ale_ei, persoana).aggregate(mesaje=Sum("necitite"))
    return Bucata("parteneriate/_interese_in_spatiul_meu.html", context)


@bucata("spatiu-organizatie", ordine=5)
def in_spatiu(organizatie):
    return Bucata(
        "parteneriate/_anunturi_in_spatiu.html",
        {"organizatie": organizatie, "publicata": organizatie.stare == Stare.PUBLICAT},
    )


def _pe_scurt(anunturi):
    return anunturi.cele_mai_noi().select_related("organizatie").defer("text", "cautare")


@titlu("parteneriate:anunt")
def titlul_anuntului(slug):
    return Anunt.objects.publice().filter(slug=slug).values_list("titlu", flat=True).first()
