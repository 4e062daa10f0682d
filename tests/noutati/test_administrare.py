"""Staff's side: the team's own news, corrections, moves, and what the secretariat may not touch."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from noutati.models import Noutate
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.noutati.conftest import jpeg, noutate

pytestmark = pytest.mark.django_db
ADRESA = "/admin/noutati/noutate/"
MOTIV = "Întâlnirea a fost mutată, o anunțăm din nou."
FARA_DOCUMENTE = {
    "documente-TOTAL_FORMS": 0,
    "documente-INITIAL_FORMS": 0,
    "documente-MIN_NUM_FORMS": 0,
    "documente-MAX_NUM_FORMS": 5,
}


def date(**altfel):
    return {
        "categorie": "anunt",
        "titlu": "Al doilea atelier",
        "rezumat": "Joi, la bibliotecă.",
        "text": "Vă așteptăm.",
        **FARA_DOCUMENTE,
        **altfel,
    }


@pytest.fixture
def a_echipei(db):
    return noutate("De la echipă", stare=Stare.CIORNA, vizibila_din=None)


@pytest.mark.parametrize("cine", ["secretariat", "moderator", "admin"])
def test_scrie_pentru_echipa_si_publica(client_pentru, client, cine, request):
    persoana = request.getfixturevalue(cine)
    ea = client_pentru(persoana)
    poza = SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")
    document = {
        "documente-TOTAL_FORMS": 1,
        "documente-0-titlu": "Programul",
        "documente-0-fisier": SimpleUploadedFile("p.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"),
    }
    trimise = date(fixata="on", sectoare=[1, 2], imagine=poza, imagine_alt="O sală plină.", **document)
    assert ea.post(f"{ADRESA}add/", trimise).status_code == 302
    n = Noutate.objects.get()
    assert (n.stare, n.organizatie, n.autor, n.fixata, n.slug) == ("ciorna", None, persoana, True, "al-doilea-atelier")
    assert [s.pk for s in n.sectoare.all()] == [1, 2]
    assert [(d.titlu, d.nume_fisier, d.incarcat_de) for d in n.documente.all()] == [("Programul", "p.pdf", persoana)]
    assert client.get(n.get_absolute_url()).status_code == 404
    assert "O sală plină." in ea.get(f"{ADRESA}{n.pk}/previzualizare/").content.decode()
    assert ea.get(f"{ADRESA}{n.pk}/muta/publica/").status_code == 200
    ea.post(f"{ADRESA}{n.pk}/muta/publica/")
    assert client.get(n.get_absolute_url()).status_code == 200
    assert [d.de for d in n.decizii()] == [persoana]


def test_o_cerere_mestesugita_nu_alege_starea_sau_organizatia(client_pentru, secretariat, organizatie):
    client_pentru(secretariat).post(f"{ADRESA}add/", date(stare="publicat", organizatie=organizatie.pk))
    n = Noutate.objects.get()
    assert (n.stare, n.organizatie) == ("ciorna", None)


def test_formularul_are_aceleasi_reguli(client_pentru, secretariat):
    poza = SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")
    raspuns = client_pentru(secretariat).post(f"{ADRESA}add/", date(imagine=poza, publica_la="2027-03-28T03:30"))
    erori = raspuns.context["adminform"].form.errors
    assert set(erori) == {"imagine_alt", "publica_la"}


def test_o_ciorna_neterminata_nu_se_publica(client_pentru, secretariat, a_echipei):
    Noutate.objects.update(rezumat="")
    raspuns = client_pentru(secretariat).post(f"{ADRESA}{a_echipei.pk}/muta/publica/")
    assert "Scrieți rezumatul: una sau două propoziții." in raspuns.content.decode()
    assert Noutate.objects.get().stare == Stare.CIORNA


def test_modifica_direct_ce_este_al_echipei(client_pentru, secretariat, a_echipei):
    muta(a_echipei, Actiune.PUBLICA, secretariat)
    client_pentru(secretariat).post(f"{ADRESA}{a_echipei.pk}/change/", date(titlu="Titlu îndreptat"))
    n = Noutate.objects.get()
    assert (n.titlu, n.versiune, n.stare, n.slug) == ("Titlu îndreptat", 2, "publicat", "de-la-echipa")


def test_secretariatul_citeste_ce_scriu_organizatiile_si_nu_schimba(client_pentru, secretariat, publica):
    ea = client_pentru(secretariat)
    assert ea.get(f"{ADRESA}{publica.pk}/change/").status_code == 200
    assert ea.post(f"{ADRESA}{publica.pk}/change/", date()).status_code == 403
    assert ea.post(f"{ADRESA}{publica.pk}/muta/arhiveaza/", {"motiv": MOTIV}).status_code == 403
    publica.refresh_from_db()
    assert (publica.titlu, publica.stare) == ("Grădina de pe strada Lirei", Stare.PUBLICAT)


def test_moderatorul_indreapta_arhiveaza_si_restaureaza(client_pentru, moderator, publica, client):
    ea = client_pentru(moderator)
    ea.post(f"{ADRESA}{publica.pk}/change/", date(titlu="Grădina de pe Lirei"))
    raspuns = ea.post(f"{ADRESA}{publica.pk}/muta/arhiveaza/", {"motiv": "scurt"})
    assert "Scrieți motivul în cel puțin 20 de caractere" in raspuns.content.decode()
    ea.post(f"{ADRESA}{publica.pk}/muta/arhiveaza/", {"motiv": MOTIV})
    assert client.get(publica.get_absolute_url()).status_code == 410
    ea.post(f"{ADRESA}{publica.pk}/muta/restaureaza/")
    assert "Grădina de pe Lirei" in client.get(publica.get_absolute_url()).content.decode()
    istoric = ea.get(f"{ADRESA}{publica.pk}/history/").content.decode()
    for parte in ("Restaurat", MOTIV, "Grădina de pe strada Lirei"):
        assert parte in istoric


@pytest.mark.parametrize("actiune", ["publica", "restaureaza", "aproba", "nimic"])
def test_mutarile_care_nu_sunt_ale_ei(client_pentru, secretariat, publica, actiune):
    raspuns = client_pentru(secretariat).post(f"{ADRESA}{publica.pk}/muta/{actiune}/", {"motiv": MOTIV})
    assert raspuns.status_code == (403 if actiune in {"publica", "restaureaza"} else 404)


def test_o_organizatie_nu_intra_aici(client_pentru, reprezentant, a_echipei):
    ea = client_pentru(reprezentant)
    for adresa in (ADRESA, f"{ADRESA}add/", f"{ADRESA}{a_echipei.pk}/muta/publica/"):
        assert ea.post(adresa, date()).status_code == 302
    assert Noutate.objects.get().stare == Stare.CIORNA


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_pune_aceleasi_intrebari(client_pentru, moderator, organizatie, cate, django_assert_num_queries):
    for n in range(cate):
        noutate(f"N{n}", organizatie)
    ea = client_pentru(moderator)
    ea.get(ADRESA)
    with django_assert_num_queries(7):
        assert ea.get(ADRESA).status_code == 200


@pytest.mark.parametrize(
    ("sir", "asteptate"),
    [
        ("pe_site=acum", ["De la echipă, publică", "Publică"]),
        ("pe_site=programate", ["Programată"]),
        ("cine=echipa", ["De la echipă, publică"]),
        ("cine=organizatii", ["Programată", "Publică"]),
    ],
)
def test_filtrele(client_pentru, moderator, organizatie, sir, asteptate):
    noutate("Publică", organizatie)
    noutate("Programată", organizatie, vizibila_din=timezone.now() + timedelta(days=1))
    noutate("De la echipă, publică")
    lista = client_pentru(moderator).get(f"{ADRESA}?{sir}").context["cl"].queryset
    assert sorted(n.titlu for n in lista) == asteptate


def test_panoul_numara(client_pentru, secretariat, publica, a_echipei):
    cutie = next(c for c in client_pentru(secretariat).get("/admin/").context["cutii"] if c.titlu == "Noutăți")
    assert [(r.eticheta, r.valoare) for r in cutie.randuri] == [
        ("Se văd acum", "1"),
        ("Programate", "0"),
        ("Ciorne ale echipei", "1"),
        ("Scrieți o noutate a echipei", "+"),
    ]
