"""Registering, giving up, and what the rules refuse – through the pages and the verbs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ateliere import inscrieri
from ateliere.models import Atelier, Fapta, Inscriere
from platforma.locuri.ocupare import Refuzat
from platforma.locuri.verificari import izolarea_tranzactiilor
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import MOTIV, atelier_publicat, inscris
from tests.conftest import persoana

pytestmark = pytest.mark.django_db
ADRESA = "/ateliere/cum-lucram-cu-pietele/inscriere/"


def date(organizatie="", nume="Ana Pop", email="Ana@Exemplu.test", **rest):
    return {"organizatie": getattr(organizatie, "pk", organizatie), "nume": nume, "email": email, **rest}


def inscrie(atelier, organizatie, de, email="ana@exemplu.test", **rest):
    return inscrieri.inscrie(atelier.pk, nume="Ana Pop", email=email, organizatie=organizatie, de=de, **rest)


def mesaje():
    return list(Mesaj.objects.order_by("pk").values_list("subiect", "catre"))


# --- the form -------------------------------------------------------------------------------------------------------
def test_un_coleg_se_inscrie_si_afla_ce_urmeaza(client_pentru, atelier, organizatie, coleg):
    raspuns = client_pentru(coleg).post(ADRESA, date(organizatie, functie="director", nevoi="rampă"), follow=True)
    inscriere = Inscriere.objects.get()
    assert (inscriere.email, inscriere.parte, inscriere.stare) == ("ana@exemplu.test", "ong", "confirmata")
    assert (inscriere.de, inscriere.persoana, inscriere.functie) == (coleg, None, "director")
    assert raspuns.redirect_chain == [(inscriere.get_absolute_url(), 302)]
    assert "Loc confirmat pentru Ana Pop. Am trimis un e-mail la ana@exemplu.test." in raspuns.content.decode()
    assert mesaje() == [("Loc confirmat: Cum lucrăm cu piețele", "ana@exemplu.test")]
    assert [f.ce for f in Fapta.objects.all()] == ["inscriere"]


def test_locul_apare_in_spatiul_celui_numit_daca_are_cont(client_pentru, atelier, organizatie, reprezentant, coleg):
    client_pentru(reprezentant).post(ADRESA, date(organizatie, nume="Cosmin", email=coleg.email.upper()))
    assert Inscriere.objects.get().persoana == coleg
    assert "Cum lucrăm cu piețele" in client_pentru(coleg).get("/spatiu/ateliere/").content.decode()


def test_de_doua_ori_trimis_este_un_rand(client_pentru, atelier, organizatie, coleg):
    client = client_pentru(coleg)
    adrese = {client.post(ADRESA, date(organizatie)).url for _n in range(2)}
    assert adrese == {Inscriere.objects.get().get_absolute_url()}


def test_greselile_stau_langa_camp_si_ce_s_a_scris_ramane(client_pentru, atelier, organizatie, coleg):
    raspuns = client_pentru(coleg).post(ADRESA, date(organizatie, nume="", email="nu-e-adresa", functie="director"))
    assert raspuns.status_code == 200
    assert sorted(raspuns.context["form"].errors) == ["email", "nume"]
    assert 'value="director"' in raspuns.content.decode()
    assert not Inscriere.objects.exists()


def test_nu_se_inscrie_din_partea_altei_organizatii(client_pentru, atelier, alta_organizatie, coleg):
    raspuns = client_pentru(coleg).post(ADRESA, date(alta_organizatie))
    assert sorted(raspuns.context["form"].errors) == ["organizatie"]
    with pytest.raises(PermissionDenied):
        inscrie(atelier, alta_organizatie, coleg)
    assert not Inscriere.objects.exists()


def test_cine_nu_are_organizatie_afla_ce_are_de_facut(client_pentru, atelier):
    singura = persoana("singura@exemplu.test", "Sorina")
    pagina = client_pentru(singura).get(ADRESA).content.decode()
    assert "La acest atelier vă înscrieți din partea unei organizații" in pagina
    assert '<form class="formular"' not in pagina
    raspuns = client_pentru(singura).post(ADRESA, date())
    assert (raspuns.status_code, Inscriere.objects.count()) == (200, 0)


def test_vizitatorul_trece_pe_la_autentificare(client, atelier):
    assert client.get(ADRESA).url == f"/cont/login/?next={ADRESA}"
    assert client.delete(ADRESA).status_code == 405


def test_ca_locuitor_numai_in_nume_propriu(client_pentru, primarie):
    atelier_publicat(primarie, cetateni=True)
    sorina = persoana("sorina@exemplu.test", "Sorina")
    client = client_pentru(sorina)
    assert sorted(client.post(ADRESA, date(email="altcineva@exemplu.test")).context["form"].errors) == ["email"]
    client.post(ADRESA, date(nume="Sorina", email="sorina@exemplu.test"))
    assert (Inscriere.objects.get().parte, Inscriere.objects.get().persoana) == ("cetatean", sorina)


def test_fara_acord_nu_se_inscriu_locuitori(atelier):
    sorina = persoana("sorina@exemplu.test", "Sorina")
    with pytest.raises(Refuzat, match="numai organizațiile și autoritățile"):
        inscrie(atelier, None, sorina, email="sorina@exemplu.test")


# --- the window and the limits --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("campuri", "mesaj"),
    [
        ({"inscrieri_de_la": timedelta(hours=1)}, "Înscrierile se deschid pe"),
        ({"inscrieri_de_la": timedelta(days=-3), "inscrieri_pana_la": timedelta(hours=-1)}, "Înscrierile s-au închis."),
        ({"stare": "inchis"}, "Înscrierile s-au închis."),
        ({"stare": "anulat", "motiv_anulare": "x"}, "Atelierul a fost anulat."),
    ],
)
def test_in_afara_ferestrei_nu_se_inscrie_nimeni(client_pentru, primarie, organizatie, coleg, campuri, mesaj):
    acum = timezone.now()
    atelier = atelier_publicat(primarie, **{n: acum + v if isinstance(v, timedelta) else v for n, v in campuri.items()})
    with pytest.raises(Refuzat, match=mesaj):
        inscrie(atelier, organizatie, coleg)
    assert mesaj in client_pentru(coleg).get(ADRESA).content.decode()


def test_cel_mult_doua_persoane_de_la_o_organizatie(primarie, organizatie, coleg):
    atelier = atelier_publicat(primarie, capacitate=9)
    for n in range(2):
        inscrie(atelier, organizatie, coleg, email=f"{n}@exemplu.test")
    with pytest.raises(Refuzat, match="cel mult 2 persoane"):
        inscrie(atelier, organizatie, coleg, email="trei@exemplu.test")


def test_numai_organizatiile_invitate(primarie, organizatie, alta_organizatie, coleg, strain):
    atelier = atelier_publicat(primarie, numai_invitate=True)
    atelier.invitate.set([organizatie])
    assert inscrie(atelier, organizatie, coleg)[0].stare == "confirmata"
    with pytest.raises(Refuzat, match="numai organizațiile invitate"):
        inscrie(atelier, alta_organizatie, strain, email="s@exemplu.test")


def test_un_profil_care_nu_e_public_nu_inscrie(atelier, organizatie, coleg):
    type(organizatie).objects.filter(pk=organizatie.pk).update(stare="arhivat")
    with pytest.raises(Refuzat, match="nu este public"):
        inscrie(atelier, organizatie, coleg)


# --- the queue ------------------------------------------------------------------------------------------------------
@pytest.fixture
def plin(primarie, organizatie):
    """One place, taken by Ana; Dan and Eva wait."""
    atelier = atelier_publicat(primarie, capacitate=1, max_per_organizatie=9)
    ana = inscris(atelier, "Ana", organizatie=organizatie)
    dan, eva = (inscris(atelier, n, organizatie=organizatie, stare="asteptare") for n in ("Dan", "Eva"))
    return atelier, ana, dan, eva


def starea(*inscrieri_):
    return [Inscriere.objects.get(pk=i.pk).stare for i in inscrieri_]


def test_pozitia_se_vede_si_scade(plin, client):
    _atelier, ana, dan, eva = plin
    assert (ana.pozitie, dan.pozitie, eva.pozitie) == (None, 1, 2)
    assert "Sunteți pe locul 2 pe lista de așteptare" in client.get(eva.get_absolute_url()).content.decode()
    inscrieri.anuleaza(ana, de=None)
    assert starea(ana, dan, eva) == ["anulata", "confirmata", "asteptare"]
    assert Inscriere.objects.get(pk=eva.pk).pozitie == 1
    assert mesaje() == [
        ("Înscriere anulată: Cum lucrăm cu piețele", "ana@exemplu.test"),
        ("Aveți loc: Cum lucrăm cu piețele", "dan@exemplu.test"),
    ]


def test_pretix_1163_cine_anuleaza_dupa_promovare_nu_blocheaza_locul(plin):
    _atelier, ana, dan, eva = plin
    inscrieri.anuleaza(ana, de=None)
    inscrieri.anuleaza(Inscriere.objects.get(pk=dan.pk), de=None)
    assert starea(ana, dan, eva) == ["anulata", "anulata", "confirmata"]


def test_cine_revine_este_un_rand_nou_la_coada(plin, organizatie, reprezentant):
    atelier, ana, _dan, _eva = plin
    inscrieri.anuleaza(ana, de=None)
    inapoi, noua = inscrie(atelier, organizatie, reprezentant, email=ana.email)
    assert (noua, inapoi.stare, inapoi.pozitie) == (True, "asteptare", 2)


def test_fara_lista_de_asteptare(plin, organizatie, reprezentant):
    Atelier.objects.update(lista_asteptare=False)
    with pytest.raises(Refuzat, match="nu are listă de așteptare"):
        inscrie(plin[0], organizatie, reprezentant, email="f@exemplu.test")


def test_limita_unei_parti_lasa_sa_treaca_cealalta(primarie, organizatie, reprezentant, autoritate):
    """The city hall's place is taken by whoever of that side is first, though NGOs came before."""
    atelier = atelier_publicat(primarie, capacitate=2, capacitate_ong=1, max_per_organizatie=9)
    ana, _ = inscrie(atelier, organizatie, reprezentant, email="ana@exemplu.test")
    dan, _ = inscrie(atelier, organizatie, reprezentant, email="dan@exemplu.test")
    aurel, _ = inscrie(atelier, primarie, autoritate, email="aurel@exemplu.test")
    assert starea(ana, dan, aurel) == ["confirmata", "asteptare", "confirmata"]
    inscrieri.anuleaza(ana, de=None)
    assert starea(dan) == ["confirmata"]


