"""The person's own calendar: made, read by whoever holds its address, revoked."""

import pytest

from platforma.calendar.models import AdresaCalendar
from platforma.conturi.stergere import goleste

pytestmark = pytest.mark.django_db


def adresa(persoana):
    return AdresaCalendar.objects.get(persoana=persoana).get_absolute_url()


def test_o_adresa_se_face_se_citeste_si_se_retrage(reprezentant, client_pentru):
    client, oricine = client_pentru(reprezentant), client_pentru(None)
    assert "Faceți adresa" in client.get("/spatiu/calendar/").content.decode()
    for _de_doua_ori in range(2):
        assert client.post("/spatiu/calendar/creeaza/")["Location"] == "/spatiu/calendar/"
    cale = adresa(reprezentant)
    pagina = client.get("/spatiu/calendar/").content.decode()
    assert f'href="webcal://127.0.0.1:8000{cale}"' in pagina
    assert f'value="http://127.0.0.1:8000{cale}"' in pagina
    raspuns = oricine.get(cale)
    assert (raspuns.status_code, raspuns["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert raspuns["X-Robots-Tag"] == "noindex, nofollow"
    assert raspuns["Cache-Control"] == "private, no-cache"
    assert oricine.get(cale, headers={"If-None-Match": raspuns["ETag"]}).status_code == 304
    for _de_doua_ori in range(2):
        assert client.post("/spatiu/calendar/revoca/").status_code == 302
    assert oricine.get(cale).status_code == 404


def test_adresa_noua_nu_o_invie_pe_cea_veche(reprezentant, client_pentru):
    client = client_pentru(reprezentant)
    client.post("/spatiu/calendar/creeaza/")
    veche = adresa(reprezentant)
    client.post("/spatiu/calendar/revoca/")
    client.post("/spatiu/calendar/creeaza/")
    assert adresa(reprezentant) != veche
    assert client.get(veche).status_code == 404
    assert client.get(adresa(reprezentant)).status_code == 200


@pytest.mark.parametrize("jeton", ["1", "1.fals", "x.y.z", "ș", "1:abc", "0" * 300])
def test_o_adresa_inventata_nu_exista(reprezentant, client, jeton):
    AdresaCalendar.objects.create(persoana=reprezentant)
    assert client.get(f"/calendar/{jeton}.ics").status_code == 404


def test_un_cont_inchis_sau_sters_nu_mai_are_calendar(reprezentant, strain, client):
    for persoana in (reprezentant, strain):
        AdresaCalendar.objects.create(persoana=persoana)
    ale_lor = [adresa(reprezentant), adresa(strain)]
    reprezentant.is_active = False
    reprezentant.save()
    goleste(strain)
    assert [client.get(a).status_code for a in ale_lor] == [404, 404]
    assert not AdresaCalendar.objects.filter(persoana=strain).exists()


def test_numai_cine_este_autentificat_si_numai_prin_post(reprezentant, client_pentru):
    vizitator, client = client_pentru(None), client_pentru(reprezentant)
    for cale in ("/spatiu/calendar/creeaza/", "/spatiu/calendar/revoca/"):
        assert vizitator.post(cale)["Location"].startswith("/cont/login/")
        assert client.get(cale).status_code == 405
    assert vizitator.get("/spatiu/calendar/").status_code == 302
    assert not AdresaCalendar.objects.exists()
