"""The staff's site in a real browser: in both themes, by mouse, by keyboard, without script."""

from datetime import timedelta

import pytest
from django.contrib import admin as administrare
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory
from django.utils import timezone

from organizatii.models import FisaRegistru, Organizatie
from platforma.moderare import prezenta
from platforma.moderare.models import Dosar, SablonMotiv
from platforma.moderare.revizii import modifica_direct, propune_modificari, revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.moderare.conftest import MOTIV, dosarul, formular
from tests.moderare.test_administrare import camp, inca_una, lista
from tests.moderare.test_revizii import poza
from tests.navigator import abateri_axe, abateri_in_ambele_teme, apasa

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TEME = [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 320)]


def adresa(obiect):
    return f"/admin/moderare/dosar/{dosarul(obiect).pk}/change/"


@pytest.fixture
def dosare(trimisa, revendicare, organizatie, reprezentant, moderator, nerevendicata):
    """One dossier of every kind with as much on its page as there can be; returns their addresses."""
    FisaRegistru.objects.create(
        cheie="x", organizatie=nerevendicata, categorie="fundatie", denumire="FUNDAȚIA", adresa="Str. Lungă 1"
    )
    muta(trimisa, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    Organizatie.objects.filter(pk=trimisa.pk).update(scop="Alt scop.", nr_registru_national="1/A/2020", telefon="x")
    trimisa.refresh_from_db()
    muta(trimisa, Actiune.TRIMITE, reprezentant, "Am completat.")
    trimisa.sectoare.clear()
    Organizatie.objects.filter(pk=nerevendicata.pk).update(nr_registru_national="1/A/2020")
    form = modelform_factory(Organizatie, fields=["denumire", "scop", "logo"])(
        {"denumire": "Asociația Cartierul Nostru Verde și Viu", "scop": "Cu totul alt scop, mai lung decât cel vechi."},
        {"logo": poza("teal")},
        instance=Organizatie.objects.get(pk=organizatie.pk),
    )
    assert form.is_valid()
    propune_modificari(organizatie, form, reprezentant)
    modifica_direct(organizatie, formular(organizatie, acronim="ACN"))
    Dosar.objects.pentru(trimisa).update(depus_la=timezone.now() - timedelta(days=20))
    return [adresa(o) for o in (trimisa, revizie_in_asteptare(organizatie), revendicare)]


@pytest.mark.parametrize(("tema", "latime"), TEME)
def test_coada_si_dosarele_se_pot_citi_de_oricine(tema, latime, pagini, dosare, moderator, alt_moderator, organizatie):
    prezenta.bate(Dosar.objects.first().pk, alt_moderator)
    pagina = pagini(moderator, tema=tema, latime=latime)
    istoric = f"/admin/organizatii/organizatie/{organizatie.pk}/history/"
    arhivare = f"/admin/organizatii/organizatie/{organizatie.pk}/muta/arhiveaza/"
    for cale in [
        "/admin/",
        "/admin/moderare/dosar/",
        *dosare,
        dosare[1].replace("change", "previzualizare"),
        istoric,
        arhivare,
    ]:
        pagina.goto(cale)
        pagina.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
        assert (cale, abateri_axe(pagina)) == (cale, [])
        assert (cale, pagina.evaluate("document.documentElement.scrollWidth")) == (cale, latime)


def test_listele_si_formularele_se_pot_citi_de_oricine(pagini, admin):
    inca_una(1)
    pagina = pagini(admin)
    for model, model_admin in administrare.site._registry.items():
        cai = [lista(model), camp(model, model._default_manager.first().pk)]
        if model_admin.has_add_permission(type("Cerere", (), {"user": admin})):
            cai.append(f"{lista(model)}add/")
        for cale in cai:
            assert (cale, abateri_in_ambele_teme(pagina, cale)) == (cale, [])


def test_comutatorul_de_tema_schimba_si_culorile_noastre(pagini, moderator):
    pagina = pagini(moderator)
    pagina.goto("/admin/")
    fundal = "getComputedStyle(document.body).backgroundColor"
    deschis = pagina.evaluate(fundal)
    buton = pagina.get_by_role("button", name="tema")
    vazute = {deschis}
    for _ in range(3):
        buton.click()
        vazute.add(pagina.evaluate(fundal))
    assert vazute == {"rgb(248, 244, 236)", "rgb(18, 26, 25)"}


# --- deciding -------------------------------------------------------------------------------------------------------
def test_un_dosar_se_aproba_numai_cu_tastatura(pagini, trimisa, moderator):
    pagina = pagini(moderator)
    pagina.goto("/admin/moderare/dosar/")
    pagina.get_by_role("link", name="Asociația Ciorna").focus()
    pagina.keyboard.press("Enter")
    pagina.get_by_role("heading", name="Asociația Ciorna").wait_for()
    pagina.get_by_role("link", name="Salt la decizie").focus()
    pagina.keyboard.press("Enter")
    for _ in range(3):  # the ready texts, the reason, the first button
        pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.textContent") == "Aprobați"
    pagina.keyboard.press("Enter")
    pagina.get_by_text("Aprobat: „Asociația Ciorna”.").wait_for()
    trimisa.refresh_from_db()
    assert trimisa.stare == Stare.PUBLICAT


def test_textul_ales_intra_in_motiv_si_nu_sterge_ce_s_a_scris(pagini, trimisa, moderator):
    unu, doi = SablonMotiv.objects.filter(actiune="respinge")[:2]
    pagina = pagini(moderator)
    pagina.goto(adresa(trimisa))
    motiv, texte = pagina.get_by_label("Motivul"), pagina.get_by_label("Text gata scris")
    texte.select_option(label=unu.titlu)
    assert motiv.input_value() == unu.text
    texte.select_option(label=doi.titlu)
    assert motiv.input_value() == doi.text
    motiv.fill("Scris de mine.")
    texte.select_option(label=unu.titlu)
    assert motiv.input_value() == f"Scris de mine.\n\n{unu.text}"
    apasa(pagina.get_by_role("button", name="Respingeți"))
    pagina.get_by_text("Respins: „Asociația Ciorna”.").wait_for()
    assert trimisa.decizii()[0].motiv == f"Scris de mine.\n\n{unu.text}"


def test_fara_javascript_textele_se_citesc_si_decizia_se_ia(pagini, trimisa, moderator):
    pagina = pagini(moderator, js=False)
    pagina.goto(adresa(trimisa))
    assert pagina.get_by_label("Text gata scris").is_hidden()
    pagina.get_by_text("Texte gata scrise").click()
    assert pagina.get_by_role("term").filter(has_text="Există deja un profil al organizației").is_visible()
    pagina.get_by_label("Motivul").fill("prea scurt")
    apasa(pagina.get_by_role("button", name="Cereți completări"))
    assert pagina.get_by_role("alert").inner_text() == (
        "Scrieți motivul în cel puțin 20 de caractere, ca să ajute pe cine îl citește."
    )
    pagina.get_by_label("Motivul").fill(MOTIV)
    apasa(pagina.get_by_role("button", name="Cereți completări"))
    assert pagina.get_by_text("S-au cerut completări: „Asociația Ciorna”.").is_visible()


def test_doi_moderatori_pe_acelasi_dosar(pagini, trimisa, moderator, alt_moderator):
    """They see each other; one decides, the other is told who did."""
    cale = adresa(trimisa)
    a_lui, a_ei = pagini(moderator), pagini(alt_moderator)
    a_lui.goto(cale)
    a_lui.wait_for_load_state("networkidle")
    a_ei.goto(cale)
    a_ei.get_by_text("Acum se uită și: Mihai M.").wait_for()
    apasa(a_ei.get_by_role("button", name="Aprobați"))
    a_ei.get_by_text("Aprobat: „Asociația Ciorna”.").wait_for()
    apasa(a_lui.get_by_role("button", name="Aprobați"))
    a_lui.get_by_text("Maria Moderatoare a decis deja, pe").wait_for()
    assert a_lui.get_by_role("button", name="Aprobați").count() == 0
    assert [d.actiune for d in trimisa.decizii()] == ["aproba", "trimite"]


def test_se_preia_din_lista_si_se_aproba_mai_multe_deodata(pagini, trimisa, revizie, moderator):
    pagina = pagini(moderator)
    pagina.goto("/admin/moderare/dosar/")
    apasa(pagina.get_by_role("button", name="Preiau „Asociația Ciorna”"))
    pagina.get_by_text("L-ați preluat.").wait_for()
    pagina.goto("/admin/moderare/dosar/")
    pagina.get_by_label("Alegeți toate obiectele din pagină pentru o acțiune").check()
    pagina.get_by_role("combobox", name="Acțiune").select_option(label="Aprobați dosarele alese")
    apasa(pagina.get_by_role("button", name="Executați"))
    apasa(pagina.get_by_role("button", name="Da, aprobați-le"))
    pagina.get_by_text("2 dosare au fost aprobate.").wait_for()
    assert not Dosar.objects.deschise().exists()


def test_fisierele_se_deschid(pagini, revendicare, moderator):
    pagina = pagini(moderator)
    pagina.goto(adresa(revendicare))
    with pagina.expect_download() as descarcare:
        pagina.evaluate("document.querySelector('a[href*=dovada]').removeAttribute('target')")
        pagina.get_by_role("link", name="hotărâre.pdf").click()
    assert descarcare.value.suggested_filename == "hotărâre.pdf"


def test_o_imagine_se_schimba_din_administrare(pagini, organizatie, moderator):
    pagina = pagini(moderator)
    pagina.goto(camp(Organizatie, organizatie.pk))
    fisier = poza("navy")
    assert isinstance(fisier, SimpleUploadedFile)
    pagina.get_by_label("Logo:").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": fisier.read()})
    apasa(pagina.get_by_role("button", name="Salvați", exact=True))
    pagina.wait_for_url("**/admin/organizatii/organizatie/")
    organizatie.refresh_from_db()
    assert organizatie.logo.name.endswith(".webp")
