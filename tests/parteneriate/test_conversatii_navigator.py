"""The pages of a conversation in a real browser: axe in both themes, 320 px, and two people without JavaScript."""

import pytest

from parteneriate import blocari
from tests.navigator import abateri_in_ambele_teme, apasa
from tests.organizatii.test_documente import OCTETI
from tests.parteneriate.ajutor import abuz, anunt, atasament, interes, replica

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def discutie(organizatie, reprezentant, alta_organizatie, strain, primarie, autoritate):
    """An accepted one with messages of both sides, a file, a report; another one, blocked."""
    acceptata = interes(anunt("Căutăm o sală", organizatie), alta_organizatie, strain, stare="acceptat")
    atasament(replica(acceptata, strain, "Foarte" + "lung" * 40))
    replica(acceptata, reprezentant, "Venim marți.\n\nAducem și scaune.")
    reclamat = replica(acceptata, strain, "Vă sun în fiecare zi.")
    alta = interes(anunt("Altă sală", organizatie), primarie, autoritate)
    blocari.blocheaza(organizatie, primarie, reprezentant)
    return {"acceptata": acceptata, "alta": alta, "abuz": abuz(reclamat, reprezentant)}


def verifica(pagina, adrese):
    for adresa in adrese:
        abateri = abateri_in_ambele_teme(pagina, adresa)
        lat = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (adresa, abateri, lat) == (adresa, [], False)


def test_paginile_ambelor_parti(pagini, discutie, organizatie, reprezentant):
    acceptata = discutie["acceptata"]
    adresa = acceptata.get_absolute_url()
    verifica(
        pagini(reprezentant, latime=320),
        [
            *(adresa, f"{adresa}blocheaza/", f"{adresa}propune/", discutie["alta"].get_absolute_url()),
            f"/spatiu/interese/mesaje/{acceptata.replici.first().pk}/raporteaza/",
            *(f"/spatiu/organizatii/{organizatie.pk}/blocari/", "/spatiu/interese/"),
        ],
    )
    verifica(pagini(reprezentant), [adresa, f"/spatiu/organizatii/{organizatie.pk}/blocari/"])


def test_moderatorul_deschide_citeste_si_ascunde(pagini, discutie, moderator):
    pagina = pagini(moderator)
    adresa = f"/admin/parteneriate/abuz/{discutie['abuz'].pk}/conversatie/"
    verifica(pagina, ["/admin/parteneriate/abuz/", adresa])
    pagina.goto(adresa)
    apasa(pagina.get_by_role("button", name="Deschideți conversația (se consemnează)"))
    assert pagina.get_by_text("Vă sun în fiecare zi.").is_visible()
    verifica(pagina, [adresa, "/admin/parteneriate/citireconversatie/"])
    pagina.goto(adresa)
    apasa(pagina.get_by_role("link", name="Înapoi la dosar, pentru decizie"))
    apasa(pagina.get_by_role("button", name="Ascundeți mesajul"))
    discutie["abuz"].refresh_from_db()
    assert discutie["abuz"].eticheta_stare == "Mesaj ascuns"


def test_doua_persoane_isi_scriu_fara_javascript(pagini, discutie, reprezentant, strain):
    adresa = discutie["acceptata"].get_absolute_url()
    el, ea = pagini(strain, js=False, latime=360), pagini(reprezentant, js=False, latime=360)
    el.goto(adresa)
    apasa(el.get_by_role("button", name="Trimiteți mesajul"))  # says what is missing
    assert el.get_by_role("alert").is_visible()
    el.get_by_label("Mesajul dumneavoastră").fill("V-am trimis planul.")
    el.get_by_label("Un fișier").set_input_files(
        [{"name": "plan nou.pdf", "mimeType": "application/pdf", "buffer": OCTETI}]
    )
    apasa(el.get_by_role("button", name="Trimiteți mesajul"))
    ea.goto(adresa)
    assert ea.get_by_text("V-am trimis planul.").is_visible()
    assert ea.get_by_role("link", name="plan nou.pdf").is_visible()
    apasa(ea.get_by_role("button", name="Am citit"))
    assert ea.get_by_text("mesaje noi").count() == 0
