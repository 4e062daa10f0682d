"""People in the admin: staff look, the administrator changes rights, nobody touches passwords."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj
from tests.conftest import persoana

pytestmark = pytest.mark.django_db
LISTA = "/admin/conturi/utilizator/"


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_are_acelasi_numar_de_interogari(client_pentru, moderator, cate, django_assert_num_queries):
    for n in range(cate):
        persoana(f"om{n}@exemplu.test", f"Om {n}").groups.add(Group.objects.get(name="Moderatori"))
    client = client_pentru(moderator)
    client.get(LISTA)
    with django_assert_num_queries(9):
        client.get(LISTA)


def test_cautarea_nu_tine_la_diacritice(client_pentru, moderator, strain):
    for cautat in ("strain", "STRĂIN", "sanda str", "strain@"):
        gasite = client_pentru(moderator).get(LISTA, {"q": cautat}).context["cl"].queryset
        assert [u.pk for u in gasite] == [strain.pk], cautat


def test_moderatorul_vede_dar_nu_schimba(client_pentru, moderator, strain):
    client = client_pentru(moderator)
    pagina = client.get(f"{LISTA}{strain.pk}/change/")
    assert pagina.status_code == 200
    assert "pbkdf2" not in pagina.content.decode() and strain.password not in pagina.content.decode()
    assert client.post(f"{LISTA}{strain.pk}/change/", {"nume": "Alt", "is_superuser": "on"}).status_code == 403
    assert client.post(f"{LISTA}add/", {}).status_code == 403
    client.post(LISTA, {"action": "scoate_doi_pasi", "_selected_action": [strain.pk], "confirmat": "da"})
    strain.refresh_from_db()
    assert (strain.nume, strain.is_superuser) == ("Sanda Străin", False)


def test_parola_nu_se_afla_prin_filtre(client_pentru, moderator):
    assert client_pentru(moderator).get(f"{LISTA}?password__startswith=pbkdf2").status_code == 400


def test_administratorul_schimba_drepturi_dar_nu_adresa_nici_parola(client_pentru, admin, strain):
    date = {
        "nume": "Sanda S.",
        "is_active": "on",
        "is_staff": "on",
        "groups": [Group.objects.get(name="Secretariat").pk],
    }
    raspuns = client_pentru(admin).post(
        f"{LISTA}{strain.pk}/change/", {**date, "email": "alta@exemplu.test", "password": "x"}
    )
    assert raspuns.status_code == 302
    parola = strain.password
    strain.refresh_from_db()
    assert (strain.nume, strain.is_staff, strain.email, strain.password) == (
        *("Sanda S.", True, "strain@exemplu.test"),
        parola,
    )
    assert [g.name for g in strain.groups.all()] == ["Secretariat"]


def test_administratorul_nu_se_poate_da_singur_afara(client_pentru, admin):
    client_pentru(admin).post(f"{LISTA}{admin.pk}/change/", {"nume": "Adela A."})
    admin.refresh_from_db()
    assert (admin.nume, admin.is_active, admin.is_staff, admin.is_superuser) == ("Adela A.", True, True, True)


def test_nimeni_nu_se_sterge(client_pentru, admin, strain):
    assert client_pentru(admin).post(f"{LISTA}{strain.pk}/delete/", {"post": "yes"}).status_code == 403


def test_personalul_nou_este_chemat_prin_mesaj_si_isi_alege_parola(client_pentru, admin):
    date = {"nume": "Nina Nouă", "email": "Nina@Exemplu.test", "is_staff": "on"}
    client = client_pentru(admin)
    assert client.post(f"{LISTA}add/", date).status_code == 302
    nina = Utilizator.objects.get(email="nina@exemplu.test")
    assert (nina.is_staff, nina.has_usable_password()) == (True, False)
    mesaj = Mesaj.objects.get()
    assert (mesaj.catre, mesaj.subiect) == (nina.email, "Aveți un cont pe Bucureștiul social și solidar")
    assert "/cont/password/reset/" in mesaj.text
    assert "Există deja o persoană cu această adresă." in str(
        client.post(f"{LISTA}add/", date).context["adminform"].form.errors["email"]
    )


def test_cine_a_pierdut_telefonul_este_ajutat_dupa_confirmare(client_pentru, admin, strain, coleg):
    for fel in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=strain, type=fel, data={})
    client = client_pentru(admin)
    date = {"action": "scoate_doi_pasi", "_selected_action": [strain.pk, coleg.pk]}
    intrebare = client.post(LISTA, date)
    assert [p.pk for p in intrebare.context["persoane"]] == [strain.pk]
    assert Authenticator.objects.count() == 2
    raspuns = client.post(LISTA, {**date, "confirmat": "da"}, follow=True)
    assert [str(m) for m in raspuns.context["messages"]] == ["1 persoană se autentifică de acum numai cu parola."]
    assert not Authenticator.objects.exists()
    assert Mesaj.objects.get().catre == strain.email


def test_grupurile_se_citesc(client_pentru, admin):
    grup = Group.objects.get(name="Moderatori")
    pagina = client_pentru(admin).get(f"/admin/auth/group/{grup.pk}/change/").content.decode()
    assert "Poate decide asupra conținutului trimis" in pagina


@pytest.mark.parametrize("model", ["account/emailaddress", "mfa/authenticator", "usersessions/usersession"])
def test_tabelele_pachetelor_nu_sunt_in_administrare(client_pentru, admin, model):
    assert client_pentru(admin).get(f"/admin/{model}/").status_code == 404
