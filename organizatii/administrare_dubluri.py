"""Staff's pages about profiles that are probably the same: side by side, merge, not the same, take apart."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizatii.forms.dubluri import AlegeForm, UnireForm
from organizatii.models import MotivPereche, Organizatie, PerecheDubla, StarePereche, Unire
from organizatii.mutari import RASPUNSURI, Mutare
from organizatii.perechi import nu_sunt_dubluri
from organizatii.unire import Refuzata, de_ales, desfa, uneste
from platforma.moderare.forms import MotivForm
from platforma.moderare.tranzitii import TranzitieInterzisa
from platforma.moderare.views import pentru_moderatori

LISTA, PAGINA = "admin:organizatii_perechedubla_changelist", "admin:organizatii_perechedubla_change"


@require_http_methods(["GET", "POST"])
@pentru_moderatori("modereaza")
def compara(request, pk):
    """Two profiles side by side; one POST merges them or says that they are two."""
    pereche = get_object_or_404(PerecheDubla.objects.select_related("prima", "a_doua", "decisa_de"), pk=pk)
    tinta, sursa = _care_ramane(pereche, request.GET.get("ramane"))
    randuri = de_ales(sursa, tinta)
    form = UnireForm(request.POST if request.method == "POST" else None, randuri=randuri)
    if request.method == "POST" and _hotaraste(request, pereche, sursa, tinta, form):
        return redirect(LISTA)
    context = {
        **admin.site.each_context(request),
        "title": _("Sunt aceeași organizație?"),
        "opts": PerecheDubla._meta,
        "pereche": pereche,
        "deschisa": pereche.stare == StarePereche.DESCHISA,
        "tinta": tinta,
        "sursa": sursa,
        "fete": [(tinta, _fapte(tinta)), (sursa, _fapte(sursa))],
        "altul": "prima" if tinta == pereche.a_doua else "a_doua",
        "diferite": [(form[f"camp-{nume}"], nume, a, b) for nume, _eticheta, a, b, _propus in randuri if a and b],
        "numai_unul": [
            (form[f"camp-{nume}"], nume, a, b) for nume, _eticheta, a, b, _propus in randuri if not (a and b)
        ],
        "de_mutat": _de_mutat(sursa),
        "form": form,
    }
    return render(request, "organizatii/admin/pereche.html", context)


def _care_ramane(pereche, cerut):
    """(the one that stays, the other): as asked, else the one with people behind it, else the older."""
    prima, a_doua = pereche.prima, pereche.a_doua
    if cerut not in {"prima", "a_doua"}:
        cerut = "a_doua" if a_doua.revendicata and not prima.revendicata else "prima"
    return (prima, a_doua) if cerut == "prima" else (a_doua, prima)


def _hotaraste(request, pereche, sursa, tinta, form):
    """Whether something was decided; what was wrong is on the form or among the messages."""
    if not form.is_valid():
        return False
    try:
        if request.POST.get("hotarare") == "nu_sunt":
            nu_sunt_dubluri(pereche, form.cleaned_data["motiv"], request.user)
            messages.success(request, _("Am notat că sunt două organizații. Perechea nu mai apare în listă."))
        elif request.POST.get("hotarare") == "uneste":
            uneste(sursa, tinta, form.alese(), form.cleaned_data["motiv"], request.user)
            messages.success(request, _("Profilurile sunt unite. Puteți desface unirea în 30 de zile."))
        else:
            form.add_error(None, _("Alegeți ce hotărâți: le uniți sau nu sunt aceeași organizație."))
            return False
    except ValidationError as e:
        form.add_error("motiv" if "motiv" in getattr(e, "error_dict", {}) else None, e.messages)
        return False
    except (Refuzata, TranzitieInterzisa) as e:
        messages.warning(request, str(e))
    return True


def _fapte(organizatie):
    """Rows (label, value) that tell which of the two is the living one."""
    return [
        (_("Starea"), organizatie.eticheta_stare),
        (_("Sursa"), organizatie.get_sursa_display()),
        (_("Echipa"), organizatie.membri.count()),
        (_("Publicată la"), organizatie.publicat_la),
        (_("Confirmată la"), organizatie.confirmata_la),
    ]


def _de_mutat(sursa):
    """Rows (what, how many) of what hangs on the profile that would be merged."""
    randuri = []
    for raspuns in RASPUNSURI.values():
        if isinstance(raspuns, Mutare):
            cate = raspuns.model.objects.filter(**{raspuns.camp: sursa}).count()
            randuri += [(raspuns.model._meta.verbose_name_plural, cate)] if cate else []
    return randuri


@require_http_methods(["GET", "POST"])
@pentru_moderatori("modereaza")
def alege(request, pk):
    """From a profile's page: with which other one is it to be compared?"""
    organizatie = get_object_or_404(Organizatie.objects.publice(), pk=pk)
    form = AlegeForm(request.POST if request.method == "POST" else None, fara=organizatie)
    if form.is_valid():
        prima, a_doua = sorted([organizatie, form.cleaned_data["care"]], key=lambda o: o.pk)
        pereche, noua = PerecheDubla.objects.get_or_create(
            prima=prima, a_doua=a_doua, defaults={"motiv": MotivPereche.ALEASA, "gasita_la": timezone.now()}
        )
        if not noua:  # decided once; whoever chooses it again wants to look again
            PerecheDubla.objects.filter(pk=pereche.pk).update(
                stare=StarePereche.DESCHISA, decisa_la=None, decisa_de=None, nota="", motiv=MotivPereche.ALEASA
            )
        return redirect(PAGINA, pereche.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Uniți cu alt profil"),
        "opts": Organizatie._meta,
        "obiect": organizatie,
        "form": form,
    }
    return render(request, "organizatii/admin/alege.html", context)


@require_http_methods(["GET", "POST"])
@pentru_moderatori("modereaza")
def desfa_unirea(request, pk):
    """Take a merge apart. A GET asks, a POST does."""
    unirea = get_object_or_404(Unire.objects.select_related("sursa", "tinta"), pk=pk)
    form = MotivForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            desfa(unirea, form.cleaned_data["motiv"], request.user)
        except Refuzata as e:
            messages.warning(request, str(e))
            return redirect(unirea)
        except ValidationError as e:
            form.add_error("motiv" if "motiv" in getattr(e, "error_dict", {}) else None, e.messages)
        else:
            messages.success(request, _("Am desfăcut unirea: „%(nume)s” este din nou public.") % {"nume": unirea.sursa})
            return redirect(unirea)
    context = {
        **admin.site.each_context(request),
        "title": _("Desfaceți unirea"),
        "opts": Unire._meta,
        "obiect": unirea,
        "ce_urmeaza": _(
            "Ce s-a mutat se întoarce, dacă nu s-a schimbat între timp; profilul unit apare din nou, la adresa lui."
        ),
        "cu_mesaj": False,
        "cu_motiv": True,
        "pericol": True,
        "form": form,
    }
    return render(request, "organizatii/admin/muta.html", context)
