"""Template tags and filters of the ground: the sector wheel, states, dates, numbers, telephones, safe rich text."""

import math
import re
from datetime import date, datetime
from functools import cache

from django import template
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as formateaza
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platforma.vitrina import bucati

register = template.Library()

# --- the sector wheel ---------------------------------------------------------------------------------------------
# Geometry in units of the viewBox, 400 × 400, centre in the middle; angles in degrees, clockwise from north.
CENTRU, RAZA, MIEZ = 200, 190, 40
SECTOARE = range(1, 7)
# Sector 1 lies north-north-west of the centre and the numbers run clockwise, so sector n starts at 300° + 60° (n - 1).
INCEPUT = 300
# The Dâmbovița enters from the west-north-west and leaves to the east-south-east: it takes the place of the straight
# edge between sectors 6 and 1, and between 3 and 4. Amplitude of its meander, in units.
MAL = (300, 120)
MEANDRU = 26


def _punct(unghi, raza, lateral=0.0):
    """Point at `raza` on the ray `unghi`, moved `lateral` units to the right of someone who walks outwards."""
    u = math.radians(unghi)
    return (CENTRU + raza * math.sin(u) + lateral * math.cos(u), CENTRU - raza * math.cos(u) + lateral * math.sin(u))


def _scrie(*puncte):
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in puncte)


def _muchie(unghi, de_la, pana_la):
    """The edge of a wedge along `unghi`, as the rest of a path that already stands at `de_la`."""
    capat = _punct(unghi, pana_la)
    if unghi % 360 not in MAL:
        return f"L{_scrie(capat)}"
    pas = (pana_la - de_la) / 3
    lateral = MEANDRU if de_la < pana_la else -MEANDRU  # walked inwards, the same meander comes in the other order
    ghidaje = _punct(unghi, de_la + pas, lateral), _punct(unghi, de_la + 2 * pas, -lateral)
    return f"C{_scrie(*ghidaje, capat)}"


def _felie(numar, miez=MIEZ, raza=RAZA):
    stanga = (INCEPUT + 60 * (numar - 1)) % 360
    dreapta = (stanga + 60) % 360
    return (
        f"M{_scrie(_punct(stanga, miez))}{_muchie(stanga, miez, raza)}"
        f"A{raza} {raza} 0 0 1 {_scrie(_punct(dreapta, raza))}{_muchie(dreapta, raza, miez)}"
        f"A{miez} {miez} 0 0 0 {_scrie(_punct(stanga, miez))}Z"
    )


def _inel(numar):
    """A line just inside the wedge: shown on hover and focus, where neighbours would cover an outer stroke."""
    mijloc = INCEPUT + 60 * (numar - 1) + 30
    raza = RAZA - 12
    return f"M{_scrie(_punct(mijloc - 25, raza))}A{raza} {raza} 0 0 1 {_scrie(_punct(mijloc + 25, raza))}"


def _rau(de_la, pana_la):
    return "".join(f"M{_scrie(_punct(unghi, de_la))}{_muchie(unghi, de_la, pana_la)}" for unghi in MAL)


FELII = {n: _felie(n) for n in SECTOARE}
FELII_PLINE = {n: _felie(n, miez=0.1) for n in SECTOARE}  # badge and mark: no room for a hub
INELE = {n: _inel(n) for n in SECTOARE}
RAU = _rau(MIEZ, RAZA)
# Where the text of a wedge stands, and by how much a chosen wedge is pulled out of the circle.
# The four wedges beside the vertical have their text a little away from it, where they are widest.
LOCURI = {
    1: _punct(326, 128),
    2: _punct(34, 128),
    3: _punct(90, 122),
    4: _punct(145, 116),
    5: _punct(215, 116),
    6: _punct(270, 122),
}


def _deplasare(numar, unitati=13):
    x, y = _punct(INCEPUT + 60 * (numar - 1) + 30, unitati)
    return f"translate({x - CENTRU:.1f} {y - CENTRU:.1f})"


