"""Reports: when they are due, drafts and what was sent, corrections, reminders; and the questions after silence."""

from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone
from PIL import Image

from parteneriate import hartii, rapoarte, tacere
from parteneriate.models import Atentionare, Etapa, FotografieRaport, Parteneriat, Raport
from platforma.mesaje.models import Mesaj
from tests.curse import deodata
from tests.parteneriate.ajutor_monitorizare import raport, zi
from tests.parteneriate.conftest import document, la_etapa

pytestmark = pytest.mark.django_db


@pytest.fixture
def ea(client_pentru, reprezentant):
    return client_pentru(reprezentant)


@pytest.fixture
def in_lucru(public):
    """Under way and public since 100 days: its first report is due."""
    la_etapa(public, Etapa.IMPLEMENTARE)
    Parteneriat.objects.filter(pk=public.pk).update(
        semnat_la=zi(-110), incepe_la=zi(-100), se_incheie_la=zi(400), fara_bani=True
    )
    public.refresh_from_db()
    return public


def poza(nume="curte.jpg"):
    memorie = BytesIO()
    Image.new("RGB", (900, 600), (90, 120, 80)).save(memorie, "JPEG")
    return SimpleUploadedFile(nume, memorie.getvalue(), "image/jpeg")


def poza_vazuta(client, rand):
    """Whether this browser is given the picture."""
    raspuns = client.get(rand.get_absolute_url())
    return raspuns.status_code == 200 and b"".join(raspuns.streaming_content)[:2] == b"\xff\xd8"


# --- terms ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("incepe", "sfarsit", "zile"),
    [
        (date(2026, 8, 31), None, [date(2026, 11, 30), date(2027, 2, 28), date(2027, 8, 31)]),
        (date(2026, 1, 10), date(2026, 9, 1), [date(2026, 4, 10), date(2026, 7, 10)]),
        (date(2026, 1, 10), date(2026, 3, 1), []),
        (None, None, []),
    ],
)
def test_termenele(incepe, sfarsit, zile):
    p = Parteneriat(incepe_la=incepe, se_incheie_la=sfarsit)
    assert list(rapoarte.termene(p).values()) == zile


def test_urmatorul_raport(in_lucru):
    assert rapoarte.urmatoarea(in_lucru).luni == 3
    raport(in_lucru)
    assert rapoarte.urmatoarea(in_lucru).luni == 6
    la_etapa(in_lucru, Etapa.INCHEIAT)
    assert rapoarte.urmatoarea(in_lucru) is None


# --- written, sent --------------------------------------------------------------------------------------------------
def test_ciorna_apoi_trimis_apoi_inghetat(ea, client, in_lucru, reprezentant):
    adresa = f"/spatiu/parteneriate/{in_lucru.pk}/rapoarte/3/"
    atasat = document(in_lucru, "raport", titlu="Tabelul lucrărilor")
    assert ea.get(adresa).status_code == 200
    assert Raport.objects.count() == 0  # a GET writes nothing
    assert ea.post(adresa, {"realizat": "", "probleme": "Ploaie."}).url == adresa
    gol = ea.post(adresa, {"realizat": "", "probleme": "Ploaie.", "trimite": "1"})
    assert gol.context["form"].errors["realizat"] == ["Scrieți ce s-a realizat, apoi trimiteți raportul."]
    date = {"realizat": "Trei curți.", "probleme": "Ploaie.", "documente": [atasat.pk], "trimite": "1"}
    assert ea.post(adresa, date).url == f"/spatiu/parteneriate/{in_lucru.pk}/monitorizare/"
    trimis = Raport.objects.get()
    assert (trimis.depus, trimis.depus_de, list(trimis.documente.all())) == (True, reprezentant, [atasat])
    ea.post(adresa, {"realizat": "Altceva.", "trimite": "1"})
    trimis.refresh_from_db()
    assert trimis.realizat == "Trei curți."
    assert "Trei curți." not in client.get(in_lucru.get_absolute_url()).content.decode()
    hartii.verifica(in_lucru)
    pagina = client.get(in_lucru.get_absolute_url()).content.decode()
    assert "Trei curți." in pagina
    assert "Tabelul lucrărilor" in pagina


