"""News on the first page of the admin."""

from django.urls import reverse
from django.utils.translation import gettext as _

from noutati.models import Noutate
from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import numar


@cutie(ordine=25, drept="noutati.view_noutate")
def noutati(request):
    lista = reverse("admin:noutati_noutate_changelist")
    ciorne = Noutate.objects.ale_echipei().filter(stare=Stare.CIORNA).count()
    randuri = [
        Rand(_("Se văd acum"), numar(Noutate.objects.publice().count()), f"{lista}?pe_site=acum"),
        Rand(_("Programate"), numar(Noutate.objects.programate().count()), f"{lista}?pe_site=programate"),
        Rand(_("Ciorne ale echipei"), numar(ciorne), f"{lista}?stare__exact=ciorna&cine=echipa"),
        Rand(_("Scrieți o noutate a echipei"), "+", reverse("admin:noutati_noutate_add")),
    ]
    return Cutie(_("Noutăți"), randuri)
