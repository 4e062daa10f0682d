"""Workshops on the first page of the admin."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ateliere.models import NEINCHEIATE, Atelier, Concluzie, StareAtelier
from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.templatetags.platforma import data_ora, numar

NEINCHEIAT = timedelta(days=14)  # after this a held workshop without published conclusions asks for attention
URMATOARELE = 5


@cutie(ordine=40, drept="ateliere.view_atelier")
def ateliere(request):
    acum = timezone.now()
    lista = reverse("admin:ateliere_atelier_changelist")
    urmeaza = Atelier.objects.viitoare(acum).cu_ocuparea()[:URMATOARELE]
    randuri = [
        Rand(
            a.titlu,
            _("%(confirmate)s din %(total)s") % {"confirmate": a.confirmate, "total": a.capacitate},
            a.get_spatiu_url() if request.user.has_perm("ateliere.organizeaza") else a.get_absolute_url(),
            data_ora(a.incepe_la),
        )
        for a in urmeaza
    ]
    ciorne = Atelier.objects.filter(stare=StareAtelier.CIORNA).count()
    if ciorne:
        randuri.append(Rand(_("Ciorne"), numar(ciorne), f"{lista}?stare__exact=ciorna"))
    neincheiate = Atelier.objects.filter(stare=StareAtelier.DESFASURAT, se_incheie_la__lt=acum - NEINCHEIAT).count()
    if neincheiate:
        adresa = f"{lista}?stare__exact=desfasurat"
        randuri.append(Rand(_("Fără concluzii publicate după 14 zile"), numar(neincheiate), adresa, "", True))
    return Cutie(_("Ateliere"), randuri, _("Niciun atelier în program."))


@cutie(ordine=45, drept="ateliere.organizeaza")
def concluzii(request):
    """Conclusions that nobody has taken further, 60 days after they were published."""
    lista = reverse("ateliere:concluzii")
    fara_urmare = Concluzie.objects.fara_urmare().count()
    neincheiate = Concluzie.objects.publicate().filter(stare__in=NEINCHEIATE).count()
    if not neincheiate:
        return Cutie(_("Concluziile atelierelor"), gol=_("Nicio concluzie deschisă."))
    return Cutie(
        _("Concluziile atelierelor"),
        [
            Rand(
                _("Fără urmare de peste 60 de zile"),
                numar(fara_urmare),
                f"{lista}?care=fara-urmare",
                atentie=fara_urmare > 0,
            ),
            Rand(_("Deschise sau în lucru"), numar(neincheiate), f"{lista}?care=neincheiate"),
        ],
    )