def test_locul_se_da_cu_mana_in_ultima_zi(client_pentru, plin, secretariat):
    atelier, ana, dan, eva = plin
    Atelier.objects.update(promovare_pana_la=timezone.now() - timedelta(minutes=1))
    inscrieri.anuleaza(ana, de=None)
    assert starea(dan, eva) == ["asteptare", "asteptare"]
    client_pentru(secretariat).post(f"/spatiu/ateliere/{atelier.pk}/inscrisi/promoveaza/")
    assert starea(dan, eva) == ["confirmata", "asteptare"]
    with pytest.raises(Refuzat, match="niciun loc liber"):
        inscrieri.promoveaza_urmatorul(atelier.pk, secretariat)


def test_dupa_inceput_nu_se_mai_anuleaza(plin):
    _atelier, ana, *_rest = plin
    acum = timezone.now()
    Atelier.objects.update(
        inscrieri_pana_la=acum - timedelta(hours=2),
        promovare_pana_la=acum - timedelta(hours=2),
        incepe_la=acum - timedelta(hours=1),
    )
    with pytest.raises(Refuzat, match="a început"):
        inscrieri.anuleaza(ana, de=None)


def test_anularea_prin_legatura_se_face_numai_prin_buton(client, plin):
    _atelier, ana, dan, _eva = plin
    adresa = ana.get_absolute_url()
    assert client.get(adresa).status_code == 200
    assert client.get(f"{adresa}anuleaza/").status_code == 405
    assert starea(ana) == ["confirmata"]
    raspuns = client.post(f"{adresa}anuleaza/", follow=True)
    assert "Ați anulat înscrierea." in raspuns.content.decode()
    assert starea(ana, dan) == ["anulata", "confirmata"]
    assert "era deja încheiată" in client.post(f"{adresa}anuleaza/", follow=True).content.decode()


