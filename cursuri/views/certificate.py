"""Certificates for whoever may issue them (`cursuri.certifica`), and the PDF for whoever may have it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cursuri import certificare, externe, loturi, randare
from cursuri.certificare import Refuzat, situatia
from cursuri.forms.certificate import ExternForm, InlocuiesteForm, LotForm, RevocaForm
from cursuri.models import Certificat, CertificatExtern, Serie
from cursuri.views.cerere import din_jeton
from platforma.incarcari.servire import raspuns_cu_fisier


def de_certificat(request, pk):
    """The series, for those who may certify; 404 for everybody else, a trainer too."""
    if not request.user.has_perm("cursuri.certifica"):
        raise Http404
    return get_object_or_404(Serie.objects.select_related("tema", "organizator"), pk=pk)


def al_personalului(request, pk):
    if not request.user.has_perm("cursuri.certifica"):
        raise Http404
    return get_object_or_404(Certificat.objects.select_related("cerere__serie__tema", "cerere__organizatie"), pk=pk)


# --- a series -----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def certificate(request, pk):
    """Who may be certified, why the others may not, and what was issued; POST begins to issue to the first ones."""
    serie = de_certificat(request, pk)
    if request.method == "POST":
        form = LotForm(request.POST)
        vazuti = form.cleaned_data["asteptati"] if form.is_valid() else 0
        try:
            return redirect(loturi.porneste(serie, request.user, vazuti))
        except Refuzat as e:
            messages.error(request, str(e))
    pot, nu_pot = situatia(serie, request.user)
    context = {
        "serie": serie,
        "pot": pot,
        "nu_pot": nu_pot,
        "emise": Certificat.objects.filter(cerere__serie=serie).order_by("an", "nr"),
        "lot": serie.loturi.neincheiate().first(),
    }
    return render(request, "cursuri/certificate.html", context)


@require_safe
@login_required
def lot(request, pk, lot_pk):
    """How a bulk issue goes; htmx asks for its moving part again."""
    serie = de_certificat(request, pk)
    gasit = get_object_or_404(serie.loturi.select_related("de"), pk=lot_pk)
    context = {
        "serie": serie,
        "lot": gasit,
        "mers": loturi.mersul(gasit),
        "refuzate": gasit.randuri.exclude(refuz="").select_related("cerere"),
    }
    return render(request, "cursuri/_mers_lot.html" if request.htmx else "cursuri/lot.html", context)


# --- one certificate ----------------------------------------------------------------------------------------------
@require_safe
@login_required
def certificat(request, pk):
    return _pagina(request, al_personalului(request, pk))


def _pagina(request, gasit, **formulare):
    campuri = {camp: gasit.date[camp] for camp in ("nume", "organizatie")}
    context = {
        "certificat": gasit,
        "serie": gasit.cerere.serie,
        "inlocuitor": Certificat.objects.filter(inlocuieste=gasit).first(),
        "form_inlocuire": InlocuiesteForm(initial=campuri, prefix="inlocuire"),
        "form_revocare": RevocaForm(prefix="revocare"),
        "are_altul": gasit.cerere.certificate.valabile().exists(),
        **formulare,
    }
    return render(request, "cursuri/certificat.html", context)


@require_POST
@login_required
def inlocuieste(request, pk):
    gasit = al_personalului(request, pk)
    form = InlocuiesteForm(request.POST, prefix="inlocuire")
    if form.is_valid():
        nou = _incearca(form, certificare.inlocuieste, gasit, request.user, **form.cleaned_data)
        if nou:
            messages.success(request, _("Am emis certificatul corectat %(numar)s.") % {"numar": nou.numar})
            return redirect(nou.get_spatiu_url())
    return _pagina(request, gasit, form_inlocuire=form)


@require_POST
@login_required
def revoca(request, pk):
    gasit = al_personalului(request, pk)
    form = RevocaForm(request.POST, prefix="revocare")
    if form.is_valid() and _incearca(form, certificare.revoca, gasit, request.user, **form.cleaned_data):
        messages.success(request, _("Certificatul este revocat. Titularul primește motivul prin e-mail."))
        return redirect(gasit.get_spatiu_url())
    return _pagina(request, gasit, form_revocare=form)


@require_POST
@login_required
def emite_din_nou(request, pk):
    """After a revocation: another certificate, if the conditions hold."""
    gasit = al_personalului(request, pk)
    try:
        nou = certificare.emite(gasit.cerere, request.user, din_nou=True)
    except Refuzat as e:
        messages.error(request, str(e))
        return redirect(gasit.get_spatiu_url())
    messages.success(request, _("Am emis certificatul %(numar)s.") % {"numar": nou.numar})
    return redirect(nou.get_spatiu_url())


@require_POST
@login_required
def redeseneaza(request, pk):
    """Try the PDF again, after whatever kept it from being drawn."""
    gasit = randare.randeaza(al_personalului(request, pk).pk)
    if gasit.problema:
        messages.error(request, gasit.problema)
    else:
        messages.success(request, _("PDF-ul este gata."))
    return redirect(gasit.get_spatiu_url())


def _incearca(form, verb, *args, **kwargs):
    """What the verb returns, or None with its sentence on the form."""
    try:
        return verb(*args, **kwargs)
    except Refuzat as e:
        form.add_error(None, str(e))
    except ValidationError as e:
        form.add_error("motiv", e.message_dict["motiv"])
    return None


# --- the holder, her organisation, staff --------------------------------------------------------------------------
@require_safe
@login_required
def pdf(request, pk):
    return _fisierul(get_object_or_404(Certificat.objects.vizibile_pentru(request.user), pk=pk))


@require_safe
def pdf_cerere(request, jeton):
    """The valid certificate of whoever holds the address of the application, without an account too."""
    return _fisierul(get_object_or_404(din_jeton(jeton).certificate.valabile()))


def _fisierul(gasit):
    fisier = randare.pdf(gasit)
    if fisier is None:
        raise Http404
    return raspuns_cu_fisier(fisier, f"{gasit.numar}.pdf")


@require_POST
def initiale(request, jeton):
    """The holder chooses what the public page shows of her name."""
    da = request.POST.get("initiale") == "da"
    certificare.cere_initiale(get_object_or_404(din_jeton(jeton).certificate.valabile()), da)
    if da:
        messages.success(request, _("Pagina de verificare arată de acum numai inițialele."))
    else:
        messages.success(request, _("Pagina de verificare arată din nou numele întreg."))
    return redirect("cursuri:cerere", jeton)


# --- certificates that others issued ------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@login_required
def certificate_externe(request, pk):
    """Those of the national authority, on the paper of an authorised provider: numbers, and perhaps a scan."""
    serie = de_certificat(request, pk)
    date = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ExternForm(*date, serie=serie, de=request.user)
    if form.is_valid():
        externe.adauga(form, request.user)
        form.elibereaza()
        messages.success(request, _("Certificatul a fost trecut."))
        return redirect("cursuri:certificate_externe", pk)
    if form.is_bound:
        form.parcheaza()
    trecute = CertificatExtern.objects.filter(cerere__serie=serie).select_related("cerere")
    return render(request, "cursuri/certificate_externe.html", {"serie": serie, "form": form, "trecute": trecute})


@require_safe
@login_required
def scan(request, uuid):
    if not request.user.has_perm("cursuri.certifica"):
        raise Http404
    gasit = get_object_or_404(CertificatExtern.objects.exclude(scan=""), uuid=uuid)
    try:
        return raspuns_cu_fisier(gasit.scan, f"{gasit.serie_act}-{gasit.numar_act}.pdf")
    except FileNotFoundError:
        raise Http404 from None
