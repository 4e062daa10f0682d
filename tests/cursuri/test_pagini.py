"""The public pages: what a citizen reads, what search engines are told, and that lists ask the same number of times."""

import json
import re

import pytest
from django.utils import timezone

from cursuri.models import Serie, Tema
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata

pytestmark = pytest.mark.django_db


def pagina(client, adresa):
    return client.get(adresa).content.decode()


def date_structurate(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


def test_lista_are_ambele_cursuri_si_seriile_lor(client, serie):
    html = pagina(client, "/cursuri/")
    assert re.findall(r'<h2 id="curs-\d+"><a href="([^"]*)"', html) == [
        "/cursuri/dezvoltare-locala-durabila-si-economie-circulara/",
        "/cursuri/dezvoltare-locala-incluziva-si-economie-sociala-si-solidara/",
    ]
    assert re.findall(r'class="atelier-titlu"><a href="([^"]*)"', html) == [serie.get_absolute_url()]
    assert "Deocamdată nicio serie nu este anunțată." in html


@pytest.mark.parametrize("cate", [1, 3])
def test_listele_in_acelasi_numar_de_interogari(cate, client, primarie, django_assert_num_queries):
    for n in range(cate):
        serie_publicata(primarie, numar=n + 1)
    tema = Tema.objects.order_by("ordine").first()
    for adresa, interogari in (("/cursuri/", 5), (tema.get_absolute_url(), 4)):
        client.get(adresa)
        with django_assert_num_queries(interogari):
            assert pagina(client, adresa).count('class="atelier-titlu"') == cate


def test_cursul_spune_ce_se_invata_pentru_cine_si_ce_serii_sunt(client, primarie):
    serie_publicata(primarie)
    serie_publicata(primarie, numar=2, stare="incheiata")
    serie_publicata(primarie, numar=3, stare="ciorna")
    tema = Tema.objects.order_by("ordine").first()
    html = pagina(client, tema.get_absolute_url())
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", html)[:5] == [
        "Ce învățați",
        "Pentru cine este",
        "Seriile",
        "Au fost",
        "Cum ajungeți la curs",
    ]
    assert "să citiți o strategie de dezvoltare locală" in html
    gasite = date_structurate(html)
    assert (gasite["@type"], gasite["name"], [i["url"][-8:] for i in gasite["hasCourseInstance"]]) == (
        "Course",
        tema.nume,
        ["seria-1/", "seria-2/"],
    )


def test_seria_are_programul_selectia_si_conditiile(client, serie):
    Serie.objects.filter(pk=serie.pk).update(prag_evaluare=60)
    serie.formatori.create(nume="Ioana Predă", prezentare="urbanistă")
    serie.sesiuni.filter(titlu="Sesiunea 2").update(anulata=True, link_online="https://intalniri.exemplu.test/x")
    serie.sesiuni.filter(titlu="Sesiunea 1").update(link_online="https://intalniri.exemplu.test/x")
    html = pagina(client, serie.get_absolute_url())
    assert re.findall(r'class="agenda-titlu">([^<]*)', html) == ["Sesiunea 1"]
    assert "intalniri.exemplu.test" not in html
    for fraza in (
        "Motivația",
        "10 puncte",
        "cel puțin 80 % din sesiuni.",
        "cel puțin 60 din 100 de puncte",
        "nu este o calificare recunoscută de Autoritatea Națională pentru Calificări",
        "Ioana Predă",
        f'href="{serie.get_absolute_url()}cerere/"',
    ):
        assert fraza in html
    (instanta,) = date_structurate(html)["hasCourseInstance"]
    assert (instanta["@type"], instanta["courseMode"], instanta["courseWorkload"], instanta["startDate"]) == (
        "CourseInstance",
        "Onsite",
        "PT24H",
        serie.data_inceput.isoformat(),
    )


def test_starile_seriei_pe_pagina_ei(client, serie):
    adresa = serie.get_absolute_url()
    Serie.objects.filter(pk=serie.pk).update(inscrieri_pana_la=timezone.now())
    html = pagina(client, adresa)
    assert "Termenul de depunere a cererilor a trecut." in html
    assert f"{adresa}cerere/" not in html
    Serie.objects.filter(pk=serie.pk).update(stare="anulata", motiv_anulare=MOTIV)
    assert MOTIV in pagina(client, adresa)
    Serie.objects.filter(pk=serie.pk).update(stare="ciorna")
    assert client.get(adresa).status_code == 404
    assert client.get("/cursuri/nu-exista/").status_code == 404


def test_cine_are_o_cerere_o_vede_pe_pagina_seriei(client_pentru, serie, organizatie, reprezentant, strain):
    cerere = cerere_pentru(serie, "Ana Pop", organizatie, "depusa")
    assert cerere.get_absolute_url() in pagina(client_pentru(reprezentant), serie.get_absolute_url())
    assert cerere.get_absolute_url() not in pagina(client_pentru(strain), serie.get_absolute_url())


def test_cursurile_pe_celelalte_pagini(client, serie, primarie):
    assert "Cursuri care primesc cereri" in pagina(client, "/")
    assert serie.get_absolute_url() in pagina(client, primarie.get_absolute_url())
    adrese = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", pagina(client, "/sitemap-cursuri.xml"))
    assert adrese == ["/cursuri/", *(t.get_absolute_url() for t in Tema.objects.active()), serie.get_absolute_url()]
    Serie.objects.filter(pk=serie.pk).update(stare="anulata", motiv_anulare=MOTIV)
    assert "Cursuri care primesc cereri" not in pagina(client, "/")
    assert serie.get_absolute_url() not in pagina(client, primarie.get_absolute_url())
