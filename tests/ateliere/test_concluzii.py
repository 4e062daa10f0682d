"""Conclusions: staff write them, the organisation that answers says what came of them, silence is noticed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ateliere import concluzii as verbe
from ateliere.models import Concluzie, Fapta
from ateliere.tasks import aminteste_concluziile
from organizatii.models import Membru
from platforma.locuri.ocupare import Refuzat
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import atelier_tinut, proces_publicat
from tests.curse import deodata

RASPUNS = "Am deschis două puncte de donare în piața Titan."


def concluzie_in(atelier, text="Punem coșuri pentru compost în piețe.", **campuri):
    return Concluzie.objects.create(atelier=atelier, text=text, **campuri)


@pytest.fixture
def public(tinut, secretariat):
    proces_publicat(tinut, secretariat)
    return tinut


@pytest.fixture
def concluzie(public, organizatie):
    return concluzie_in(public, responsabil=organizatie, termen=timezone.localdate() + timedelta(days=40))


def adresa(atelier, rest=""):
    return f"/spatiu/ateliere/{atelier.pk}/concluzii/{rest}"


# --- which ones ---------------------------------------------------------------------------------------------------
def test_publice_sunt_cele_cu_proces_verbal_publicat(concluzie, primarie, reprezentant, strain):
    alt_atelier = atelier_tinut(primarie, slug="altul")
    concluzie_in(alt_atelier, responsabil=concluzie.responsabil)
    assert list(Concluzie.objects.publicate()) == [concluzie]
    assert list(Concluzie.objects.in_grija(reprezentant)) == [concluzie]
    assert list(Concluzie.objects.in_grija(strain)) == []


@pytest.mark.parametrize(
    ("campuri", "zile", "este"),
    [
        ({}, 60, True),
        ({}, 59, False),
        ({"stare": "in_lucru"}, 90, False),
        ({"stare": "abandonata"}, 90, False),
        ({"creat_la": timezone.now() - timedelta(days=10)}, 90, False),
    ],
)
def test_fara_urmare_dupa_saizeci_de_zile(tinut, secretariat, campuri, zile, este):
    acum = timezone.now()
    proces_publicat(tinut, secretariat, publicat_la=acum - timedelta(days=zile))
    concluzie_in(tinut, **{"creat_la": acum - timedelta(days=100), **campuri})
    assert Concluzie.objects.fara_urmare(acum).exists() is este


def test_constrangerile(concluzie, secretariat):
    for gresit in ({"stare": "altceva"}, {"raspuns": "x"}, {"raspuns_la": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Concluzie.objects.update(**gresit)


# --- staff --------------------------------------------------------------------------------------------------------
def test_personalul_adauga_in_ordine(tinut, secretariat, organizatie, client_pentru):
    client = client_pentru(secretariat)
    for text in ("Prima concluzie.", "A doua concluzie."):
        raspuns = client.post(
            adresa(tinut, "noua/"),
            {"text": text, "responsabil": "cartierul nostru", "termen": "05.05.2027", "stare": "realizata"},
        )
        assert (raspuns.status_code, raspuns.url) == (302, f"/spatiu/ateliere/{tinut.pk}/dupa/")
    assert list(tinut.concluzii.values_list("ordine", "text", "responsabil", "termen", "stare")) == [
        (1, "Prima concluzie.", organizatie.pk, date(2027, 5, 5), "deschisa"),
        (2, "A doua concluzie.", organizatie.pk, date(2027, 5, 5), "deschisa"),
    ]
    assert Fapta.objects.filter(ce="concluzie").count() == 2


@pytest.mark.parametrize(
    ("date_", "camp"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"responsabil": "Nu există așa ceva"}, "responsabil"),
        ({"termen": "mâine"}, "termen"),
    ],
)
def test_o_concluzie_gresita(tinut, secretariat, client_pentru, date_, camp):
    raspuns = client_pentru(secretariat).post(adresa(tinut, "noua/"), {"text": "O concluzie.", **date_})
    assert list(raspuns.context["form"].errors) == [camp]
    assert Concluzie.objects.count() == 0


def test_modificarea_scrie_numai_ce_s_a_atins(concluzie, secretariat, reprezentant, client_pentru):
    client = client_pentru(secretariat)
    cale = adresa(concluzie.atelier, f"{concluzie.pk}/")
    form = client.get(cale).context["form"]
    assert form["responsabil"].value() == "Asociația Cartierul Nostru"
    trimise = {f"initial-{n}": form[n].value() for n in form.fields} | {n: form[n].value() for n in form.fields}
    verbe.raspunde(concluzie, reprezentant, raspuns=RASPUNS, stare="in_lucru", vazut=None)
    client.post(cale, {**trimise, "text": "Punem compostoare în piețe."})
    concluzie.refresh_from_db()
    assert (concluzie.text, concluzie.stare, concluzie.raspuns) == ("Punem compostoare în piețe.", "in_lucru", RASPUNS)


def test_alta_organizatie_incepe_fara_raspuns(concluzie, secretariat, reprezentant, alta_organizatie, client_pentru):
    verbe.raspunde(concluzie, reprezentant, raspuns=RASPUNS, stare="in_lucru", vazut=None)
    client_pentru(secretariat).post(
        adresa(concluzie.atelier, f"{concluzie.pk}/"),
        {"text": concluzie.text, "responsabil": "Malul Dâmboviței", "stare": "deschisa", "ordine": 1},
    )
    concluzie.refresh_from_db()
    assert (concluzie.responsabil, concluzie.raspuns, concluzie.raspuns_la) == (alta_organizatie, "", None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT raspuns FROM ateliere_concluzieevent ORDER BY pgh_id DESC LIMIT 1")
        assert cursor.fetchone() == (RASPUNS,)


def test_se_sterge_numai_inainte_de_publicare(tinut, secretariat, client_pentru):
    client = client_pentru(secretariat)
    ciorna, publica = concluzie_in(tinut, "Una."), concluzie_in(tinut, "Două.")
    client.post(adresa(tinut, f"{ciorna.pk}/sterge/"))
    assert list(Concluzie.objects.all()) == [publica]
    proces_publicat(tinut, secretariat)
    raspuns = client.post(adresa(tinut, f"{publica.pk}/sterge/"))
    assert raspuns.status_code == 302
    assert Concluzie.objects.filter(pk=publica.pk).exists()


def test_gazdele_nu_scriu_concluzii(tinut, autoritate, client_pentru):
    client = client_pentru(autoritate)
    concluzie = concluzie_in(tinut)
    for cale in ("noua/", f"{concluzie.pk}/", f"{concluzie.pk}/sterge/"):
        assert client.post(adresa(tinut, cale), {"text": "Altceva."}).status_code == 404
    assert list(Concluzie.objects.values_list("text", flat=True)) == [concluzie.text]


# --- the answer ---------------------------------------------------------------------------------------------------
def test_un_coleg_raspunde_in_pagina(concluzie, coleg, client_pentru):
    client = client_pentru(coleg)
    html = client.get("/spatiu/ateliere/concluzii/").content.decode()
    assert concluzie.text in html and f"/spatiu/ateliere/concluzii/{concluzie.pk}/" in html
    cale = f"/spatiu/ateliere/concluzii/{concluzie.pk}/"
    raspuns = client.post(cale, {"raspuns": RASPUNS, "stare": "in_lucru", "vazut": "", "text": "Furat."})
    assert (raspuns.status_code, raspuns.url) == (302, "/spatiu/ateliere/concluzii/")
    concluzie.refresh_from_db()
    assert (concluzie.raspuns, concluzie.stare, concluzie.raspuns_de) == (RASPUNS, "in_lucru", coleg)
    assert concluzie.text == "Punem coșuri pentru compost în piețe."
    assert Fapta.objects.get(ce="concluzie_raspuns").detalii == {"concluzie": concluzie.pk, "stare": "in_lucru"}


@pytest.mark.parametrize(
    ("date_", "campuri"),
    [
        ({"raspuns": ""}, ["raspuns"]),
        ({"raspuns": "Da, am făcut."}, ["raspuns"]),
        ({"stare": ""}, ["stare"]),
        ({"stare": "deschisa"}, ["stare"]),
    ],
)
def test_un_raspuns_gresit(concluzie, reprezentant, client_pentru, date_, campuri):
    raspuns = client_pentru(reprezentant).post(
        f"/spatiu/ateliere/concluzii/{concluzie.pk}/", {"raspuns": RASPUNS, "stare": "realizata", **date_}
    )
    assert list(raspuns.context["form"].errors) == campuri
    assert Concluzie.objects.get().raspuns == ""


def test_numai_organizatia_care_raspunde(concluzie, strain, secretariat, autoritate, client_pentru):
    for cine in (strain, secretariat, autoritate):
        cale = f"/spatiu/ateliere/concluzii/{concluzie.pk}/"
        assert client_pentru(cine).post(cale, {"raspuns": RASPUNS, "stare": "realizata"}).status_code == 404
        with pytest.raises(PermissionDenied):
            verbe.raspunde(concluzie, cine, raspuns=RASPUNS, stare="realizata", vazut=None)
    with pytest.raises(ValidationError):
        verbe.raspunde(concluzie, strain, raspuns="scurt", stare="realizata", vazut=None)


def test_peste_raspunsul_unui_coleg_nu_se_scrie_fara_sa_fie_citit(concluzie, reprezentant, coleg, client_pentru):
    verbe.raspunde(concluzie, coleg, raspuns=RASPUNS, stare="in_lucru", vazut=None)
    cale = f"/spatiu/ateliere/concluzii/{concluzie.pk}/"
    client = client_pentru(reprezentant)
    raspuns = client.post(cale, {"raspuns": "Am abandonat planul acesta.", "stare": "abandonata", "vazut": ""})
    html = raspuns.content.decode()
    assert "Un coleg a răspuns între timp." in html and RASPUNS in html and "Am abandonat planul acesta." in html
    date_ = {n: raspuns.context["form"][n].value() for n in ("raspuns", "stare", "vazut")}
    assert client.post(cale, date_).status_code == 302
    assert Concluzie.objects.get().stare == "abandonata"


@pytest.mark.django_db(transaction=True)
def test_doi_colegi_raspund_deodata_unul_afla(concluzie, reprezentant, coleg):
    rezultate = deodata(
        *(
            lambda de=de: verbe.raspunde(concluzie, de, raspuns=RASPUNS, stare="realizata", vazut=None)
            for de in (reprezentant, coleg)
        )
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["Concluzie", "Refuzat"]
    assert isinstance(next(r for r in rezultate if not isinstance(r, Concluzie)), Refuzat)
    assert Fapta.objects.filter(ce="concluzie_raspuns").count() == 1


# --- the list -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cate", [1, 3])
def test_lista_are_acelasi_numar_de_interogari(public, organizatie, secretariat, client_pentru, cate):
    for n in range(cate):
        concluzie_in(public, f"Concluzia {n}.", responsabil=organizatie, ordine=n)
    client = client_pentru(secretariat)
    client.get("/spatiu/ateliere/concluzii/")
    with CaptureQueriesContext(connection) as interogari:
        raspuns = client.get("/spatiu/ateliere/concluzii/")
    assert [c.text for c in raspuns.context["pagina"]] == [f"Concluzia {n}." for n in range(cate)]
    assert len(interogari) == 8


@pytest.mark.parametrize(
    ("care", "texte"),
    [
        ("", ["Deschisă.", "În lucru.", "Realizată.", "Veche."]),
        ("neincheiate", ["Deschisă.", "În lucru.", "Veche."]),
        ("incheiate", ["Realizată."]),
        ("fara-urmare", ["Veche."]),
        ("nimic", ["Deschisă.", "În lucru.", "Realizată.", "Veche."]),
    ],
)
def test_filtrul(tinut, secretariat, client_pentru, care, texte):
    vechi = timezone.now() - timedelta(days=61)
    proces_publicat(tinut, secretariat, publicat_la=vechi)
    for ordine, (text, stare) in enumerate(
        [("Deschisă.", "deschisa"), ("În lucru.", "in_lucru"), ("Realizată.", "realizata")]
    ):
        concluzie_in(tinut, text, stare=stare, ordine=ordine)
    concluzie_in(tinut, "Veche.", ordine=9, creat_la=vechi)
    raspuns = client_pentru(secretariat).get("/spatiu/ateliere/concluzii/", {"care": care, "pagina": "x"})
    assert [c.text for c in raspuns.context["pagina"]] == texte


def test_cutia_din_administrare(tinut, secretariat, moderator, client_pentru):
    vechi = timezone.now() - timedelta(days=61)
    proces_publicat(tinut, secretariat, publicat_la=vechi)
    concluzie_in(tinut, creat_la=vechi)
    concluzie_in(tinut, stare="in_lucru")
    html = client_pentru(secretariat).get("/admin/").content.decode()
    assert "Concluziile atelierelor" in html and "/spatiu/ateliere/concluzii/?care=fara-urmare" in html
    assert "Concluziile atelierelor" not in client_pentru(moderator).get("/admin/").content.decode()


# --- reminders ----------------------------------------------------------------------------------------------------
def test_amintirea_inainte_de_termen_o_data(concluzie, reprezentant, coleg, organizatie):
    azi = timezone.localdate()
    for zile, scrise in ((8, 0), (7, 1), (6, 0), (-1, 0)):
        Concluzie.objects.update(termen=azi + timedelta(days=7))
        assert verbe.aminteste(timezone.now() + timedelta(days=7 - zile)) == scrise
    mesaj = Mesaj.objects.get()
    assert (mesaj.catre, mesaj.cheie.split(":")[1]) == (reprezentant.email, "termen")
    assert concluzie.text in mesaj.text and f"/spatiu/ateliere/concluzii/{concluzie.pk}/" in mesaj.text
    Concluzie.objects.update(termen=azi + timedelta(days=3))
    assert verbe.aminteste() == 1, "a new term is a new reminder"
    Concluzie.objects.update(termen=azi + timedelta(days=2), stare="realizata")
    assert verbe.aminteste() == 0


def test_tacerea_de_saizeci_de_zile_se_aminteste_o_data(tinut, secretariat, organizatie, reprezentant):
    vechi = timezone.now() - timedelta(days=60)
    proces_publicat(tinut, secretariat, publicat_la=vechi)
    concluzie_in(tinut, responsabil=organizatie, creat_la=vechi)
    concluzie_in(tinut, "A nimănui.", creat_la=vechi)
    assert verbe.aminteste() == 1
    assert Mesaj.objects.get().subiect == "O concluzie fără răspuns: Cum lucrăm cu piețele"
    with CaptureQueriesContext(connection) as interogari:
        aminteste_concluziile()
    assert [q["sql"] for q in interogari if q["sql"].startswith(("INSERT", "UPDATE"))] == []
    assert Mesaj.objects.count() == 1


def test_numai_administratorii_activi(concluzie, reprezentant, organizatie, strain):
    Membru.objects.create(organizatie=organizatie, utilizator=strain, rol=Membru.Rol.ADMINISTRATOR)
    reprezentant.is_active = False
    reprezentant.save()
    Concluzie.objects.update(termen=timezone.localdate())
    assert verbe.aminteste() == 1
    assert Mesaj.objects.get().catre == strain.email