@register.inclusion_tag("platforma/_roata.html", takes_context=True)
def roata(
    context, numere=None, activ=None, url_baza="", marime="erou", parametru="sector", lista=True, ce="organizatii"
):
    """Bucharest's six sectors as six wedges around one centre, with a plain list of the same links.

    `numere`: {sector: how many}, missing sectors count 0; None shows no counts.
    `activ`: the chosen sector, a number or a Sector, or a collection of them.
    `url_baza`: address of the list to filter; when it is the page itself, the other filters in its query string are
    kept and the page number is dropped. Choosing what is already chosen takes the filter off.
    `marime`: „erou”, „filtru”, or „insigna” (small, without links).
    `ce`: what `numere` counts, for the words that a screen reader says: a key of CATE.
    `lista=False` only where the caller prints the list itself: the wheel never stands alone.
    """
    alese = set() if activ in (None, "") else {int(getattr(s, "pk", s)) for s in _lista(activ)}
    cerere = context.get("request")
    pastrate = cerere.GET.copy() if cerere and cerere.path == url_baza else None
    sectoare = []
    for n in SECTOARE:
        cati = None if numere is None else numere.get(n, 0)
        x, y = LOCURI[n]
        sectoare.append(
            {
                "numar": n,
                "cati": cati,
                "cati_text": None if cati is None else numar(cati),
                "cati_lung": None if cati is None else CATE[ce](cati),
                "ales": n in alese,
                "url": _adresa(url_baza, pastrate, parametru, n, alese, mai_multe=_colectie(activ)) if url_baza else "",
                "felie": FELII_PLINE[n] if marime == "insigna" else FELII[n],
                "inel": INELE[n],
                "x": f"{x:.1f}",
                "y": f"{y + 6:.1f}",
                "y_cati": f"{y + 31:.1f}",
                "deplasare": _deplasare(n) if n in alese and marime != "insigna" else "",
                "bifa": f"translate({x - 12:.1f} {y - 62:.1f})",
            }
        )
    return {
        "sectoare": sectoare,
        "rau": RAU,
        "marime": marime,
        "lista": lista,
        "alese": sorted(alese),
        "in_cuvinte": sectoarele(alese),
        "url_toate": _adresa(url_baza, pastrate, parametru, None, alese, mai_multe=False) if url_baza else "",
    }


def _lista(valoare):
    return valoare if _colectie(valoare) else [valoare]


def _colectie(valoare):
    return hasattr(valoare, "__iter__") and not isinstance(valoare, str)


def _adresa(url_baza, pastrate, parametru, sector, alese, *, mai_multe):
    parametri = QueryDict(mutable=True) if pastrate is None else pastrate.copy()
    parametri.pop("pagina", None)
    parametri.pop(parametru, None)
    noi = set() if sector is None else (alese ^ {sector} if mai_multe else {sector} - alese)
    parametri.setlist(parametru, [str(s) for s in sorted(noi)])
    sir = parametri.urlencode()
    return f"{url_baza}?{sir}" if sir else url_baza


def cate_organizatii(cate):
    """„1 organizație”, „2 organizații”, „20 de organizații”."""
    return ngettext("%(numar)s organizație", "%(numar)s organizații", cate) % {"numar": numar(cate)}


def cate_parteneriate(cate):
    return ngettext("%(numar)s parteneriat", "%(numar)s parteneriate", cate) % {"numar": numar(cate)}


def cate_anunturi(cate):
    return ngettext("%(numar)s anunț", "%(numar)s anunțuri", cate) % {"numar": numar(cate)}


CATE = {"organizatii": cate_organizatii, "parteneriate": cate_parteneriate, "anunturi": cate_anunturi}


@register.filter
def sectoarele(numere):
    """{3} → „Sectorul 3”, {5, 4} → „Sectoarele 4 și 5”, all six → „Toate sectoarele”, none → „Sector neprecizat”."""
    numere = sorted(numere)
    if not numere:
        return _("Sector neprecizat")
    if len(numere) == len(SECTOARE):
        return _("Toate sectoarele")
    return (_("Sectorul %(lista)s") if len(numere) == 1 else _("Sectoarele %(lista)s")) % {"lista": in_lista(numere)}


@register.simple_tag
def semn():
    """The mark: the wheel without words, for the header, in the place of an image."""
    felii = "".join(f'<g data-sector="{n}"><path class="roata-felie" d="{d}"/></g>' for n, d in FELII_PLINE.items())
    return mark_safe(
        f'<svg class="semn" viewBox="0 0 400 400" aria-hidden="true" focusable="false">{felii}'
        f'<path class="semn-rau" d="{_rau(0.1, RAZA + 8)}"/></svg>'
    )


# --- pictograms and states ----------------------------------------------------------------------------------------
@register.simple_tag
@cache
def pictograma(nume):
    """A decorative sign from static/img/pictograme.svg; the words beside it carry the meaning."""
    return format_html(
        '<svg class="pictograma" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/pictograme.svg"),
        nume,
    )


# States outside moderation that mean the same to the eye: waiting, done, stopped, put away.
LA_FEL = {
    "inchis": "arhivat",
    "desfasurat": "trimis",
    "incheiat": "publicat",
    "anulat": "respins",
    "confirmata": "publicat",
    "asteptare": "trimis",
    "anulata": "arhivat",
    "refuzata": "respins",
    "publicata": "publicat",
    "incheiata": "publicat",
    "depusa": "trimis",
    "acceptata": "completari",
    "rezerva": "trimis",
    "respinsa": "respins",
    "retrasa": "arhivat",
    "emis": "publicat",
    "revocat": "respins",
    "inlocuit": "arhivat",
}


