"""The pages about the platform itself, and what is shown when something goes wrong."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseServerError
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platforma.conturi.models import TERMENI
from platforma.forms import ContactForm
from platforma.nomenclatoare.models import Proiect

DECLARATIE = date(2026, 11, 23)  # last self-assessment; the statement is revised every year (Decision (EU) 2018/1523)


@require_safe
def despre(request):
    proiect = Proiect.objects.curent()
    context = {
        "proiect": proiect,
        "parteneri": proiect.parteneri.splitlines() if proiect else [],
        "obiective": proiect.obiective.splitlines() if proiect else [],
        "rezultate": proiect.rezultate.splitlines() if proiect else [],
        "surse": _surse(proiect) if proiect else [],
    }
    return render(request, "platforma/despre.html", context)


def _surse(proiect):
    """Where the money comes from: rows for the table and widths for the bar above it, in hundredths of the total."""
    if not proiect.valoare_totala or proiect.valoare_alte_surse is None:
        return []
    randuri, de_la = [], 0
    for nume, lei in [
        (_("Uniunea Europeană, Fondul Social European"), proiect.valoare_ue),
        (_("Alte surse: bugetul național și contribuția partenerilor"), proiect.valoare_alte_surse),
    ]:
        parte = round(100 * lei / proiect.valoare_totala, 1)
        randuri.append({"nume": nume, "lei": lei, "parte": parte, "de_la": f"{de_la}", "latime": f"{parte}"})
        de_la += parte
    return randuri


def operator():
    """Who answers for the site: the operator of the project's record, or else its beneficiary."""
    proiect = Proiect.objects.curent()
    return (proiect and (proiect.operator or proiect.beneficiar)) or settings.NUME_SITE


@require_safe
def accesibilitate(request):
    context = {"operator": operator(), "domeniu": settings.ADRESA_SITE.split("://")[1], "declaratie": DECLARATIE}
    return render(request, "platforma/accesibilitate.html", context)


@require_safe
def confidentialitate(request):
    return render(request, "platforma/confidentialitate.html", {"operator": operator()})


@require_safe
def termeni(request):
    return render(request, "platforma/termeni.html", {"versiune": TERMENI})


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    """The operator's address, and a form that writes to it when there is one."""
    proiect = Proiect.objects.curent()
    form = None
    if proiect and proiect.operator_email:
        form = ContactForm(request.POST if request.method == "POST" else None, cerere=request)
        if form.is_valid():
            form.trimite(catre=proiect.operator_email)
            messages.success(request, _("Am primit mesajul. Răspundem la adresa %(email)s.") % form.cleaned_data)
            return redirect("contact")
    return render(request, "platforma/contact.html", {"form": form, "operator": operator()})


def eroare(request):
    """500 with the programme's strip; without it when what failed is what the strip needs."""
    sablon = loader.get_template("500.html")
    try:
        return HttpResponseServerError(sablon.render({}, request))
    except Exception:  # whatever it is, the reader still gets a page
        return HttpResponseServerError(sablon.render())
