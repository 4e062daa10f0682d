"""Who gets what, on every address: the table in `permisiuni.py`, tried with every role and method."""

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from tests.permisiuni import METODE, ROLURI, TABEL


def nume_de_adrese(resolver=None, spatiu=""):
    """Names of all addresses, with their namespace; an address without a name is named by its route."""
    for tipar in (resolver or get_resolver()).url_patterns:
        if isinstance(tipar, URLResolver):
            yield from nume_de_adrese(tipar, f"{spatiu}{tipar.namespace}:" if tipar.namespace else spatiu)
        elif isinstance(tipar, URLPattern):
            yield f"{spatiu}{tipar.name}" if tipar.name else f"{spatiu}{tipar.pattern}"


def test_tabelul_numeste_exact_adresele_care_exista():
    assert sorted(set(nume_de_adrese()) ^ set(TABEL)) == []


@pytest.fixture
def roluri(request):
    return {rol: request.getfixturevalue(rol) for rol in ROLURI}


@pytest.fixture
def lume(roluri, request):
    """What the addresses of the table speak about."""
    return request.getfixturevalue("lume_permisiuni")


def cere(client, metoda, adresa):
    """Status of one request, whose effects are rolled back so that the next role finds the same world."""
    with transaction.atomic():
        stare = client.generic(metoda, adresa).status_code
        transaction.set_rollback(True)
    return stare


@pytest.mark.parametrize("nume", sorted(TABEL))
def test_fiecare_rol_primeste_raspunsul_din_tabel(nume, lume, roluri, client_pentru):
    adresa = TABEL[nume].adresa.format(**lume)
    primit = {m: {rol: cere(client_pentru(roluri[rol]), m, adresa) for rol in ROLURI} for m in METODE}
    assert primit == {metoda: TABEL[nume].asteptat(metoda) for metoda in METODE}