@register.inclusion_tag("platforma/_stare.html")
def stare(obiect):
    """The state of anything that has one, as a word and a shape."""
    fel = LA_FEL.get(obiect.stare, obiect.stare)
    eticheta = getattr(obiect, "eticheta_stare", None) or obiect.get_stare_display()
    return {"stare": fel, "eticheta": eticheta, "semn": f"stare-{fel}"}


@register.simple_tag(takes_context=True)
def vitrina(context, loc, *argumente):
    """What the apps above show in this place of the page (see platforma.vitrina)."""
    sabloane = context.template.engine
    return mark_safe(
        "".join(sabloane.get_template(piesa.sablon).render(Context(piesa.context)) for piesa in bucati(loc, *argumente))
    )


# --- navigation ---------------------------------------------------------------------------------------------------
@register.inclusion_tag("platforma/_loc.html", takes_context=True)
def loc(context, adresa, nume):
    """A place of the menu; the one we are in says so: „page” on its own page, „true” on a page below it."""
    cale = getattr(context.get("request"), "path", "")
    curent = "page" if cale == adresa else "true" if cale.startswith(adresa) else ""
    return {"adresa": adresa, "nume": nume, "curent": curent}


# --- text, numbers, dates -----------------------------------------------------------------------------------------
@register.filter
def marcaj(text):
    """The markdown subset as safe HTML."""
    from platforma.marcaj import html

    return html(text or "")


@register.filter
def simplu(text):
    """The markdown subset as one line of plain text, for summaries."""
    from platforma.marcaj import simplu

    return simplu(text or "")


@register.filter
def numar(valoare):
    """1234 → „1.234”."""
    if type(valoare) is int:  # most of them; a page of the directory has 150
        return f"{valoare:,}".replace(",", ".")
    return number_format(valoare, use_l10n=True, force_grouping=True)


@register.filter
def data_lunga(moment):
    """„5 mai 2026”, local time."""
    return _formatat(moment, "j F Y")


@register.filter
def data_ora(moment):
    """„5 mai 2026, ora 12:07”, local time."""
    return _formatat(moment, "j F Y, \\o\\r\\a H:i")


@register.filter
def ora(moment):
    """„12:07”, local time."""
    return _formatat(moment, "H:i")


@register.filter
def data_zi(moment):
    """„marți, 5 mai 2026”, local time."""
    return _formatat(moment, "l, j F Y")


def _formatat(moment, tipar):
    if not isinstance(moment, date):
        return ""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return formateaza(moment, tipar)


@register.simple_tag
def moment(valoare):
    """A <time> element with the machine-readable instant and „5 mai 2026, ora 12:07” as its text."""
    if not isinstance(valoare, date):
        return ""
    text = data_ora(valoare) if isinstance(valoare, datetime) else data_lunga(valoare)
    return format_html('<time datetime="{}">{}</time>', valoare.isoformat(), text)


@register.filter
def telefon(valoare):
    """+40213142315 → „021 314 23 15”, +40722123456 → „0722 123 456”; what is not Romanian stays as it is."""
    cifre = re.fullmatch(r"\+40(\d{9})", str(valoare or ""))
    if not cifre:
        return valoare or ""
    n = "0" + cifre[1]
    if n.startswith(("021", "031")):
        return f"{n[:3]} {n[3:6]} {n[6:8]} {n[8:]}"
    return f"{n[:4]} {n[4:7]} {n[7:]}"


@register.filter
def gazda(adresa):
    """https://www.exemplu.ro/pagina → exemplu.ro, for showing a link without its machinery."""
    return re.sub(r"^https?://(www\.)?", "", adresa or "").split("/")[0]


@register.filter
def navigator(agent):
    """„Firefox, Windows” out of a User-Agent header, for a list of sessions; rough on purpose."""
    programe = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
    sisteme = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]
    gasite = [next((nume for semn, nume in lista if semn in (agent or "")), "") for lista in (programe, sisteme)]
    return ", ".join(filter(None, gasite)) or _("Browser necunoscut")


@register.filter
def nume_fisier(fisier):
    """The last part of a stored file's path."""
    return str(fisier).rsplit("/", 1)[-1]


@register.simple_tag
def pagini(pagina):
    """Page numbers around the current one with gaps, for _paginare.html; None stands for a gap."""
    return [
        None if n == pagina.paginator.ELLIPSIS else n
        for n in pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    ]


@register.filter
def cate_erori(form):
    """How many lines a summary of this form's errors has: a field may have several."""
    return sum(len(erori) for erori in form.errors.values())


@register.filter
def in_lista(valori):
    """„A, B și C”."""
    valori = [str(v) for v in valori]
    if len(valori) < 2:
        return "".join(valori)
    return _("%(inceput)s și %(ultimul)s") % {"inceput": ", ".join(valori[:-1]), "ultimul": valori[-1]}
