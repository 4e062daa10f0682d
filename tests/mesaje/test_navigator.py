"""The staff's pages of the post and of people in a real browser: axe in both themes, on a telephone."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from platforma.mesaje.fisiere import EmailBackend
from tests.mesaje.test_expediere import in_coada
from tests.navigator import abateri_axe, apasa


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tema", ["light", "dark"])
def test_paginile_personalului(pagini, admin, strain, tema, settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    EmailBackend().send_messages([EmailMessage("Confirmați", "https://exemplu.test/x", to=["ana@exemplu.test"])])
    esuat = in_coada(stare="esuat", text="Vedeți https://exemplu.test/")
    in_coada(urmatoarea_la=timezone.now() - timedelta(minutes=9))  # the banner is red
    pagina = pagini(admin, tema=tema, latime=360)
    for adresa in (
        "/admin/mesaje/mesaj/",
        "/admin/posta/",
        "/admin/conturi/utilizator/",
        f"/admin/conturi/utilizator/{strain.pk}/change/",
        "/admin/conturi/utilizator/add/",
    ):
        pagina.goto(adresa)
        lateral = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (adresa, abateri_axe(pagina), lateral) == (adresa, [], False)
    pagina.goto("/admin/posta/")
    apasa(pagina.locator("table.posta a").first)
    assert abateri_axe(pagina) == []
    pagina.goto(f"/admin/mesaje/mesaj/{esuat.pk}/change/")
    assert abateri_axe(pagina) == []
    apasa(pagina.get_by_role("button", name="Retrimiteți"))
    assert abateri_axe(pagina) == []
    apasa(pagina.get_by_role("button", name="Da, retrimiteți"))
    pagina.wait_for_selector("text=1 mesaj se retrimite.")
