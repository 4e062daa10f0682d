"""Following the news: by an address and a mail, by the link in each mail, or from the workspace."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noutati import abonari
from noutati.abonare_forms import AbonareForm, AlegeriForm
from noutati.criterii import ca_query, propuneri
from noutati.models import (
    NECONFIRMATE,
    SEMNATAR,
    SEMNATAR_BULETIN,
    SEMNATAR_CONFIRMARE,
    Abonare,
    Destinatar,
    RefuzBuletin,
    urmatorul,
)
from noutati.rezumat import ultimele_potrivite


# --- with an address ----------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
def abonare(request):
    """Ask to follow, without an account. Who has one follows from the workspace."""
    propuse = propuneri(request.GET)
    if request.user.is_authenticated:
        return redirect(_cu_query(reverse("noutati:spatiu_abonare"), ca_query(propuse)))
    form = AbonareForm(request.POST if request.method == "POST" else None, propuse=propuse, cerere=request)
    if form.is_valid():
        abonari.cere(form.cleaned_data["email"], form.cleaned_data)
        return redirect("noutati:ceruta")
    return render(request, "noutati/abonare.html", {"form": form, **_previzualizare(form)})


@require_safe
def ceruta(request):
    """What happens next; the same words whoever asked, about whatever address."""
    return render(request, "noutati/ceruta.html", {"zile": NECONFIRMATE.days})


@require_http_methods(["GET", "HEAD", "POST"])
def confirma(request, jeton):
    """The page behind the link of the first mail: a button confirms."""
    abonare = Abonare.objects.valabile().filter(pk=_din_jeton(SEMNATAR_CONFIRMARE, jeton)).first()
    if abonare is None:
        return render(request, "noutati/expirata.html", status=410)
    if request.method == "POST":
        abonare = abonari.confirma(abonare)
        messages.success(request, _("Gata, urmăriți noutățile. Mai jos vedeți ce veți primi și când."))
        return redirect(abonare)
    return render(request, "noutati/confirma.html", {"abonare": abonare, "criterii": abonare.criterii().in_cuvinte()})


# --- with the link of a mail --------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
def preferinte(request, jeton):
    """What I receive: seen and changed by whoever holds the link in my mails."""
    abonare = Abonare.objects.confirmate().filter(pk=_din_jeton(SEMNATAR, jeton)).first()
    if abonare is None:
        return render(request, "noutati/oprita.html", {"deja": True}, status=410)
    return _preferinte(request, abonare, "noutati/preferinte.html", lambda alegeri: abonari.schimba(abonare, alegeri))


@csrf_exempt  # a mail program posts here for its owner: no cookie, no form of ours (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, jeton):
    """Stop following. GET asks, POST does; done twice, it says the same."""
    abonare = Abonare.objects.filter(pk=_din_jeton(SEMNATAR, jeton))
    if request.method == "POST":
        abonari.sterge(abonare)
        return render(request, "noutati/oprita.html")
    if not abonare.exists():
        return render(request, "noutati/oprita.html", {"deja": True})
    return render(request, "noutati/stop.html", {"abonare": abonare.get()})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_buletin(request, jeton):
    """No newsletter any more, to the address one went to. GET asks, POST does."""
    destinatar = get_object_or_404(Destinatar, pk=_din_jeton(SEMNATAR_BULETIN, jeton))
    if request.method == "POST":
        abonari.refuza_buletinele(destinatar.email)
        return render(request, "noutati/oprita.html", {"buletin": True})
    return render(request, "noutati/stop_buletin.html", {"destinatar": destinatar})


def _din_jeton(semnatar, jeton):
    """The number that we signed; an address that we did not write is 404."""
    try:
        return int(semnatar.unsign(jeton))
    except (BadSignature, ValueError):
        raise Http404 from None


# --- from the workspace -------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def spatiu_abonare(request):
    """What a signed-in person follows. Her address is verified already, so nothing is to be confirmed."""
    if not EmailAddress.objects.filter(user=request.user, email__iexact=request.user.email, verified=True).exists():
        messages.warning(request, _("Confirmați întâi adresa contului, apoi puteți urmări noutățile."))
        return redirect("account_email")
    abonare = abonari.a_persoanei(request.user)
    confirmata = abonare if abonare and abonare.confirmata_la else None
    context = {"fara_buletine": RefuzBuletin.objects.filter(email=request.user.email.lower()).exists()}
    return _preferinte(
        request,
        confirmata,
        "noutati/spatiu_abonare.html",
        lambda alegeri: abonari.urmareste(request.user, alegeri),
        context,
    )


@require_POST
@login_required
def spatiu_abonare_sterge(request):
    abonari.sterge(Abonare.objects.ale(request.user))
    messages.success(request, _("Nu mai urmăriți noutățile și am șters alegerile dumneavoastră."))
    return redirect("noutati:spatiu_abonare")


@require_POST
@login_required
def spatiu_buletine(request):
    """Take the newsletters that come by one's role, or no longer."""
    if request.POST.get("vreau") == "da":
        abonari.accepta_buletinele(request.user.email)
        messages.success(request, _("Primiți din nou buletinele trimise echipei organizației."))
    else:
        abonari.refuza_buletinele(request.user.email)
        messages.success(request, _("Nu mai primiți buletine la această adresă."))
    return redirect("noutati:spatiu_abonare")


# --- the two pages of choices -------------------------------------------------------------------------------------
def _preferinte(request, abonare, sablon, salveaza, context=None):
    """Choices and „Ce veți primi”: `vezi` only shows what the choices on the page would bring."""
    propuse = propuneri(request.GET)
    form = AlegeriForm(request.POST if request.method == "POST" else None, abonare=abonare, propuse=propuse)
    nesalvat = form.is_bound and "vezi" in request.POST
    if form.is_valid() and not nesalvat:
        salveaza(form.cleaned_data)
        messages.success(request, _("Am salvat ce veți primi."))
        return redirect(request.path)
    context = {
        **(context or {}),
        "form": form,
        "abonare": abonare,
        "nesalvat": nesalvat,
        "propuse": any(propuse.values()) and abonare is not None,
        **_previzualizare(form),
    }
    return render(request, sablon, context)


def _previzualizare(form):
    """The newest items that the choices on the form let through, and when the next mail leaves."""
    criterii = form.criterii()
    frecventa = form["frecventa"].value()
    return {
        "potrivite": ultimele_potrivite(criterii),
        "criterii": criterii.in_cuvinte(),
        "frecventa": frecventa,
        "urmatorul": urmatorul(frecventa, timezone.now()),
    }


def _cu_query(adresa, query):
    return f"{adresa}?{query}" if query else adresa
