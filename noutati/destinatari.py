"""To whom a newsletter would go: one row for each distinct address, in its strongest capacity, without refusals."""

from collections import Counter
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from noutati.models import Abonare, Destinatar, Membri, RefuzBuletin
from organizatii.models import Membru, Organizatie, TipOrganizatie

EXEMPLE = 10


@dataclass(frozen=True)
class Ales:
    email: str
    fel: str
    organizatie_id: int | None
    tip: str  # of the organisation; empty for a follower


@dataclass(frozen=True)
class Socoteala:
    """How many, and what kind of people."""

    total: int
    randuri: list  # (kind in words, how many), the largest first
    refuzuri: int  # addresses left out because they want no newsletter
    exemple: list  # addresses spread over the whole list, each with its kind


def alesi(buletin):
    """{address: Ales} of those it would go to now, and how many were left out because they refused."""
    gasiti = {}
    for ales in _candidati(buletin):
        gasiti.setdefault(ales.email, ales)
    refuzate = set(RefuzBuletin.objects.values_list("email", flat=True)) & gasiti.keys()
    return {email: ales for email, ales in gasiti.items() if email not in refuzate}, len(refuzate)


def socoteala(buletin):
    ei, refuzuri = alesi(buletin)
    pe_feluri = Counter(in_cuvinte(ales) for ales in ei.values())
    pas = max(1, len(ei) // EXEMPLE)
    exemple = [(email, in_cuvinte(ei[email])) for email in sorted(ei)[::pas][:EXEMPLE]]
    return Socoteala(len(ei), pe_feluri.most_common(), refuzuri, exemple)


def in_cuvinte(ales):
    """„Administrator · ONG”."""
    fel = Destinatar.Fel(ales.fel).label
    return f"{fel} · {TipOrganizatie(ales.tip).label}" if ales.tip else _("%(fel)s, fără cont") % {"fel": fel}


def _candidati(buletin):
    """The strongest capacity first; an address may come more than once."""
    for email, rol, organizatie, tip in _membri(buletin):
        yield Ales(email.lower(), rol, organizatie, tip)
    if buletin.abonati:
        for email in Abonare.objects.confirmate().filter(buletine=True).values_list("email", flat=True):
            yield Ales(email, Destinatar.Fel.ABONAT, None, "")


def _membri(buletin):
    """Active people with a confirmed address, in the chosen organisations."""
    if buletin.membri == Membri.NIMENI:
        return []
    confirmata = EmailAddress.objects.filter(
        user=OuterRef("utilizator"), email__iexact=OuterRef("utilizator__email"), verified=True
    )
    membri = Membru.objects.filter(
        Exists(confirmata), utilizator__is_active=True, organizatie__in=_organizatii(buletin)
    )
    if buletin.membri == Membri.ADMINISTRATORI:
        membri = membri.filter(rol=Membru.Rol.ADMINISTRATOR)
    return membri.order_by("rol", "pk").values_list("utilizator__email", "rol", "organizatie_id", "organizatie__tip")


def _organizatii(buletin):
    """Published ones, narrowed by each list from which something is chosen."""
    organizatii = Organizatie.objects.publice()
    if buletin.tipuri:
        organizatii = organizatii.filter(tip__in=buletin.tipuri)
    if sectoare := [s.pk for s in buletin.sectoare.all()]:
        organizatii = organizatii.din_sectorul(*sectoare)
    if domenii := [d.pk for d in buletin.domenii.all()]:
        cu_domeniul = Organizatie.domenii.through.objects.filter(domeniu__in=domenii)
        organizatii = organizatii.filter(pk__in=cu_domeniul.values("organizatie_id"))
    return organizatii.values("pk")
