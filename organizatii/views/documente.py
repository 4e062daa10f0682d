"""Documents: the organisation's own page of them, and the file itself for whoever may have it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organizatii import documente as verbe
from organizatii.forms.documente import DocumentForm, ModificaDocumentForm
from organizatii.models import Document, Organizatie
from organizatii.parcurs import situatie
from organizatii.views.inscriere import EDITABILE
from organizatii.views.spatiu import pasi
from platforma.incarcari.servire import raspuns_cu_fisier
from platforma.moderare.tranzitii import TranzitieInterzisa


@require_safe
def document(request, uuid):
    """The file, to whoever may have it; to anybody else it is not there."""
    document = get_object_or_404(verbe.vizibile_pentru(request.user), uuid=uuid)
    try:
        return raspuns_cu_fisier(document.fisier, document.nume_fisier)
    except FileNotFoundError:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
@login_required
def documente(request, pk):
    """The list, and the form that adds one."""
    organizatie = get_object_or_404(Organizatie.objects.editabile_de(request.user), pk=pk)
    date = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DocumentForm(*date, de=request.user)
    if form.is_valid():
        try:
            adaugat = verbe.adauga(organizatie, form, request.user)
        except TranzitieInterzisa as e:
            messages.error(request, str(e))
            return redirect("organizatii:documente", organizatie.pk)
        except ValidationError as e:
            form.add_error(None, e.messages)
        else:
            form.elibereaza()
            messages.success(request, _("Am adăugat documentul „%(titlu)s”.") % {"titlu": adaugat.titlu})
            return redirect("organizatii:documente", organizatie.pk)
    if form.is_bound:
        form.parcheaza()
    context = {
        "organizatie": organizatie,
        "situatie": situatie(organizatie, request.user),
        "documente": organizatie.documente.all(),
        "form": form,
        "pasi": pasi(organizatie),
        "numar": len(pasi(organizatie)),
        "editabila": organizatie.stare in EDITABILE,
    }
    return render(request, "organizatii/documente.html", context)


def _al_meu(request, pk, uuid):
    ale_mele = Document.objects.filter(organizatie__in=Organizatie.objects.editabile_de(request.user))
    return get_object_or_404(ale_mele.select_related("organizatie"), organizatie_id=pk, uuid=uuid)


@require_http_methods(["GET", "POST"])
@login_required
def modifica_document(request, pk, uuid):
    document = _al_meu(request, pk, uuid)
    form = ModificaDocumentForm(request.POST if request.method == "POST" else None, instance=document)
    if form.is_valid():
        try:
            verbe.modifica(document, form)
        except TranzitieInterzisa as e:
            messages.error(request, str(e))
        else:
            messages.success(request, _("Modificările au fost salvate."))
        return redirect("organizatii:documente", pk)
    context = {"document": document, "organizatie": document.organizatie, "form": form}
    return render(request, "organizatii/modifica_document.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def sterge_document(request, pk, uuid):
    document = _al_meu(request, pk, uuid)
    if request.method == "POST":
        try:
            verbe.sterge(document)
        except TranzitieInterzisa as e:
            messages.error(request, str(e))
        else:
            messages.success(request, _("Documentul a fost șters."))
        return redirect("organizatii:documente", pk)
    context = {"document": document, "organizatie": document.organizatie}
    return render(request, "organizatii/sterge_document.html", context)
