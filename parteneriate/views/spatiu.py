"""The workspace: a partnership as its parties' people see and write it."""

import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizatii.models import Organizatie
from parteneriate import scriere, stari
from parteneriate.forms.parteneriat import SECTIUNI, PropunereForm, form_sectiune
from parteneriate.forms.spatiu import MutareForm
from parteneriate.models import INAINTE_DE_SEMNARE, Parte, Parteneriat, RaspunsVerificare
from parteneriate.pagina import cu_detalii, pagina_context
from parteneriate.verificari import verificari_de_raspuns
from platforma.moderare.comparatie import randuri
from platforma.moderare.revizii import EDITABILE_DIRECT, revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta


def vazut(request, pk):
    """The partnership, for the people of its parties; to anybody else it is not there."""
    return get_object_or_404(Parteneriat.objects.vazute_de(request.user).select_related("tip"), pk=pk)


def condus(request, pk):
    """The same, for those who act for a party: its responsible person, or an administrator of its organisation."""
    return get_object_or_404(Parteneriat.objects.conduse_de(request.user).select_related("tip"), pk=pk)


def context_comun(request, parteneriat, **altele):
    """What every page of the workspace needs: where it stands, and whether this person acts in it."""
    conduce = Parteneriat.objects.conduse_de(request.user).filter(pk=parteneriat.pk).exists()
    return {
        "parteneriat": parteneriat,
        "conduce": conduce,
        "sectiuni": SECTIUNI,
        "de_confirmat": stari.DE_CONFIRMAT,
        "nesemnate": INAINTE_DE_SEMNARE,
        **altele,
    }


@require_safe
@login_required
def ale_mele(request):
    """Every partnership of this person's organisations, those that ask something of her first."""
    parteneriate = list(Parteneriat.objects.vazute_de(request.user).defer("cautare").order_by("-modificat_la", "-pk"))
    ale_mele = Parte.objects.conduse_de(request.user).filter(parteneriat__in=parteneriate)
    de_raspuns = {p.parteneriat_id: p for p in ale_mele.select_related("organizatie")}
    randuri_pagina = [
        (p, de_raspuns[p.pk])
        if p.pk in de_raspuns and not de_raspuns[p.pk].a_confirmat(p.redactare) and p.etapa in stari.DE_CONFIRMAT
        else (p, None)
        for p in parteneriate
    ]
    organizatii = Organizatie.objects.publice().editabile_de(request.user)
    context = {"randuri": sorted(randuri_pagina, key=lambda r: r[1] is None), "organizatii": organizatii}
    return render(request, "parteneriate/ale_mele.html", context)


ORIGINI = ("anunt", "atelier", "concluzie")  # „?anunt=3”: where the idea was born


@require_http_methods(["GET", "POST"])
@login_required
def propune(request, pk):
    """Begin a partnership: an idea that only the organisation's people see, until others are invited."""
    organizatie = get_object_or_404(Organizatie.objects.publice().editabile_de(request.user), pk=pk)
    initial = {nume: request.GET.get(nume) for nume in ORIGINI if request.GET.get(nume, "").isdigit()}
    form = PropunereForm(request.POST if request.method == "POST" else None, initial=initial, de=request.user)
    if form.is_valid():
        try:
            parteneriat = scriere.incepe(form, organizatie, request.user)
        except scriere.Refuzat as e:
            form.add_error(None, str(e))
        else:
            messages.success(
                request, _("Am salvat propunerea. Invitați acum cealaltă parte; nimeni altcineva nu o vede.")
            )
            return redirect("parteneriate:parti", parteneriat.pk)
    return render(request, "parteneriate/propune.html", {"organizatie": organizatie, "form": form})


@require_safe
@login_required
def spatiu_parteneriat(request, pk):
    """Where it stands, what is missing for the next stage, who has answered, what happened."""
    parteneriat = vazut(request, pk)
    revizie = _revizia(parteneriat)
    miscari = [(m, stari.lipsuri_cu_adrese(parteneriat, m)) for m in stari.miscari_posibile(parteneriat)]
    decizie = parteneriat.decizii().first()
    context = context_comun(
        request,
        parteneriat,
        pagina=pagina_context(parteneriat)["pagina"],
        inainte=[(m, lipsuri) for m, lipsuri in miscari if m not in stari.CU_MOTIV],
        iesiri=[m for m, _lipsuri in miscari if m in stari.CU_MOTIV],
        ale_mele=Parte.objects.conduse_de(request.user).filter(parteneriat=parteneriat).select_related("organizatie"),
        lipsuri_publicare=stari.lipsuri_publicare(parteneriat) if parteneriat.stare in EDITABILE_DIRECT else [],
        decizie=decizie if parteneriat.stare in {Stare.COMPLETARI, Stare.RESPINS, Stare.ARHIVAT} else None,
        revizie=revizie,
        comparatie=_propuneri(parteneriat, revizie) if revizie else [],
        jurnal=parteneriat.jurnal.select_related("organizatie", "de"),
        verificari=parteneriat.verificari.prefetch_related(_ale_mele(request.user)),
        de_verificat=verificari_de_raspuns(request.user).filter(verificare__parteneriat=parteneriat),
        public=Parteneriat.objects.publice().filter(pk=pk).exists(),
        trecut=Parteneriat.objects.trecute_de_sfarsit().filter(pk=pk).exists(),
    )
    return render(request, "parteneriate/spatiu_parteneriat.html", context)


