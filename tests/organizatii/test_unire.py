"""Two profiles become one: what moves, what is chosen, where the old address leads, and the way back."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from noutati.models import Abonare
from organizatii import perechi, unire
from organizatii.models import (
    CerereAlaturare,
    Document,
    FisaRegistru,
    Membru,
    Organizatie,
    PerecheDubla,
    Sesizare,
    Unire,
)
from organizatii.mutari import RASPUNSURI
from organizatii.unire import AMBELE, SURSA, Refuzata, desfa, uneste, urmas
from platforma.legaturi import legaturile
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Revizie
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta
from platforma.nomenclatoare.models import Domeniu
from tests.ateliere.conftest import atelier_publicat, inscris
from tests.conftest import organizatie_publicata, persoana
from tests.curse import deodata
from tests.noutati.ajutor_abonari import urmaritor
from tests.noutati.conftest import noutate

pytestmark = pytest.mark.django_db
MOTIV = "Aceeași asociație, înscrisă a doua oară de o colegă."


@pytest.fixture
def dublura(db):
    """The same NGO once more, from the register."""
    return organizatie_publicata(
        "Asociatia Cartierul Nostru", "cartierul-nostru-2", sursa="registru", revendicata=False, cif="14399840"
    )


def a_doua_oara(organizatie):
    organizatie.refresh_from_db()
    return organizatie


# --- every foreign key has an answer ------------------------------------------------------------------------------
def test_fiecare_cheie_straina_spre_organizatie_are_un_raspuns():
    chei = {
        f"{legatura.related_model._meta.label}.{legatura.field.name}"
        for legatura in Organizatie._meta.get_fields(include_hidden=True)
        if (legatura.one_to_many or legatura.one_to_one)
        and legatura.auto_created
        and not hasattr(legatura.related_model, "pgh_tracked_model")  # the history stays as it happened
    }
    assert chei - set(RASPUNSURI) == set()
    assert set(RASPUNSURI) - chei == set()


# --- what moves ---------------------------------------------------------------------------------------------------
@pytest.fixture
def agatate(dublura, moderator):
    """One row of each kind that hangs on the second profile."""
    om = persoana("om@exemplu.test", "Om Nou")
    Membru.objects.create(organizatie=dublura, utilizator=om, rol=Membru.Rol.ADMINISTRATOR)
    stire = noutate("O noutate", dublura)
    abonare = urmaritor("urmareste@exemplu.test")
    abonare.organizatii.add(dublura)
    atelier = atelier_publicat(dublura, slug="gazduit")
    atelier.organizatori.add(dublura)
    return {
        "om": om,
        "stire": stire,
        "abonare": abonare,
        "atelier": atelier,
        "inscriere": inscris(atelier, "Ana", organizatie=dublura),
        "document": Document.objects.create(
            organizatie=dublura, titlu="Statut", fisier="documente/x.pdf", nume_fisier="s.pdf", marime=9
        ),
        "fisa": FisaRegistru.objects.create(cheie="x", organizatie=dublura, categorie="asociatie", denumire="X"),
        "sesizare": Sesizare.objects.create(organizatie=dublura, ce="dublura", text="Apare de două ori."),
        "cerere": CerereAlaturare.objects.create(
            organizatie=dublura, utilizator=persoana("cere@exemplu.test", "Cere"), functie="f"
        ),
    }


def ale_cui(agatate):
    """Whose each row is now, by slug."""
    a = {n: v for n, v in agatate.items() if n != "om"}
    for rand in a.values():
        rand.refresh_from_db()
    return {
        "om": [m.organizatie.slug for m in agatate["om"].calitati.select_related("organizatie")],
        "abonare": [o.slug for o in Abonare.objects.get(pk=a["abonare"].pk).organizatii.all()],
        "organizatori": [o.slug for o in a["atelier"].organizatori.all()],
        "gazda": a["atelier"].gazda.slug,
        **{n: a[n].organizatie.slug for n in ("stire", "inscriere", "document", "fisa", "sesizare", "cerere")},
    }


LISTE = {"om", "abonare", "organizatori"}


def toate_la(slug, agatate):
    return {n: [slug] if n in LISTE else slug for n in ale_cui(agatate)}


def test_tot_ce_atarna_de_profil_se_muta_si_se_intoarce(organizatie, reprezentant, dublura, agatate, moderator):
    unirea = uneste(dublura, organizatie, {}, MOTIV, moderator)
    assert ale_cui(agatate) == toate_la(organizatie.slug, agatate)
    assert (a_doua_oara(dublura).stare, a_doua_oara(organizatie).stare) == (Stare.ARHIVAT, Stare.PUBLICAT)
    decizie = Decizie.objects.pentru(dublura).first()
    assert (decizie.actiune, decizie.de, decizie.motiv) == (Actiune.ARHIVEAZA, moderator, MOTIV)
    desfa(unirea, MOTIV, moderator)
    assert ale_cui(agatate) == toate_la(dublura.slug, agatate)
    assert (a_doua_oara(dublura).stare, a_doua_oara(organizatie).stare) == (Stare.PUBLICAT, Stare.PUBLICAT)
    assert [m.utilizator for m in organizatie.membri.all()] == [reprezentant]


def test_ce_s_a_schimbat_dupa_unire_nu_se_mai_intoarce(organizatie, dublura, alta_organizatie, agatate, moderator):
    unirea = uneste(dublura, organizatie, {"denumire": SURSA, "cif": SURSA}, MOTIV, moderator)
    agatate["om"].calitati.all().delete()  # she has left
    Document.objects.filter(pk=agatate["document"].pk).update(organizatie=alta_organizatie)
    Organizatie.objects.filter(pk=organizatie.pk).update(denumire="Cu totul alt nume")
    desfa(unirea, MOTIV, moderator)
    assert agatate["om"].calitati.count() == 0
    assert ale_cui(agatate)["document"] == alta_organizatie.slug
    assert (a_doua_oara(organizatie).denumire, organizatie.cif) == ("Cu totul alt nume", "")


def test_cine_este_in_ambele_echipe_ramane_o_data_cu_rolul_mai_mare(organizatie, coleg, dublura, moderator):
    Membru.objects.create(organizatie=dublura, utilizator=coleg, rol=Membru.Rol.ADMINISTRATOR)
    unirea = uneste(dublura, organizatie, {}, MOTIV, moderator)
    assert [(m.organizatie, m.rol) for m in coleg.calitati.all()] == [(organizatie, "administrator")]
    desfa(unirea, MOTIV, moderator)
    assert {(m.organizatie, m.rol) for m in coleg.calitati.all()} == {
        (organizatie, "editor"),
        (dublura, "administrator"),
    }


def test_cine_urmareste_pe_amandoua_urmareste_o_data(organizatie, dublura, moderator):
    abonare = urmaritor("urmareste@exemplu.test")
    abonare.organizatii.set([organizatie, dublura])
    uneste(dublura, organizatie, {}, MOTIV, moderator)
    assert abonare.organizatii.filter(pk=organizatie.pk).count() == 1


# --- what is chosen -----------------------------------------------------------------------------------------------
def test_se_alege_camp_cu_camp_si_se_intoarce(organizatie, dublura, moderator):
    locuire, sociale = Domeniu.objects.get(slug="locuire"), Domeniu.objects.get(slug="servicii-sociale")
    dublura.domenii.set([locuire])
    Organizatie.objects.filter(pk=dublura.pk).update(
        telefon="+40213142315", telefon_public=True, scop="Alt scop.", acronim="ACN"
    )
    versiune = organizatie.versiune
    alese = {"cif": SURSA, "telefon": SURSA, "domenii": AMBELE, "scop": "tinta", "denumire": "tinta"}
    unirea = uneste(dublura, organizatie, alese, MOTIV, moderator)
    o = a_doua_oara(organizatie)
    assert (o.cif, o.telefon, o.telefon_public, o.acronim, o.versiune) == (
        "14399840",
        "+40213142315",
        True,
        "",
        versiune + 1,
    )
    assert o.scop == "Sprijină oamenii din cartier să lucreze împreună."
    assert set(o.domenii.all()) == {locuire, sociale}
    desfa(unirea, MOTIV, moderator)
    o = a_doua_oara(organizatie)
    assert (o.cif, o.telefon, o.telefon_public, list(o.domenii.all())) == ("", "", False, [sociale])
    assert a_doua_oara(dublura).cif == "14399840"


def test_se_propune_ce_are_ceva_scris(organizatie, dublura):
    propuse = {nume: propus for nume, _eticheta, _a, _b, propus in unire.de_ales(dublura, organizatie)}
    assert propuse == {"denumire": "tinta", "cif": "sursa"}


def test_unirea_pastreaza_cea_mai_noua_confirmare_si_reprezentantii(organizatie, dublura, moderator):
    acum = timezone.now()
    Organizatie.objects.filter(pk=organizatie.pk).update(confirmata_la=acum - timedelta(days=9), revendicata=False)
    Organizatie.objects.filter(pk=dublura.pk).update(confirmata_la=acum, revendicata=True)
    uneste(dublura, organizatie, {}, MOTIV, moderator)
    assert (a_doua_oara(organizatie).confirmata_la, organizatie.revendicata) == (acum, True)


def test_modificarea_in_verificare_a_profilului_unit_se_inchide(organizatie, dublura, moderator):
    revizie = Revizie.objects.create(
        tip_continut=ContentType.objects.get_for_model(Organizatie),
        obiect_id=dublura.pk,
        campuri={"acronim": "X"},
        versiune_baza=1,
    )
    muta(revizie, Actiune.TRIMITE, None)
    uneste(dublura, organizatie, {}, MOTIV, moderator)
    revizie.refresh_from_db()
    assert revizie.stare == Stare.ARHIVAT


def test_membrii_profilului_unit_afla_o_data(organizatie, dublura, agatate, moderator, settings):
    settings.ADRESA_SITE = "https://exemplu.test"
    Mesaj.objects.all().delete()
    uneste(dublura, organizatie, {}, MOTIV, moderator)
    mesaj = Mesaj.objects.get()
    assert (mesaj.catre, mesaj.subiect) == (
        "om@exemplu.test",
        "Două profiluri au fost unite: Asociația Cartierul Nostru",
    )
    assert MOTIV in mesaj.text
    assert f"Deschideți profilul rămas: https://exemplu.test/spatiu/organizatii/{organizatie.pk}/\n" in mesaj.text


# --- the address --------------------------------------------------------------------------------------------------
def test_adresa_veche_duce_la_cea_ramasa_si_prin_mai_multe_uniri(
    organizatie, dublura, alta_organizatie, moderator, client
):
    uneste(dublura, organizatie, {}, MOTIV, moderator)
    raspuns = client.get("/organizatii/cartierul-nostru-2/")
    assert (raspuns.status_code, raspuns.url) == (301, organizatie.get_absolute_url())
    uneste(organizatie, alta_organizatie, {}, MOTIV, moderator)
    assert client.get("/organizatii/cartierul-nostru-2/").url == alta_organizatie.get_absolute_url()
    assert client.get(organizatie.get_absolute_url()).url == alta_organizatie.get_absolute_url()
    assert urmas(dublura) == alta_organizatie
    (legatura,) = legaturile("/organizatii/cartierul-nostru-2/")
    assert "Fundația Malul Dâmboviței" in str(legatura)


def test_istoricul_public_spune_despre_unire(organizatie, dublura, moderator, client):
    uneste(dublura, organizatie, {}, MOTIV, moderator)
    html = client.get(f"{organizatie.get_absolute_url()}istoric/").content.decode()
    assert "profilul „Asociatia Cartierul Nostru” a fost unit cu acesta" in html


# --- what is refused ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("stare", [s for s in Stare if s != Stare.PUBLICAT])
def test_numai_profiluri_publice_se_unesc(stare, organizatie, dublura, moderator):
    Organizatie.objects.filter(pk=dublura.pk).update(stare=stare)
    for sursa, tinta in ((dublura, organizatie), (organizatie, dublura)):
        with pytest.raises(Refuzata):
            uneste(sursa, tinta, {}, MOTIV, moderator)
    assert Unire.objects.count() == 0


def test_ce_nu_se_poate_uni(organizatie, dublura, moderator, reprezentant, secretariat):
    for cine in (reprezentant, secretariat):
        with pytest.raises(PermissionDenied):
            uneste(dublura, organizatie, {}, MOTIV, cine)
    with pytest.raises(ValidationError):
        uneste(dublura, organizatie, {}, "scurt", moderator)
    with pytest.raises(Refuzata):
        uneste(organizatie, organizatie, {}, MOTIV, moderator)


def test_dupa_30_de_zile_nu_se_mai_desface(organizatie, dublura, moderator):
    unirea = uneste(dublura, organizatie, {}, MOTIV, moderator)
    Unire.objects.update(la=timezone.now() - timedelta(days=30))
    with pytest.raises(Refuzata, match="30 de zile"):
        desfa(unirea, MOTIV, moderator)


def test_unirile_se_desfac_in_ordinea_inversa_si_o_singura_data(organizatie, dublura, alta_organizatie, moderator):
    prima = uneste(dublura, organizatie, {}, MOTIV, moderator)
    a_doua = uneste(organizatie, alta_organizatie, {}, MOTIV, moderator)
    with pytest.raises(Refuzata, match="unirea mai nouă"):
        desfa(prima, MOTIV, moderator)
    desfa(a_doua, MOTIV, moderator)
    desfa(prima, MOTIV, moderator)
    with pytest.raises(Refuzata, match="deja desfăcută"):
        desfa(prima, MOTIV, moderator)
    assert urmas(dublura) is None


def test_un_profil_unit_nu_se_restaureaza_pe_alta_cale(organizatie, dublura, moderator):
    uneste(dublura, organizatie, {}, MOTIV, moderator)
    with pytest.raises(ValidationError, match="Desfaceți unirea"):
        muta(dublura, Actiune.RESTAUREAZA, moderator)


def test_un_cif_luat_intre_timp_opreste_desfacerea_fara_urme(organizatie, dublura, alta_organizatie, moderator):
    unirea = uneste(dublura, organizatie, {}, MOTIV, moderator)
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    with pytest.raises(ValidationError):
        desfa(unirea, MOTIV, moderator)
    unirea.refresh_from_db()
    assert (unirea.anulata_la, a_doua_oara(dublura).stare) == (None, Stare.ARHIVAT)


# --- races --------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_doi_moderatori_unesc_aceeasi_pereche(organizatie, dublura, moderator, alt_moderator):
    rezultate = deodata(
        lambda: uneste(dublura, organizatie, {}, MOTIV, moderator),
        lambda: uneste(organizatie, dublura, {}, MOTIV, alt_moderator),
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["Refuzata", "Unire"]
    assert Unire.objects.count() == 1
    assert Organizatie.objects.filter(pk__in=[organizatie.pk, dublura.pk], stare=Stare.PUBLICAT).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_in_b_in_timp_ce_b_in_c(organizatie, dublura, alta_organizatie, moderator, alt_moderator):
    """Whichever is first, nothing is lost and every address leads to a profile that stands."""
    om = persoana("om@exemplu.test", "Om Nou")
    Membru.objects.create(organizatie=dublura, utilizator=om, rol=Membru.Rol.ADMINISTRATOR)
    rezultate = deodata(
        lambda: uneste(dublura, organizatie, {}, MOTIV, moderator),
        lambda: uneste(organizatie, alta_organizatie, {}, MOTIV, alt_moderator),
    )
    numele = sorted(type(r).__name__ for r in rezultate)
    assert numele in (["Unire", "Unire"], ["Refuzata", "Unire"])
    a_cui = om.calitati.get().organizatie
    assert a_doua_oara(a_cui).stare == Stare.PUBLICAT
    assert a_cui == (alta_organizatie if numele == ["Unire", "Unire"] else dublura)


@pytest.mark.django_db(transaction=True)
def test_fara_lacat_cursa_ar_fi_vazuta(organizatie, dublura, moderator, alt_moderator, monkeypatch):
    """The harness does see the bug: without the locks both merge, one into the other and back."""
    monkeypatch.setattr(unire, "_blocate", lambda *o: [Organizatie.objects.get(pk=x.pk) for x in o])
    rezultate = deodata(
        lambda: uneste(dublura, organizatie, {}, MOTIV, moderator),
        lambda: uneste(organizatie, dublura, {}, MOTIV, alt_moderator),
        rabdare=60,
    )
    assert [type(r).__name__ for r in rezultate] != ["Refuzata", "Unire"] or Unire.objects.count() != 1


# --- the work list ------------------------------------------------------------------------------------------------
def gasite():
    perechi.reimprospateaza()
    return {(p.prima.slug, p.a_doua.slug, p.motiv) for p in PerecheDubla.objects.filter(stare="deschisa")}


def test_lista_gaseste_nume_apropiate_din_acelasi_sector(organizatie, alta_organizatie, dublura):
    organizatie_publicata("Asociația Cartierul Nostru Drag", "alt-sector", sediu_sector_id=5)
    organizatie_publicata("Fundația Catierul Nostru", "litera-lipsa")
    organizatie_publicata("Asociația pentru Tineret", "tineret")
    organizatie_publicata("Asociația Părinților Liceului 5", "liceul-5")
    organizatie_publicata("Asociația Părinților Liceului 6", "liceul-6")
    organizatie_publicata("Asociația pentru Femei", "femei")
    a, b, c = "asociatia-cartierul-nostru", "cartierul-nostru-2", "litera-lipsa"
    assert gasite() == {(a, b, "nume"), (a, c, "nume"), (b, c, "nume")}


def test_acelasi_numar_cere_si_un_nume_care_seamana(organizatie, alta_organizatie):
    o = organizatie_publicata(
        "Cartierul Nostru și Vecinii lui", "alta", nr_registru_national="7/A/2020", sediu_sector_id=5
    )
    Organizatie.objects.filter(pk__in=[organizatie.pk, alta_organizatie.pk]).update(nr_registru_national="7/A/2020")
    assert gasite() == {(organizatie.slug, o.slug, "numar")}


def test_ce_s_a_hotarat_nu_se_mai_intreaba_iar_ce_a_disparut_pleaca(organizatie, dublura, moderator):
    assert perechi.reimprospateaza() == (1, 0)
    assert perechi.reimprospateaza() == (0, 0)
    pereche = PerecheDubla.objects.get()
    perechi.nu_sunt_dubluri(pereche, "Una este filiala celeilalte, cu alt CIF.", moderator)
    with pytest.raises(TranzitieInterzisa):
        perechi.nu_sunt_dubluri(pereche, "Una este filiala celeilalte, cu alt CIF.", moderator)
    assert perechi.reimprospateaza() == (0, 0)
    assert gasite() == set()
    PerecheDubla.objects.all().delete()
    perechi.reimprospateaza()
    Organizatie.objects.filter(pk=dublura.pk).update(stare=Stare.ARHIVAT)
    assert perechi.reimprospateaza() == (0, 1)


# --- staff's pages ------------------------------------------------------------------------------------------------
@pytest.fixture
def pereche(organizatie, dublura):
    perechi.reimprospateaza()
    return PerecheDubla.objects.get()


def test_moderatorul_compara_si_uneste(pereche, organizatie, reprezentant, dublura, moderator, client_pentru):
    client = client_pentru(moderator)
    lista = client.get("/admin/organizatii/perechedubla/").content.decode()
    assert "Asociația Cartierul Nostru<br>Asociatia Cartierul Nostru" in lista
    cale = f"/admin/organizatii/perechedubla/{pereche.pk}/change/"
    pagina = client.get(cale).content.decode()
    assert "1 câmp îl are numai unul dintre ele" in pagina and "Prin ce se deosebesc" in pagina and "14399840" in pagina
    date = {"hotarare": "uneste", "motiv": MOTIV, "camp-denumire": "tinta", "camp-cif": "sursa"}
    assert list(client.post(cale, {**date, "motiv": "scurt"}).context["form"].errors) == ["motiv"]
    assert list(client.post(cale, {**date, "hotarare": ""}).context["form"].errors) == ["__all__"]
    assert client.post(cale, date).url == "/admin/organizatii/perechedubla/"
    unirea = Unire.objects.get()
    assert (unirea.tinta, unirea.sursa, unirea.de) == (organizatie, dublura, moderator)
    assert a_doua_oara(organizatie).cif == "14399840"
    pereche.refresh_from_db()
    assert (pereche.stare, pereche.decisa_de) == ("unita", moderator)
    assert "Uniți profilurile" not in client.get(cale).content.decode()
    istoric = client.get(f"/admin/organizatii/organizatie/{organizatie.pk}/history/").content.decode()
    assert "Unire: Asociatia Cartierul Nostru → Asociația Cartierul Nostru" in istoric
    raspuns = client.post(f"/admin/organizatii/unire/{unirea.pk}/desfa/", {"motiv": MOTIV}, follow=True)
    assert "este din nou public" in raspuns.content.decode()
    assert a_doua_oara(organizatie).cif == ""


def test_se_poate_alege_care_ramane(pereche, organizatie, dublura, moderator, client_pentru):
    cale = f"/admin/organizatii/perechedubla/{pereche.pk}/change/?ramane=a_doua"
    client_pentru(moderator).post(
        cale, {"hotarare": "uneste", "motiv": MOTIV, "camp-denumire": "sursa", "camp-cif": "tinta"}
    )
    unirea = Unire.objects.get()
    assert (unirea.tinta, unirea.sursa) == (dublura, organizatie)
    assert a_doua_oara(dublura).denumire == "Asociația Cartierul Nostru"


def test_moderatorul_spune_ca_nu_sunt_aceeasi(pereche, moderator, client_pentru):
    cale = f"/admin/organizatii/perechedubla/{pereche.pk}/change/"
    date = {"hotarare": "nu_sunt", "motiv": MOTIV, "camp-denumire": "tinta", "camp-cif": "tinta"}
    client_pentru(moderator).post(cale, date)
    pereche.refresh_from_db()
    assert (pereche.stare, pereche.nota, Unire.objects.count()) == ("nu_sunt", MOTIV, 0)


@pytest.mark.parametrize("scris", ["https://exemplu.test/organizatii/cartierul-nostru-2/", "14399840"])
def test_o_pereche_se_alege_si_de_pe_pagina_profilului(scris, organizatie, dublura, moderator, client_pentru):
    cale = f"/admin/organizatii/organizatie/{organizatie.pk}/uneste/"
    raspuns = client_pentru(moderator).post(cale, {"care": scris})
    pereche = PerecheDubla.objects.get()
    assert (raspuns.url, pereche.motiv) == (f"/admin/organizatii/perechedubla/{pereche.pk}/change/", "aleasa")
    assert list(client_pentru(moderator).post(cale, {"care": "nimic"}).context["form"].errors) == ["care"]
