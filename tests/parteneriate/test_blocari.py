"""One organisation blocks another: no messages, no new interest, no mail; lifted at will; no message slips through."""

from threading import Event

import pytest
from django.db import IntegrityError, transaction

from organizatii.unire import desfa, uneste
from parteneriate import blocari, conversatii, interese
from parteneriate.forms.conversatie import ReplicaForm
from parteneriate.models import Blocare, Interes, Replica
from parteneriate.parti import invita
from parteneriate.scriere import Refuzat
from platforma.mesaje.models import Mesaj
from tests.conftest import organizatie_publicata
from tests.curse import deodata
from tests.parteneriate.ajutor import anunt, interes, replica
from tests.parteneriate.conftest import parteneriat

pytestmark = pytest.mark.django_db
TEXT = "Când putem veni să vedem sala?"
MOTIV = "Sala s-a ocupat între timp, dar ne-ați fost de folos."


@pytest.fixture
def primit(deschis, alta_organizatie, strain, reprezentant):
    return interes(deschis, alta_organizatie, strain)


@pytest.fixture
def adresa(primit):
    return f"/spatiu/interese/{primit.pk}/"


@pytest.fixture
def el(client_pentru, strain):
    """Of the organisation that gets blocked."""
    return client_pentru(strain)


@pytest.fixture
def ea(client_pentru, reprezentant):
    """Of the organisation that blocks."""
    return client_pentru(reprezentant)


@pytest.fixture
def blocata(primit, organizatie, alta_organizatie, reprezentant):
    return blocari.blocheaza(organizatie, alta_organizatie, reprezentant)


def test_se_blocheaza_si_se_ridica(ea, el, adresa, organizatie, alta_organizatie, reprezentant):
    assert "Blocați Fundația Malul Dâmboviței?" in ea.get(f"{adresa}blocheaza/").content.decode()
    assert Blocare.objects.count() == 0
    lista = f"/spatiu/organizatii/{organizatie.pk}/blocari/"
    for _ori in range(2):  # pressed twice, it is one
        assert ea.post(f"{adresa}blocheaza/").url == lista
    rand = Blocare.objects.get()
    assert (rand.organizatie, rand.blocata, rand.de) == (organizatie, alta_organizatie, reprezentant)
    assert "Fundația Malul Dâmboviței" in ea.get(lista).content.decode()
    assert "a ales să nu mai primească mesaje" in el.post(f"{adresa}scrie/", {"text": TEXT}).content.decode()
    assert ea.post(f"/spatiu/blocari/{rand.pk}/ridica/").url == lista
    assert "Nu ați blocat nicio organizație" in ea.get(lista).content.decode()
    assert el.post(f"{adresa}scrie/", {"text": TEXT}).status_code == 302


def test_niciuna_dintre_parti_nu_mai_scrie(ea, el, adresa, primit, strain, blocata):
    replica(primit, strain)
    continut = {nume: cl.get(adresa).content.decode() for nume, cl in (("ea", ea), ("el", el))}
    assert all(TEXT in c and "Trimiteți mesajul" not in c for c in continut.values())
    assert "Ați blocat această organizație." in continut["ea"]
    assert "Asociația Cartierul Nostru a ales să nu mai primească mesaje" in continut["el"]
    for cl in (ea, el):
        assert cl.post(f"{adresa}scrie/", {"text": "Și totuși?"}).status_code == 200
    assert (Replica.objects.count(), Mesaj.objects.count()) == (1, 0)


def test_nu_mai_poate_raspunde_la_anunturi(
    ea, el, organizatie, alta_organizatie, strain, blocata, client_pentru, primarie, autoritate
):
    altul = anunt("Alt anunț", organizatie)
    adresa = f"{altul.get_absolute_url()}interes/"
    raspuns = el.get(adresa)
    assert (raspuns.status_code, "a ales să nu mai primească mesaje" in raspuns.content.decode()) == (200, True)
    el.post(adresa, {"organizatie": alta_organizatie.pk, "contact": strain.pk, "ofera": "O sală."})
    assert Interes.objects.filter(anunt=altul).count() == 0
    al_lor = anunt("Al lor", alta_organizatie)
    assert "Ați blocat această organizație." in ea.get(f"{al_lor.get_absolute_url()}interes/").content.decode()
    alt_client = client_pentru(autoritate)
    alt_client.post(adresa, {"organizatie": primarie.pk, "contact": autoritate.pk, "ofera": "O sală."})
    assert Interes.objects.filter(anunt=altul).count() == 1  # only between the two


def test_cine_are_doua_organizatii_raspunde_cu_cea_neblocata(el, organizatie, strain, primarie, blocata):
    primarie.membri.create(utilizator=strain, rol="editor")
    altul = anunt("Alt anunț", organizatie)
    form = el.get(f"{altul.get_absolute_url()}interes/").context["form"]
    assert list(form.fields["organizatie"].queryset) == [primarie]


def test_cine_a_blocat_nu_mai_primeste_niciun_e_mail_de_la_ei(primit, strain, reprezentant, blocata):
    with pytest.raises(interese.MutareInterzisa, match="Ați blocat"):
        interese.muta(primit, "accepta", reprezentant)
    interese.aminteste(primit.trimis_la + interese.timedelta(days=11))
    interese.muta(primit, "retrage", strain)
    assert Mesaj.objects.count() == 0


def test_cel_blocat_afla_totusi_raspunsul(primit, strain, reprezentant, blocata):
    interese.muta(primit, "refuza", reprezentant, MOTIV)
    assert [m.catre for m in Mesaj.objects.all()] == [strain.email]


