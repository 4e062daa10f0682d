"""The post on the first page of the admin."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.mesaje.models import Mesaj, StareMesaj
from platforma.mesaje.stare import posta_intarziata
from platforma.templatetags.platforma import numar


@cutie(ordine=90, drept="mesaje.view_mesaj")
def posta(request):
    """What is late, what failed, and on a newcomer's machine where the mails are."""
    lista = reverse("admin:mesaje_mesaj_changelist")
    intarziere = posta_intarziata()
    esuate = Mesaj.objects.filter(stare=StareMesaj.ESUAT).count()
    randuri = []
    if intarziere:
        randuri.append(Rand(_("Întârziate"), numar(intarziere.cate), f"{lista}?intarziate=da", atentie=True))
    if esuate:
        randuri.append(Rand(_("Eșuate"), numar(esuate), f"{lista}?stare__exact=esuat", atentie=True))
    if settings.LOCAL:
        randuri.append(Rand(_("Mesajele acestei mașini"), "", reverse("posta")))
    return Cutie(_("Poșta"), randuri, gol=_("Toate mesajele au plecat la timp."))
