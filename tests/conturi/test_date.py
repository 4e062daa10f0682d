"""One's own data, and what is forgotten each night."""

from datetime import timedelta

import pytest
from django.utils import timezone

from platforma.conturi.models import Utilizator
from platforma.conturi.tasks import curata
from tests.conftest import persoana
from tests.conturi.test_limba import in_romaneste

pytestmark = pytest.mark.django_db
DATE = "/cont/date/"


def test_numele_se_corecteaza_si_se_normalizeaza(client_pentru, reprezentant):
    client = client_pentru(reprezentant)
    in_romaneste(client.get(DATE))
    raspuns = client.post(
        DATE, {"nume": " Raluca   Ştefan ", "email": "alta@exemplu.test", "is_staff": "on"}, follow=True
    )
    assert raspuns.redirect_chain == [(DATE, 302)]
    assert "Am salvat numele." in raspuns.content.decode()
    reprezentant.refresh_from_db()
    assert (reprezentant.nume, reprezentant.email, reprezentant.is_staff) == (
        *("Raluca Ștefan", "reprezentant@exemplu.test"),
        False,
    )


def test_un_nume_gresit_se_explica(client_pentru, reprezentant):
    raspuns = client_pentru(reprezentant).post(DATE, {"nume": "www.rau.ro"})
    assert "Scrieți numele așa cum vă prezentați" in raspuns.content.decode()
    reprezentant.refresh_from_db()
    assert reprezentant.nume == "Raluca Reprezentant"


def test_cine_nu_este_autentificat_este_trimis_la_autentificare(client):
    assert client.get(DATE).headers["Location"] == "/cont/login/?next=/cont/date/"
    assert client.post(DATE, {"nume": "X"}).headers["Location"] == "/cont/login/?next=/cont/date/"


def test_alta_metoda_este_refuzata(client_pentru, reprezentant):
    assert client_pentru(reprezentant).delete(DATE).status_code == 405


def test_conturile_neconfirmate_se_sterg_dupa_o_luna(reprezentant, moderator):
    acum = timezone.now()

    def neconfirmat(email, zile, **campuri):
        return Utilizator.objects.create_user(email, nume="X", creat_la=acum - timedelta(days=zile), **campuri)

    neconfirmat("vechi@exemplu.test", 31)
    neconfirmat("nou@exemplu.test", 29)
    neconfirmat("chemat@exemplu.test", 31, is_staff=True)
    persoana("confirmat@exemplu.test", "C", creat_la=acum - timedelta(days=300))
    curata()
    curata()
    assert set(Utilizator.objects.values_list("email", flat=True)) == {
        *("nou@exemplu.test", "chemat@exemplu.test", "confirmat@exemplu.test"),
        *(reprezentant.email, moderator.email),
    }


def test_sesiunile_incheiate_se_uita(client_pentru, reprezentant):
    client_pentru(reprezentant)
    reprezentant.usersession_set.create(session_key="deschisa", ip="10.0.0.1", user_agent="x")
    reprezentant.usersession_set.create(
        session_key="veche", ip="10.0.0.1", user_agent="x", last_seen_at=timezone.now() - timedelta(days=15)
    )
    curata()
    assert "veche" not in reprezentant.usersession_set.values_list("session_key", flat=True)
    assert "deschisa" in reprezentant.usersession_set.values_list("session_key", flat=True)
