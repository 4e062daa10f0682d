"""Partnerships on the first page of the admin."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from parteneriate.dovezi import confirmate_si_documentate
from parteneriate.models import (
    Act,
    DocumentParteneriat,
    Indicator,
    Parteneriat,
    Raport,
    Reper,
    RezultatVerificare,
    StareRaport,
    Verificare,
    VizibilitateDocument,
)
from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import numar


def cu_hartii_necitite():
    """Approved ones to which something that the public would read was added since: a paper, an indicator, a report."""
    documente = DocumentParteneriat.objects.filter(
        parteneriat=OuterRef("pk"), vizibilitate=VizibilitateDocument.PUBLIC, verificat_la=None
    )
    acte = Act.objects.filter(parteneriate=OuterRef("pk"), verificat_la=None)
    urmarire = [
        Exists(model.objects.filter(parteneriat=OuterRef("pk"), verificat_la=None, **conditii))
        for model, conditii in ((Indicator, {}), (Raport, {"stare": StareRaport.DEPUS}), (Reper, {}))
    ]
    necitite = reduce(or_, map(Q, [Exists(documente), Exists(acte), *urmarire]))
    return Parteneriat.objects.filter(necitite, stare=Stare.PUBLICAT)


@cutie(ordine=40, drept="parteneriate.view_parteneriat")
def parteneriate(request):
    """How many there are, and where papers wait to be read."""
    lista = reverse("admin:parteneriate_parteneriat_changelist")
    semnate = Parteneriat.objects.publice().semnate()
    confirmate = confirmate_si_documentate(semnate)
    randuri = [
        Rand(_("Semnate și publice"), numar(semnate.count()), f"{lista}?stare__exact=publicat"),
        Rand(_("Confirmate de ambele părți"), numar(confirmate.count()), f"{lista}?confirmat=da"),
    ]
    diferite = Verificare.objects.in_curs().filter(rezultat=RezultatVerificare.DIFERIT)
    if cate := diferite.count():
        verificari = reverse("admin:parteneriate_verificare_changelist")
        adresa = f"{verificari}?rezultat__exact=diferit&inchisa_la__isempty=1"
        randuri.append(Rand(_("Răspunsuri diferite la 6 luni"), numar(cate), adresa, atentie=True))
    for parteneriat in cu_hartii_necitite()[:5]:
        pagina = reverse("admin:parteneriate_parteneriat_change", args=[parteneriat.pk])
        randuri.append(Rand(_("De citit"), str(parteneriat), pagina, atentie=True))
    return Cutie(_("Parteneriate"), randuri)
