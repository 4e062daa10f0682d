"""The queue and the page of a dossier, as staff use them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from organizatii.models import FisaRegistru, Membru, Organizatie, Revendicare
from platforma.moderare import prezenta
from platforma.moderare.models import Decizie, Dosar, SablonMotiv
from platforma.moderare.revizii import modifica_direct, revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.moderare.conftest import MOTIV, ciorna_completa, dosarul, formular, propune

pytestmark = pytest.mark.django_db
LISTA = "/admin/moderare/dosar/"


def pagina(obiect):
    return f"{LISTA}{dosarul(obiect).pk}/change/"


def mesaje(raspuns):
    return [(m.level_tag, str(m)) for m in raspuns.context["messages"]]


def trimise(cate, reprezentant, inceput=0):
    """So many new profiles in the queue, the first one the oldest."""
    rezultat = []
    for n in range(inceput, inceput + cate):
        ciorna = ciorna_completa(f"Asociația {n}", f"asociatia-{n}", [reprezentant])
        muta(ciorna, Actiune.TRIMITE, reprezentant)
        Dosar.objects.pentru(ciorna).update(depus_la=timezone.now() - timedelta(days=30 - n))
        rezultat.append(ciorna)
    return rezultat


@pytest.fixture
def client(client_pentru, moderator):
    return client_pentru(moderator)


# --- who may --------------------------------------------------------------------------------------------------------
def adrese(trimisa):
    d = f"{LISTA}{dosarul(trimisa).pk}/"
    return [
        ("GET", LISTA),
        ("GET", f"{d}change/"),
        ("POST", f"{d}change/"),
        ("GET", f"{d}previzualizare/"),
        ("POST", f"{d}preia/"),
        ("POST", f"{d}lasa/"),
        ("POST", f"{d}semn/"),
    ]


@pytest.mark.parametrize("rol", ["vizitator", "reprezentant", "strain", "autoritate"])
def test_cine_nu_este_din_personal_ajunge_la_autentificare(rol, trimisa, client_pentru, request):
    client = client_pentru(request.getfixturevalue(rol))
    for metoda, adresa in adrese(trimisa):
        raspuns = client.generic(metoda, adresa)
        assert (adresa, raspuns.status_code) == (adresa, 302)
        assert raspuns.url.startswith("/admin/login/")
    assert dosarul(trimisa).preluat_de is None


def test_secretariatul_nu_vede_coada(trimisa, client_pentru, secretariat):
    client = client_pentru(secretariat)
    assert [(a, client.generic(m, a).status_code) for m, a in adrese(trimisa)] == [
        (a, 403) for _m, a in adrese(trimisa)
    ]


def test_cine_numai_vede_nu_decide(trimisa, client_pentru, secretariat):
    """The right to look at the queue is not the right to decide."""
    from django.contrib.auth.models import Permission

    secretariat.user_permissions.add(Permission.objects.get(codename="view_dosar"))
    client = client_pentru(secretariat)
    raspuns = client.get(pagina(trimisa))
    assert raspuns.status_code == 200
    assert raspuns.context["poate_decide"] is False
    assert 'name="actiune"' not in raspuns.content.decode()
    assert client.post(pagina(trimisa), {"actiune": "aproba"}).status_code == 403
    in_masa = {"action": "aproba", "_selected_action": [dosarul(trimisa).pk], "confirmat": "da"}
    assert client.post(LISTA, in_masa).status_code == 200  # the list again: she has no such action
    trimisa.refresh_from_db()
    assert trimisa.stare == Stare.TRIMIS


@pytest.mark.parametrize("adresa", ["preia", "lasa", "reaseaza", "semn"])
def test_miscarile_nu_se_fac_prin_get(adresa, trimisa, client):
    assert client.get(f"{LISTA}{dosarul(trimisa).pk}/{adresa}/").status_code == 405


def test_nimic_nu_se_scrie_la_citire(trimisa, revizie, client):
    inainte = (list(Dosar.objects.values()), list(Decizie.objects.values("pk")))
    for adresa in (LISTA, pagina(trimisa), pagina(revizie), pagina(revizie).replace("change", "previzualizare")):
        assert client.get(adresa).status_code == 200
    assert client.get(f"{pagina(trimisa)}?actiune=aproba").status_code == 200
    assert (list(Dosar.objects.values()), list(Decizie.objects.values("pk"))) == inainte
    assert prezenta.cine([dosarul(trimisa).pk], fara=trimisa) == {}


# --- the list -------------------------------------------------------------------------------------------------------
def test_lista_arata_deschisele_de_la_cel_mai_vechi(client, reprezentant, moderator):
    doi, unu = trimise(2, reprezentant)
    inchisa = trimise(1, reprezentant, 5)[0]
    muta(inchisa, Actiune.RESPINGE, moderator, MOTIV)
    raspuns = client.get(LISTA)
    assert [d.titlu for d in raspuns.context["cl"].result_list] == [str(doi), str(unu)]
    assert "<h1>Coada de moderare</h1>" in raspuns.content.decode()


def test_filtrele(client, reprezentant, moderator, alt_moderator, revizie, revendicare):
    veche, noua, inchisa = trimise(3, reprezentant)
    muta(inchisa, Actiune.RESPINGE, moderator, MOTIV)
    Dosar.objects.pentru(noua).update(preluat_de=moderator, preluat_la=timezone.now(), depus_la=timezone.now())
    Dosar.objects.pentru(veche).update(preluat_de=alt_moderator, preluat_la=timezone.now())

    def titluri(filtru):
        return sorted(d.titlu for d in client.get(f"{LISTA}?{filtru}").context["cl"].result_list)

    assert {filtru: titluri(filtru) for filtru in FILTRE} == FILTRE


FILTRE = {
    "tip__exact=modificare": ["Asociația Cartierul Nostru"],
    "tip__exact=revendicare": ["Fundația din Registru"],
    "tip__exact=publicare": ["Asociația 0", "Asociația 1"],
    "al=meu": ["Asociația 1"],
    "al=altuia": ["Asociația 0"],
    "al=nimanui": ["Asociația Cartierul Nostru", "Fundația din Registru"],
    "vechime=intarziat": ["Asociația 0"],
    "dosare=inchise": ["Asociația 2"],
    "dosare=toate": [
        "Asociația 0",
        "Asociația 1",
        "Asociația 2",
        "Asociația Cartierul Nostru",
        "Fundația din Registru",
    ],
    "q=cartierul": ["Asociația Cartierul Nostru"],
    "q=sanda": ["Fundația din Registru"],
    "vechime=prostii&al=prostii&dosare=prostii": [
        "Asociația 0",
        "Asociația 1",
        "Asociația Cartierul Nostru",
        "Fundația din Registru",
    ],
}


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_are_acelasi_numar_de_interogari(cate, client, reprezentant, alt_moderator, django_assert_num_queries):
    for organizatie in trimise(cate, reprezentant):
        prezenta.bate(dosarul(organizatie).pk, alt_moderator)
    client.get(LISTA)
    with django_assert_num_queries(8):
        client.get(LISTA)


def test_vechimea_este_in_zile_lucratoare(client, trimisa, time_machine_la):
    """Sent on Maundy Thursday; on the Wednesday after Easter only two days have been worked."""
    Dosar.objects.update(depus_la=datetime(2026, 4, 9, 9, 0, tzinfo=UTC))
    time_machine_la(datetime(2026, 4, 15, 9, 0, tzinfo=UTC))
    raspuns = client.get(LISTA)
    [dosar] = raspuns.context["cl"].result_list
    assert dosar.zile == 2
    assert "2 zile lucrătoare" in raspuns.content.decode()
    assert "întârziat" not in raspuns.content.decode()
    time_machine_la(datetime(2026, 4, 17, 9, 0, tzinfo=UTC))
    assert "4 zile lucrătoare <span>întârziat</span>" in client.get(LISTA).content.decode()
    assert "4 zile lucrătoare <span>întârziat</span>" in client.get(pagina(trimisa)).content.decode()


@pytest.fixture
def time_machine_la(client):
    """Move to a moment, signed in there again: sessions have a life of their own."""
    import time_machine

    calatorii = []

    def mergi(moment):
        calatorie = time_machine.travel(moment, tick=False)
        calatorie.start()
        calatorii.append(calatorie)

    yield mergi
    for calatorie in reversed(calatorii):
        calatorie.stop()


def test_coada_goala_spune_ca_este_goala(client, trimisa):
    assert "Nimic nu se potrivește." in client.get(f"{LISTA}?q=nimeni").content.decode()
    Dosar.objects.update(inchis_la=timezone.now())
    assert "Nimic nu așteaptă. Mulțumim!" in client.get(LISTA).content.decode()


# --- taking and leaving ---------------------------------------------------------------------------------------------
def test_preia_si_lasa(client, trimisa, moderator):
    adresa = f"{LISTA}{dosarul(trimisa).pk}"
    raspuns = client.post(f"{adresa}/preia/")
    assert (raspuns.status_code, raspuns.url) == (302, f"{adresa}/change/")
    assert dosarul(trimisa).preluat_de == moderator
    assert "L-ați preluat." in client.get(f"{adresa}/change/").content.decode()
    assert f'formaction="{adresa}/lasa/"' in client.get(LISTA).content.decode()
    assert client.post(f"{adresa}/lasa/").url == LISTA
    assert (dosarul(trimisa).preluat_de, dosarul(trimisa).preluat_la) == (None, None)


def test_al_doilea_afla_cine_l_a_preluat(client, trimisa, alt_moderator):
    Dosar.objects.update(preluat_de=alt_moderator, preluat_la=timezone.now())
    raspuns = client.post(f"{LISTA}{dosarul(trimisa).pk}/preia/", follow=True)
    assert mesaje(raspuns) == [("warning", "Maria Moderatoare l-a preluat deja.")]
    assert dosarul(trimisa).preluat_de == alt_moderator


def test_se_poate_prelua_de_la_un_coleg_plecat(client, trimisa, alt_moderator, moderator):
    Dosar.objects.update(preluat_de=alt_moderator, preluat_la=timezone.now())
    client.post(f"{LISTA}{dosarul(trimisa).pk}/preia/", {"de_la": alt_moderator.pk})
    assert dosarul(trimisa).preluat_de == moderator


def test_nu_se_lasa_dosarul_altuia(client, trimisa, alt_moderator):
    Dosar.objects.update(preluat_de=alt_moderator, preluat_la=timezone.now())
    client.post(f"{LISTA}{dosarul(trimisa).pk}/lasa/")
    assert dosarul(trimisa).preluat_de == alt_moderator


@pytest.mark.parametrize("de_la", ["prostii", "-1", "0", "99999999999999999999999", "１"])
def test_prelua_cu_prostii_nu_cade(client, trimisa, de_la):
    raspuns = client.post(f"{LISTA}{dosarul(trimisa).pk}/preia/", {"de_la": de_la})
    assert raspuns.status_code == 302


# --- who looks at it ------------------------------------------------------------------------------------------------
def test_colegii_se_vad_unul_pe_altul(client, trimisa, alt_moderator, moderator, client_pentru):
    adresa = f"{LISTA}{dosarul(trimisa).pk}"
    assert client.post(f"{adresa}/semn/").json() == {"text": ""}
    assert client_pentru(alt_moderator).post(f"{adresa}/semn/").json() == {"text": "Acum se uită și: Mihai M."}
    assert client.post(f"{adresa}/semn/").json() == {"text": "Acum se uită și: Maria M."}
    assert "Acum se uită și: Maria M." in client.get(f"{adresa}/change/").content.decode()
    assert "se uită acum Maria M." in client.get(LISTA).content.decode()


def test_cine_a_inchis_pagina_nu_se_mai_vede(trimisa, alt_moderator, moderator):
    import time_machine

    pk = dosarul(trimisa).pk
    with time_machine.travel(timezone.now(), tick=False) as timp:
        prezenta.bate(pk, alt_moderator)
        timp.shift(timedelta(seconds=44))
        assert prezenta.cine([pk], fara=moderator) == {pk: ["Maria M."]}
        timp.shift(timedelta(seconds=2))
        assert prezenta.cine([pk], fara=moderator).get(pk, []) == []


def test_semnul_unui_dosar_inexistent(client):
    assert client.post(f"{LISTA}999999/semn/").status_code == 404


# --- the page of a dossier ------------------------------------------------------------------------------------------
def test_profilul_nou_se_vede_intreg(client, trimisa):
    raspuns = client.get(pagina(trimisa))
    sectiuni = {titlu: [r.nume for r in randuri] for titlu, randuri in raspuns.context["comparatie"]}
    assert {str(t): r for t, r in sectiuni.items()} == {
        "Identitate": ["denumire", "tip", "forma_juridica"],
        "Ce face": ["scop", "domenii"],
        "Unde": ["sectoare", "sediu_sector", "judet"],
        "Contact": ["email", "persoana_contact"],
    }
    text = raspuns.content.decode()
    assert "nu se vede public" in text
    assert "<ins>" not in text


def test_modificarea_se_vede_langa_ce_este_public(client, revizie):
    text = client.get(pagina(revizie)).content.decode()
    assert '<ins><span class="visually-hidden">[pus: </span> Verde<span class="visually-hidden">]</span></ins>' in text
    assert "Public acum" in text
    assert "Asociația Cartierul Nostru" in text


def test_ce_se_intoarce_dupa_completari_se_compara_cu_ce_s_a_citit(client, trimisa, moderator, reprezentant):
    muta(trimisa, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    propune(trimisa, reprezentant, scop="Sprijină copiii din cartier să lucreze împreună.")
    muta(Organizatie.objects.get(pk=trimisa.pk), Actiune.TRIMITE, reprezentant, "Am scris mai clar scopul.")
    raspuns = client.get(pagina(trimisa))
    schimbate = [r.nume for _t, randuri in raspuns.context["comparatie"] for r in randuri if r.schimbat]
    assert schimbate == ["scop"]
    text = raspuns.content.decode()
    assert "La citirea trecută" in text
    assert MOTIV in text
    assert "Schimbate de atunci: scop." in text
    assert "Am scris mai clar scopul." in text


def test_revendicarea_arata_registrul_si_dovada(client, revendicare, nerevendicata):
    FisaRegistru.objects.create(
        cheie="x", organizatie=nerevendicata, categorie="fundatie", denumire="FUNDAȚIA", adresa="Str. Lungă 1"
    )
    text = client.get(pagina(revendicare)).content.decode()
    assert f"/admin/organizatii/revendicare/{revendicare.pk}/dovada/" in text
    assert "Str. Lungă 1" in text
    assert "strain@exemplu.test" in text
    assert "Fundația Malul Dâmboviței" in text  # the claimant looks after it already


def test_asemanatoarele_au_motiv_si_legatura(client, trimisa, organizatie, nerevendicata):
    Organizatie.objects.filter(pk=trimisa.pk).update(nr_registru_national="1039/A/2023")
    Organizatie.objects.filter(pk=organizatie.pk).update(nr_registru_national="1039/A/2023")
    Organizatie.objects.filter(pk=nerevendicata.pk).update(denumire="ASOCIATIA CIORNA")
    asemanatoare = client.get(pagina(trimisa)).context["asemanatoare"]
    assert [(o.pk, adresa, str(de_ce)) for o, adresa, de_ce in asemanatoare] == [
        (organizatie.pk, f"/admin/organizatii/organizatie/{organizatie.pk}/change/", "același număr în registru"),
        (nerevendicata.pk, f"/admin/organizatii/organizatie/{nerevendicata.pk}/change/", "denumire apropiată"),
    ]


def test_ce_impiedica_aprobarea_se_vede_dinainte(client, trimisa):
    trimisa.sectoare.clear()
    raspuns = client.get(pagina(trimisa))
    assert raspuns.context["probleme"] == ["Alegeți sectoarele în care lucrați."]
    assert "Așa cum este, nu se poate aproba:" in raspuns.content.decode()


def test_problema_unui_camp_sta_langa_camp(client, organizatie, alta_organizatie, reprezentant):
    propune(organizatie, reprezentant, cif="14399840")
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    raspuns = client.get(pagina(revizie_in_asteptare(organizatie)))
    [(_titlu, [rand])] = raspuns.context["comparatie"]
    assert (rand.nume, [*rand.erori], raspuns.context["probleme"]) == (
        "cif",
        ["Există deja o organizație cu acest CIF."],
        [],
    )


def test_previzualizarea_arata_valorile_propuse(client, revizie, organizatie):
    raspuns = client.get(f"{LISTA}{dosarul(revizie).pk}/previzualizare/")
    text = raspuns.content.decode()
    assert "Asociația Cartierul Nostru Verde" in text
    assert '<meta name="robots" content="noindex">' in text
    assert client.get("/organizatii/asociatia-cartierul-nostru/").content.decode().count("Nostru Verde") == 0


def test_o_revendicare_nu_are_ce_previzualiza(client, revendicare):
    assert client.get(f"{LISTA}{dosarul(revendicare).pk}/previzualizare/").status_code == 404


def test_dosarul_inchis_se_citeste_dar_nu_se_mai_decide(client, revizie, alt_moderator):
    adresa = pagina(revizie)
    muta(revizie, Actiune.APROBA, alt_moderator)
    raspuns = client.get(adresa)
    text = raspuns.content.decode()
    assert "dosar închis" in text
    assert 'id="decizie"' not in text
    assert "Maria Moderatoare" in text
    [(_titlu, [rand])] = raspuns.context["comparatie"]
    assert (rand.acum, rand.propus) == ("Asociația Cartierul Nostru", "Asociația Cartierul Nostru Verde")


def test_un_profil_inchis_se_vede_cum_era_cand_s_a_hotarat(client, trimisa, moderator, reprezentant):
    adresa = pagina(trimisa)
    muta(trimisa, Actiune.APROBA, moderator)
    Organizatie.objects.filter(pk=trimisa.pk).update(scop="Schimbat mai târziu.")
    trimisa.sectoare.set([1])
    randuri = {r.nume: r.propus for _t, randuri in client.get(adresa).context["comparatie"] for r in randuri}
    assert (randuri["scop"], randuri["sectoare"], randuri["sediu_sector"]) == (
        "Sprijină oamenii din cartier să lucreze împreună.",
        ["Sectorul 3"],
        "Sectorul 3",
    )


def test_sabloanele_se_citesc_si_fara_javascript(client, trimisa):
    sablon = SablonMotiv.objects.filter(actiune="respinge").first()
    text = client.get(pagina(trimisa)).content.decode()
    assert text.count(sablon.titlu) == 2  # in the list to pick from, and below it in full
    assert "&quot;" not in sablon.text


def test_cine_a_trimis_este_rugat_sa_lase_un_coleg(client, trimisa, moderator):
    fraza = "Lăsați un coleg să hotărască."
    assert fraza not in client.get(pagina(trimisa)).content.decode()
    Membru.objects.create(organizatie=trimisa, utilizator=moderator)
    assert fraza in client.get(pagina(trimisa)).content.decode()


def test_dosarul_inexistent(client):
    assert client.get(f"{LISTA}999999/change/").status_code == 404


@pytest.mark.parametrize("adresa", ["/admin/moderare/dosar/1/history/", "/admin/moderare/dosar/1/delete/"])
def test_paginile_lui_django_nu_ocolesc(adresa, client, trimisa):
    assert client.post(adresa, {"post": "yes"}).status_code in (302, 403, 404)
    assert Dosar.objects.count() == 1


# --- deciding -------------------------------------------------------------------------------------------------------
def test_aprobarea_duce_la_dosarul_urmator(client, reprezentant, moderator):
    prima, a_doua = trimise(2, reprezentant)
    raspuns = client.post(pagina(prima), {"actiune": "aproba", "motiv": ""})
    assert (raspuns.status_code, raspuns.url) == (302, pagina(a_doua))
    assert mesaje(client.get(raspuns.url)) == [("success", "Aprobat: „Asociația 0”.")]
    prima.refresh_from_db()
    assert prima.stare == Stare.PUBLICAT
    assert Dosar.objects.pentru(prima).get().preluat_de == moderator


def test_ultimul_dosar_duce_la_lista_goala(client, trimisa):
    raspuns = client.post(pagina(trimisa), {"actiune": "respinge", "motiv": MOTIV}, follow=True)
    assert raspuns.redirect_chain == [(LISTA, 302)]
    assert mesaje(raspuns) == [
        ("success", "Respins: „Asociația Ciorna”."),
        ("info", "Nu mai este niciun dosar de citit."),
    ]


def test_urmatorul_sare_peste_ce_au_colegii(client, reprezentant, alt_moderator):
    prima, a_lui, privita, a_patra = trimise(4, reprezentant)
    Dosar.objects.pentru(a_lui).update(preluat_de=alt_moderator, preluat_la=timezone.now())
    prezenta.bate(dosarul(privita).pk, alt_moderator)
    assert client.post(pagina(prima), {"actiune": "aproba"}).url == pagina(a_patra)


@pytest.mark.parametrize("actiune", ["cere_completari", "respinge"])
def test_motivul_scurt_ramane_scris_si_se_spune_langa_camp(actiune, client, trimisa):
    raspuns = client.post(pagina(trimisa), {"actiune": actiune, "motiv": "prea scurt"})
    assert raspuns.status_code == 200
    assert raspuns.context["form"].errors == {
        "motiv": ["Scrieți motivul în cel puțin 20 de caractere, ca să ajute pe cine îl citește."]
    }
    text = raspuns.content.decode()
    assert 'aria-invalid="true"' in text
    assert "prea scurt</textarea>" in text
    assert "<title>Eroare: " in text
    assert dosarul(trimisa).inchis_la is None


@pytest.mark.parametrize("actiune", ["", "reaseaza", "restaureaza", "trimite", "arhiveaza", "prostii"])
def test_numai_cele_trei_hotarari(actiune, client, trimisa):
    raspuns = client.post(pagina(trimisa), {"actiune": actiune, "motiv": MOTIV})
    assert raspuns.status_code == 200
    assert raspuns.context["form"].errors == {"actiune": ["Alegeți ce hotărâți: aprobare, completări sau respingere."]}
    assert [d.actiune for d in trimisa.decizii()] == ["trimite"]


def test_al_doilea_moderator_vede_cine_a_decis(client, trimisa, alt_moderator):
    adresa = pagina(trimisa)
    muta(trimisa, Actiune.RESPINGE, alt_moderator, MOTIV)
    raspuns = client.post(adresa, {"actiune": "aproba"})
    assert raspuns.status_code == 409
    [(fel, text)] = mesaje(raspuns)
    assert fel == "warning"
    assert text.startswith("Maria Moderatoare a decis deja, pe ")
    assert raspuns.context["deschis"] is False


def test_decizia_pe_un_dosar_vechi_nu_cade_pe_cel_nou(client, trimisa, reprezentant):
    adresa = pagina(trimisa)
    muta(trimisa, Actiune.RETRAGE, reprezentant)
    muta(trimisa, Actiune.TRIMITE, reprezentant)
    assert client.post(adresa, {"actiune": "aproba"}).status_code == 409
    trimisa.refresh_from_db()
    assert trimisa.stare == Stare.TRIMIS


def test_ce_nu_se_poate_aproba_spune_de_ce_si_pastreaza_mesajul(client, trimisa):
    trimisa.sectoare.clear()
    raspuns = client.post(pagina(trimisa), {"actiune": "aproba", "motiv": "Un mesaj pentru ei."})
    assert raspuns.status_code == 200
    assert raspuns.context["probleme"] == ["Alegeți sectoarele în care lucrați."]
    assert "Un mesaj pentru ei.</textarea>" in raspuns.content.decode()


def test_cif_luat_intre_timp_se_spune_langa_camp(client, organizatie, alta_organizatie, reprezentant):
    propune(organizatie, reprezentant, cif="14399840")
    revizie = revizie_in_asteptare(organizatie)
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    raspuns = client.post(pagina(revizie), {"actiune": "aproba"})
    [(_titlu, [rand])] = raspuns.context["comparatie"]
    assert rand.erori == ("Există deja o organizație cu acest CIF.",)
    revizie.refresh_from_db()
    assert revizie.stare == Stare.TRIMIS


def test_revizia_invechita_se_reaseaza_si_se_aproba(client, revizie, organizatie):
    modifica_direct(organizatie, formular(organizatie, scop="Scop corectat de personal."))
    adresa = pagina(revizie)
    assert "Reașezați pe versiunea de acum" in client.get(adresa).content.decode()
    raspuns = client.post(adresa, {"actiune": "aproba", "motiv": "mesajul meu"})
    assert raspuns.status_code == 409
    assert "mesajul meu</textarea>" in raspuns.content.decode()
    raspuns = client.post(adresa.replace("change", "reaseaza"), {"versiune": "2"}, follow=True)
    assert mesaje(raspuns) == [("success", "Modificarea stă acum pe versiunea publică de azi. O puteți aproba.")]
    assert client.post(adresa, {"actiune": "aproba"}).status_code == 302
    organizatie.refresh_from_db()
    assert (organizatie.denumire, organizatie.scop) == (
        "Asociația Cartierul Nostru Verde",
        "Scop corectat de personal.",
    )


@pytest.mark.parametrize("versiune", ["", "x", "-1"])
def test_reasezarea_cu_prostii(versiune, client, revizie):
    assert client.post(f"{LISTA}{dosarul(revizie).pk}/reaseaza/", {"versiune": versiune}).status_code == 404


def test_reasezarea_pe_versiune_nevazuta_avertizeaza(client, revizie):
    raspuns = client.post(f"{LISTA}{dosarul(revizie).pk}/reaseaza/", {"versiune": "7"}, follow=True)
    assert mesaje(raspuns) == [("warning", "Pagina publică s-a schimbat din nou. Comparați încă o dată valorile.")]


def test_aprobarea_unei_revendicari_din_coada(client, revendicare, nerevendicata, strain):
    assert client.post(pagina(revendicare), {"actiune": "aproba"}).status_code == 302
    assert Membru.objects.get(organizatie=nerevendicata).utilizator == strain


# --- many at once ---------------------------------------------------------------------------------------------------
def test_aprobarea_in_masa_cere_confirmare_si_apoi_spune_ce_a_iesit(client, reprezentant, alt_moderator, coleg):
    buna, fara_sectoare, decisa = trimise(3, reprezentant)
    fara_sectoare.sectoare.clear()
    pk = [dosarul(o).pk for o in (buna, fara_sectoare, decisa)]
    raspuns = client.post(LISTA, {"action": "aproba", "_selected_action": pk})
    assert raspuns.status_code == 200
    assert [d.titlu for d in raspuns.context["dosare"]] == ["Asociația 0", "Asociația 1", "Asociația 2"]
    assert Decizie.objects.filter(actiune="aproba").count() == 0
    muta(decisa, Actiune.RESPINGE, alt_moderator, MOTIV)
    raspuns = client.post(LISTA, {"action": "aproba", "_selected_action": pk, "confirmat": "da"}, follow=True)
    assert mesaje(raspuns) == [
        ("warning", "„Asociația 1” nu a fost aprobat. Alegeți sectoarele în care lucrați."),
        ("success", "1 dosar a fost aprobat."),
    ]
    assert [o.stare for o in Organizatie.objects.filter(slug__startswith="asociatia-", cif="").order_by("pk")][-3:] == [
        "publicat",
        "trimis",
        "respins",
    ]


def test_aprobarea_in_masa_se_opreste_la_cine_a_fost_primul(client, reprezentant, alt_moderator, monkeypatch):
    """A colleague decides between the reading of the list and the turn of that dossier."""
    [prima] = trimise(1, reprezentant)
    pk = dosarul(prima).pk
    from platforma.moderare import admin

    def intai_colegul(obiect, actiune, de, dosar):
        muta(prima, Actiune.RESPINGE, alt_moderator, MOTIV)
        return muta(obiect, actiune, de, dosar=dosar)

    monkeypatch.setattr(admin, "muta", intai_colegul)
    raspuns = client.post(LISTA, {"action": "aproba", "_selected_action": [pk], "confirmat": "da"}, follow=True)
    [(fel, text)] = mesaje(raspuns)
    assert fel == "warning"
    assert text.startswith("„Asociația 0” nu a fost aprobat. Maria Moderatoare a decis deja, pe ")


def test_dosarele_inchise_nu_se_mai_aproba_in_masa(client, trimisa, alt_moderator):
    pk = dosarul(trimisa).pk
    muta(trimisa, Actiune.RESPINGE, alt_moderator, MOTIV)
    raspuns = client.post(f"{LISTA}?dosare=toate", {"action": "aproba", "_selected_action": [pk]})
    assert "Niciunul dintre dosarele alese nu mai este deschis." in raspuns.content.decode()


# --- the proof of a claim -------------------------------------------------------------------------------------------
def test_dovada_numai_pentru_cine_decide(client, revendicare, client_pentru, secretariat, strain, vizitator):
    adresa = f"/admin/organizatii/revendicare/{revendicare.pk}/dovada/"
    raspuns = client.get(adresa)
    assert (raspuns.status_code, raspuns["Content-Type"]) == (200, "application/pdf")
    assert raspuns["Content-Disposition"].startswith("attachment")
    assert b"".join(raspuns.streaming_content).startswith(b"%PDF")
    assert client_pentru(secretariat).get(adresa).status_code == 403
    assert [client_pentru(p).get(adresa).status_code for p in (strain, vizitator)] == [302, 302]
    Revendicare.objects.update(dovada="")
    assert client.get(adresa).status_code == 404
