"""What courses hold of a person whose account is erased, and what is forgotten by itself."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cursuri import absente, pastrare, selectie
from cursuri.models import Cerere, Fisa, Formator, Motivare, StareCerere
from platforma.conturi.stergere import NUME, adresa_goala, la_stergere
from platforma.locuri.ocupare import Refuzat
from platforma.mesaje.expediere import uita

TEXT = "Text șters"  # stored, so it is the same in every language
PASTRARE_CIORNE = timedelta(days=30)  # after the window has closed


@la_stergere
def goleste_cererile(persoana, adrese):
    """Applications still in play are withdrawn, so the reserve list moves on; every row of hers then names nobody.

    What evaluators wrote about her goes as well; their points stay, because decisions stand on them. So do number and
    state of her certificates, without the name and the PDF.
    """
    inlocuitor = adresa_goala(persoana)
    ale_ei = Cerere.objects.filter(Q(persoana=persoana) | Q(email__in=adrese))
    for cerere in ale_ei.neincheiate().order_by("serie_id", "pk"):
        try:
            selectie.retrage(cerere, de=None)
        except Refuzat:
            continue  # the course is over: her seat stays counted
    pastrare.goleste_ce_atarna(list(ale_ei.values_list("pk", flat=True)))
    uita(set(ale_ei.values_list("email", flat=True)), inlocuitor)
    absente.uita(Motivare.objects.filter(cerere__in=ale_ei))
    for pk in list(ale_ei.exclude(email__endswith=inlocuitor).values_list("pk", flat=True)):
        Fisa.objects.filter(cerere_id=pk).exclude(motivare="").update(motivare=TEXT)
        Cerere.objects.filter(pk=pk).update(nume=NUME, email=f"{pk}-{inlocuitor}", functie="", motivatie="")
    Formator.objects.filter(cont=persoana).update(nume=NUME, prezentare="", cont=None)
    for serie in persoana.serii_evaluate.all():
        serie.evaluatori.remove(persoana)


def sterge_ciornele(acum=None):
    """Drafts that nobody handed in, given up or not, a month after the window closed. Returns how many."""
    acum = acum or timezone.now()
    ciorne = Cerere.objects.filter(stare__in=[StareCerere.CIORNA, StareCerere.RETRASA], depusa_la=None)
    vechi = ciorne.filter(serie__inscrieri_pana_la__lt=acum - PASTRARE_CIORNE)
    return vechi.delete()[0] if vechi.exists() else 0
