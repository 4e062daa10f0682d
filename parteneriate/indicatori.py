"""What a partnership counts: indicators until work begins, values from signing on, each mistake put right by a row.

Every verb takes the partnership's lock (`scriere.condus`) and is an update of it: silence ends.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from parteneriate.models import INAINTE_DE_SEMNARE, SEMNATE, URMARITE, Etapa, Indicator, Valoare
from parteneriate.scriere import Refuzat, alta_redactare, atinge, condus
from parteneriate.stari import Lipsa, cere

INDICATORI_MAXIM = 12  # of one partnership: more would be a report, not a page
SE_ADAUGA = (*INAINTE_DE_SEMNARE, *URMARITE)
SE_SCHIMBA = (*INAINTE_DE_SEMNARE, Etapa.SEMNAT)


@transaction.atomic
def adauga(parteneriat, form, de):
    """Save a valid IndicatorForm. Before signing it is part of the text: who has confirmed is asked anew."""
    blocat = condus(parteneriat.pk, de)
    if blocat.etapa not in SE_ADAUGA:
        raise Refuzat(_("Parteneriatul s-a încheiat: indicatorii lui nu se mai schimbă."))
    if blocat.indicatori.count() >= INDICATORI_MAXIM:
        raise Refuzat(_("Un parteneriat are cel mult %(n)s indicatori.") % {"n": INDICATORI_MAXIM})
    indicator = form.save(commit=False)
    indicator.parteneriat = blocat
    _un_nume_o_data(indicator)
    indicator.save()
    _scris(blocat, de)
    return indicator


@transaction.atomic
def modifica(indicator, form, de):
    """Until work begins. On a public page it is shown again after a moderator has read it."""
    blocat = _de_schimbat(indicator, de)
    if not form.has_changed():
        return form.instance
    schimbat = form.save(commit=False)
    _un_nume_o_data(schimbat)
    schimbat.verificat_la = None
    schimbat.save()
    _scris(blocat, de)
    return schimbat


@transaction.atomic
def sterge(indicator, de):
    blocat = _de_schimbat(indicator, de)
    if indicator.valori.exists():
        raise Refuzat(_("Indicatorul are valori și rămâne."))
    indicator.delete()
    _scris(blocat, de)


def _un_nume_o_data(indicator):
    """The constraint says it too; here, under the lock, as a sentence."""
    if Indicator.objects.filter(
        parteneriat=indicator.parteneriat_id, nume__iexact=indicator.nume
    ).exclude(pk=indicator.pk).exists():  # fmt: skip
        raise Refuzat(_("Parteneriatul are deja un indicator cu acest nume."))


def _de_schimbat(indicator, de):
    blocat = condus(indicator.parteneriat_id, de)
    if blocat.etapa not in SE_SCHIMBA:
        raise Refuzat(_("După ce a început implementarea, ce s-a promis nu se mai schimbă. Adăugați alt indicator."))
    return blocat


def _scris(blocat, de):
    if blocat.etapa in INAINTE_DE_SEMNARE:
        alta_redactare(blocat, de)
    else:
        atinge(blocat)


# --- values -------------------------------------------------------------------------------------------------------
@transaction.atomic
def adauga_valoare(indicator, form, de):
    """Save a valid ValoareForm: what it was on a day. One value a day; a second one corrects the first."""
    blocat = condus(indicator.parteneriat_id, de)
    if blocat.etapa not in URMARITE:
        raise Refuzat(_("Valorile se adaugă de la semnare până la încheiere."))
    return _scrie(blocat, indicator, form, de)


@transaction.atomic
def corecteaza(valoare, form, de):
    """Another row in its place, with the reason; the wrong one stays. Raises Refuzat when somebody did it first."""
    blocat = condus(valoare.indicator.parteneriat_id, de)
    if blocat.etapa not in SEMNATE:
        raise Refuzat(_("Valorile se adaugă de la semnare până la încheiere."))
    if not Valoare.objects.valabile().filter(pk=valoare.pk).exists():
        raise Refuzat(_("Altcineva a corectat valoarea între timp. Vedeți ce a scris."))
    return _scrie(blocat, valoare.indicator, form, de, in_locul=valoare)


def _scrie(blocat, indicator, form, de, in_locul=None):
    noua = form.save(commit=False)
    celelalte = indicator.valori.valabile().exclude(pk=in_locul and in_locul.pk)
    if celelalte.filter(la=noua.la).exists():
        raise Refuzat(_("Există deja o valoare la această dată. Corectați-o pe aceea."))
    if noua.finala and celelalte.filter(finala=True).exists():
        raise Refuzat(_("Există deja o valoare finală. Corectați-o pe aceea."))
    noua.indicator, noua.inlocuieste, noua.adaugat_de = indicator, in_locul, de
    noua.save()
    atinge(blocat)
    return noua


# --- what the stages ask for --------------------------------------------------------------------------------------
@cere(Etapa.IMPLEMENTARE)
def are_o_tinta(p):
    if p.indicatori.cu_tinta().exists():
        return []
    return [Lipsa(_("Adăugați cel puțin un indicator cu țintă: ce va fi altfel, cât și până când."), "monitorizare")]


@cere(Etapa.INCHEIAT)
def are_valori_finale(p):
    return [
        Lipsa(_("Scrieți valoarea finală a indicatorului „%(nume)s”.") % {"nume": indicator.nume}, "monitorizare")
        for indicator in p.indicatori.cu_tinta().fara_valoare_finala()
    ]
