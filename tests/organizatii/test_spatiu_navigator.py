"""The workspace and the pages of the form in a real browser: for everybody, on a phone, with and without script."""

import pytest

from organizatii.models import Document, Membru, Organizatie
from platforma.moderare.tranzitii import Actiune, muta
from tests.conftest import organizatie_publicata, persoana
from tests.navigator import abateri_axe, abateri_in_ambele_teme, apasa
from tests.organizatii.test_inscriere import adresa, completeaza, png
from tests.organizatii.test_spatiu import invita, propune_nume

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SECTIUNI = ["identitate", "activitate", "loc", "contact", "imagini", "economie-sociala"]


@pytest.fixture
def nora(transactional_db):
    return persoana("nora@exemplu.test", "Nora Nou")


def a_norei(nora, denumire, stare="ciorna", **campuri):
    o = Organizatie.objects.create(
        denumire=denumire, slug=f"o-{Organizatie.objects.count()}", tip="intreprindere_insertie", **campuri
    )
    Membru.objects.create(organizatie=o, utilizator=nora, rol=Membru.Rol.ADMINISTRATOR)
    return o


@pytest.fixture
def pagini_de_vazut(nora, moderator):
    """Addresses that between them show every state, every section and every box."""
    goala = a_norei(nora, "Asociația Strada Veselă")
    lunga = completeaza(a_norei(nora, "Fundația " + "pentru dezvoltarea comunităților urbane " * 4, atestat_numar="1"))
    muta(lunga, Actiune.TRIMITE, nora)
    intoarsa = completeaza(a_norei(nora, "Asociația Întoarsă", atestat_numar="1"))
    muta(intoarsa, Actiune.TRIMITE, nora)
    muta(intoarsa, Actiune.CERE_COMPLETARI, moderator, "Scrieți, vă rugăm, și ce faceți pentru copii.")
    respinsa = completeaza(a_norei(nora, "Asociația Respinsă", atestat_numar="1"))
    muta(respinsa, Actiune.TRIMITE, nora)
    muta(respinsa, Actiune.RESPINGE, moderator, "Scrieți, vă rugăm, și ce faceți pentru copii.")
    publica = organizatie_publicata("Asociația Publică", "asociatia-publica")
    Membru.objects.create(organizatie=publica, utilizator=nora, rol=Membru.Rol.ADMINISTRATOR)
    propune_nume(publica, nora)
    document = Document.objects.create(
        organizatie=publica, titlu="Statut", fisier="documente/x.pdf", nume_fisier="s.pdf", marime=9, public=True
    )
    arhivata = organizatie_publicata("Asociația Arhivată", "asociatia-arhivata")
    Membru.objects.create(organizatie=arhivata, utilizator=nora)
    muta(arhivata, Actiune.ARHIVEAZA, moderator, "Scrieți, vă rugăm, și ce faceți pentru copii.")
    a_altora = organizatie_publicata("Asociația Altora", "asociatia-altora")
    invita(a_altora, nora.email, moderator)
    return [
        "/spatiu/",
        "/spatiu/organizatii/noua/",
        "/organizatii/asociatia-altora/alaturare/",
        *(adresa(goala, f"sectiunea/{s}/") for s in SECTIUNI),
        *(adresa(o) for o in (goala, lunga, intoarsa, respinsa, publica, arhivata)),
        *(adresa(o, "sectiunea/loc/") for o in (lunga, intoarsa, respinsa, publica, arhivata)),
        adresa(goala, "sterge/"),
        adresa(goala, "trimite/"),
        adresa(intoarsa, "trimite/"),
        *(adresa(publica, rest) for rest in ("sectiunea/identitate/", "previzualizare/", "arhiveaza/", "documente/")),
        adresa(publica, f"documente/{document.uuid}/"),
        adresa(publica, f"documente/{document.uuid}/sterge/"),
    ]


@pytest.mark.parametrize("latime", [1280, 320])
def test_fara_abateri_de_accesibilitate_si_fara_derulare_laterala(pagini, nora, pagini_de_vazut, latime):
    pagina = pagini(nora, latime=latime)
    for cale in pagini_de_vazut:
        assert (cale, abateri_in_ambele_teme(pagina, cale)) == (cale, [])
        assert pagina.locator("main h1").count() == 1
        depasire = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (cale, depasire) == (cale, 0)


def test_spatiul_gol_si_greselile_sunt_accesibile(pagini, nora):
    pagina = pagini(nora, latime=360)
    pagina.goto("/spatiu/")
    assert abateri_axe(pagina) == []
    organizatie_publicata("Asociația Strada Veselă din București", "strada")
    pagina.goto("/spatiu/organizatii/noua/")
    pagina.get_by_label("Cum se numește?").fill("Asociația Strada Veselă")
    apasa(pagina.get_by_role("button", name="Continuați"))
    assert "Poate că organizația este deja aici" in pagina.locator("main").inner_text()
    assert abateri_axe(pagina) == []
    apasa(pagina.get_by_role("button", name="Nu este niciuna dintre ele, continuați"))
    pagina.wait_for_url("**/sectiunea/identitate/")
    pagina.get_by_label("CIF").fill("123")
    apasa(pagina.get_by_role("button", name="Salvați și continuați"))
    assert pagina.locator("[data-sumar-erori]").evaluate("el => el === document.activeElement")
    pagina.locator("[data-sumar-erori] a").click()
    assert pagina.evaluate("document.activeElement.id") == "id_cif"
    assert abateri_axe(pagina) == []


@pytest.mark.parametrize("js", [True, False], ids=["cu JavaScript", "fără JavaScript"])
def test_imaginea_ramane_dupa_o_greseala_in_navigator(pagini, nora, js):
    organizatie = a_norei(nora, "Asociația Strada Veselă")
    pagina = pagini(nora, js=js, latime=360)
    pagina.goto(adresa(organizatie, "sectiunea/imagini/"))
    for camp in ("logo", "coperta"):
        pagina.locator(f"#id_{camp}").set_input_files(
            {"name": f"{camp}.png", "mimeType": "image/png", "buffer": png().read()}
        )
    apasa(pagina.get_by_role("button", name="Salvați și continuați"))
    assert "Fișier păstrat: coperta.webp" in pagina.locator("main").inner_text()
    assert abateri_axe(pagina) == [] if js else True
    pagina.get_by_label("Ce se vede în imaginea de copertă").fill("Copii desenând pe asfalt")
    apasa(pagina.get_by_role("button", name="Salvați și continuați"))
    pagina.wait_for_url("**/sectiunea/economie-sociala/")
    organizatie.refresh_from_db()
    assert (bool(organizatie.logo), bool(organizatie.coperta)) == (True, True)


@pytest.mark.parametrize("js", [True, False], ids=["cu JavaScript", "fără JavaScript"])
def test_listele_lungi_se_deschid_si_se_salveaza(pagini, nora, js):
    organizatie = a_norei(nora, "Asociația Strada Veselă")
    pagina = pagini(nora, js=js, latime=360)
    pagina.goto(adresa(organizatie, "sectiunea/loc/"))
    assert not pagina.get_by_label("Titan").is_visible()
    pagina.locator("summary", has_text="Cartiere").click()
    pagina.get_by_label("Titan").check()
    apasa(pagina.get_by_role("button", name="Salvați și ieșiți"))
    pagina.wait_for_url(f"**{adresa(organizatie)}")
    assert [c.nume for c in organizatie.cartiere.all()] == ["Titan"]
    pagina.goto(adresa(organizatie, "sectiunea/loc/"))
    assert pagina.get_by_label("Titan").is_visible()
