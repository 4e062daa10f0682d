"""Expressions of interest: sent, answered in kind words, withdrawn, reminded of; for both sides only."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ateliere.models import Concluzie
from organizatii.models import Membru
from parteneriate import interese
from parteneriate.forms.interes import InteresForm
from parteneriate.models import Anunt, Interes, Parteneriat, TipParteneriat
from platforma.conturi.stergere import goleste_in_aplicatii
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import atelier_publicat, proces_publicat
from tests.curse import deodata
from tests.parteneriate.ajutor import anunt, interes

pytestmark = pytest.mark.django_db
MOTIV = "Sala s-a ocupat între timp, dar ne-ați fost de folos."


def date(organizatie, contact, **altfel):
    return {"organizatie": organizatie.pk, "contact": contact.pk, "ofera": "O sală de 40 de locuri.", **altfel}


@pytest.fixture
def el(client_pentru, strain):
    """Of the organisation that answers."""
    return client_pentru(strain)


@pytest.fixture
def ea(client_pentru, reprezentant):
    """Of the organisation whose notice it is."""
    return client_pentru(reprezentant)


@pytest.fixture
def primit(deschis, alta_organizatie, strain, reprezentant):
    return interes(deschis, alta_organizatie, strain)


# --- sending ------------------------------------------------------------------------------------------------------
def test_trimisa_si_ambele_parti_primesc_mesaj(el, deschis, alta_organizatie, strain, reprezentant, coleg):
    adresa = f"{deschis.get_absolute_url()}interes/"
    assert "Manifestarea de interes nu creează obligații juridice." in el.get(adresa).content.decode()
    raspuns = el.post(adresa, date(alta_organizatie, strain, cauta="Cursanți", disponibilitate="din februarie"))
    rand = Interes.objects.get()
    assert raspuns.url == f"/spatiu/interese/{rand.pk}/"
    assert (rand.organizatie, rand.contact, rand.stare, rand.cauta) == (alta_organizatie, strain, "trimis", "Cursanți")
    assert sorted((m.catre, m.subiect) for m in Mesaj.objects.all()) == [
        (coleg.email, "Fundația Malul Dâmboviței este interesată de: Căutăm o sală pentru cursuri"),
        (reprezentant.email, "Fundația Malul Dâmboviței este interesată de: Căutăm o sală pentru cursuri"),
        (strain.email, "Am trimis manifestarea de interes: Căutăm o sală pentru cursuri"),
    ]
    assert strain.email not in Mesaj.objects.get(catre=coleg.email).text  # names are given once accepted
    assert not Mesaj.objects.filter(sensibil=False).exists()  # staff read the outbox, and not this


def test_a_doua_deschisa_nu_se_poate(el, deschis, primit, alta_organizatie, strain):
    raspuns = el.post(f"{deschis.get_absolute_url()}interes/", date(alta_organizatie, strain))
    assert "Organizația are deja o manifestare de interes la acest anunț." in raspuns.content.decode()
    assert Interes.objects.count() == 1


@pytest.mark.parametrize("campuri", [{"ofera": ""}, {"contact": 0}, {"organizatie": 0}, {"ofera": "1800101221144"}])
def test_formularul_spune_ce_nu_este_bine(el, deschis, alta_organizatie, strain, campuri):
    raspuns = el.post(f"{deschis.get_absolute_url()}interes/", date(alta_organizatie, strain) | campuri)
    assert (raspuns.status_code, list(raspuns.context["form"].errors)) == (200, list(campuri))
    assert not Interes.objects.exists()


def test_nu_in_numele_altora_si_nu_cu_omul_altora(el, deschis, primarie, autoritate, alta_organizatie, strain):
    adresa = f"{deschis.get_absolute_url()}interes/"
    assert el.post(adresa, date(primarie, strain)).status_code == 200
    assert el.post(adresa, date(alta_organizatie, autoritate)).status_code == 200
    assert not Interes.objects.exists()


def test_un_coleg_din_alta_organizatie_nu_este_contact(el, deschis, primarie, autoritate, alta_organizatie, strain):
    Membru.objects.create(organizatie=primarie, utilizator=strain)
    raspuns = el.post(f"{deschis.get_absolute_url()}interes/", date(alta_organizatie, autoritate))
    assert raspuns.context["form"].errors["contact"] == ["Persoana de contact nu este din organizația aleasă."]


def test_la_propriul_anunt_si_fara_organizatie(ea, client, client_pentru, deschis, secretariat):
    adresa = f"{deschis.get_absolute_url()}interes/"
    for cine in (ea, client_pentru(secretariat)):
        assert "Răspundeți în numele unei organizații" in cine.post(adresa, {}).content.decode()
    assert client.get(adresa).url == f"/cont/login/?next={adresa}"


@pytest.mark.parametrize("cum", ["inchis", "expirat", "ciorna"])
def test_la_un_anunt_care_nu_este_deschis_404(el, deschis, alta_organizatie, strain, cum):
    campuri = {
        "inchis": {"inchis_la": timezone.now(), "rezultat": "rezolvat"},
        "expirat": {"valabil_pana": timezone.localdate() - timedelta(days=1)},
        "ciorna": {"stare": "ciorna"},
    }
    Anunt.objects.update(**campuri[cum])
    assert el.post(f"{deschis.get_absolute_url()}interes/", date(alta_organizatie, strain)).status_code == 404


# --- answering ----------------------------------------------------------------------------------------------------
def test_acceptata_si_fiecare_afla_numele_celeilalte(ea, el, primit, reprezentant, coleg, strain):
    adresa = f"/spatiu/interese/{primit.pk}/"
    assert strain.email not in ea.get(adresa).content.decode()
    ea.post(f"{adresa}accepta/", {"contact": coleg.pk, "raspuns": "Cu bucurie!"})
    primit.refresh_from_db()
    assert (primit.stare, primit.contact_anunt, primit.raspuns) == ("acceptat", coleg, "Cu bucurie!")
    for cine in (ea, el):
        text = cine.get(adresa).content.decode()
        assert (strain.email in text, coleg.email in text) == (True, True)
    la_el = Mesaj.objects.get(catre=strain.email)
    assert (la_el.subiect, coleg.email in la_el.text) == (
        "Puteți începe să vorbiți: Căutăm o sală pentru cursuri",
        True,
    )
    assert strain.email in Mesaj.objects.get(catre=reprezentant.email).text


# --- a proposal ---------------------------------------------------------------------------------------------------
def propunere(cine, adresa, **altfel):
    """What a browser would send back, with the type chosen."""
    form = cine.get(adresa).context["form"]
    date = {nume: form[nume].value() or "" for nume in ("titlu", "problema", "domenii", "concluzie", "atelier")}
    return {**date, "apl_ong": "", "tip": TipParteneriat.objects.get(slug="voluntariat").pk, **altfel}


def test_acceptata_devine_propunere_de_parteneriat_dintr_un_pas(
    ea, el, deschis, primit, reprezentant, strain, primarie, secretariat
):
    concluzie = Concluzie.objects.create(atelier=atelier_publicat(primarie), text="O sală în fiecare cartier.")
    proces_publicat(concluzie.atelier, secretariat)
    type(deschis).objects.update(concluzie=concluzie)
    adresa = f"/spatiu/interese/{primit.pk}/propune/"
    for cine in (ea, el):
        assert "Propuneți parteneriatul" not in cine.get(primit.get_absolute_url()).content.decode()
        assert cine.get(adresa).status_code == 404
    interese.muta(primit, "accepta", reprezentant)
    assert adresa in ea.get(primit.get_absolute_url()).content.decode()
    Mesaj.objects.all().delete()
    raspuns = el.post(adresa, propunere(el, adresa))
    rand = Parteneriat.objects.get()
    assert raspuns.url == rand.get_spatiu_url()
    assert (rand.titlu, rand.problema, rand.etapa) == (deschis.titlu, deschis.text, "idee")
    assert (rand.anunt, rand.concluzie, rand.atelier) == (deschis, concluzie, concluzie.atelier)
    assert list(rand.domenii.all()) == list(deschis.domenii.all())
    assert [(p.organizatie, p.rol, p.responsabil, p.acceptat_la is None) for p in rand.parti.order_by("pk")] == [
        (primit.organizatie, "lider", strain, False),
        (deschis.organizatie, "partener", None, True),
    ]
    assert [m.catre for m in Mesaj.objects.all()] == [reprezentant.email]  # invited at once
    for cine in (ea, el):
        continut = cine.get(primit.get_absolute_url()).content.decode()
        assert (rand.get_spatiu_url() in continut, "Propuneți parteneriatul" in continut) == (True, False)


def test_a_doua_propunere_din_aceeasi_discutie_se_refuza(ea, el, primit, reprezentant):
    interese.muta(primit, "accepta", reprezentant)
    adresa = f"/spatiu/interese/{primit.pk}/propune/"
    date = propunere(ea, adresa)
    assert ea.post(adresa, {**date, "titlu": ""}).status_code == 200
    ea.post(adresa, date)
    assert "Există deja o propunere de parteneriat" in el.post(adresa, date).content.decode()
    Parteneriat.objects.update(etapa="retras")
    assert el.post(adresa, date).status_code == 302


def test_anuntul_arhivat_intre_timp_ramane_originea(ea, deschis, primit, reprezentant):
    interese.muta(primit, "accepta", reprezentant)
    type(deschis).objects.update(stare="arhivat")
    adresa = f"/spatiu/interese/{primit.pk}/propune/"
    ea.post(adresa, propunere(ea, adresa))
    assert Parteneriat.objects.get().anunt == deschis


def test_altcineva_nu_propune(client, client_pentru, primit, reprezentant, autoritate, moderator, admin):
    interese.muta(primit, "accepta", reprezentant)
    adresa = f"/spatiu/interese/{primit.pk}/propune/"
    for cine in (autoritate, moderator, admin):
        cl = client_pentru(cine)
        assert (cl.get(adresa).status_code, cl.post(adresa).status_code) == (404, 404)
    assert client.post(adresa).status_code == 302
    assert not Parteneriat.objects.exists()


def test_refuzata_cu_motiv(ea, primit, strain):
    adresa = f"/spatiu/interese/{primit.pk}/refuza/"
    raspuns = ea.post(adresa, {"raspuns": "nu"})
    assert "Scrieți în cel puțin 20 de caractere de ce, cu cuvinte bune." in raspuns.content.decode()
    ea.post(adresa, {"raspuns": MOTIV})
    primit.refresh_from_db()
    assert (primit.stare, primit.raspuns) == ("refuzat", MOTIV)
    assert MOTIV in Mesaj.objects.get(catre=strain.email).text


def test_retrasa_si_trimisa_din_nou(el, deschis, primit, alta_organizatie, strain, reprezentant):
    el.post(f"/spatiu/interese/{primit.pk}/retrage/")
    assert [m.catre for m in Mesaj.objects.all()] == [reprezentant.email]
    el.post(f"{deschis.get_absolute_url()}interes/", date(alta_organizatie, strain))
    assert sorted(Interes.objects.values_list("stare", flat=True)) == ["retras", "trimis"]


STARI = ["trimis", "acceptat", "refuzat", "retras"]


@pytest.mark.parametrize("stare", STARI)
@pytest.mark.parametrize("mutare", interese.TRANZITII)
def test_grila_mutarilor(primit, reprezentant, strain, alta_organizatie, stare, mutare):
    Interes.objects.update(stare=stare, raspuns=MOTIV)
    regula = interese.TRANZITII[mutare]
    cine, altul = (reprezentant, strain) if regula.cine == interese.ANUNT else (strain, reprezentant)
    with pytest.raises(interese.PermissionDenied):
        interese.muta(primit, mutare, altul, MOTIV)
    if stare in regula.din:
        assert interese.muta(primit, mutare, cine, MOTIV).stare == regula.spre
    else:
        with pytest.raises(interese.MutareInterzisa):
            interese.muta(primit, mutare, cine, MOTIV)
        primit.refresh_from_db()
        assert primit.stare == stare


def test_baza_nu_primeste_doua_deschise_sau_un_refuz_fara_motiv(deschis, primit, alta_organizatie, strain):
    with pytest.raises(IntegrityError), transaction.atomic():
        interes(deschis, alta_organizatie, strain, stare="acceptat")
    with pytest.raises(IntegrityError), transaction.atomic():
        Interes.objects.update(stare="refuzat")


# --- who sees -----------------------------------------------------------------------------------------------------
def test_numai_oamenii_celor_doua_parti_o_vad(client, client_pentru, primit, autoritate, moderator, secretariat, admin):
    adresa = f"/spatiu/interese/{primit.pk}/"
    for cine in (autoritate, moderator, secretariat, admin):
        cl = client_pentru(cine)
        assert cl.get(adresa).status_code == 404
        for mutare in ("accepta", "refuza", "retrage"):
            assert cl.post(f"{adresa}{mutare}/", {"raspuns": MOTIV}).status_code == 404
        assert "Malul" not in cl.get("/spatiu/interese/").content.decode()
    assert client.get(adresa).status_code == 302
    primit.refresh_from_db()
    assert primit.stare == "trimis"


def test_fiecare_parte_are_numai_mutarile_ei(ea, el, primit, reprezentant):
    adresa = f"/spatiu/interese/{primit.pk}/"
    assert el.post(f"{adresa}accepta/", {"contact": reprezentant.pk}).status_code == 404
    assert ea.post(f"{adresa}retrage/").status_code == 404
    assert ea.get(f"{adresa}accepta/").status_code == 405


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_pune_aceleasi_intrebari(ea, organizatie, alta_organizatie, strain, cate, django_assert_num_queries):
    for n in range(cate):
        interes(anunt(f"N{n}", organizatie), alta_organizatie, strain)
    with django_assert_num_queries(6):
        assert len(ea.get("/spatiu/interese/").context["pagina"].object_list) == cate


def test_intai_ce_asteapta_si_numai_ale_unui_anunt(ea, deschis, primit, organizatie, primarie, autoritate):
    altul = interes(anunt("Altul", organizatie), primarie, autoritate, stare="acceptat")
    assert list(ea.get("/spatiu/interese/").context["pagina"]) == [primit, altul]
    assert list(ea.get(f"/spatiu/interese/?anunt={altul.anunt_id}").context["pagina"]) == [altul]
    assert list(ea.get("/spatiu/interese/?anunt=x&care=y&pagina=z").context["pagina"]) == [primit, altul]


# --- reminders ----------------------------------------------------------------------------------------------------
def test_amintiri_blande_dupa_10_si_25_de_zile(primit, reprezentant):
    acum = primit.trimis_la
    zile = [interese.aminteste(acum + timedelta(days=n)) for n in (9, 10, 10, 24, 25, 26, 40)]
    assert zile == [0, 1, 0, 0, 1, 0, 0]
    assert {m.subiect for m in Mesaj.objects.all()} == {
        "Fundația Malul Dâmboviței așteaptă un răspuns: Căutăm o sală pentru cursuri"
    }


def test_dupa_o_luna_fara_lucrator_pleaca_una_singura(primit):
    acum = primit.trimis_la + timedelta(days=28)
    assert (interese.aminteste(acum), interese.aminteste(acum)) == (1, 0)


def test_cine_a_raspuns_nu_mai_este_intrebat(primit, reprezentant):
    interese.muta(primit, "accepta", reprezentant)
    assert interese.aminteste(primit.trimis_la + timedelta(days=11)) == 0


# --- erasure ------------------------------------------------------------------------------------------------------
def test_stergerea_contului_scoate_numele(ea, primit, reprezentant, strain):
    interese.muta(primit, "accepta", reprezentant)
    goleste_in_aplicatii(strain)
    primit.refresh_from_db()
    assert (primit.contact, primit.contact_anunt) == (None, reprezentant)
    assert "persoana de contact nu mai are cont" in ea.get(f"/spatiu/interese/{primit.pk}/").content.decode()


# --- races --------------------------------------------------------------------------------------------------------
def trimite(deschis, organizatie, de):
    form = InteresForm(date(organizatie, de), organizatii=type(organizatie).objects.filter(pk=organizatie.pk), de=de)
    assert form.is_valid()
    return interese.manifesta(deschis, organizatie, form, de)


@pytest.mark.django_db(transaction=True)
def test_doi_colegi_trimit_deodata_ramane_una(deschis, alta_organizatie, strain, reprezentant):
    rezultate = deodata(*[lambda: trimite(deschis, alta_organizatie, strain)] * 4)
    assert sorted(type(r).__name__ for r in rezultate) == ["Interes", *["MutareInterzisa"] * 3]
    assert Interes.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_fara_lacat_baza_tot_nu_primeste_a_doua(deschis, alta_organizatie, strain, monkeypatch):
    """The harness sees the race: without the lock, only the constraint is left."""
    monkeypatch.setattr(Anunt, "blocheaza", classmethod(lambda cls, pk: cls.objects.get(pk=pk)))
    rezultate = deodata(*[lambda: trimite(deschis, alta_organizatie, strain)] * 4)
    assert {type(r).__name__ for r in rezultate} - {"Interes", "MutareInterzisa"} == {"IntegrityError"}
    assert Interes.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_acceptata_si_retrasa_deodata_una_castiga(primit, reprezentant, strain):
    rezultate = deodata(
        lambda: interese.muta(primit, "refuza", reprezentant, MOTIV), lambda: interese.muta(primit, "retrage", strain)
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["Interes", "MutareInterzisa"]