def test_numai_ai_ei_vad_si_ridica(
    client, client_pentru, organizatie, blocata, strain, autoritate, moderator, admin, coleg
):
    lista, ridica = f"/spatiu/organizatii/{organizatie.pk}/blocari/", f"/spatiu/blocari/{blocata.pk}/ridica/"
    for cine in (strain, autoritate, moderator, admin):
        cl = client_pentru(cine)
        assert (cl.get(lista).status_code, cl.post(ridica).status_code) == (404, 404)
    assert (client.get(lista).status_code, client.post(ridica).status_code) == (302, 302)
    ea = client_pentru(coleg)
    assert (ea.get(ridica).status_code, ea.post(lista).status_code) == (405, 405)
    assert (ea.get(lista).status_code, Blocare.objects.count()) == (200, 1)


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_pune_aceleasi_intrebari(ea, organizatie, reprezentant, cate, django_assert_num_queries):
    for n in range(cate):
        blocari.blocheaza(organizatie, organizatie_publicata(f"O{n}", f"o{n}"), reprezentant)
    ea.get(f"/spatiu/organizatii/{organizatie.pk}/blocari/")
    with django_assert_num_queries(5):
        assert len(ea.get(f"/spatiu/organizatii/{organizatie.pk}/blocari/").context["blocari"]) == cate


def test_baza_nu_primeste_doua_sau_pe_sine(organizatie, blocata):
    for campuri in ({"blocata": blocata.blocata}, {"blocata": organizatie}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Blocare.objects.create(organizatie=organizatie, **campuri)


def test_nici_intr_un_parteneriat_nu_o_mai_poate_chema(organizatie, alta_organizatie, strain, blocata):
    al_lor = parteneriat("Al lor", alta_organizatie)
    with pytest.raises(Refuzat, match="a ales să nu mai primească mesaje"):
        invita(al_lor, organizatie, "partener", "", strain)
    assert (al_lor.parti.count(), Mesaj.objects.count()) == (1, 0)


# --- two profiles become one --------------------------------------------------------------------------------------
def test_la_unire_blocarile_si_conversatia_merg_mai_departe(
    el, primit, adresa, organizatie, primarie, strain, moderator, reprezentant, blocata
):
    """The block of the profile that goes holds for the one that stays; one between the two is left behind."""
    blocari.blocheaza(organizatie, primarie, reprezentant)
    replica(primit, strain)
    unirea = uneste(organizatie, primarie, {}, MOTIV, moderator)
    assert list(Blocare.objects.values_list("organizatie", "blocata").order_by("pk")) == [
        (primarie.pk, blocata.blocata_id),
        (organizatie.pk, primarie.pk),
    ]
    continut = el.get(adresa).content.decode()
    assert (TEXT in continut, "Primăria de Probă a ales să nu mai primească mesaje" in continut) == (True, True)
    desfa(unirea, MOTIV, moderator)
    assert set(Blocare.objects.values_list("organizatie", flat=True)) == {organizatie.pk}


# --- races --------------------------------------------------------------------------------------------------------
def scrie_incet(primit, de, scris, mai_departe):
    """Write a message and wait before the commit, as on a slow line."""
    form = ReplicaForm({"text": TEXT}, de=de)
    assert form.is_valid()
    with transaction.atomic():
        conversatii.scrie(primit, form, de)
        scris.set()
        mai_departe.wait(1)


def mesaje_la_blocare(primit, organizatie, alta_organizatie, strain, reprezentant):
    """How many messages there were when somebody was told „blocată”, and how many in the end."""
    scris, mai_departe = Event(), Event()

    def blocheaza():
        scris.wait(10)
        blocari.blocheaza(organizatie, alta_organizatie, reprezentant)
        la_blocare = Replica.objects.count()
        mai_departe.set()
        return la_blocare

    _scris, la_blocare = deodata(lambda: scrie_incet(primit, strain, scris, mai_departe), blocheaza)
    return la_blocare, Replica.objects.count()


@pytest.mark.django_db(transaction=True)
def test_dupa_ce_s_a_blocat_nu_mai_apare_niciun_mesaj(primit, organizatie, alta_organizatie, strain, reprezentant):
    la_blocare, la_sfarsit = mesaje_la_blocare(primit, organizatie, alta_organizatie, strain, reprezentant)
    assert (la_blocare, la_sfarsit) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_fara_lacat_mesajul_ar_aparea_dupa_blocare(
    primit, organizatie, alta_organizatie, strain, reprezentant, monkeypatch
):
    """The harness sees the race: without the lock of the pair, what was being written appears after the block."""
    monkeypatch.setattr(blocari, "lacat", lambda una, alta: None)
    la_blocare, la_sfarsit = mesaje_la_blocare(primit, organizatie, alta_organizatie, strain, reprezentant)
    assert (la_blocare, la_sfarsit) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_blocat_si_scris_deodata_unul_spune_da(primit, organizatie, alta_organizatie, strain, reprezentant):
    def scrie():
        form = ReplicaForm({"text": TEXT}, de=strain)
        assert form.is_valid()
        return conversatii.scrie(primit, form, strain)

    rezultate = deodata(scrie, lambda: blocari.blocheaza(organizatie, alta_organizatie, reprezentant))
    assert type(rezultate[1]) is Blocare
    assert type(rezultate[0]) in {Replica, conversatii.Refuzat}
    assert Replica.objects.count() == isinstance(rezultate[0], Replica)