def test_baza_de_date_ingheata_ce_s_a_trimis(in_lucru):
    trimis = raport(in_lucru)
    fapte = [{"realizat": "Altul."}, {"stare": "ciorna", "depus_la": None}, {"versiune": 2}]
    for fa in (*(partial(Raport.objects.update, **campuri) for campuri in fapte), trimis.delete):
        with pytest.raises(ProgrammingError), transaction.atomic():
            fa()
    Raport.objects.update(verificat_la=None)  # what a moderator says of it may change


@pytest.mark.parametrize("campuri", [{"realizat": ""}, {"luni": 4}, {"depus_la": None}, {"buget_cheltuit": -1}])
def test_baza_de_date_nu_primeste_un_raport_gresit(in_lucru, campuri):
    with pytest.raises(IntegrityError), transaction.atomic():
        raport(in_lucru, **campuri)


def test_o_corectura_este_o_versiune_care_asteapta(ea, client, in_lucru):
    raport(in_lucru, realizat="Trei curți.")
    trimis = Raport.objects.get()
    ea.post(f"/spatiu/rapoarte/{trimis.pk}/corecteaza/")
    ea.post(f"/spatiu/rapoarte/{trimis.pk}/corecteaza/")  # twice is once
    assert [(r.versiune, r.depus) for r in Raport.objects.all()] == [(1, True), (2, False)]
    assert rapoarte.urmatoarea(in_lucru).luni == 6  # a correction is nobody's debt
    ea.post(f"/spatiu/parteneriate/{in_lucru.pk}/rapoarte/3/", {"realizat": "Două curți.", "trimite": "1"})
    pagina = client.get(in_lucru.get_absolute_url()).content.decode()
    assert ("Trei curți." in pagina, "Două curți." in pagina) == (True, False)
    hartii.verifica(in_lucru)
    pagina = client.get(in_lucru.get_absolute_url()).content.decode()
    assert ("Trei curți." in pagina, "Două curți." in pagina) == (False, True)
    assert [r.versiune for r in Raport.objects.publice()] == [2]


def test_la_o_corectura_se_poate_renunta_la_un_raport_nu(ea, in_lucru):
    datorat = raport(in_lucru, 6, depus=False, realizat="")
    trimis = raport(in_lucru)
    ea.post(f"/spatiu/rapoarte/{trimis.pk}/corecteaza/")
    ea.post(f"/spatiu/rapoarte/{Raport.objects.get(versiune=2).pk}/renunta/")
    ea.post(f"/spatiu/rapoarte/{datorat.pk}/renunta/")
    assert {*Raport.objects.values_list("luni", "versiune")} == {(3, 1), (6, 1)}