@pytest.mark.parametrize("jeton", ["1", "1:fals", "x" * 40])
def test_o_adresa_ghicita_nu_exista(client, plin, jeton):
    assert client.get(f"/inscrieri/{jeton}/").status_code == 404
    assert client.post(f"/inscrieri/{jeton}/anuleaza/").status_code == 404


def test_un_strain_cu_contul_lui_nu_poate_anula_prin_verb(plin, strain):
    with pytest.raises(PermissionDenied):
        inscrieri.anuleaza(plin[1], de=strain)


def test_capacitatea_creste_cu_motiv_si_promoveaza(plin, secretariat):
    atelier, _ana, dan, eva = plin
    with pytest.raises(ValidationError):
        inscrieri.schimba_capacitatea(atelier.pk, secretariat, "scurt", capacitate=2)
    assert inscrieri.schimba_capacitatea(atelier.pk, secretariat, MOTIV, capacitate=2) == [dan]
    assert starea(dan, eva) == ["confirmata", "asteptare"]
    fapta = Fapta.objects.get(ce="capacitate")
    assert (fapta.motiv, fapta.detalii["din"]["capacitate"], fapta.detalii["in"]["capacitate"]) == (MOTIV, 1, 2)
    with pytest.raises(Refuzat, match="Sunt deja 2 locuri confirmate"):
        inscrieri.schimba_capacitatea(atelier.pk, secretariat, MOTIV, capacitate=1)


