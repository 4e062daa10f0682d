"""„Cer să mă alătur”: a person asks, the administrators answer. Each verb locks the organisation first, as `membri`."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizatii import emails
from organizatii.membri import blocata_pentru
from organizatii.models import CerereAlaturare, Membru, Organizatie, StareCerere
from platforma.incarcari import sterge_dupa_commit
from platforma.moderare.tranzitii import Stare, motiv_curat

PE_ZI = 5  # requests of one person in 24 hours: each one writes to people who do not know her
TEXT_STERS = "(șters la cerere)"


class Refuzata(Exception):
    """The request cannot be made or answered now. `str()` is a Romanian sentence for the person who tried."""


@transaction.atomic
def cere(form, organizatie, de):
    """Write the request of a valid form and tell the administrators; returns it. Pressed twice, it finds the first."""
    organizatie = Organizatie.blocheaza(organizatie.pk)
    if organizatie.stare != Stare.PUBLICAT or not organizatie.are_administrator:
        raise Refuzata(_("Profilul nu are acum niciun administrator care să vă răspundă."))
    if organizatie.este_autor(de):
        raise Refuzata(_("Sunteți deja în echipa acestui profil."))
    if a_ei := organizatie.cereri.deschise().filter(utilizator=de).first():
        return a_ei
    if CerereAlaturare.objects.filter(utilizator=de, creat_la__gt=timezone.now() - timedelta(days=1)).count() >= PE_ZI:
        raise Refuzata(
            ngettext(
                "Ați trimis %(n)s cerere în ultimele 24 de ore. Mai puteți trimite mâine.",
                "Ați trimis %(n)s cereri în ultimele 24 de ore. Mai puteți trimite mâine.",
                PE_ZI,
            )
            % {"n": PE_ZI}
        )
    cerere = form.save(commit=False)
    cerere.organizatie, cerere.utilizator = organizatie, de
    cerere.dovada_nume = form.cleaned_data["dovada"].name if form.cleaned_data["dovada"] else ""
    cerere.save()
    emails.alaturare_ceruta(cerere)
    return cerere


@transaction.atomic
def aproba(cerere, rol, de):
    """An administrator lets her in. Somebody who got in by an invitation meanwhile keeps the role she has."""
    organizatie = blocata_pentru(cerere.organizatie, de)
    cerere = _deschisa(organizatie, cerere)
    membru, _nou = Membru.objects.get_or_create(
        organizatie=organizatie, utilizator=cerere.utilizator, defaults={"rol": rol}
    )
    _incheie(cerere, StareCerere.APROBATA, de, rol=membru.rol)
    emails.alaturare_raspuns(cerere)


@transaction.atomic
def refuza(cerere, motiv, de):
    """An administrator says no, and why. Raises ValidationError for a reason too short to help."""
    organizatie = blocata_pentru(cerere.organizatie, de)
    cerere = _deschisa(organizatie, cerere)
    _incheie(cerere, StareCerere.REFUZATA, de, motiv=motiv_curat(motiv))
    emails.alaturare_raspuns(cerere)


@transaction.atomic
def retrage(cerere, de):
    """The person takes her request back."""
    organizatie = Organizatie.blocheaza(cerere.organizatie_id)
    cerere = _deschisa(organizatie, cerere)
    if cerere.utilizator_id != de.pk:
        raise PermissionDenied
    _incheie(cerere, StareCerere.RETRASA, de)


@transaction.atomic
def uita(persoana):
    """Withdraw what waits and empty what she wrote and sent; that she asked, and the answer, stay without her words."""
    for cerere in persoana.cereri.deschise().order_by("organizatie_id"):
        retrage(cerere, persoana)
    for cerere in persoana.cereri.exclude(dovada=""):
        sterge_dupa_commit(cerere.dovada)
    persoana.cereri.update(functie=TEXT_STERS, mesaj="", dovada="", dovada_nume="")


def _deschisa(organizatie, cerere):
    """The request as it is under the lock, if nobody has answered it meanwhile."""
    cerere = organizatie.cereri.select_related("utilizator").get(pk=cerere.pk)
    if not cerere.deschisa:
        raise Refuzata(_("Cererea s-a încheiat între timp: „%(stare)s”.") % {"stare": cerere.get_stare_display()})
    return cerere


def _incheie(cerere, stare, de, **campuri):
    campuri |= {"stare": stare, "raspuns_la": timezone.now(), "raspuns_de": de}
    for nume, valoare in campuri.items():
        setattr(cerere, nume, valoare)
    cerere.save(update_fields=list(campuri))
