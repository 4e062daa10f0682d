"""The pages of partnerships in a real browser: axe in both themes, 320 px, and two people who sign."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parteneriate.models import Parteneriat
from tests.navigator import abateri_in_ambele_teme, apasa
from tests.parteneriate.ajutor_monitorizare import indicator, raport, reper, valoare
from tests.parteneriate.ajutor_verificari import al, cu_rezultat, deschisa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def demult():
    return timezone.now() - timedelta(days=200)


def se_deruleaza_lateral(pagina):
    return pagina.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("latime", [320, 1280])
def test_paginile(pagini, public, idee, reprezentant, organizatie, latime):
    Parteneriat.objects.filter(pk=public.pk).update(rezultate="Am făcut.", lectii="Am învățat.")
    verificare = deschisa(public)
    cu_rezultat(public, "activ", "incheiere")
    de_masurat = indicator(public)
    scrisa = valoare(de_masurat, 7)
    Parteneriat.objects.filter(pk=public.pk).update(etapa="implementare", modificat_la=demult())
    trimis, pas, m = raport(public), reper(public), f"/spatiu/parteneriate/{public.pk}/"
    ciorna = raport(public, 6, depus=False)
    publice = ["/parteneriate/", "/parteneriate/?vedere=cronologie&sector=3", "/parteneriate/?q=nimic"]
    p = f"/spatiu/parteneriate/{idee.pk}/"
    parte = idee.parti.get(organizatie=organizatie)
    ale_ei = [
        f"/spatiu/organizatii/{organizatie.pk}/parteneriate/nou/", "/spatiu/parteneriate/", p, f"{p}modifica/despre/",
        f"{p}modifica/unde/", f"{p}modifica/acord/", f"{p}etapa/retrage/", f"{p}parti/", f"{p}contributii/",
        f"{p}documente/", f"{p}acte/", f"{p}previzualizare/", f"/spatiu/parti/{parte.pk}/raspunde/",
        f"/spatiu/parti/{parte.pk}/responsabil/", "/spatiu/", "/spatiu/de-facut/",
        f"/spatiu/de-facut/confirmare/{parte.pk}/incredinteaza/",
        f"{m}monitorizare/", f"{m}indicatori/nou/", f"{m}repere/nou/", f"{m}rapoarte/3/", f"{m}rapoarte/6/",
        f"/spatiu/valori/{scrisa.pk}/corecteaza/", f"/spatiu/repere/{pas.pk}/modifica/",
        f"/spatiu/indicatori/{de_masurat.pk}/valori/noua/", f"/spatiu/rapoarte/{ciorna.pk}/fotografii/",
        f"/spatiu/parteneriate/{public.pk}/", al(verificare, organizatie).get_absolute_url(),
    ]  # fmt: skip
    publice += [al(verificare, organizatie).legatura_pentru(reprezentant), "/parteneriate/verificari/x/"]
    assert trimis.depus
    pagina = pagini(reprezentant, latime=latime)
    for adresa in [*publice, public.get_absolute_url(), *ale_ei]:
        abateri = abateri_in_ambele_teme(pagina, adresa)
        assert (adresa, abateri, se_deruleaza_lateral(pagina)) == (adresa, [], False)


def test_doi_oameni_confirma_fara_javascript(pagini, idee, organizatie, primarie, reprezentant, autoritate):
    for persoana, organizatia in ((reprezentant, organizatie), (autoritate, primarie)):
        pagina = pagini(persoana, js=False)
        pagina.goto("/spatiu/parteneriate/")
        apasa(pagina.get_by_role("link", name="Citiți și răspundeți"))
        assert pagina.url.endswith(f"/spatiu/parti/{idee.parti.get(organizatie=organizatia).pk}/raspunde/")
        apasa(pagina.get_by_role("button", name="Confirmați textul"))
        assert "Ați confirmat textul." in pagina.content()
    assert list(Parteneriat.objects.confirmate()) == [idee]
