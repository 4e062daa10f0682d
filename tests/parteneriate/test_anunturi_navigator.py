"""The pages of notices in a real browser: axe in both themes, 320 px, and the way from a notice to an answer."""

import pytest
from django.utils import timezone

from organizatii.rezumat_sarcini import stop_url
from parteneriate.models import Interes
from platforma.moderare.tranzitii import Actiune, Stare, muta
from tests.navigator import abateri_in_ambele_teme, apasa
from tests.parteneriate.ajutor import anunt, interes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def oras(organizatie, reprezentant, primarie, autoritate, alta_organizatie, strain):
    """An open need and its pair, a closed one, one in the queue, a draft that lacks something, an answer."""
    deschis = anunt("Căutăm o sală de patruzeci de locuri pentru cursurile de seară", organizatie, sectoare=[3])
    anunt("Oferim sala mică", primarie, fel="oferta", vizibilitate="membri", sectoare=[3, 4], grupuri=["romi"])
    anunt("S-a rezolvat", organizatie, inchis_la=timezone.now(), rezultat="rezolvat", rezultat_text="La bibliotecă.")
    trimis = anunt("Trimis", organizatie, stare=Stare.CIORNA)
    muta(trimis, Actiune.TRIMITE, reprezentant)
    return {
        "deschis": deschis,
        "ciorna": anunt("Ciornă", organizatie, stare=Stare.CIORNA, text=""),
        "trimis": trimis,
        "interes": interes(deschis, alta_organizatie, strain),
    }


def verifica(pagina, adrese):
    for adresa in adrese:
        abateri = abateri_in_ambele_teme(pagina, adresa)
        lat = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (adresa, abateri, lat) == (adresa, [], False)


@pytest.mark.parametrize("latime", [320, 1280])
def test_paginile_publice(pagini, oras, organizatie, latime):
    deschis = oras["deschis"]
    verifica(
        pagini(latime=latime),
        [
            *("/", "/anunturi/", "/anunturi/?q=nimic&sector=3", "/anunturi/cum-potrivim/", "/anunturi/s-a-rezolvat/"),
            *(deschis.get_absolute_url(), deschis.get_reinnoire_url(), organizatie.get_absolute_url()),
        ],
    )


def test_paginile_din_spatiu(pagini, oras, organizatie, reprezentant, coleg):
    org = f"/spatiu/organizatii/{organizatie.pk}/"
    deschis, ciorna, trimis = (f"/spatiu/anunturi/{oras[n].pk}/" for n in ("deschis", "ciorna", "trimis"))
    verifica(
        pagini(reprezentant, latime=320),
        [
            *(f"{org}anunturi/", f"{org}anunturi/nou/", f"{org}potriviri/", ciorna, f"{ciorna}sterge/", trimis),
            *(
                deschis,
                f"{deschis}potriviri/",
                f"{deschis}inchide/",
                f"{deschis}modifica/",
                f"{deschis}previzualizare/",
            ),
            *("/spatiu/", "/spatiu/interese/", oras["interes"].get_absolute_url()),
            "/anunturi/oferim-sala-mica/interes/",
            *("/spatiu/de-facut/", f"/spatiu/de-facut/interes/{oras['interes'].pk}/incredinteaza/"),
            stop_url(reprezentant),
        ],
    )


def test_paginile_personalului(pagini, oras, moderator):
    deschis = oras["deschis"].pk
    lista = "/admin/parteneriate/anunt/"
    verifica(
        pagini(moderator),
        [lista, f"{lista}{deschis}/change/", f"{lista}{deschis}/muta/arhiveaza/", "/admin/parteneriate/pondere/"],
    )


def test_de_la_anunt_la_raspuns_fara_javascript(pagini, oras, strain, reprezentant):
    Interes.objects.all().delete()
    pagina = pagini(strain, js=False, latime=360)
    pagina.goto("/anunturi/?q=sala")
    apasa(pagina.get_by_role("link", name="Căutăm o sală"))
    apasa(pagina.get_by_role("link", name="Arătați-vă interesul"))
    apasa(pagina.get_by_role("button", name="Trimiteți"))  # says what is missing
    assert pagina.get_by_role("alert").is_visible()
    pagina.get_by_label("ce oferiți").fill("O sală cu rampă.")
    apasa(pagina.get_by_role("button", name="Trimiteți"))
    ea = pagini(reprezentant, js=False, latime=360)
    ea.goto("/spatiu/interese/")
    apasa(ea.get_by_role("link", name="Fundația Malul Dâmboviței"))
    apasa(ea.get_by_role("button", name="Acceptați"))
    pagina.reload()
    assert pagina.get_by_role("link", name=reprezentant.email).is_visible()
