"""Partnerships on the first page of the admin."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from parteneriate.dovezi import confirmate_si_documentate
from parteneriate.models import (
    Act,
    DocumentParteneriat,
    Parteneriat,
    RezultatVerificare,
    Verificare,
    VizibilitateDocument,
)
from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import numar


def cu_hartii_necitite():
    """Approved ones to which a public document or an act was added since."""
    documente = DocumentParteneriat.objects.filter(
        parteneriat=OuterRef("pk"), vizibilitate=VizibilitateDocument.PUBLIC, verificat_la=None
    )
    acte = Act.objects.filter(parteneriate=OuterRef("pk"), verificat_la=None)
    return Parteneriat.objects.filter(Q(Exists(documente)) | Q(Exists(acte)), stare=Stare.PUBLICAT)


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
        randuri.append(Rand(_("Documente de citit"), str(parteneriat), pagina, atentie=True))
    return Cutie(_("Parteneriate"), randuri)
