"""The team, the invitation and the claim in a real browser: without script, on a narrow screen, in both themes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organizatii import membri
from organizatii.models import Invitatie, Membru, Revendicare
from platforma.moderare.tranzitii import Actiune, muta
from tests.conftest import organizatie_publicata, persoana
from tests.navigator import abateri_axe, apasa
from tests.organizatii.test_revendicari import MOTIV, pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def invitata(db):
    return persoana("noua@exemplu.test", "Nora Nouă")


@pytest.fixture
def profil(db):
    return organizatie_publicata(
        "Fundația cu denumire destul de lungă din Registrul național",
        "fundatia-din-registru",
        sursa="registru",
        revendicata=False,
    )


def de_verificat(pagina):
    """What is wrong with the page as it stands: axe's findings, and whether it scrolls sideways."""
    return abateri_axe(pagina), pagina.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize(("tema", "latime"), [("light", 1280), ("dark", 320)])
def test_paginile_echipei(pagini, tema, latime, organizatie, reprezentant, coleg, strain, invitata):
    deschisa = membri.invita(organizatie, invitata.email, Membru.Rol.EDITOR, "Hai cu noi!", reprezentant)
    expirata = membri.invita(organizatie, "alta@exemplu.test", Membru.Rol.ADMINISTRATOR, "", reprezentant)
    Invitatie.objects.filter(pk=expirata.pk).update(expira_la=timezone.now() - timedelta(days=1))
    echipa = f"/spatiu/organizatii/{organizatie.pk}/persoane/"
    for cine in (reprezentant, coleg):
        pagina = pagini(cine, tema=tema, latime=latime)
        pagina.goto(echipa)
        for dezvaluire in pagina.locator("main details").all():
            dezvaluire.locator("summary").click()
        assert de_verificat(pagina) == ([], False)
    for cine in (None, invitata, strain, reprezentant):
        pagina = pagini(cine, tema=tema, latime=latime)
        for invitatie in (deschisa, expirata):
            pagina.goto(invitatie.get_absolute_url())
            assert de_verificat(pagina) == ([], False)


@pytest.mark.parametrize(("tema", "latime"), [("dark", 1280), ("light", 320)])
def test_paginile_cererii(pagini, tema, latime, client_pentru, profil, organizatie, reprezentant, strain, moderator):
    pagina = pagini(strain, tema=tema, latime=latime)
    pagina.goto("/organizatii/fundatia-din-registru/revendica/")
    assert de_verificat(pagina) == ([], False)
    apasa(pagina.get_by_role("button", name="Trimiteți cererea"))
    assert pagina.locator(".sumar-erori a").count() == 3
    assert de_verificat(pagina) == ([], False)
    pagina.goto(f"{organizatie.get_absolute_url()}revendica/")
    assert de_verificat(pagina) == ([], False)
    client_pentru(strain).post(
        "/organizatii/fundatia-din-registru/revendica/", {"functie": "președintă", "mesaj": "Da.", "dovada": pdf()}
    )
    cerere = Revendicare.objects.get()
    for mutare in (None, Actiune.CERE_COMPLETARI):
        if mutare:
            muta(cerere, mutare, moderator, MOTIV)
        pagina.goto(cerere.get_spatiu_url())
        assert de_verificat(pagina) == ([], False)


@pytest.mark.parametrize("js", [True, False], ids=["cu_script", "fara_script"])
def test_de_la_invitatie_la_echipa(pagini, js, organizatie, reprezentant, coleg, invitata):
    echipa = f"/spatiu/organizatii/{organizatie.pk}/persoane/"
    a_ei = pagini(reprezentant, js=js, latime=360)
    a_ei.goto(echipa)
    a_ei.get_by_label("Adresa de e-mail").fill("noua@exemplu.test")
    a_ei.get_by_label("Administrator").check()
    apasa(a_ei.get_by_role("button", name="Trimiteți invitația"))
    assert a_ei.get_by_text("Am trimis invitația la noua@exemplu.test.").is_visible()

    a_norei = pagini(invitata, js=js, latime=360)
    a_norei.goto(Invitatie.objects.get().get_absolute_url())
    apasa(a_norei.get_by_role("button", name="Acceptați invitația"))
    assert a_norei.locator(".sumar-erori").is_visible()
    a_norei.get_by_label("Sunt de acord ca membrii echipei").check()
    apasa(a_norei.get_by_role("button", name="Acceptați invitația"))
    assert a_norei.url.endswith(f"/spatiu/organizatii/{organizatie.pk}/")

    a_ei.goto(echipa)
    a_ei.locator("summary", has_text="Plecați din echipă").click()
    apasa(a_ei.get_by_role("button", name="Plecați din echipă"))
    assert a_ei.url.endswith("/spatiu/")
    assert a_ei.get_by_text("Ați plecat din echipa: Asociația Cartierul Nostru.").is_visible()
    assert list(organizatie.membri.values_list("utilizator__nume", "rol")) == [
        ("Nora Nouă", "administrator"),
        ("Cosmin Coleg", "editor"),
    ]


@pytest.mark.parametrize("js", [True, False], ids=["cu_script", "fara_script"])
def test_de_la_profilul_din_registru_la_cerere(pagini, js, profil, strain, tmp_path):
    dovada = tmp_path / "hotarare.pdf"
    dovada.write_bytes(pdf().read())
    pagina = pagini(strain, js=js, latime=360)
    pagina.goto(profil.get_absolute_url())
    apasa(pagina.get_by_role("link", name="Este organizația mea"))
    pagina.get_by_label("Dovada").set_input_files(dovada)
    pagina.get_by_label("Mesaj pentru moderator").fill("Conduc fundația din 2018.")
    apasa(pagina.get_by_role("button", name="Trimiteți cererea"))
    assert pagina.locator(".sumar-erori a").all_inner_texts()[0].startswith("Funcția dumneavoastră")
    pagina.get_by_label("Funcția dumneavoastră").fill("președintă")
    apasa(pagina.get_by_role("button", name="Trimiteți cererea"))
    assert pagina.get_by_text("Am trimis cererea.").is_visible()
    assert (Revendicare.objects.get().dovada_nume, Revendicare.objects.get().stare) == ("hotarare.pdf", "trimis")
