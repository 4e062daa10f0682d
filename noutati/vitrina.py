"""What news show on pages of the apps below, and the titles by which other things may link to an item."""

from django.urls import reverse
from django.utils.http import urlencode

from noutati.articol import pentru_lista
from noutati.models import Noutate
from platforma.legaturi import titlu
from platforma.moderare.tranzitii import Stare
from platforma.vitrina import Bucata, bucata

PE_ACASA = 5
PE_PROFIL = 3


@bucata("acasa-acum", ordine=10)
def cele_mai_noi():
    """The pinned item or the newest as the lead, the next ones as headlines."""
    noutati = list(pentru_lista(Noutate.objects.publice().order_by("-fixata", "-vizibila_din", "-pk"))[:PE_ACASA])
    return Bucata("noutati/_pe_acasa.html", {"prima": noutati[0], "celelalte": noutati[1:]}) if noutati else None


@bucata("profil", ordine=10)
def ale_organizatiei(organizatie):
    """Its newest items, and where the others are."""
    noutati = list(
        pentru_lista(Noutate.objects.publice().filter(organizatie=organizatie).cele_mai_noi())[: PE_PROFIL + 1]
    )
    if not noutati:
        return None
    toate = f"{reverse('noutati:lista')}?{urlencode({'organizatie': organizatie.slug})}"
    context = {"noutati": noutati[:PE_PROFIL], "mai_multe": len(noutati) > PE_PROFIL, "toate": toate}
    return Bucata("noutati/_pe_profil.html", context)


@bucata("profil", ordine=20)
def urmariti(organizatie):
    """A profile with people behind it may have news, now or later."""
    if organizatie.stare != Stare.PUBLICAT or not organizatie.revendicata:
        return None
    return Bucata("noutati/_abonare.html", {"criterii": f"organizatie={organizatie.slug}", "ce": organizatie.denumire})


@bucata("spatiu", ordine=10)
def ce_urmaresc(persoana):
    return Bucata("noutati/_in_spatiul_meu.html")


@bucata("spatiu-organizatie", ordine=10)
def in_spatiu(organizatie):
    return Bucata("noutati/_in_spatiu.html", {"organizatie": organizatie})


@titlu("noutati:articol")
def titlul_noutatii(slug):
    return Noutate.objects.publice().filter(slug=slug).values_list("titlu", flat=True).first()
