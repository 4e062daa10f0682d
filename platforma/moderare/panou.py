"""The queue on the first page of the admin."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.moderare.coada import TERMEN
from platforma.moderare.models import Dosar, TipDosar
from platforma.templatetags.platforma import numar
from platforma.zile import acum_zile_lucratoare, zile_libere, zile_lucratoare


@cutie(ordine=10, drept="moderare.view_dosar")
def coada_de_moderare(request):
    """What waits by kind with the age of the oldest, what is late, what is mine."""
    lista, acum = reverse("admin:moderare_dosar_changelist"), timezone.now()
    deschise = Dosar.objects.deschise()
    pe_tip = {rand.pop("tip"): rand for rand in deschise.values("tip").annotate(cate=Count("pk"), din=Min("depus_la"))}
    if not pe_tip:
        return Cutie(_("De decis"), gol=_("Nimic nu așteaptă. Mulțumim!"), larga=True)
    libere = zile_libere(min(rand["din"] for rand in pe_tip.values()), acum)
    randuri = []
    for tip in TipDosar:
        if rand := pe_tip.get(tip):
            zile = zile_lucratoare(rand["din"], acum, libere)
            vechime = ngettext("cel mai vechi de %(n)s zi lucrătoare", "cel mai vechi de %(n)s zile lucrătoare", zile)
            adresa = f"{lista}?tip__exact={tip}"
            randuri.append(Rand(str(tip.label), numar(rand["cate"]), adresa, vechime % {"n": zile}, zile > TERMEN))
    speciale = deschise.aggregate(
        intarziate=Count("pk", filter=Q(depus_la__lt=acum_zile_lucratoare(TERMEN))),
        mele=Count("pk", filter=Q(preluat_de=request.user)),
    )
    if speciale["intarziate"]:
        eticheta = _("Peste %(n)s zile lucrătoare") % {"n": TERMEN}
        randuri.append(Rand(eticheta, numar(speciale["intarziate"]), f"{lista}?vechime=intarziat", atentie=True))
    if speciale["mele"]:
        randuri.append(Rand(_("Preluate de mine"), numar(speciale["mele"]), f"{lista}?al=meu"))
    return Cutie(_("De decis"), randuri, larga=True)
