"""What moderation tests share: drafts, forms over a few fields, things waiting in the queue."""

import pytest
from django.core.files.base import ContentFile
from django.forms import modelform_factory

from organizatii.models import Membru, Organizatie, Revendicare
from platforma.moderare import revizii
from platforma.moderare.models import Dosar
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.conftest import organizatie_publicata

MOTIV = "Actele trimise nu se pot citi: scanați-le din nou."


def cu_stare(obiect, stare):
    """Put it in a state behind the back of `muta`, as only a test may."""
    type(obiect).objects.filter(pk=obiect.pk).update(stare=stare)
    obiect.refresh_from_db()
    return obiect


def ciorna_completa(denumire, slug, membri=(), **campuri):
    """A draft with nothing missing."""
    ciorna = organizatie_publicata(denumire, slug, stare=Stare.CIORNA, publicat_la=None, **campuri)
    for persoana in membri:
        Membru.objects.create(organizatie=ciorna, utilizator=persoana, rol=Membru.Rol.ADMINISTRATOR)
    return ciorna


def formular(organizatie, **valori):
    """A bound form over these fields, as a view would build it from what the person sees and types."""
    instanta = Organizatie.objects.get(pk=organizatie.pk)
    form = modelform_factory(Organizatie, fields=list(valori))(valori, instance=instanta)
    assert form.is_valid(), form.errors
    return form


def propune(organizatie, de, **valori):
    return revizii.propune_modificari(organizatie, formular(organizatie, **valori), de)


def dosarul(obiect):
    return Dosar.objects.deschise().pentru(obiect).get()


@pytest.fixture
def ciorna(reprezentant):
    return ciorna_completa("Asociația Ciorna", "asociatia-ciorna", [reprezentant])


@pytest.fixture
def trimisa(ciorna, reprezentant):
    """A new profile in the queue."""
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    return ciorna


@pytest.fixture
def revizie(organizatie, reprezentant):
    """A new name that waits, on a published profile."""
    propune(organizatie, reprezentant, denumire="Asociația Cartierul Nostru Verde")
    return revizii.revizie_in_asteptare(organizatie)


@pytest.fixture
def nerevendicata(db):
    """A profile from the national register: public, with nobody behind it."""
    return organizatie_publicata("Fundația din Registru", "fundatia-din-registru", sursa="registru", revendicata=False)


@pytest.fixture
def revendicare(nerevendicata, strain):
    """A claim in the queue."""
    cerere = Revendicare(
        organizatie=nerevendicata, utilizator=strain, functie="președintă", mesaj="Sunt președinta fundației."
    )
    cerere.dovada_nume = "hotărâre.pdf"
    cerere.dovada.save("hotarare.pdf", ContentFile(b"%PDF-1.4\n%%EOF"))
    muta(cerere, Actiune.TRIMITE, strain)
    return cerere
