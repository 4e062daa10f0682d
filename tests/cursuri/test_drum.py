"""The whole way in Chromium: from an application to a certificate that a stranger verifies. And axe on its pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cursuri import fise, loturi, prezenta, randare, selectie
from cursuri.certificare import emite, inlocuieste, revoca
from cursuri.models import Cerere, Certificat, Serie
from tests.cursuri.conftest import MOTIV, MOTIVATIE, absolvent, cerere_pentru, evaluator, serie_publicata
from tests.navigator import abateri_axe, apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tine_cursul(serie, cerere, secretariat):
    """The weeks pass; she comes to every session, and each attendance is closed."""
    inapoi = timedelta(days=40)
    serie.sesiuni.update(incepe_la=timezone.now() - inapoi, se_incheie_la=timezone.now() - inapoi + timedelta(hours=3))
    Serie.objects.filter(pk=serie.pk).update(
        data_inceput=timezone.localdate() - inapoi,
        data_sfarsit=timezone.localdate() - inapoi,
        inscrieri_de_la=timezone.now() - 2 * inapoi,
        inscrieri_pana_la=timezone.now() - inapoi,
        promovare_pana_la=timezone.now() - inapoi,
    )
    for sesiune in serie.sesiuni.select_related("serie__tema"):
        prezenta.bifeaza_mai_multi(sesiune, [cerere.pk], secretariat, "hartie")
        prezenta.inchide(sesiune, secretariat)


def test_de_la_cerere_la_certificatul_verificat(pagini, primarie, reprezentant, secretariat, tmp_path):
    serie = serie_publicata(primarie)
    # 1. she applies
    pagina = pagini(reprezentant, latime=360)
    pagina.goto(f"{serie.get_absolute_url()}cerere/")
    pagina.get_by_label("Numele și prenumele persoanei care vine").fill("Ștefănița Țîrcă")
    pagina.get_by_label("Adresa ei de e-mail").fill("stefanita@exemplu.test")
    pagina.get_by_label("De ce vrea să participe").fill(MOTIVATIE)
    apasa(pagina.get_by_role("button", name="Depuneți cererea"))
    cerere = Cerere.objects.get()
    assert cerere.stare == "depusa"
    # 2. two evaluators score, the secretariat accepts, the course is held
    serie.evaluatori.set([evaluator(1), evaluator(2)])
    for n in (1, 2):
        fise.depune(cerere, evaluator(n), {serie.criterii.get().pk: 9}, MOTIV)
    selectie.accepta(cerere, secretariat)
    # 3. she confirms from her mail, without an account
    ea = pagini(js=False, latime=360)
    ea.goto(cerere.get_absolute_url())
    apasa(ea.get_by_role("button", name="Confirm că vin"))
    tine_cursul(serie, cerere, secretariat)
    # 4. the secretariat sees who has earned it, and confirms the number
    birou = pagini(secretariat)
    birou.goto(f"/spatiu/cursuri/{serie.pk}/certificate/")
    apasa(birou.get_by_role("button", name="Emiteți 1 certificat"))
    assert "Emise 0 din 1." in birou.locator("main").inner_text()
    loturi.lucreaza()
    birou.get_by_text("Gata: 1 certificat emis.").wait_for()  # htmx asks again by itself
    certificat = Certificat.objects.get()
    # 5. she downloads it
    ea = pagini(latime=360)
    ea.goto(cerere.get_absolute_url())
    with ea.expect_download() as descarcare:
        ea.get_by_role("link", name="Descărcați certificatul (PDF)").click()
    fisier = tmp_path / "certificat.pdf"
    descarcare.value.save_as(fisier)
    # 6. an employer types the code from the paper, and compares the file
    strain = pagini()
    strain.goto("/verifica/")
    strain.get_by_label("Codul de verificare").fill(certificat.cod_afisat.lower())
    apasa(strain.get_by_role("button", name="Verificați"))
    text = strain.locator("main").inner_text()
    assert "Valabil" in text and "Ștefănița Țîrcă" in text and certificat.numar in text
    strain.get_by_label("Alegeți fișierul").set_input_files(fisier)
    strain.get_by_text("Este exact fișierul emis.").wait_for()
    falsul = tmp_path / "fals.pdf"
    falsul.write_bytes(fisier.read_bytes().replace(b"%%EOF", b"%%EOG"))
    strain.get_by_label("Alegeți fișierul").set_input_files(falsul)
    strain.get_by_text("Nu este fișierul emis").wait_for()


def test_fara_javascript_pagina_spune_cum_se_compara(pagini, absolventa, secretariat):
    certificat = randare.randeaza(emite(absolventa, secretariat).pk)
    pagina = pagini(js=False)
    pagina.goto(certificat.get_absolute_url())
    assert "sha256sum" in pagina.locator("main").inner_text()
    assert not pagina.locator("input[type=file]").is_visible()


@pytest.mark.parametrize(("tema", "latime"), [("light", 320), ("dark", 1280)])
def test_paginile(pagini, terminata, absolventa, organizatie, secretariat, tema, latime):
    valabil = randare.randeaza(emite(absolventa, secretariat).pk)
    revocat = revoca(
        emite(absolvent(terminata, "Ion Revocat", organizatie), secretariat), secretariat,
        categorie="fals", motiv=MOTIV,
    )  # fmt: skip
    inlocuit = emite(absolvent(terminata, "Dan Greșit", organizatie), secretariat)
    inlocuieste(inlocuit, secretariat, nume="Dan Corect", organizatie="Org", motiv=MOTIV)
    absolvent(terminata, "Ema Nouă", organizatie)
    cerere_pentru(terminata, "Zoe Absentă", organizatie)
    lot = terminata.loturi.create(de=secretariat)
    lot.randuri.create(cerere=absolventa, refuz="Prezența este 0 din 2.")
    baza = f"/spatiu/cursuri/{terminata.pk}/certificate/"
    toate = {
        None: ["/verifica/", "/verifica/?cod=x", *(c.get_absolute_url() for c in (valabil, revocat, inlocuit)),
               valabil.get_titular_url(), "/cursuri/"],
        secretariat: [baza, lot.get_absolute_url(), baza + "anc/", valabil.get_spatiu_url(),
                      "/spatiu/cursuri/raport/", "/spatiu/cursuri/pastrare/"],
    }  # fmt: skip
    gasite = {}
    for cine, cai in toate.items():
        pagina = pagini(cine, tema=tema, latime=latime)
        for cale in cai:
            pagina.goto(cale)
            pagina.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
            lat, abateri = pagina.evaluate("document.documentElement.scrollWidth"), abateri_axe(pagina)
            if lat > latime or abateri:
                gasite[cale] = (lat, abateri)
    assert gasite == {}
