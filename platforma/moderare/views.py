"""The moderator's page of one dossier, and the small moves around it. All live under /admin/moderare/dosar/."""

from dataclasses import replace
from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from platforma.moderare import coada, prezenta, revizii
from platforma.moderare.forms import DecizieForm, NotaForm
from platforma.moderare.models import Decizie, Dosar, Revizie, SablonMotiv
from platforma.moderare.tranzitii import Actiune, TranzitieInterzisa, muta
from platforma.templatetags.platforma import in_lista
from platforma.zile import zile_lucratoare

LISTA = "admin:moderare_dosar_changelist"
PAGINA = "admin:moderare_dosar_change"
ISTORIC = 20  # decisions shown


def pentru_moderatori(drept):
    """Staff with this right on the queue; `admin_view` has already asked who they are."""

    def invelis(view):
        @wraps(view)
        def cu_drept(request, *args, **kwargs):
            if not request.user.has_perm(f"moderare.{drept}"):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cu_drept

    return invelis


def _dosarul(pk):
    dosar = get_object_or_404(Dosar.objects.select_related("depus_de", "preluat_de", "tip_continut"), pk=pk)
    if dosar.obiect is None:
        raise Http404
    return dosar


@require_http_methods(["GET", "POST"])
@pentru_moderatori("view_dosar")
def dosar(request, pk):
    """Read one submission and decide upon it."""
    dosar = _dosarul(pk)
    if request.method == "GET":
        return render(request, "moderare/dosar.html", _context(request, dosar, DecizieForm()))
    form = DecizieForm(request.POST)
    if not form.is_valid():
        return render(request, "moderare/dosar.html", _context(request, dosar, form))
    actiune, motiv = form.cleaned_data["actiune"], form.cleaned_data["motiv"]
    try:
        decizie = muta(dosar.obiect, actiune, request.user, motiv, dosar=dosar)
    except TranzitieInterzisa as e:
        messages.warning(request, str(e))
        return render(request, "moderare/dosar.html", _context(request, _dosarul(pk), form), status=409)
    except ValidationError as e:
        return render(request, "moderare/dosar.html", _context(request, _dosarul(pk), form, refuz=e))
    prezenta.pleaca(dosar.pk, request.user)
    messages.success(request, _("%(ce)s: „%(titlu)s”.") % {"ce": decizie.get_actiune_display(), "titlu": dosar.titlu})
    return _mai_departe(request, dosar)


def _mai_departe(request, dosar):
    urmator = coada.urmatorul(request.user, in_afara_de=dosar)
    if urmator is None:
        messages.info(request, _("Nu mai este niciun dosar de citit."))
        return redirect(LISTA)
    return redirect(PAGINA, urmator.pk)


def _context(request, dosar, form, refuz=None):
    """Everything the page shows. `refuz` is the ValidationError that has just kept an approval from happening."""
    obiect = dosar.obiect
    deschis = dosar.inchis_la is None
    public = obiect.obiect_public()
    pe_camp, generale = _probleme(obiect, form, refuz) if deschis else ({}, [])
    comparatie = [
        (titlu, [replace(rand, erori=tuple(pe_camp.pop(rand.nume, ()))) for rand in randuri])
        for titlu, randuri in _comparatie(dosar, obiect, deschis)
    ]
    asemanatoare = obiect.asemanatoare() if deschis else []
    sfarsit = dosar.inchis_la or timezone.now()
    zile = zile_lucratoare(dosar.depus_la, sfarsit)
    return {
        **admin.site.each_context(request),
        "title": dosar.titlu,
        "opts": Dosar._meta,
        "dosar": dosar,
        "obiect": obiect,
        "public": public,
        "adresa_admin": _adresa_admin(public),
        "deschis": deschis,
        "poate_decide": deschis and request.user.poate_modera,
        "form": form,
        "se_completeaza": Actiune.CERE_COMPLETARI in obiect.ACTIUNI,
        "note": dosar.note.select_related("de"),
        "nota": NotaForm(),
        "al_meu": deschis and obiect.este_autor(request.user),
        "zile": zile,
        "intarziat": deschis and zile > coada.TERMEN,
        "probleme": [*generale, *(mesaj for lista in pe_camp.values() for mesaj in lista)],
        "are_probleme": bool(generale or pe_camp or any(r.erori for _titlu, randuri in comparatie for r in randuri)),
        "invechita": deschis and isinstance(obiect, Revizie) and obiect.baza_schimbata,
        "comparatie": comparatie,
        "eticheta_acum": _eticheta_acum(obiect, deschis),
        "cu_semn": any(not rand.schimbat for _titlu, randuri in comparatie for rand in randuri),
        "mesaj": _mesajul(dosar),
        "cerut": _ce_s_a_cerut(obiect) if deschis else "",
        "schimbate": [r.eticheta for _titlu, randuri in comparatie for r in randuri if r.schimbat],
        "are_previzualizare": obiect.pagina_publica() is not None,
        "fapte": obiect.fapte(),
        "fisiere": obiect.fisiere(),
        "asemanatoare": [(altul, _adresa_admin(altul), de_ce) for altul, de_ce in asemanatoare],
        "istoric": _istoric(obiect, public),
        "cine_priveste": cine_priveste(prezenta.cine([dosar.pk], fara=request.user).get(dosar.pk, [])),
        "bataie": prezenta.BATAIE,
        "sabloane": _sabloane(),
    }


