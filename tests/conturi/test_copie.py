"""A person's own copy of her data: hers and nobody else's, from every app."""

import pytest

from cursuri.certificare import emite
from tests.ateliere.conftest import atelier_publicat, inscris
from tests.conftest import persoana
from tests.cursuri.conftest import absolvent, serie_terminata

CALE = "/cont/date/copie.json"


@pytest.mark.django_db
def test_copia_are_ce_este_al_ei_din_fiecare_aplicatie(
    primarie, organizatie, reprezentant, secretariat, strain, client_pentru
):
    inscris(atelier_publicat(primarie), "Raluca", email=reprezentant.email, organizatie=organizatie, nevoi="rampă")
    serie = serie_terminata(primarie)
    ei = absolvent(serie, "Raluca Reprezentant", organizatie, persoana=reprezentant, functie="directoare")
    alta = absolvent(serie, "Altcineva", organizatie)
    certificat = emite(ei, secretariat)
    emite(alta, secretariat)
    raspuns = client_pentru(reprezentant).get(CALE)
    copie = raspuns.json()
    assert raspuns["Content-Disposition"] == 'attachment; filename="datele-mele.json"'
    assert raspuns["Cache-Control"] == "private, no-store"
    assert sorted(copie) == ["ateliere", "cont", "cursuri", "organizatii", "parteneriate", "sarcini"]
    assert copie["cont"]["email"] == reprezentant.email
    assert copie["organizatii"] == [{"organizatie": "Asociația Cartierul Nostru", "rol": "Administrator"}]
    assert [i["nevoi"] for i in copie["ateliere"]] == ["rampă"]
    (cerere,) = copie["cursuri"]
    assert (cerere["functie"], len(cerere["prezente"])) == ("directoare", 2)
    assert cerere["certificate"][0]["numar"] == certificat.numar
    assert "Altcineva" not in raspuns.content.decode()
    assert client_pentru(strain).get(CALE).json()["cursuri"] == []


@pytest.mark.django_db
def test_o_adresa_neconfirmata_nu_aduce_datele_altcuiva(primarie, organizatie, client_pentru):
    from allauth.account.models import EmailAddress

    absolvent(serie_terminata(primarie), "Ana Pop", organizatie, email="ana@exemplu.test")
    hoata = persoana("hoata@exemplu.test", "Hoața")
    EmailAddress.objects.create(user=hoata, email="ana@exemplu.test", verified=False)
    assert client_pentru(hoata).get(CALE).json()["cursuri"] == []


def test_fara_cont_nu_se_descarca(client, db):
    assert client.get(CALE).status_code == 302
    assert client.post(CALE).status_code == 405
