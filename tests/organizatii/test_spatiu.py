"""The workspace: where each organisation stands in plain words, what to do next, what happened."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from organizatii.models import Invitatie, Membru, Organizatie, Revendicare
from organizatii.parcurs import parcurs, situatii
from platforma.moderare.models import Decizie
from platforma.moderare.revizii import revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, muta
from tests.conftest import organizatie_publicata, persoana
from tests.organizatii.test_inscriere import adresa, completeaza

MOTIV = "Scrieți, vă rugăm, și ce faceți pentru copii."


@pytest.fixture
def nora(db):
    return persoana("nora@exemplu.test", "Nora Nou")


@pytest.fixture
def client_nora(nora, client_pentru):
    return client_pentru(nora)


def ciorna(de, denumire="Asociația Strada Veselă", rol=Membru.Rol.ADMINISTRATOR):
    o = Organizatie.objects.create(denumire=denumire, slug=f"ciorna-{Organizatie.objects.count()}")
    Membru.objects.create(organizatie=o, utilizator=de, rol=rol)
    return o


def pe_5_mai(organizatie):
    """As if it had come into its state at noon on 5 May 2026."""
    cand = timezone.make_aware(timezone.datetime(2026, 5, 5, 12))
    Organizatie.objects.filter(pk=organizatie.pk).update(stare_din=cand, creat_la=cand)


# --- the list -----------------------------------------------------------------------------------------------------
def test_spatiul_gol_ofera_cautarea_si_inscrierea(client_nora):
    html = client_nora.get("/spatiu/").content.decode()
    assert "Nu aveți încă o organizație aici" in html
    assert 'action="/organizatii/"' in html and 'href="/spatiu/organizatii/noua/"' in html


def test_spatiul_cere_autentificare_si_numai_citire(client, client_nora):
    assert client.get("/spatiu/").url == "/cont/login/?next=/spatiu/"
    assert client_nora.post("/spatiu/").status_code == 405


def test_spatiul_arata_numai_organizatiile_mele(client_nora, nora, alta_organizatie):
    ciorna(nora)
    html = client_nora.get("/spatiu/").content.decode()
    assert "Asociația Strada Veselă" in html and alta_organizatie.denumire not in html


def test_interogarile_nu_cresc_cu_randurile(client_nora, nora, moderator, django_assert_num_queries):
    def inca_una():
        o = completeaza(ciorna(nora))
        muta(o, Actiune.TRIMITE, nora)
        muta(o, Actiune.CERE_COMPLETARI, moderator, MOTIV)
        publica = organizatie_publicata(f"Publica {o.pk}", f"publica-{o.pk}")
        Membru.objects.create(organizatie=publica, utilizator=nora)
        propune_nume(publica, nora)
        Revendicare.objects.create(
            organizatie=organizatie_publicata(f"Din registru {o.pk}", f"r-{o.pk}", revendicata=False),
            utilizator=nora, functie="x", mesaj="x", dovada="dovezi/x.pdf", dovada_nume="x.pdf",
        )  # fmt: skip
        invita(publicata_de_altii(o.pk), "nora@exemplu.test", moderator)

    inca_una()
    client_nora.get("/spatiu/")
    with django_assert_num_queries(23):
        client_nora.get("/spatiu/")
    inca_una(), inca_una()
    with django_assert_num_queries(23):
        raspuns = client_nora.get("/spatiu/")
    assert len(raspuns.context["situatii"]) == 6


def propune_nume(organizatie, de, nume="Alt nume"):
    """A pending change of the name, as the form makes it."""
    from organizatii.forms.sectiuni import SECTIUNI, form_sectiune
    from platforma.moderare.revizii import propune_modificari

    date_ = {"denumire": nume, "tip": organizatie.tip, "forma_juridica": organizatie.forma_juridica}
    form = form_sectiune(SECTIUNI[0], organizatie, de, data=date_, files={})
    assert form.is_valid(), form.errors
    propune_modificari(organizatie, form, de)
    return revizie_in_asteptare(organizatie)


def publicata_de_altii(n):
    return organizatie_publicata(f"A altora {n}", f"a-altora-{n}")


def invita(organizatie, email, de, **campuri):
    implicite = {"expira_la": timezone.now() + timedelta(days=14), "creat_de": de}
    return Invitatie.objects.create(organizatie=organizatie, email=email, **{**implicite, **campuri})


# --- in words -----------------------------------------------------------------------------------------------------
def randul(nora):
    (situatia,) = situatii(nora)
    pas = (situatia.pas.eticheta, situatia.pas.adresa, situatia.pas.post) if situatia.pas else None
    return situatia.propozitie, situatia.motiv, pas


def test_ciorna_in_cuvinte(nora):
    o = ciorna(nora)
    pe_5_mai(o)
    assert randul(nora) == (
        "Ciornă începută pe 5 mai 2026. O vedeți numai dumneavoastră și colegii din organizație.",
        "",
        ("Completați ce lipsește (7 lucruri)", adresa(o, "sectiunea/identitate/"), False),
    )
    completeaza(o)
    assert randul(nora)[2] == ("Trimiteți spre validare", adresa(o, "trimite/"), False)


def test_trimis_in_cuvinte(nora):
    o = completeaza(ciorna(nora))
    muta(o, Actiune.TRIMITE, nora)
    pe_5_mai(o)  # a Tuesday
    with time_machine.travel("2026-05-08 23:00+03:00", tick=False):
        assert randul(nora) == (
            "Trimis pe 5 mai 2026, în verificare; răspundem de obicei în 3 zile lucrătoare, până pe 8 mai 2026. Primiți"
            " un e-mail când se decide.",
            "",
            None,
        )
    with time_machine.travel("2026-05-09 00:01+03:00", tick=False):
        assert randul(nora)[0] == (
            "Trimis pe 5 mai 2026, în verificare; răspunsul întârzie, dar vine: nu trebuie să faceți nimic. Primiți un"
            " e-mail când se decide."
        )


def test_completari_in_cuvinte(nora, moderator):
    o = completeaza(ciorna(nora))
    muta(o, Actiune.TRIMITE, nora)
    muta(o, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    pe_5_mai(o)
    assert randul(nora) == (
        "Pe 5 mai 2026, un moderator a cerut completări. Ce ați scris s-a păstrat.",
        MOTIV,
        ("Completați și trimiteți din nou", adresa(o), False),
    )


def test_dupa_completari_intai_se_modifica_apoi_se_trimite(client_nora, nora, moderator):
    o = completeaza(ciorna(nora))
    muta(o, Actiune.TRIMITE, nora)
    muta(o, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    modificati = f'<a class="buton" href="{adresa(o, "sectiunea/identitate/")}">Modificați profilul</a>'
    trimiteti = f'<a class="buton" href="{adresa(o, "trimite/")}">Trimiteți din nou</a>'
    html = client_nora.get(adresa(o)).content.decode()
    assert (modificati in html, trimiteti in html) == (True, False)
    Organizatie.objects.filter(pk=o.pk).update(modificat_la=timezone.now())
    html = client_nora.get(adresa(o)).content.decode()
    assert (modificati in html, trimiteti in html) == (False, True)


def test_respins_si_redeschis_in_cuvinte(nora, moderator):
    o = completeaza(ciorna(nora))
    muta(o, Actiune.TRIMITE, nora)
    muta(o, Actiune.RESPINGE, moderator, MOTIV)
    pe_5_mai(o)
    assert randul(nora) == (
        "Pe 5 mai 2026, un moderator nu a aprobat publicarea. Nimic nu s-a pierdut.",
        MOTIV,
        ("Redeschideți și corectați", adresa(o, "redeschide/"), True),
    )
    muta(o, Actiune.REDESCHIDE, nora)
    pe_5_mai(o)
    assert randul(nora)[0] == ("Redeschisă pe 5 mai 2026. Corectați ce a spus moderatorul și trimiteți-o din nou.")


def test_retras_in_cuvinte(nora):
    o = completeaza(ciorna(nora))
    muta(o, Actiune.TRIMITE, nora)
    muta(o, Actiune.RETRAGE, nora)
    pe_5_mai(o)
    assert randul(nora)[0] == "Retrasă pe 5 mai 2026, ca să o modificați. Trimiteți-o din nou când este gata."


def test_publicat_si_arhivat_in_cuvinte(nora, moderator):
    o = organizatie_publicata("Publica", "publica", publicat_la=timezone.make_aware(timezone.datetime(2026, 5, 6, 9)))
    Membru.objects.create(organizatie=o, utilizator=nora)
    assert randul(nora) == (
        "Public din 6 mai 2026: îl găsesc cetățenii, autoritățile și celelalte organizații.",
        "",
        ("Modificați profilul", adresa(o), False),
    )
    muta(o, Actiune.ARHIVEAZA, moderator, "Organizația s-a desființat, spune registrul.")
    pe_5_mai(o)
    assert randul(nora) == (
        "Arhivat pe 5 mai 2026: nu mai este public, dar datele s-au păstrat.",
        "Organizația s-a desființat, spune registrul.",
        None,
    )


def test_pagina_spune_o_data_ca_este_arhivata(client_pentru, nora, moderator):
    o = organizatie_publicata("Publica", "publica")
    Membru.objects.create(organizatie=o, utilizator=nora)
    muta(o, Actiune.ARHIVEAZA, moderator, "Organizația s-a desființat, spune registrul.")
    pe_5_mai(o)
    pagina = client_pentru(nora).get(f"/spatiu/organizatii/{o.pk}/").content.decode()
    assert pagina.count("Arhivat pe 5 mai 2026: nu mai este public") == 1
    assert pagina.count("Organizația s-a desființat, spune registrul.") == 2  # here, and on the history


def test_modificarea_in_verificare_si_completarile_ei(nora, moderator):
    o = organizatie_publicata("Publica", "publica")
    Membru.objects.create(organizatie=o, utilizator=nora)
    revizie = propune_nume(o, nora)
    (situatia,) = situatii(nora)
    assert situatia.revizie_propozitie.startswith("O modificare trimisă pe ")
    muta(revizie, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    (situatia,) = situatii(nora)
    assert (situatia.motiv, situatia.pas.eticheta) == (MOTIV, "Completați modificarea")
    assert "un moderator a cerut completări la modificarea propusă" in situatia.revizie_propozitie


def test_intai_ce_cere_ceva(nora, moderator):
    publica = organizatie_publicata("A publică", "publica")
    Membru.objects.create(organizatie=publica, utilizator=nora, din=timezone.now() - timedelta(days=9))
    in_lucru = ciorna(nora, "Z ciornă")
    assert [s.organizatie for s in situatii(nora)] == [in_lucru, publica]


# --- one organisation ---------------------------------------------------------------------------------------------
def test_parcursul_nu_numeste_moderatorul(client_nora, nora, moderator):
    o = completeaza(ciorna(nora))
    muta(o, Actiune.TRIMITE, nora)
    muta(o, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    muta(o, Actiune.TRIMITE, nora)
    muta(o, Actiune.APROBA, moderator)
    assert [p.text for p in parcurs(o)] == [
        "Aprobat și publicat de un moderator",
        "Trimis spre validare de Nora Nou",
        "Completări cerute de un moderator",
        "Trimis spre validare de Nora Nou",
        "Profil început",
    ]
    html = client_nora.get(adresa(o)).content.decode()
    assert moderator.nume not in html and moderator.email not in html and MOTIV in html


def test_parcursul_cuprinde_modificarile_si_nu_repeta_inlocuirile(nora, moderator):
    o = organizatie_publicata("Publica", "publica")
    Membru.objects.create(organizatie=o, utilizator=nora)
    propune_nume(o, nora, "Unu")
    revizie = propune_nume(o, nora, "Doi")
    muta(revizie, Actiune.RESPINGE, moderator, MOTIV)
    assert [p.text for p in parcurs(o)] == [
        "Modificare neaprobată de un moderator",
        "Modificare trimisă spre verificare de Nora Nou",
        "Modificare trimisă spre verificare de Nora Nou",
        "Profil început",
    ]


def test_parcursul_numeste_un_membru_plecat_si_platforma_fara_nume(nora, moderator):
    o = completeaza(ciorna(nora))
    muta(o, Actiune.TRIMITE, nora)
    muta(o, Actiune.APROBA, moderator)
    muta(o, Actiune.ARHIVEAZA, None)
    Membru.objects.filter(organizatie=o).delete()
    assert [p.text for p in parcurs(o)] == [
        "Arhivat de platforma",
        "Aprobat și publicat de un moderator",
        "Trimis spre validare de un fost membru",
        "Profil început",
    ]


def test_pagina_organizatiei_arata_ce_lipseste_si_duce_la_camp(client_nora, nora):
    o = ciorna(nora)
    html = client_nora.get(adresa(o)).content.decode()
    assert "Mai lipsesc 7 lucruri pentru trimitere" in html
    for camp in (
        "identitate/#id_forma_juridica",
        "activitate/#id_domenii_0",
        "loc/#id_sectoare_0",
        "contact/#id_email",
    ):
        assert f'href="{adresa(o, "sectiunea/" + camp)}"' in html


@pytest.mark.parametrize("stare", ["ciorna", "trimis", "completari", "publicat", "respins", "arhivat"])
def test_fiecare_stare_are_o_pagina_intreaga(client_nora, nora, stare):
    o = completeaza(ciorna(nora))
    Organizatie.objects.filter(pk=o.pk).update(stare=stare, publicat_la=timezone.now())
    for rest in ("", "sectiunea/loc/", "documente/", "previzualizare/"):
        assert client_nora.get(adresa(o, rest)).status_code == 200, rest
    assert client_nora.get(adresa(o, "trimite/")).status_code == (200 if stare in ("ciorna", "completari") else 302)


def test_paginile_de_citit_nu_scriu(client_nora, nora):
    o = completeaza(ciorna(nora))
    inainte = Organizatie.objects.values().get(pk=o.pk)
    for rest in ("", "sectiunea/loc/", "documente/", "previzualizare/", "trimite/", "sterge/"):
        client_nora.get(adresa(o, rest))
    assert Organizatie.objects.values().get(pk=o.pk) == inainte
    assert Decizie.objects.count() == 0


# --- invitations --------------------------------------------------------------------------------------------------
def test_invitatiile_deschise_pentru_adresele_mele_verificate(client_nora, nora, organizatie, reprezentant):
    buna = invita(organizatie, "nora@exemplu.test", reprezentant)
    for n, campuri in enumerate(
        (
            {"email": "alta@exemplu.test"},
            {"expira_la": timezone.now() - timedelta(minutes=1)},
            {"revocata_la": timezone.now()},
            {"acceptata_la": timezone.now(), "acceptata_de": nora},
        )
    ):
        invita(publicata_de_altii(n), de=reprezentant, **{"email": "nora@exemplu.test", **campuri})
    raspuns = client_nora.get("/spatiu/")
    assert list(raspuns.context["invitatii"]) == [buna]
    assert "Raluca Reprezentant vă invită ca editor" in raspuns.content.decode()
