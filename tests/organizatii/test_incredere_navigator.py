"""The pages of trust in a real browser: what axe finds, and whether anything scrolls sideways."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organizatii import perechi, prospetime, unire
from organizatii.models import CerereAlaturare, Organizatie, PerecheDubla, Sesizare
from platforma.moderare.models import Dosar
from platforma.moderare.tranzitii import Actiune, muta
from tests.conftest import organizatie_publicata, persoana
from tests.navigator import abateri_axe, apasa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOTIV = "Aceeași asociație, înscrisă a doua oară."


@pytest.fixture
def lume(organizatie, reprezentant, moderator):
    """One of everything: a request, a report, a pair, a merge, a confirmation that is due."""
    acum = timezone.now()
    Organizatie.objects.filter(pk=organizatie.pk).update(confirmata_la=acum - timedelta(days=400))
    Organizatie.objects.filter(pk=organizatie.pk).update(denumire="Asociația Cartierul Nostru Drag")
    organizatie.refresh_from_db()
    ana = persoana("ana@exemplu.test", "Ana Albu")
    cerere = CerereAlaturare.objects.create(organizatie=organizatie, utilizator=ana, functie="voluntară", mesaj="Da.")
    sesizare = Sesizare.objects.create(
        organizatie=organizatie, ce="contact", text="Alt telefon.", email="v@exemplu.test"
    )
    muta(sesizare, Actiune.TRIMITE, None)
    Dosar.objects.get().note.create(text="Revin luni.", de=moderator)
    organizatie_publicata("Asociatia Cartierul Nostru Draga", "dubla", sursa="registru", revendicata=False, scop="Alt.")
    perechi.reimprospateaza()
    vechi, nou = organizatie_publicata("Vechi", "vechi"), organizatie_publicata("Nou", "nou")
    unirea = unire.uneste(vechi, nou, {}, MOTIV, moderator)
    public, spatiu = organizatie.get_absolute_url(), organizatie.get_spatiu_url()
    jeton = prospetime.jeton(reprezentant.calitati.get(), organizatie.confirmata_la + prospetime.UN_AN)
    return {
        None: [public, f"{public}istoric/", f"{public}sesizare/", f"/confirmare/{jeton}/"],
        ana: [f"/spatiu/cereri/{cerere.pk}/", "/spatiu/"],
        persoana("ion@exemplu.test", "Ion"): [f"{public}alaturare/"],
        reprezentant: [spatiu, f"{spatiu}persoane/", f"{spatiu}cereri/{cerere.pk}/", "/spatiu/"],
        moderator: [
            "/admin/organizatii/perechedubla/",
            f"/admin/organizatii/perechedubla/{PerecheDubla.objects.get(stare='deschisa').pk}/change/",
            f"/admin/organizatii/organizatie/{organizatie.pk}/uneste/",
            f"{unirea.get_absolute_url()}",
            f"/admin/organizatii/unire/{unirea.pk}/desfa/",
            f"/admin/moderare/dosar/{Dosar.objects.get(tip='sesizare').pk}/change/",
        ],
    }


@pytest.mark.parametrize(("tema", "latime"), [("light", 1280), ("dark", 320)])
def test_paginile_increderii(pagini, tema, latime, lume):
    abateri = {}
    for cine, adrese in lume.items():
        pagina = pagini(cine, tema=tema, latime=latime)
        for adresa in adrese:
            raspuns = pagina.goto(adresa)
            gasit = abateri_axe(pagina), pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
            if (raspuns.status, *gasit) != (200, [], False):
                abateri[adresa] = (raspuns.status, *gasit)
    assert abateri == {}


def test_formularul_de_inscriere_intreaba_pe_masura_ce_se_scrie(pagini, organizatie, reprezentant):
    """By script from the first field that says enough; without it the same question comes after sending."""
    ion = persoana("ion@exemplu.test", "Ion")
    pagina = pagini(ion)
    pagina.goto("/spatiu/organizatii/noua/")
    pagina.get_by_label("Cum se numește?").fill("Asociatia Cartierul Nostru")
    pagina.keyboard.press("Tab")
    pagina.get_by_role("heading", name="Este una dintre acestea?").wait_for()
    assert abateri_axe(pagina) == []
    apasa(pagina.get_by_role("link", name="Cer să mă alătur"))
    assert pagina.url.endswith("/organizatii/asociatia-cartierul-nostru/alaturare/")
    fara = pagini(ion, js=False)
    fara.goto("/spatiu/organizatii/noua/")
    fara.get_by_label("ONG", exact=True).check()
    fara.get_by_label("Cum se numește?").fill("Asociatia Cartierul Nostru")
    apasa(fara.get_by_role("button", name="Continuați"))
    assert fara.get_by_role("heading", name="Este una dintre acestea?").is_visible()
