"""What partnerships show on pages of the apps below, and the titles by which other things may link to one."""

from django.urls import reverse
from django.utils.http import urlencode

from organizatii.models import TipOrganizatie
from parteneriate.dovezi import confirmate_si_documentate
from parteneriate.models import Parteneriat
from parteneriate.pagina import pentru_lista
from parteneriate.rata import verificarile
from platforma.legaturi import titlu
from platforma.vitrina import Bucata, bucata

PE_ACASA = 3
PE_PROFIL = 3


@bucata("acasa-urmari", ordine=10)
def cele_semnate():
    """How many were signed, and the newest of them."""
    semnate = Parteneriat.objects.publice().semnate()
    ultimele = list(pentru_lista(semnate.cele_mai_noi())[:PE_ACASA])
    if not ultimele:
        return None
    context = {
        "parteneriate": ultimele,
        "semnate": semnate.count(),
        "confirmate": confirmate_si_documentate(semnate).count(),
    }
    return Bucata("parteneriate/_pe_acasa.html", context)


@bucata("profil", ordine=15)
def ale_organizatiei(organizatie):
    """Its newest public ones, and where the others are."""
    ale_ei = list(
        Parteneriat.objects.publice()
        .ale_organizatiei(organizatie)
        .only("titlu", "slug", "etapa", "semnat_la")
        .prefetch_related(verificarile())
        .cele_mai_noi()[: PE_PROFIL + 1]
    )
    if not ale_ei:
        return None
    filtru = "autoritate" if organizatie.tip == TipOrganizatie.AUTORITATE else "organizatie"
    toate = f"{reverse('parteneriate:lista')}?{urlencode({filtru: organizatie.slug})}"
    context = {"parteneriate": ale_ei[:PE_PROFIL], "mai_multe": len(ale_ei) > PE_PROFIL, "toate": toate}
    return Bucata("parteneriate/_pe_profil.html", context)


@bucata("spatiu", ordine=5)
def ale_mele(persoana):
    """Where they are; what waits for her is in the worklist (lucru.py)."""
    return Bucata("parteneriate/_in_spatiul_meu.html")


@bucata("spatiu-organizatie", ordine=5)
def in_spatiu(organizatie):
    return Bucata("parteneriate/_in_spatiu.html", {"organizatie": organizatie})


@titlu("parteneriate:parteneriat")
def titlul_parteneriatului(slug):
    return Parteneriat.objects.publice().filter(slug=slug).values_list("titlu", flat=True).first()
