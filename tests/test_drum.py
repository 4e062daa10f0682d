"""The whole first path of the product, as its people walk it in a browser: with JavaScript and without."""

import re
import time

import pytest
from allauth.account.models import EmailAddress

from organizatii.models import Organizatie
from platforma.antispam import MINIM
from platforma.mesaje.models import Mesaj
from platforma.moderare.tranzitii import Stare
from tests.navigator import apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EMAIL, PAROLA = "ioana@exemplu.test", "o-parola-lunga-de-proba"
DENUMIRE = "Asociația „Grădina dintre Blocuri”"


def legatura(email, tipar):
    """Path of the first link in the newest mail to this address that looks like `tipar`."""
    texte = Mesaj.objects.filter(catre=email).order_by("-pk").values_list("text", flat=True)
    return next(g[1] for text in texte if (g := re.search(rf"https?://[^/\s]+({tipar}\S*)", text)))


def creeaza_contul(pagina):
    pagina.goto("/cont/signup/")
    pagina.get_by_label("Nume și prenume").fill("Ioana Grădinaru")
    pagina.get_by_label("Adresa de e-mail").fill(EMAIL)
    pagina.get_by_label("Parola", exact=True).fill(PAROLA)
    pagina.get_by_label("Sunt de acord").check()
    time.sleep(MINIM)  # faster than that is taken for a machine
    apasa(pagina.locator("main form button").last)
    pagina.goto(legatura(EMAIL, "/cont/confirm-email/"))
    assert not EmailAddress.objects.get(email=EMAIL).verified  # opening a link writes nothing
    apasa(pagina.locator("main form button").first)
    assert EmailAddress.objects.get(email=EMAIL).verified
    if "/cont/login/" in pagina.url:
        pagina.locator("#id_login").fill(EMAIL)
        pagina.locator("#id_password").fill(PAROLA)
        apasa(pagina.get_by_role("button", name="Autentificare").first)


def continua(pagina):
    apasa(pagina.get_by_role("button", name="Salvați și continuați"))


def inscrie_organizatia(pagina):
    pagina.goto("/spatiu/")
    apasa(pagina.get_by_role("link", name="Înscrieți o organizație nouă"))
    pagina.get_by_label("ONG", exact=True).check()
    pagina.get_by_label("Cum se numește?").fill('Asociaţia "Grădina dintre Blocuri"')
    apasa(pagina.get_by_role("button", name="Continuați"))
    pagina.get_by_label("Forma juridică").select_option(label="Asociație")
    continua(pagina)
    pagina.get_by_label("Scop", exact=False).first.fill(
        "Vecinii fac grădini comune între blocuri, pe terenuri părăsite."
    )
    pagina.get_by_label("Spații verzi").check()
    continua(pagina)
    pagina.get_by_role("group", name="Sectoare de activitate").get_by_label("Sectorul 3").check()
    pagina.get_by_label("Sectorul sediului").select_option(label="Sectorul 3")
    continua(pagina)
    pagina.locator("#id_email").fill("gradina@exemplu.test")
    pagina.locator("#id_persoana_contact").fill("Ioana Grădinaru")
    continua(pagina)
    organizatie = Organizatie.objects.get(membri__utilizator__email=EMAIL)
    pagina.goto(f"/spatiu/organizatii/{organizatie.pk}/previzualizare/")
    assert DENUMIRE in pagina.locator("h1").first.inner_text()
    pagina.goto(f"/spatiu/organizatii/{organizatie.pk}/trimite/")
    apasa(pagina.get_by_role("button", name="Trimiteți spre validare"))
    assert "în verificare" in pagina.locator("main").inner_text()
    return organizatie


def gaseste_in_director(pagina, cuvinte):
    pagina.goto("/organizatii/")
    pagina.locator("main input[name=q]").first.fill(cuvinte)
    with pagina.expect_navigation():
        pagina.locator("main input[name=q]").first.press("Enter")
    return DENUMIRE in pagina.locator("main").inner_text()


def aproba_primul_dosar(pagina):
    pagina.goto("/admin/")
    pagina.goto("/admin/moderare/dosar/")
    apasa(pagina.locator("#result_list tbody th a").first)
    apasa(pagina.get_by_role("button", name="Aprobați"))


@pytest.mark.parametrize("js", [True, False], ids=["cu JavaScript", "fără JavaScript"])
def test_de_la_cont_la_profilul_public(js, pagini, moderator):
    om, personal, cetatean = pagini(js=js, latime=360), pagini(moderator, js=js), pagini(js=js)
    creeaza_contul(om)
    organizatie = inscrie_organizatia(om)
    assert not gaseste_in_director(cetatean, "gradina blocuri")

    aproba_primul_dosar(personal)
    organizatie.refresh_from_db()
    assert (organizatie.stare, organizatie.denumire) == (Stare.PUBLICAT, DENUMIRE)
    assert Mesaj.objects.filter(catre=EMAIL, cheie__startswith="decizie:").count() == 2  # received, approved
    assert f"/organizatii/{organizatie.slug}/" in Mesaj.objects.get(catre=EMAIL, subiect__contains="este public").text
    assert gaseste_in_director(cetatean, "gradina blocuri")
    assert gaseste_in_director(cetatean, "grădină dintre blocuri")

    om.goto(f"/spatiu/organizatii/{organizatie.pk}/sectiunea/identitate/")
    om.locator("#id_denumire").fill("Asociația Grădini pentru Toți")
    apasa(om.get_by_role("button", name="Salvați"))
    assert "spre verificare" in om.locator("body").inner_text()
    cetatean.goto(f"/organizatii/{organizatie.slug}/")
    assert DENUMIRE in cetatean.locator("h1").inner_text()

    aproba_primul_dosar(personal)
    cetatean.goto(f"/organizatii/{organizatie.slug}/")
    assert "Asociația Grădini pentru Toți" in cetatean.locator("h1").inner_text()
