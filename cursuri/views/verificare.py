"""The public proof of a certificate: whoever has its code sees its state and what is printed, and nobody finds a code.

An unknown code and something that is no code get the same page, of the same size, after the same query. Nothing lists
certificates, and nothing looks for one by name. A replaced certificate gives the number of the one that stands in its
place, never its code: the old name must not lead to the new one.
"""

from functools import wraps

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cursuri.models import Certificat, StareCertificat
from cursuri.models.certificat import citeste_cod
from platforma.antispam import peste_limita, prea_multe

PE_MINUT = 60  # from one address: a whole class may verify at once, and 60 bits are not guessed at this pace
# What the paper says, in its order: key of `Certificat.date` and its label. „sigle” are pictures, shown as words.
CAMPURI = {
    "nume": _("Nume"),
    "organizatie": _("Organizația reprezentată"),
    "curs": _("Cursul"),
    "serie": _("Seria"),
    "durata": _("Durata"),
    "organizator": _("Organizat de"),
    "perioada": _("Perioada"),
    "numar": _("Numărul"),
    "emis_la": _("Emis la"),
    "cod": _("Codul de verificare"),
    "adresa": _("Adresa de verificare"),
    "vizibilitate": _("Proiectul"),
    "raspundere": _("Răspunderea"),
    "sigle": _("Sigle"),
}


def nevazuta(view):
    """No search engine keeps the page, no other site learns its address, no cache holds it."""

    @wraps(view)
    def invelita(request, *args, **kwargs):
        raspuns = view(request, *args, **kwargs)
        raspuns["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        raspuns["Referrer-Policy"] = "no-referrer"
        raspuns["Cache-Control"] = "private, no-store"
        return raspuns

    return invelita


@require_safe
@nevazuta
def verifica(request):
    """The form; with a code that exists, on to its page."""
    if "cod" not in request.GET:
        return render(request, "cursuri/verifica.html")
    if _prea_multe(request):
        return prea_multe(request)
    certificat = _dupa_cod(request.GET["cod"])
    return redirect(certificat) if certificat else _necunoscut(request)


@require_safe
@nevazuta
def verifica_cod(request, cod):
    if _prea_multe(request):
        return prea_multe(request)
    certificat = _dupa_cod(cod)
    if certificat is None:
        return _necunoscut(request)
    context = {
        "certificat": certificat,
        "campuri": [(CAMPURI[cheie], valoare) for cheie, valoare in tiparite(certificat).items()],
        "inlocuitor": _inlocuitor(certificat),
    }
    return render(request, "cursuri/verifica_cod.html", context)


@require_safe
@nevazuta
def verifica_json(request, cod):
    """The same, for the systems of those who employ people."""
    if _prea_multe(request):
        return _json({"stare": "prea_multe_cereri"}, 429)
    certificat = _dupa_cod(cod)
    if certificat is None:
        return _json({"stare": "necunoscut"}, 404)
    raspuns = {
        "stare": certificat.stare,
        "stare_in_cuvinte": certificat.get_stare_display(),
        "tiparit": tiparite(certificat),
        "numele_este_prescurtat": certificat.initiale and certificat.anonimizat_la is None,
        "sha256": certificat.sha256,
        "emis_la": certificat.emis_la.isoformat(),
    }
    if certificat.stare == StareCertificat.REVOCAT:
        raspuns |= {
            "revocat_la": certificat.revocat_la.isoformat(),
            "de_ce": certificat.categorie_revocare,
            "de_ce_in_cuvinte": certificat.get_categorie_revocare_display(),
        }
    if inlocuitor := _inlocuitor(certificat):
        raspuns |= {"inlocuit_la": inlocuitor.emis_la.isoformat(), "inlocuit_de": inlocuitor.numar}
    return _json(raspuns)


def tiparite(certificat):
    """What is printed, key by key in the order of CAMPURI, as this page may show it."""
    date = certificat.date | {"nume": certificat.nume_public}
    date["sigle"] = ", ".join(sigla["text"] for sigla in certificat.date["sigle"])
    return {cheie: date[cheie] for cheie in CAMPURI}


def _dupa_cod(text):
    """One query whatever was typed, so that time does not tell a code from what is none."""
    return Certificat.objects.filter(cod=citeste_cod(text)).first()


def _inlocuitor(certificat):
    return Certificat.objects.filter(inlocuieste=certificat).first() if certificat.stare == "inlocuit" else None


def _prea_multe(request):
    return peste_limita(request, "verifica", cate=PE_MINUT, secunde=60)


def _necunoscut(request):
    return render(request, "cursuri/verifica.html", {"necunoscut": True}, status=404)


def _json(date, status=200):
    return JsonResponse(date, status=status, json_dumps_params={"ensure_ascii": False, "indent": 2})