def _probleme(obiect, form, refuz):
    """What keeps it from being approved: ({field: messages}, general messages). A short reason goes to the form."""
    if refuz and hasattr(refuz, "error_dict") and "motiv" in refuz.error_dict:
        form.add_error("motiv", refuz.error_dict["motiv"])
        refuz = None
    problema = refuz or obiect.probleme()
    if problema is None:
        return {}, []
    if not hasattr(problema, "error_dict"):
        return {}, problema.messages
    pe_camp = dict(problema.message_dict)
    return pe_camp, pe_camp.pop(NON_FIELD_ERRORS, [])


def _comparatie(dosar, obiect, deschis):
    """An open dossier beside what is public or was last read; a closed one as it was when it was decided upon."""
    if deschis:
        return obiect.comparatie(obiect.inainte())
    instantaneu = dosar.decizii.values_list("instantaneu", flat=True).first() or {}
    return obiect.comparatie(instantaneu.get("inainte"), instantaneu)


def _eticheta_acum(obiect, deschis):
    if not deschis:
        return _("Înainte")
    return _("Public acum") if isinstance(obiect, Revizie) else _("La citirea trecută")


def _mesajul(dosar):
    """What the author wrote to the moderator when sending."""
    trimiterea = dosar.decizii.filter(actiune=Actiune.TRIMITE)
    return trimiterea.values_list("motiv", flat=True).first() or ""


def _ce_s_a_cerut(obiect):
    """What the last moderator asked for, when this is the answer to it."""
    cereri = obiect.decizii().filter(actiune=Actiune.CERE_COMPLETARI)
    return cereri.values_list("motiv", flat=True).first() or ""


def _adresa_admin(obiect):
    """Its page in the admin, or nothing when it has none."""
    try:
        return reverse(f"admin:{obiect._meta.app_label}_{obiect._meta.model_name}_change", args=[obiect.pk])
    except NoReverseMatch:
        return ""


def _istoric(obiect, public):
    """Decisions upon it and upon the thing it is about, newest first."""
    decizii = Decizie.objects.pentru(obiect)
    if public != obiect:
        decizii |= Decizie.objects.pentru(public)
    return decizii.select_related("de").defer("instantaneu")[:ISTORIC]


def _sabloane():
    """Ready texts by decision, as rows (action label, texts)."""
    toate = list(SablonMotiv.objects.all())
    return [
        (actiune.label, alese)
        for actiune in (Actiune.CERE_COMPLETARI, Actiune.RESPINGE)
        if (alese := [s for s in toate if s.actiune == actiune])
    ]


def cine_priveste(nume):
    """A sentence that names the colleagues who have it open; empty when nobody else does."""
    if not nume:
        return ""
    return _("Acum se uită și: %(nume)s") % {"nume": in_lista(nume)}


@require_GET
@pentru_moderatori("view_dosar")
def previzualizare(request, pk):
    """The public page as it would be once approved."""
    dosar = _dosarul(pk)
    pagina = dosar.obiect.pagina_publica()
    if pagina is None:
        raise Http404
    sablon, context = pagina
    return render(request, "moderare/previzualizare.html", {**context, "sablon": sablon, "dosar": dosar})


@require_POST
@pentru_moderatori("modereaza")
def preia(request, pk):
    """Take it. `de_la` is the colleague who was seen to hold it, if any."""
    dosar = _dosarul(pk)
    de_la = request.POST.get("de_la", "")
    if not coada.preia(dosar, request.user, int(de_la) if de_la.isdecimal() else None):
        dosar.refresh_from_db()
        if dosar.preluat_de and dosar.preluat_de != request.user:
            messages.warning(request, _("%(cine)s l-a preluat deja.") % {"cine": dosar.preluat_de})
        elif dosar.inchis_la:
            messages.warning(request, _("Dosarul s-a închis între timp."))
    return redirect(PAGINA, pk)


@require_POST
@pentru_moderatori("modereaza")
def lasa(request, pk):
    if coada.lasa(_dosarul(pk), request.user):
        messages.success(request, _("Ați lăsat dosarul pentru colegi."))
    prezenta.pleaca(pk, request.user)
    return redirect(LISTA)


@require_POST
@pentru_moderatori("modereaza")
def noteaza(request, pk):
    """Write a note for the colleagues."""
    dosar = _dosarul(pk)
    form = NotaForm(request.POST)
    if form.is_valid():
        dosar.note.create(text=form.cleaned_data["text"], de=request.user)
        messages.success(request, _("Am păstrat nota. O văd numai moderatorii."))
    else:
        messages.error(request, _("Scrieți nota, în cel mult 2.000 de caractere."))
    return redirect(PAGINA, pk)


@require_POST
@pentru_moderatori("modereaza")
def reaseaza(request, pk):
    """Put a stale revision on the public version that the moderator has just compared."""
    dosar = _dosarul(pk)
    versiune = request.POST.get("versiune", "")
    if not isinstance(dosar.obiect, Revizie) or not versiune.isdecimal():
        raise Http404
    try:
        revizii.reaseaza(dosar.obiect, request.user, int(versiune))
    except TranzitieInterzisa as e:
        messages.warning(request, str(e))
    else:
        messages.success(request, _("Modificarea stă acum pe versiunea publică de azi. O puteți aproba."))
    return redirect(PAGINA, pk)


@require_POST
@pentru_moderatori("modereaza")
def semn(request, pk):
    """A sign from an open page; answers who else is there."""
    if not Dosar.objects.filter(pk=pk).exists():
        raise Http404
    prezenta.bate(pk, request.user)
    return JsonResponse({"text": cine_priveste(prezenta.cine([pk], fara=request.user).get(pk, []))})
