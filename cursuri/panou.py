"""Courses on the first page of the admin."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cursuri.clasament import FISE_NECESARE
from cursuri.models import Cerere, Motivare, Serie, StareCerere, StareMotivare, StareSerie
from platforma.administrare.panou import Cutie, Rand, cutie
from platforma.templatetags.platforma import data_lunga, numar


@cutie(ordine=42, drept="cursuri.organizeaza")
def selectia(request):
    """Applications that wait: for a second sheet, or for a decision; each series leads to its ranking."""
    valabile = Count("fise", filter=Q(fise__depusa_la__isnull=False, fise__conflict=False))
    asteapta = {}
    for serie_pk, cate in (
        Cerere.objects.filter(stare=StareCerere.DEPUSA, serie__stare=StareSerie.PUBLICATA)
        .annotate(cate=valabile)
        .values_list("serie_id", "cate")
    ):
        de_evaluat, de_hotarat = asteapta.get(serie_pk, (0, 0))
        gata = cate >= FISE_NECESARE
        asteapta[serie_pk] = (de_evaluat + (not gata), de_hotarat + gata)
    serii = Serie.objects.filter(pk__in=asteapta).select_related("tema").order_by("inscrieri_pana_la", "pk")
    randuri = [_rand(serie, *asteapta[serie.pk]) for serie in serii]
    ciorne = Serie.objects.filter(stare=StareSerie.CIORNA).count()
    if ciorne:
        adresa = f"{reverse('admin:cursuri_serie_changelist')}?stare__exact=ciorna"
        randuri.append(Rand(_("Serii nepublicate"), numar(ciorne), adresa))
    return Cutie(_("Cursuri: selecția"), randuri, _("Nicio cerere nu așteaptă."))


def _rand(serie, de_evaluat, de_hotarat):
    valoare = ngettext(
        "%(n)s cerere de evaluat / %(h)s fără decizie", "%(n)s cereri de evaluat / %(h)s fără decizie", de_evaluat
    ) % {"n": numar(de_evaluat), "h": numar(de_hotarat)}
    nota = _("cereri până pe %(cand)s") % {"cand": data_lunga(serie.inscrieri_pana_la)}
    return Rand(str(serie), valoare, reverse("cursuri:cereri", args=[serie.pk]), nota, atentie=de_hotarat > 0)


@cutie(ordine=43, drept="cursuri.organizeaza")
def absentele(request):
    """Absences that somebody has asked to be excused; each series leads to its requests."""
    cerute = Motivare.objects.filter(stare=StareMotivare.CERUTA, sesiune__serie__stare=StareSerie.PUBLICATA)
    serii = Serie.objects.filter(sesiuni__motivari__in=cerute).select_related("tema")
    randuri = [
        Rand(str(serie), numar(serie.cate), reverse("cursuri:absente", args=[serie.pk]), atentie=True)
        for serie in serii.annotate(cate=Count("sesiuni__motivari")).order_by("data_inceput", "pk")
    ]
    return Cutie(_("Cursuri: absențe de motivat"), randuri, _("Nicio cerere nu așteaptă."))
