"""Limits that a machine meets and a person does not, over the shared cache; the answer is in Romanian."""

import pytest
from django.core.cache import cache
from django.test import Client

from platforma.antispam import peste_limita
from tests.conftest import PAROLA
from tests.conturi.ajutor import autentificare, autentificat, inscriere

pytestmark = pytest.mark.django_db


def test_parolele_nu_se_ghicesc(reprezentant):
    for _ in range(5):
        assert autentificare(Client(), reprezentant.email, "gresita").status_code == 200
    client = Client()
    raspuns = autentificare(client, reprezentant.email, PAROLA)  # the right one, too late
    assert raspuns.context["form"].non_field_errors() == [
        "Prea multe încercări nereușite. Reveniți peste câteva minute."
    ]
    assert not autentificat(client)


def test_prea_multe_inscrieri_de_la_aceeasi_adresa(client):
    coduri = [client.post("/cont/signup/", inscriere(email="gresit")).status_code for _ in range(21)]
    assert coduri == [200] * 20 + [429]
    raspuns = client.post("/cont/signup/", inscriere())
    assert raspuns.status_code == 429
    pagina = raspuns.content.decode()
    assert '<html lang="ro">' in pagina
    assert "<h1>Prea multe încercări" in pagina
    assert client.get("/cont/signup/").status_code == 200  # looking is free


def test_limita_este_in_cache_ul_comun_deci_a_tuturor_proceselor(client):
    client.post("/cont/signup/", inscriere(email="gresit"))
    cheie = next(cache._cache.get_client().scan_iter(match="*signup*"))
    assert b"allauth:rl:allauth.account:signup" in cheie


def test_limita_formularelor_celorlalte(rf):
    cerere = rf.post("/contact/")
    assert [peste_limita(cerere, "contact", cate=2, secunde=60) for _ in range(4)] == [False, False, True, True]
    assert peste_limita(cerere, "altceva", cate=2, secunde=60) is False
    assert peste_limita(rf.post("/", REMOTE_ADDR="10.0.0.9"), "contact", cate=2, secunde=60) is False