def test_verificarea_de_la_zece_minute_nu_are_ce_face(plin, django_assert_num_queries):
    """What the verbs leave behind is already right: a second look writes nothing."""
    inscrieri.anuleaza(plin[1], de=None)
    assert inscrieri.verifica_cozile() == 0
    assert (Fapta.objects.count(), Mesaj.objects.count()) == (2, 2)


def test_verificarea_da_ce_s_a_uitat(plin, caplog):
    Inscriere.objects.filter(pk=plin[1].pk).update(stare="anulata", incheiata_la=timezone.now(), cod=None)
    assert inscrieri.verifica_cozile() == 1
    assert starea(plin[2]) == ["confirmata"]


def test_o_exceptie_inainte_de_commit_nu_lasa_nimic(atelier, organizatie, coleg, monkeypatch):
    """registrations 2.20: no row, no mail, no journal."""
    monkeypatch.setattr(inscrieri, "promoveaza", lambda *a: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        inscrie(atelier, organizatie, coleg)
    assert (Inscriere.objects.count(), Mesaj.objects.count(), Fapta.objects.count()) == (0, 0, 0)


def test_izolarea_mai_inalta_este_refuzata_la_pornire(settings):
    assert izolarea_tranzactiilor(None) == []
    settings.DATABASES["default"].setdefault("OPTIONS", {})["isolation_level"] = 3
    try:
        assert [e.id for e in izolarea_tranzactiilor(None)] == ["platforma.E001"]
    finally:
        del settings.DATABASES["default"]["OPTIONS"]["isolation_level"]
