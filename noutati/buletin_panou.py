"""Those who follow, and newsletters under way, on the first page of the admin."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from noutati.models import Abonare, Buletin, StareBuletin
from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.templatetags.platforma import numar


@cutie(ordine=60, drept="noutati.view_buletin")
def urmaritori(request):
    abonari, lista = reverse("admin:noutati_abonare_changelist"), reverse("admin:noutati_buletin_changelist")
    cati = Abonare.objects.aggregate(toti=Count("pk"), cu_buletin=Count("pk", filter=Q(buletine=True)))
    in_mers = Buletin.objects.filter(stare__in=[StareBuletin.IN_TRIMITERE, StareBuletin.PAUZA]).count()
    ciorne = Buletin.objects.filter(stare=StareBuletin.CIORNA).count()
    return Cutie(
        _("Abonați și buletine"),
        [
            Rand(_("Adrese care urmăresc noutățile"), numar(cati["toti"]), abonari),
            Rand(_("Vor și buletinul"), numar(cati["cu_buletin"]), f"{abonari}?buletine__exact=1"),
            Rand(_("Buletine nelansate"), numar(ciorne), f"{lista}?stare__exact=ciorna"),
            *(
                [
                    Rand(
                        _("Buletine care se trimit"),
                        numar(in_mers),
                        f"{lista}?stare__in=in_trimitere,pauza",
                        atentie=True,
                    )
                ]
                if in_mers
                else []
            ),
        ],
    )
