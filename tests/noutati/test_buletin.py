"""The staff's newsletter: seen before it is sent, to each address once, whatever dies on the way."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from noutati import abonari, buletine
from noutati.models import Buletin, Destinatar, RefuzBuletin, StareBuletin
from noutati.tasks import curata
from organizatii.models import Membru
from organizatii.stergere import sterge_persoana
from platforma.mesaje.models import Mesaj, StareMesaj
from platforma.nomenclatoare.models import Domeniu, Sector
from tests.conftest import organizatie_publicata, persoana
from tests.curse import deodata
from tests.noutati.ajutor_abonari import aparuta, urmaritor

pytestmark = pytest.mark.django_db
ADMIN = "/admin/noutati/buletin/"


@pytest.fixture
def buletin(secretariat):
    """A draft to all members, written by the secretariat."""
    return Buletin.objects.create(
        subiect="Ce urmează în mai", text="Veniți la **atelier**.", membri="toti", creat_de=secretariat
    )


@pytest.fixture
def echipe(reprezentant, coleg, strain, autoritate):
    """Four people: three administrators and an editor."""
    return [reprezentant, coleg, strain, autoritate]


def multi(cati):
    """An organisation with so many editors."""
    o = organizatie_publicata("Asociația Mare", "asociatia-mare")
    for n in range(cati):
        Membru.objects.create(organizatie=o, utilizator=persoana(f"om{n}@exemplu.test", f"Om {n}"), rol="editor")
    return o


def trimite(buletin, de):
    from noutati.destinatari import alesi

    buletine.lanseaza(buletin, de, len(alesi(buletin)[0]))
    return buletine.pune_in_posta()


def adrese(buletin):
    return sorted(buletin.destinatari.values_list("email", flat=True))


# --- to whom -------------------------------------------------------------------------------------------------------
def verifica(client, buletin):
    return client.get(f"{ADMIN}{buletin.pk}/verifica/").context["socoteala"]


def test_se_vede_cati_si_ce_fel_de_oameni(client_pentru, secretariat, buletin, echipe):
    urmaritor("ana@exemplu.test", buletine=True)
    urmaritor("fara@exemplu.test")
    abonari.cere("neconfirmat@exemplu.test", {"frecventa": "zilnic", "categorii": [], "domenii": [], "sectoare": [],
                                             "organizatii": [], "buletine": True})  # fmt: skip
    RefuzBuletin.objects.create(email="strain@exemplu.test")
    Buletin.objects.update(abonati=True)
    vazut = verifica(client_pentru(secretariat), buletin)
    assert (vazut.total, vazut.refuzuri) == (4, 1)
    assert sorted(vazut.randuri) == [
        ("Abonat, fără cont", 1),
        ("Administrator · Autoritate publică locală", 1),
        ("Administrator · ONG", 1),
        ("Editor · ONG", 1),
    ]
    assert vazut.exemple[0] == ("ana@exemplu.test", "Abonat, fără cont")
    assert Destinatar.objects.count() == Mesaj.objects.filter(cheie__startswith="buletin").count() == 0


@pytest.mark.parametrize(
    ("alegeri", "cine"),
    [
        ({"membri": "nimeni"}, []),
        ({"membri": "administratori"}, ["autoritate", "reprezentant", "strain"]),
        ({"tipuri": ["autoritate"]}, ["autoritate"]),
        ({"sectoare": [5]}, ["strain"]),
        ({"domenii": ["locuire"]}, ["coleg", "reprezentant"]),
        ({"domenii": ["locuire"], "sectoare": [5]}, []),
        (
            {"domenii": ["locuire", "servicii-sociale"], "sectoare": [3, 5], "tipuri": ["ong"]},
            ["coleg", "reprezentant", "strain"],
        ),
    ],
)
def test_alegerile_ingusteaza(alegeri, cine, buletin, echipe, organizatie, alta_organizatie):
    from noutati.destinatari import alesi

    organizatie.domenii.add(Domeniu.objects.get(slug="locuire"))
    alta_organizatie.sectoare.set([5])
    alta_organizatie.__class__.objects.filter(pk=alta_organizatie.pk).update(sediu_sector=5)
    buletin.sectoare.set(Sector.objects.filter(pk__in=alegeri.get("sectoare", [])))
    buletin.domenii.set(Domeniu.objects.filter(slug__in=alegeri.get("domenii", [])))
    buletin.membri, buletin.tipuri = alegeri.get("membri", "toti"), alegeri.get("tipuri", [])
    assert sorted(alesi(buletin)[0]) == [f"{nume}@exemplu.test" for nume in cine]


def test_numai_oameni_activi_cu_adresa_confirmata_din_organizatii_publicate(
    buletin, echipe, organizatie, coleg, strain
):
    from noutati.destinatari import alesi

    organizatie_publicata("Ciornă", "ciorna", stare="ciorna").membri.create(
        utilizator=persoana("ciorna@exemplu.test", "C"), rol="administrator"
    )
    coleg.is_active = False
    coleg.save()
    EmailAddress.objects.filter(user=strain).update(verified=False)
    assert sorted(alesi(buletin)[0]) == ["autoritate@exemplu.test", "reprezentant@exemplu.test"]


def test_o_persoana_cu_mai_multe_calitati_primeste_unul_singur(buletin, secretariat, coleg, alta_organizatie):
    Membru.objects.create(organizatie=alta_organizatie, utilizator=coleg, rol="administrator")
    urmaritor(coleg.email, buletine=True)
    buletin.abonati = True
    buletin.save()
    assert trimite(buletin, secretariat) == 1
    destinatar = buletin.destinatari.get()
    assert (destinatar.email, destinatar.fel, destinatar.organizatie) == (
        coleg.email,
        "administrator",
        alta_organizatie,
    )


# --- sending -------------------------------------------------------------------------------------------------------
def test_drumul_de_la_ciorna_la_plecare(client_pentru, secretariat, echipe, organizatie, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    client = client_pentru(secretariat)
    gradina = aparuta("Grădina", None, organizatie)
    date = {"subiect": "Ce urmează", "text": "Veniți la **atelier**.", "noutati": [gradina.pk], "membri": "toti"}
    assert client.post(f"{ADMIN}add/", date).status_code == 302
    buletin = Buletin.objects.get()
    assert (buletin.creat_de, buletin.stare) == (secretariat, "ciorna")
    html = client.get(f"{ADMIN}{buletin.pk}/verifica/").content.decode()
    assert "Veniți la <strong>atelier</strong>." in html
    assert "Trimiteți la 4 adrese" in html
    assert (Destinatar.objects.count(), Mesaj.objects.count()) == (0, 0)
    client.post(f"{ADMIN}{buletin.pk}/proba/")
    proba = Mesaj.objects.get()
    assert (proba.catre, proba.subiect, proba.antete) == (secretariat.email, "[Probă] Ce urmează", {})
    raspuns = client.post(f"{ADMIN}{buletin.pk}/trimite/", {"destinatari": "4"})
    assert (raspuns.status_code, raspuns.url) == (302, f"{ADMIN}{buletin.pk}/change/")
    assert adrese(buletin) == sorted(p.email for p in echipe)
    assert buletine.pune_in_posta() == 4
    buletin.refresh_from_db()
    assert (buletin.stare, buletin.trimis_de) == (StareBuletin.TRIMIS, secretariat)
    mesaj = Mesaj.objects.get(catre="coleg@exemplu.test")
    assert (mesaj.subiect, mesaj.sensibil, mesaj.in_masa) == ("Ce urmează", True, True)
    stop = f"https://exemplu.test{buletin.destinatari.get(email='coleg@exemplu.test').get_stop_url()}"
    assert "Veniți la **atelier**.\n\nNoutăți\n\nGrădina\nAsociația Cartierul Nostru, " in mesaj.text
    assert f"în echipa profilului Asociația Cartierul Nostru.\nNu mai vreau buletine: {stop}\n" in mesaj.text
    assert "<p>Veniți la <strong>atelier</strong>.</p>" in mesaj.html
    assert mesaj.antete == {
        "List-Id": "<buletin.exemplu.test>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert buletine.pune_in_posta() == 0
    assert Mesaj.objects.filter(cheie__startswith=f"buletin:{buletin.pk}:").count() == 4


@pytest.mark.parametrize("vazuti", ["3", "5", "", "x", "0"])
def test_se_trimite_numai_la_cati_s_au_vazut(vazuti, client_pentru, secretariat, buletin, echipe):
    raspuns = client_pentru(secretariat).post(f"{ADMIN}{buletin.pk}/trimite/", {"destinatari": vazuti}, follow=True)
    assert [str(m) for m in raspuns.context["messages"]] == [
        "Lista s-a schimbat între timp: sunt acum 4 destinatari. Verificați și trimiteți din nou."
    ]
    assert (Buletin.objects.get().stare, Destinatar.objects.count()) == ("ciorna", 0)


def test_fara_destinatari_nu_se_trimite(client_pentru, secretariat, buletin):
    raspuns = client_pentru(secretariat).post(f"{ADMIN}{buletin.pk}/trimite/", {"destinatari": "0"}, follow=True)
    assert [str(m) for m in raspuns.context["messages"]] == ["Nu este niciun destinatar. Alegeți cui trimiteți."]


def test_a_doua_oara_nu_se_trimite(client_pentru, secretariat, buletin, echipe):
    trimite(buletin, secretariat)
    raspuns = client_pentru(secretariat).post(f"{ADMIN}{buletin.pk}/trimite/", {"destinatari": "4"}, follow=True)
    assert [str(m) for m in raspuns.context["messages"]] == ["Buletinul este între timp: pus în poștă."]
    assert Destinatar.objects.count() == 4


def test_lansat_un_buletin_nu_se_mai_schimba_si_nu_se_sterge(client_pentru, admin, buletin, echipe):
    trimite(buletin, admin)
    client = client_pentru(admin)
    date = {"subiect": "Altul", "text": "Altul", "membri": "nimeni"}
    assert client.post(f"{ADMIN}{buletin.pk}/change/", date).status_code == 403
    assert client.post(f"{ADMIN}{buletin.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(ADMIN, {"action": "delete_selected", "_selected_action": [buletin.pk], "post": "yes"})
    assert Buletin.objects.get().subiect == "Ce urmează în mai"


def test_starea_nu_se_poate_strecura_in_formular(client_pentru, secretariat, buletin):
    date = {"subiect": "Altul", "text": "T", "membri": "toti", "stare": "trimis", "trimis_la": "2026-01-01"}
    client_pentru(secretariat).post(f"{ADMIN}{buletin.pk}/change/", date)
    assert Buletin.objects.values("subiect", "stare", "trimis_la").get() == {
        "subiect": "Altul",
        "stare": "ciorna",
        "trimis_la": None,
    }


def test_o_noutate_retrasa_intre_timp_nu_intra(buletin, secretariat, echipe, organizatie, client_pentru):
    buletin.noutati.set([aparuta("Grădina", None, organizatie), aparuta("Retrasă", None, organizatie)])
    buletin.noutati.filter(titlu="Retrasă").update(stare="arhivat")
    html = client_pentru(secretariat).get(f"{ADMIN}{buletin.pk}/verifica/").content.decode()
    assert "Nu mai sunt publice și nu intră în mesaj: Retrasă." in html
    trimite(buletin, secretariat)
    texte = {("Grădina" in m.text, "Retrasă" in m.text) for m in Mesaj.objects.all()}
    assert texte == {(True, False)}


# --- pausing and stopping ------------------------------------------------------------------------------------------
def cu_loturi_mici(monkeypatch, cate=2):
    monkeypatch.setattr(buletine, "LOT", cate)


def test_pauza_continuare_oprire(client_pentru, secretariat, buletin, monkeypatch):
    cu_loturi_mici(monkeypatch)
    multi(5)
    client = client_pentru(secretariat)
    buletine.lanseaza(buletin, secretariat, 5)
    assert buletine._pune_un_lot(buletin.pk) == 2
    client.post(f"{ADMIN}{buletin.pk}/pauza/")
    assert (buletine.pune_in_posta(), Buletin.objects.get().stare) == (0, "pauza")
    client.post(f"{ADMIN}{buletin.pk}/reia/")
    assert buletine._pune_un_lot(buletin.pk) == 2
    Mesaj.objects.filter(pk=Mesaj.objects.first().pk).update(stare="trimis", trimis_la=timezone.now())
    client.post(f"{ADMIN}{buletin.pk}/opreste/")
    assert buletine.pune_in_posta() == 0
    assert sorted(Mesaj.objects.values_list("stare", flat=True)) == ["abandonat"] * 3 + ["trimis"]
    mers = client.get(f"{ADMIN}{buletin.pk}/change/").context["mers"]
    assert [(cod, cati) for cod, _cuvinte, cati in mers.stari] == [("trimis", 1), ("abandonat", 4)]
    assert (mers.total, mers.procent, mers.se_misca) == (5, 100, False)
    for verb in ("pauza", "reia", "opreste"):
        raspuns = client.post(f"{ADMIN}{buletin.pk}/{verb}/", follow=True)
        assert [str(m) for m in raspuns.context["messages"]] == ["Buletinul este între timp: oprit."]


def test_cum_merge_se_citeste_din_posta(client_pentru, secretariat, buletin):
    multi(6)
    trimite(buletin, secretariat)
    stari = ["in_coada", "in_curs", "reincercare", "trimis", "esuat", "abandonat"]
    for mesaj, stare in zip(Mesaj.objects.order_by("pk"), stari, strict=True):
        Mesaj.objects.filter(pk=mesaj.pk).update(
            stare=stare, trimis_la=timezone.now(), eroare="550 nu" if stare == "esuat" else ""
        )
    client = client_pentru(secretariat)
    html = client.get(f"{ADMIN}{buletin.pk}/change/").content.decode()
    assert "A plecat la 1 din 6 adrese." in html
    assert '<progress class="mers-bara" max="6" value="3"' in html
    bucata = client.get(f"{ADMIN}{buletin.pk}/change/", headers={"HX-Request": "true"}).content.decode()
    assert bucata.startswith('\n<div class="mers" hx-get=') or bucata.lstrip().startswith('<div class="mers" hx-get=')
    lista = client.get(f"{ADMIN}{buletin.pk}/destinatari/?starea=in_coada").context["pagina"]
    assert [d.email for d in lista] == ["om0@exemplu.test", "om1@exemplu.test", "om2@exemplu.test"]
    esuate = client.get(f"{ADMIN}{buletin.pk}/destinatari/?starea=esuat").content.decode()
    assert "550 nu" in esuate
    assert len(client.get(f"{ADMIN}{buletin.pk}/destinatari/?starea=prostii&pagina=x").context["pagina"]) == 6


def test_lista_destinatarilor_are_acelasi_numar_de_interogari(
    client_pentru, secretariat, buletin, django_assert_num_queries
):
    multi(1)
    trimite(buletin, secretariat)
    client = client_pentru(secretariat)
    client.get(f"{ADMIN}{buletin.pk}/destinatari/")
    with django_assert_num_queries(8):
        client.get(f"{ADMIN}{buletin.pk}/destinatari/")
    for n in range(2):
        o = organizatie_publicata(f"O {n}", f"o-{n}")
        Destinatar.objects.create(buletin=buletin, email=f"x{n}@exemplu.test", fel="editor", organizatie=o)
    with django_assert_num_queries(8):
        client.get(f"{ADMIN}{buletin.pk}/destinatari/")


# --- never twice, nobody lost --------------------------------------------------------------------------------------
def test_baza_refuza_a_doua_linie_pentru_aceeasi_adresa(buletin):
    Destinatar.objects.create(buletin=buletin, email="ana@exemplu.test", fel="abonat")
    for email in ("ana@exemplu.test", "Ana@exemplu.test"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Destinatar.objects.create(buletin=buletin, email=email, fel="abonat")


@pytest.mark.django_db(transaction=True)
def test_mai_multi_lucratori_deodata_pun_fiecare_mesaj_o_data(buletin, secretariat, monkeypatch):
    cu_loturi_mici(monkeypatch, 3)
    multi(20)
    buletine.lanseaza(buletin, secretariat, 20)
    deodata(*[buletine.pune_in_posta] * 3)
    buletine.pune_in_posta()  # whoever found it locked went away; the next sweep finishes
    assert sorted(Mesaj.objects.values_list("catre", flat=True)) == adrese(buletin)
    assert Buletin.objects.get().stare == StareBuletin.TRIMIS


@pytest.mark.django_db(transaction=True)
def test_doi_care_trimit_deodata_lanseaza_o_singura_data(buletin, secretariat, admin):
    multi(5)
    rezultate = deodata(*[lambda de=de: buletine.lanseaza(buletin, de, 5) for de in (secretariat, admin)])
    assert sorted(isinstance(r, buletine.Refuzat) for r in rezultate) == [False, True]
    assert Destinatar.objects.count() == 5


PROCES = """
import django, time; django.setup()
from noutati import buletine, emails
buletine.LOT = 4
vechi = emails.pune_multe
emails.pune_multe = lambda scrisori: (vechi(scrisori), time.sleep(0.5))[0]
buletine.pune_in_posta()
"""


def proces():
    """A worker of its own on the same database; slow, so that it can be killed inside a batch."""
    baza = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}")
    mediu = {"DATABASE_URL": urlunsplit(baza), "REDIS_URL": settings.REDIS_URL}
    mediu["DJANGO_SETTINGS_MODULE"] = "platforma.settings"
    return subprocess.Popen([sys.executable, "-c", PROCES], env={**os.environ, **mediu})


@pytest.mark.django_db(transaction=True)
def test_omorat_in_mijlocul_unui_lot_nu_pierde_si_nu_dubleaza(buletin, secretariat):
    multi(14)
    buletine.lanseaza(buletin, secretariat, 14)
    victima = proces()
    try:
        limita = time.monotonic() + 30
        while Mesaj.objects.count() < 4 and time.monotonic() < limita:
            time.sleep(0.02)
    finally:
        victima.kill()  # SIGKILL, inside the second batch
        victima.wait()
    limita = time.monotonic() + 10  # until PostgreSQL notices that the other end is gone
    while Buletin.objects.get().stare != StareBuletin.TRIMIS and time.monotonic() < limita:
        buletine.pune_in_posta()
    puse = list(Destinatar.objects.values_list("email", "mesaj__catre"))
    assert len(puse) == Mesaj.objects.count() == 14
    assert all(email == catre for email, catre in puse)


# --- refusing ------------------------------------------------------------------------------------------------------
def test_un_clic_si_adresa_nu_mai_primeste_buletine(buletin, secretariat, echipe, coleg):
    urmaritor(coleg.email, buletine=True)
    trimite(buletin, secretariat)
    adresa = buletin.destinatari.get(email=coleg.email).get_stop_url()
    client = Client(enforce_csrf_checks=True)
    assert (client.get(adresa).status_code, RefuzBuletin.objects.count()) == (200, 0)
    raspuns = client.post(adresa, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (raspuns.status_code, client.post(adresa).status_code) == (200, 200)
    assert [r.email for r in RefuzBuletin.objects.all()] == [coleg.email]
    assert abonari.Abonare.objects.get().buletine is False
    al_doilea = Buletin.objects.create(subiect="Altul", text="T", membri="toti", abonati=True)
    trimite(al_doilea, secretariat)
    assert coleg.email not in adrese(al_doilea)


def test_un_refuz_de_dupa_lansare_se_respecta(buletin, secretariat, echipe, coleg, client_pentru):
    buletine.lanseaza(buletin, secretariat, 4)
    abonari.refuza_buletinele(coleg.email)
    assert buletine.pune_in_posta() == 3
    assert not Mesaj.objects.filter(catre=coleg.email).exists()
    mers = client_pentru(secretariat).get(f"{ADMIN}{buletin.pk}/change/").context["mers"]
    assert [(cod, cati) for cod, _cuvinte, cati in mers.stari] == [("in_coada", 3), ("sarit", 1)]


def test_odata_cu_contul_se_sterge_si_adresa_din_liste(buletin, secretariat, echipe, coleg):
    buletine.lanseaza(buletin, secretariat, 4)
    sterge_persoana(coleg)
    assert coleg.email not in adrese(buletin)
    assert buletine.pune_in_posta() == 3
    assert not Mesaj.objects.filter(catre__startswith="coleg").exists()


def test_dupa_un_an_adresele_se_uita_iar_numerele_raman(buletin, secretariat, echipe):
    trimite(buletin, secretariat)
    Buletin.objects.update(trimis_la=timezone.now() - timedelta(days=366))
    curata()
    curata()
    assert {e.partition("@")[2] for e in adrese(buletin)} == {"sters.invalid"}
    assert buletin.destinatari.count() == 4
    assert set(Mesaj.objects.values_list("catre", flat=True)) == {"sters@sters.invalid"}


# --- who ------------------------------------------------------------------------------------------------------------
VERBE = ["proba", "trimite", "pauza", "reia", "opreste"]


@pytest.mark.parametrize(("rol", "stare"), [("moderator", 403), ("reprezentant", 302), ("vizitator", 302)])
def test_buletinele_sunt_ale_secretariatului(rol, stare, buletin, echipe, client_pentru, request):
    client = client_pentru(request.getfixturevalue(rol))
    for pagina in ("verifica", "destinatari"):
        assert client.get(f"{ADMIN}{buletin.pk}/{pagina}/").status_code == stare
    for verb in VERBE:
        assert client.post(f"{ADMIN}{buletin.pk}/{verb}/", {"destinatari": "4"}).status_code == stare
    assert (Buletin.objects.get().stare, Mesaj.objects.count()) == ("ciorna", 0)


def test_metodele_gresite(client_pentru, secretariat, buletin):
    client = client_pentru(secretariat)
    assert {client.get(f"{ADMIN}{buletin.pk}/{verb}/").status_code for verb in VERBE} == {405}
    assert {client.post(f"{ADMIN}{buletin.pk}/{p}/").status_code for p in ("verifica", "destinatari")} == {405}
    assert client.get(f"{ADMIN}{buletin.pk}/destinatari/").status_code == 404
    assert client.get(f"{ADMIN}999999/verifica/").status_code == 404


def test_un_buletin_gresit_spune_ce_lipseste(client_pentru, secretariat):
    raspuns = client_pentru(secretariat).post(f"{ADMIN}add/", {"subiect": "", "text": "", "membri": "cineva"})
    assert sorted(raspuns.context["adminform"].form.errors) == ["membri", "subiect", "text"]
    assert Buletin.objects.count() == 0


def test_personalul_poate_scoate_pe_cineva_la_cerere(client_pentru, secretariat):
    abonare = urmaritor()
    client = client_pentru(secretariat)
    assert client.get(f"/admin/noutati/abonare/{abonare.pk}/change/").status_code == 200
    assert client.post(f"/admin/noutati/abonare/{abonare.pk}/change/", {"email": "x@x.ro"}).status_code == 403
    assert client.post(f"/admin/noutati/abonare/{abonare.pk}/delete/", {"post": "yes"}).status_code == 302
    assert abonari.Abonare.objects.count() == 0
    assert LogEntry.objects.get().object_repr == f"Abonarea nr. {abonare.pk}"  # the log keeps no address


def test_un_mesaj_abandonat_din_posta_se_vede_si_aici(buletin, secretariat, echipe):
    from noutati.mersul import mersul
    from platforma.mesaje.expediere import abandoneaza

    trimite(buletin, secretariat)
    abandoneaza(Mesaj.objects.first())
    buletin.refresh_from_db()
    assert [(cod, cati) for cod, _c, cati in mersul(buletin).stari] == [("in_coada", 3), (StareMesaj.ABANDONAT, 1)]
