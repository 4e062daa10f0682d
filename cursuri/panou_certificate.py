"""Certificates on the first page of the admin."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cursuri import pastrare
from cursuri.models import Certificat, Serie, StareSerie
from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.nomenclatoare.models import Proiect
from platforma.templatetags.platforma import data_lunga, numar


@cutie(ordine=47, drept="cursuri.certifica")
def certificate(request):
    """What somebody has to put right by hand first: a name that no font can draw, a file that was lost."""
    randuri = [
        Rand(_("Certificate fără PDF: %(numar)s") % {"numar": c.numar}, "", c.get_spatiu_url(), c.problema, True)
        for c in Certificat.objects.cu_problema()[:10]
    ]
    valabile = Certificat.objects.valabile().count()
    if valabile:
        randuri.append(Rand(_("Certificate valabile"), numar(valabile), reverse("cursuri:raport")))
    proiect = Proiect.objects.curent()
    if proiect and proiect.pastrare_pana_la:
        de_anonimizat = pastrare.raport()["persoane"]
        nota = _("datele se păstrează până la %(cand)s") % {"cand": data_lunga(proiect.pastrare_pana_la)}
        randuri.append(Rand(_("Participanți de anonimizat"), numar(de_anonimizat), reverse("cursuri:pastrare"), nota))
    elif Serie.objects.filter(stare=StareSerie.INCHEIATA).exists():
        fisa = reverse("admin:nomenclatoare_proiect_changelist")
        randuri.append(Rand(_("Proiectul nu are o dată până la care se păstrează datele"), "", fisa, "", True))
    return Cutie(_("Certificate"), randuri, _("Niciun certificat emis."))
