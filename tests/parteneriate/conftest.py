"""What the tests of notices and partnerships share; a partnership is of `organizatie` and `primarie`, at any stage."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from organizatii.models import Membru
from parteneriate.models import SEMNATE, Act, Etapa, Parte, Parteneriat, TipParteneriat, slug_parteneriat
from platforma.moderare.tranzitii import Stare
from platforma.nomenclatoare.models import Domeniu
from tests.conftest import organizatie_publicata
from tests.parteneriate.ajutor import anunt

TEXTE = {
    "rezumat": "Ateliere de reparat pentru tineri, într-o sală a primăriei.",
    "problema": "Tinerii din cartier nu au unde învăța o meserie.",
    "obiective": "Treizeci de tineri învață să repare biciclete.",
    "activitati": "Primăria dă sala; asociația ține atelierele.",
}


def intreg(parteneriat):
    """Give a partnership the papers that its type asks for."""
    azi = timezone.localdate()
    Parteneriat.objects.filter(pk=parteneriat.pk).update(
        acord_numar="12",
        acord_data=azi - timedelta(days=40),
        semnat_la=azi - timedelta(days=40),
        incepe_la=azi - timedelta(days=30),
        se_incheie_la=azi + timedelta(days=300),
        fara_bani=True,
        **TEXTE,
    )
    parteneriat.refresh_from_db()
    document(parteneriat, "acord")
    document(parteneriat, "proiect_act")
    return parteneriat


def document(parteneriat, fel="acord", **campuri):
    implicite = {"titlu": "Un document", "nume_fisier": "a.pdf", "marime": 8, "verificat_la": timezone.now()}
    fisier = ContentFile(b"%PDF-1.4", "a.pdf")
    return parteneriat.documente.create(fel=fel, fisier=fisier, **{**implicite, **campuri})


def act(emitent, *parteneriate, numar="341", **campuri):
    rand = Act.objects.create(
        emitent=emitent,
        numar=numar,
        data=timezone.localdate() - timedelta(days=50),
        titlu="privind aprobarea acordului",
        **{"link": "https://exemplu.test/hcl", "verificat_la": timezone.now(), **campuri},
    )
    for parteneriat in parteneriate:
        parteneriat.acte.add(rand)
    return rand


def parteneriat(titlu, *organizatii, etapa=Etapa.IDEE, stare=Stare.CIORNA, tip="acord-de-parteneriat", **campuri):
    """A partnership in which every organisation has answered (and, from signing on, confirmed)."""
    acum = timezone.now()
    rand = Parteneriat.objects.create(
        titlu=titlu,
        slug=slug_parteneriat(titlu),
        tip=TipParteneriat.objects.get(slug=tip),
        problema=TEXTE["problema"],
        **{"publicat_la": acum if stare == Stare.PUBLICAT else None, "stare": stare, **campuri},
    )
    rand.domenii.set(Domeniu.objects.filter(slug="servicii-sociale"))
    rand.sectoare.set([3])
    for organizatie in organizatii:
        membru = Membru.objects.filter(organizatie=organizatie, rol="administrator").first()
        autoritate = organizatie.tip == "autoritate"
        Parte.objects.create(
            parteneriat=rand,
            organizatie=organizatie,
            rol="autoritate" if autoritate else "lider",
            responsabil=membru and membru.utilizator,
            acceptat_la=acum if membru else None,
        )
    if etapa != Etapa.IDEE:
        la_etapa(rand, etapa)
    return rand


def confirmate(rand):
    """Every party has confirmed the text as it is now."""
    rand.parti.update(confirmat_la=timezone.now(), confirmat_redactare=rand.redactare, acceptat_la=timezone.now())


def la_etapa(rand, etapa):
    """Put it at a stage by force, with what the database asks for there."""
    if etapa in SEMNATE:
        intreg(rand)
        confirmate(rand)
    Parteneriat.objects.filter(pk=rand.pk).update(etapa=etapa)
    rand.refresh_from_db()
    return rand


@pytest.fixture
def idee(organizatie, primarie, reprezentant, autoritate):
    """An idea of `organizatie`, to which `primarie` has answered."""
    return parteneriat("Reparăm împreună", organizatie, primarie)


@pytest.fixture
def semnat(organizatie, primarie, reprezentant, autoritate):
    """Signed, and not on the public site."""
    return parteneriat("Sala de pe Lirei", organizatie, primarie, etapa=Etapa.SEMNAT)


@pytest.fixture
def public(organizatie, primarie, reprezentant, autoritate):
    """Signed and public."""
    rand = parteneriat("Grădina comună", organizatie, primarie, etapa=Etapa.SEMNAT, stare=Stare.PUBLICAT)
    act(primarie, rand)
    return rand


@pytest.fixture
def deschis(organizatie):
    """An open need of `organizatie`."""
    return anunt("Căutăm o sală pentru cursuri", organizatie)


@pytest.fixture
def ciorna(organizatie):
    """A complete draft of `organizatie`."""
    return anunt("Căutăm mentori", organizatie, stare=Stare.CIORNA)


@pytest.fixture
def ascunse(organizatie):
    """Everything that a citizen may not see, each with the word „ascunsul” in its title."""
    azi = timezone.localdate()
    arhivata = organizatie_publicata("Asociația Arhivată", "asociatia-arhivata", stare=Stare.ARHIVAT)
    return [
        anunt("Ascunsul ciornă", organizatie, stare=Stare.CIORNA),
        anunt("Ascunsul trimis", organizatie, stare=Stare.TRIMIS),
        anunt("Ascunsul cu completări", organizatie, stare=Stare.COMPLETARI),
        anunt("Ascunsul respins", organizatie, stare=Stare.RESPINS),
        anunt("Ascunsul arhivat", organizatie, stare=Stare.ARHIVAT),
        anunt("Ascunsul expirat", organizatie, valabil_pana=azi - timedelta(days=1)),
        anunt("Ascunsul dintre membri", organizatie, vizibilitate="membri"),
        anunt("Ascunsul unei organizații arhivate", arhivata),
    ]