def _ale_mele(persoana):
    """The answers of the parties for which this person acts, beside each check."""
    raspunsuri = RaspunsVerificare.objects.conduse_de(persoana).select_related("parte__organizatie")
    return Prefetch("raspunsuri", raspunsuri, to_attr="ale_mele")


def _revizia(parteneriat):
    return revizie_in_asteptare(parteneriat) if parteneriat.stare == Stare.PUBLICAT else None


def _propuneri(parteneriat, revizie):
    """Rows (label, public value, proposed value) of a pending change, in the order of the model's fields."""
    propus = revizie.aseaza(copy.copy(parteneriat))
    nume = [camp.name for camp in parteneriat._meta.concrete_fields if camp.name in revizie.campuri]
    return [(rand.eticheta, rand.acum, rand.propus) for rand in randuri(propus, nume, revizie.inainte())]


@require_http_methods(["GET", "POST"])
@login_required
def modifica(request, pk, sectiune):
    """One section. Before publication it is written at once; of something public, what is moderated waits."""
    parteneriat = condus(request, pk)
    pagina = next((s for s in SECTIUNI if s.cod == sectiune), None)
    if pagina is None:
        raise Http404
    if parteneriat.stare not in EDITABILE_DIRECT | {Stare.PUBLICAT}:
        messages.error(request, _("Cât parteneriatul este în această stare, textul nu se poate schimba."))
        return redirect(parteneriat.get_spatiu_url())
    form = form_sectiune(pagina, parteneriat, _revizia(parteneriat), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            rezultat = scriere.modifica(parteneriat, form, request.user)
        except (TranzitieInterzisa, ValidationError) as e:
            form.add_error(None, getattr(e, "messages", str(e)))
        else:
            messages.success(request, rezultat.mesaj)
            return redirect(parteneriat.get_spatiu_url())
    context = context_comun(request, parteneriat, sectiune=pagina, form=form)
    return render(request, "parteneriate/modifica.html", context)


@require_safe
@login_required
def previzualizare(request, pk):
    """The page exactly as the public will see it, with the pending changes on it."""
    parteneriat = get_object_or_404(cu_detalii().vazute_de(request.user), pk=pk)
    revizie = _revizia(parteneriat)
    propus = copy.copy(parteneriat)
    if revizie is not None:
        revizie.aseaza(propus)
    context = {**context_comun(request, parteneriat), **pagina_context(propus)}
    return render(request, "parteneriate/previzualizare.html", context)


# --- moves --------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def muta_etapa(request, pk, miscare):
    """Another stage. A GET says what it means and what is missing, a POST does it."""
    parteneriat = condus(request, pk)
    if miscare not in stari.Miscare.values:
        raise Http404
    miscare = stari.Miscare(miscare)
    form = MutareForm(request.POST if request.method == "POST" else None)
    form.fields["motiv"].required = miscare in stari.CU_MOTIV
    if form.is_valid():
        try:
            fapta = stari.muta(parteneriat, miscare, request.user, form.cleaned_data["motiv"])
        except stari.MiscareInterzisa as e:
            messages.error(request, str(e))
            return redirect(parteneriat.get_spatiu_url())
        except ValidationError as e:
            form.add_error("motiv", e.message_dict["motiv"])
        else:
            mesaj = _("Parteneriatul este acum în etapa „%(etapa)s”. Am scris tuturor părților.")
            messages.success(request, mesaj % {"etapa": fapta.get_spre_display()})
            return redirect(parteneriat.get_spatiu_url())
    context = context_comun(
        request,
        parteneriat,
        form=form,
        miscare=miscare,
        spre=stari.TRANZITII[miscare].spre,
        se_poate=miscare in stari.miscari_posibile(parteneriat),
        lipsuri=stari.lipsuri_cu_adrese(parteneriat, miscare),
        pericol=miscare in stari.CU_MOTIV,
    )
    return render(request, "parteneriate/muta_etapa.html", context)


MODERARI = {
    "trimite": (Actiune.TRIMITE, _l("Am trimis spre verificare. Un moderator citește și vă scrie.")),
    "retrage": (Actiune.RETRAGE, _l("Ați retras trimiterea. Puteți modifica și trimite din nou.")),
    "redeschide": (Actiune.REDESCHIDE, _l("Ați redeschis pagina. Corectați-o și trimiteți-o din nou.")),
    "renunta": (Actiune.ANULEAZA, _l("Ați retras modificarea. Pagina publică a rămas cum era.")),
}


@require_POST
@login_required
def modereaza(request, pk, fapta):
    """What the parties do with the page in moderation: send, take back, reopen, drop a pending change."""
    parteneriat = condus(request, pk)
    if fapta not in MODERARI:
        raise Http404
    actiune, mesaj = MODERARI[fapta]
    obiect = _revizia(parteneriat) if fapta == "renunta" else _revizia(parteneriat) or parteneriat
    try:
        if obiect is None:
            raise TranzitieInterzisa(_("Nicio modificare nu mai este în verificare."))
        muta(obiect, actiune, request.user)
    except PermissionDenied:
        raise Http404 from None
    except TranzitieInterzisa:
        messages.error(request, _("Acest lucru nu se poate face acum: starea paginii este alta."))
    except ValidationError as e:
        for propozitie in e.messages:
            messages.error(request, propozitie)
    else:
        messages.success(request, mesaj)
    return redirect(parteneriat.get_spatiu_url())