def test_prea_devreme_si_prea_tarziu(ea, in_lucru):
    raspuns = ea.post(f"/spatiu/parteneriate/{in_lucru.pk}/rapoarte/12/", {"realizat": "Tot.", "trimite": "1"})
    assert raspuns.context["form"].non_field_errors() == ["Este prea devreme pentru acest raport."]
    la_etapa(in_lucru, Etapa.INCHEIAT)
    raspuns = ea.post(f"/spatiu/parteneriate/{in_lucru.pk}/rapoarte/3/", {"realizat": "Tot.", "trimite": "1"})
    assert raspuns.status_code == 200
    assert Raport.objects.count() == 0
    assert ea.get(f"/spatiu/parteneriate/{in_lucru.pk}/rapoarte/4/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_doi_trimit_deodata_ramane_un_raport(in_lucru, reprezentant, autoritate):
    from parteneriate.forms.monitorizare import RaportForm

    def trimite(cine, text):
        form = RaportForm({"realizat": text}, parteneriat=in_lucru, trimite=True)
        assert form.is_valid()
        return lambda: rapoarte.salveaza(in_lucru, 3, form, cine, trimite=True)

    rezultate = deodata(trimite(reprezentant, "Al ei."), trimite(autoritate, "Al lui."))
    assert sorted(type(r).__name__ for r in rezultate) == ["Raport", "Refuzat"]
    assert Raport.objects.count() == 1


# --- money ----------------------------------------------------------------------------------------------------------
def test_cheltuit_fata_de_total(client, ea, in_lucru):
    lider = in_lucru.parti.first()
    with transaction.atomic():
        Parteneriat.objects.filter(pk=in_lucru.pk).update(fara_bani=False, buget_total=20000)
        lider.contributii.create(sursa="proprie", suma=20000)
    adresa = f"/spatiu/parteneriate/{in_lucru.pk}/rapoarte/3/"
    assert list(ea.post(adresa, {"buget_cheltuit": "-1"}).context["form"].errors) == ["buget_cheltuit"]
    ea.post(adresa, {"realizat": "Da.", "buget_cheltuit": "7.500,50", "trimite": "1"})
    hartii.verifica(in_lucru)
    pagina = client.get(in_lucru.get_absolute_url())
    assert (str(pagina.context["pagina"].cheltuit[0]), pagina.context["pagina"].cheltuit[1]) == ("7500.50", 37)
    assert "7.500,50 lei" in pagina.content.decode()


# --- pictures -------------------------------------------------------------------------------------------------------
def test_fotografiile_cer_acordul_si_descrierea(ea, client, client_pentru, strain, in_lucru, reprezentant):
    ciorna = raport(in_lucru, depus=False)
    adresa = f"/spatiu/rapoarte/{ciorna.pk}/fotografii/"
    assert sorted(ea.post(adresa, {"imagine": poza()}).context["form"].errors) == ["acord", "alt"]
    ea.post(adresa, {"imagine": poza(), "alt": "Doi vecini plantează un tei.", "acord": "on"})
    rand = FotografieRaport.objects.get()
    assert (rand.acord_de, rand.latime) == (reprezentant, 900)
    assert [poza_vazuta(c, rand) for c in (client, client_pentru(strain), ea)] == [False, False, True]
    with transaction.atomic():
        rapoarte.salveaza(in_lucru, 3, _form(in_lucru), reprezentant, trimite=True)
    hartii.verifica(in_lucru)
    assert poza_vazuta(client, rand)
    assert 'alt="Doi vecini plantează un tei."' in client.get(in_lucru.get_absolute_url()).content.decode()
    ea.post(f"/spatiu/rapoarte/{ciorna.pk}/corecteaza/")
    ea.post(f"/spatiu/parteneriate/{in_lucru.pk}/rapoarte/3/", {"realizat": "Alte cuvinte.", "trimite": "1"})
    hartii.verifica(in_lucru)
    assert poza_vazuta(client, rand)  # a correction of words keeps the pictures
    text = client.get(in_lucru.get_absolute_url()).content.decode()
    assert ("Alte cuvinte." in text, "Doi vecini plantează" in text) == (True, True)
    ea.post(f"/spatiu/fotografii/{rand.uuid}/sterge/")  # consent taken back, also from what was sent
    assert FotografieRaport.objects.count() == 0


def _form(p):
    from parteneriate.forms.monitorizare import RaportForm

    form = RaportForm({"realizat": "Trei curți."}, parteneriat=p, trimite=True)
    assert form.is_valid()
    return form


def test_la_ce_s_a_trimis_nu_se_mai_adauga_fotografii(ea, in_lucru):
    trimis = raport(in_lucru)
    ea.post(f"/spatiu/rapoarte/{trimis.pk}/fotografii/", {"imagine": poza(), "alt": "O curte.", "acord": "on"})
    assert FotografieRaport.objects.count() == 0


def test_fotografiile_unui_ascuns_nu_se_vad(client, semnat, reprezentant):
    trimis = raport(semnat)
    rand = trimis.fotografii.create(imagine=ContentFile(poza().read(), "a.jpg"), alt="Ascuns", acord_de=reprezentant)
    assert not poza_vazuta(client, rand)


# --- reminders ------------------------------------------------------------------------------------------------------


def test_amintirile_la_termen_si_dupa_14_zile(in_lucru, reprezentant, autoritate):
    termen = rapoarte.termene(in_lucru)[3]
    assert rapoarte.aminteste(termen - timedelta(days=1)) == 0
    assert Raport.objects.count() == 0
    assert [rapoarte.aminteste(termen), rapoarte.aminteste(termen)] == [2, 0]
    assert rapoarte.aminteste(termen + timedelta(days=13)) == 0
    assert [rapoarte.aminteste(termen + timedelta(days=n)) for n in (14, 14, 60)] == [2, 0, 0]
    assert {*Mesaj.objects.values_list("catre", flat=True)} == {reprezentant.email, autoritate.email}
    assert list(rapoarte.rapoarte_de_facut(reprezentant)) == [Raport.objects.get()]


def test_o_rulare_intarziata_aminteste_o_data(in_lucru):
    assert rapoarte.aminteste(rapoarte.termene(in_lucru)[3] + timedelta(days=20)) == 2
    assert Raport.objects.get().amintiri == 2


def test_de_un_raport_trimis_sau_al_unuia_incheiat_nu_se_aminteste(in_lucru, reprezentant, strain):
    raport(in_lucru)
    assert rapoarte.aminteste() == 0
    Parteneriat.objects.filter(pk=in_lucru.pk).update(incepe_la=zi(-200), semnat_la=zi(-210))
    assert rapoarte.aminteste() == 2
    assert rapoarte.rapoarte_de_facut(strain).count() == 0
    la_etapa(in_lucru, Etapa.INCHEIAT)
    assert rapoarte.rapoarte_de_facut(reprezentant).count() == 0


@pytest.mark.django_db(transaction=True)
def test_doi_lucratori_amintesc_o_data(in_lucru):
    rezultate = deodata(rapoarte.aminteste, rapoarte.aminteste)
    rapoarte.aminteste()  # whoever skipped the locked row comes back in the morning
    assert (Mesaj.objects.count(), Raport.objects.count()) == (2, 1), rezultate


def test_o_tacere_se_spune_o_data(in_lucru, reprezentant):
    acum = timezone.now()
    Parteneriat.objects.filter(pk=in_lucru.pk).update(modificat_la=acum - timedelta(days=190))
    assert [tacere.aminteste(), tacere.aminteste()] == [2, 0]
    assert list(tacere.de_actualizat(reprezentant)) == [in_lucru]
    Parteneriat.objects.filter(pk=in_lucru.pk).update(modificat_la=acum)
    assert tacere.aminteste() == 0
    Parteneriat.objects.filter(pk=in_lucru.pk).update(modificat_la=acum - timedelta(days=189))
    assert tacere.aminteste() == 2  # another silence


def test_o_data_de_sfarsit_trecuta_nu_inchide_ci_intreaba(ea, in_lucru, reprezentant, strain):
    Parteneriat.objects.filter(pk=in_lucru.pk).update(se_incheie_la=zi(-1))
    assert [tacere.aminteste(), tacere.aminteste()] == [2, 0]
    in_lucru.refresh_from_db()
    assert (in_lucru.etapa, Atentionare.objects.get().fel) == ("implementare", "sfarsit")
    assert list(Parteneriat.objects.conduse_de(reprezentant).trecute_de_sfarsit()) == [in_lucru]
    assert list(Parteneriat.objects.conduse_de(strain).trecute_de_sfarsit()) == []
    assert "a trecut. Parteneriatul nu se închide singur" in ea.get(in_lucru.get_spatiu_url()).content.decode()
    Parteneriat.objects.filter(pk=in_lucru.pk).update(se_incheie_la=zi(0))
    assert Parteneriat.objects.conduse_de(reprezentant).trecute_de_sfarsit().count() == 0
