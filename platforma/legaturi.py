"""Links from one thing of the platform to another, by address: no app has to know the models of the next one.

What is stored is a path of this site. Its title is asked when it is shown, of the app whose page it is:

    @titlu("organizatii:profil")
    def titlul_profilului(slug):
        return Organizatie.objects.publice().filter(slug=slug).values_list("denumire", flat=True).first()

A page that answers None (never was, or is public no more) is not linked to.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

MAXIM = 5  # links of one thing
_titluri = {}


@dataclass(frozen=True)
class Legatura:
    cale: str
    titlu: str


def titlu(nume_adresa):
    """Register the function that gives the title of a page, from the parts of its address."""

    def inregistreaza(functie):
        _titluri[nume_adresa] = functie
        return functie

    return inregistreaza


def titlul(cale):
    """The title of a public page of this site that may be linked to, or None."""
    try:
        gasita = resolve(cale)
    except Resolver404:
        return None
    functie = _titluri.get(gasita.view_name)
    return functie(**gasita.kwargs) if functie else None


def legaturile(text):
    """What the stored lines lead to today, as rows (Legatura)."""
    return [Legatura(cale, nume) for cale in text.splitlines() if (nume := titlul(cale))]


def cai_curate(text):
    """Lines typed by a person, addresses or paths of this site, as paths, one a line, each once.

    Raises ValidationError that names the line which leads to nothing public of this site, or that there are too many.
    """
    cai = []
    for rand in filter(None, (r.strip() for r in text.splitlines())):
        cale = _cale(rand)
        if cale is None or titlul(cale) is None:
            raise ValidationError(
                _("„%(rand)s” nu este adresa unei pagini publice de pe această platformă.") % {"rand": rand[:80]}
            )
        cai.append(cale)
    cai = list(dict.fromkeys(cai))
    if len(cai) > MAXIM:
        raise ValidationError(_("Cel mult %(n)s legături.") % {"n": MAXIM})
    return "\n".join(cai)


def _cale(rand):
    """The path of an address of this site, or None for another host's."""
    adresa = urlsplit(rand if "://" in rand or rand.startswith("/") else f"https://{rand}")
    gazde = {urlsplit(settings.ADRESA_SITE).netloc, *(g.lstrip(".") for g in settings.ALLOWED_HOSTS), ""}
    return adresa.path if adresa.netloc in gazde and adresa.path.startswith("/") else None
