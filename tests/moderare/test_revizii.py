import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory
from PIL import Image

from organizatii.models import Organizatie
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar, Revizie
from platforma.moderare.revizii import modifica_direct, propune_modificari, reaseaza, revizie_in_asteptare
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta
from platforma.nomenclatoare.models import Domeniu
from tests.moderare.conftest import MOTIV, ciorna_completa, cu_stare, dosarul, formular, propune

pytestmark = pytest.mark.django_db


def public(organizatie):
    return Organizatie.objects.get(pk=organizatie.pk)


# --- what waits and what applies at once --------------------------------------------------------------------------
def test_numele_asteapta_iar_telefonul_apare(organizatie, reprezentant):
    rezultat = propune(organizatie, reprezentant, denumire="Alt nume", telefon="+40213142315")
    assert (rezultat.aplicate, rezultat.asteapta) == (("telefon",), ("denumire",))
    assert str(rezultat.mesaj).startswith("Am salvat. O parte din modificări apare deja")
    acum = public(organizatie)
    assert (acum.denumire, acum.telefon, acum.versiune) == ("Asociația Cartierul Nostru", "+40213142315", 1)
    revizie = revizie_in_asteptare(organizatie)
    assert (revizie.campuri, revizie.versiune_baza, revizie.autor, revizie.stare) == (
        {"denumire": "Alt nume"},
        1,
        reprezentant,
        Stare.TRIMIS,
    )
    assert (dosarul(revizie).tip, dosarul(revizie).titlu) == ("modificare", "Asociația Cartierul Nostru")


def test_listele_se_aplica_pe_loc(organizatie, reprezentant):
    domenii = list(Domeniu.objects.values_list("pk", flat=True)[:2])
    rezultat = propune(organizatie, reprezentant, domenii=domenii)
    assert (rezultat.aplicate, rezultat.asteapta) == (("domenii",), ())
    assert sorted(organizatie.domenii.values_list("pk", flat=True)) == sorted(domenii)
    assert public(organizatie).modificat_la > organizatie.modificat_la
    assert not Revizie.objects.exists()


def test_nimic_schimbat_nu_scrie_nimic(organizatie, reprezentant):
    rezultat = propune(organizatie, reprezentant, denumire=organizatie.denumire, email=organizatie.email)
    assert (rezultat.aplicate, rezultat.asteapta, str(rezultat.mesaj)) == ((), (), "Nu ați schimbat nimic.")
    assert public(organizatie).modificat_la == organizatie.modificat_la
    assert not Revizie.objects.exists()


def test_fiecare_camp_moderat_asteapta(organizatie, reprezentant):
    """All of CAMPURI_MODERATE but the logo, which has a test of its own."""
    valori = {
        "denumire": "Alt nume",
        "acronim": "AN",
        "tip": "intreprindere_sociala",
        "forma_juridica": "fundatie",
        "cif": "14399840",
        "nr_registru_special": "12/2020",
        "data_registru_special": "2020-05-05",
        "instanta": organizatie._meta.get_field("instanta").related_model.objects.first().pk,
        "nr_registru_national": "123/A/2020",
        "scop": "Alt scop.",
        "atestat_numar": "77",
        "atestat_data": "2024-01-02",
        "atestat_valabil_pana": "2029-01-02",
        "marca_numar": "B 12",
        "marca_data": "2024-01-02",
        "marca_valabil_pana": "2027-01-02",
    }
    assert set(valori) | {"logo"} == Organizatie.CAMPURI_MODERATE
    inainte = Organizatie.objects.filter(pk=organizatie.pk).values(*valori).get()
    rezultat = propune(organizatie, reprezentant, **valori)
    assert (set(rezultat.asteapta), rezultat.aplicate) == (set(valori), ())
    assert Organizatie.objects.filter(pk=organizatie.pk).values(*valori).get() == inainte
    revizie = revizie_in_asteptare(organizatie)
    assert revizie.campuri == {n: str(v) for n, v in valori.items()}


def test_aprobarea_aplica_tot_si_creste_versiunea(organizatie, reprezentant, moderator):
    propune(organizatie, reprezentant, denumire="Alt nume", data_registru_special="2020-05-05", instanta=1)
    revizie = revizie_in_asteptare(organizatie)
    decizie = muta(revizie, Actiune.APROBA, moderator, dosar=dosarul(revizie))
    acum = public(organizatie)
    assert (acum.denumire, f"{acum.data_registru_special}", acum.instanta_id, acum.versiune, acum.stare) == (
        "Alt nume",
        "2020-05-05",
        1,
        2,
        Stare.PUBLICAT,
    )
    assert acum.slug == "asociatia-cartierul-nostru"  # printed addresses stay
    assert decizie.instantaneu["campuri"]["denumire"] == "Alt nume"
    assert decizie.instantaneu["inainte"]["denumire"] == "Asociația Cartierul Nostru"
    assert revizie_in_asteptare(organizatie) is None
    assert Mesaj.objects.filter(subiect="Modificare aprobată: Alt nume").count() == 1


def test_respingerea_lasa_publicul_cum_era(revizie, organizatie, moderator):
    muta(revizie, Actiune.RESPINGE, moderator, motiv=MOTIV)
    assert (public(organizatie).denumire, public(organizatie).versiune) == ("Asociația Cartierul Nostru", 1)
    assert revizie_in_asteptare(organizatie) is None


# --- a newer proposal replaces the older one ----------------------------------------------------------------------
def test_a_doua_propunere_o_inlocuieste_pe_prima_si_preia_restul(organizatie, reprezentant, coleg):
    propune(organizatie, reprezentant, denumire="Primul nume")
    prima = revizie_in_asteptare(organizatie)
    rezultat = propune(organizatie, coleg, scop="Alt scop.")
    a_doua = revizie_in_asteptare(organizatie)
    prima.refresh_from_db()
    assert rezultat.asteapta == ("scop",)
    assert (prima.stare, prima.eticheta_stare) == (Stare.ARHIVAT, "Înlocuită sau retrasă")
    assert (a_doua.campuri, a_doua.autor) == ({"denumire": "Primul nume", "scop": "Alt scop."}, coleg)
    assert [d.stare for d in (prima, a_doua)] == [Stare.ARHIVAT, Stare.TRIMIS]
    assert Dosar.objects.deschise().count() == 1


def test_acelasi_lucru_propus_de_doua_ori_ramane_un_singur_dosar(revizie, organizatie, reprezentant):
    dosar = dosarul(revizie)
    propune(organizatie, reprezentant, denumire="Asociația Cartierul Nostru Verde")
    assert revizie_in_asteptare(organizatie) == revizie
    assert Dosar.objects.get() == dosar


def test_propus_inapoi_la_valoarea_publica_se_anuleaza(revizie, organizatie, reprezentant):
    instanta = revizie.aseaza(public(organizatie))  # the form shows what waits, and she types the public name back
    form = modelform_factory(Organizatie, fields=["denumire"])({"denumire": organizatie.denumire}, instance=instanta)
    assert form.is_valid()
    rezultat = propune_modificari(organizatie, form, reprezentant)
    assert (rezultat.aplicate, rezultat.asteapta) == ((), ())
    assert revizie_in_asteptare(organizatie) is None
    revizie.refresh_from_db()
    assert revizie.stare == Stare.ARHIVAT
    assert not Dosar.objects.deschise().exists()


def test_un_camp_liber_nu_atinge_ce_asteapta(revizie, organizatie, reprezentant):
    """The form holds the name too, with its public value, because it was opened before the name was proposed."""
    rezultat = propune(organizatie, reprezentant, denumire=organizatie.denumire, telefon="+40213142315")
    assert rezultat.aplicate == ("telefon",)
    assert revizie_in_asteptare(organizatie) == revizie
    assert revizie_in_asteptare(organizatie).campuri == {"denumire": "Asociația Cartierul Nostru Verde"}


def test_completarile_cerute_se_trimit_din_nou_chiar_neschimbate(revizie, organizatie, reprezentant, moderator):
    """What was missing may be a document, so the same values are an answer too."""
    muta(revizie, Actiune.CERE_COMPLETARI, moderator, motiv=MOTIV)
    form = modelform_factory(Organizatie, fields=["denumire"])(
        {"denumire": "Asociația Cartierul Nostru Verde"}, instance=revizie.aseaza(public(organizatie))
    )
    assert form.is_valid()
    rezultat = propune_modificari(organizatie, form, reprezentant)
    assert rezultat.asteapta == ("denumire",)
    revizie.refresh_from_db()
    assert revizie.stare == Stare.TRIMIS
    assert Dosar.objects.pentru(revizie).count() == 2


def test_completarile_cerute_raman_cerute_cand_se_schimba_altceva(revizie, organizatie, reprezentant, moderator):
    muta(revizie, Actiune.CERE_COMPLETARI, moderator, motiv=MOTIV)
    propune(organizatie, reprezentant, telefon="+40213142315")
    revizie.refresh_from_db()
    assert revizie.stare == Stare.COMPLETARI


def test_propunerea_in_completari_se_inlocuieste(revizie, organizatie, reprezentant, moderator):
    muta(revizie, Actiune.CERE_COMPLETARI, moderator, motiv=MOTIV)
    propune(organizatie, reprezentant, denumire="Al treilea nume")
    revizie.refresh_from_db()
    assert revizie.stare == Stare.ARHIVAT
    assert revizie_in_asteptare(organizatie).campuri == {"denumire": "Al treilea nume"}


# --- the base has changed meanwhile -------------------------------------------------------------------------------
def test_revizia_pe_o_versiune_veche_este_refuzata_pana_la_reasezare(revizie, organizatie, moderator):
    modifica_direct(organizatie, formular(organizatie, scop="Scop corectat de personal."))
    assert public(organizatie).versiune == 2
    with pytest.raises(TranzitieInterzisa) as e:
        muta(revizie, Actiune.APROBA, moderator)
    assert str(e.value) == (
        "Pagina publică s-a schimbat după ce a fost trimisă modificarea. Comparați din nou valorile, reașezați "
        "modificarea pe versiunea de acum, apoi aprobați-o."
    )
    assert public(organizatie).denumire == "Asociația Cartierul Nostru"
    reaseaza(revizie, moderator, versiune=2)
    muta(revizie, Actiune.APROBA, moderator)
    assert (public(organizatie).denumire, public(organizatie).scop) == (
        "Asociația Cartierul Nostru Verde",
        "Scop corectat de personal.",
    )
    assert [d.actiune for d in revizie.decizii()] == ["aproba", "reaseaza", "trimite"]
    assert len({d.dosar for d in revizie.decizii() if d.actiune != "trimite"}) == 1


def test_reasezarea_pe_o_versiune_nevazuta_este_refuzata(revizie, organizatie, moderator):
    modifica_direct(organizatie, formular(organizatie, scop="Prima corectură."))
    modifica_direct(public(organizatie), formular(organizatie, scop="A doua corectură."))
    with pytest.raises(TranzitieInterzisa, match="s-a schimbat din nou"):
        reaseaza(revizie, moderator, versiune=2)


def test_numai_un_moderator_reaseaza(revizie, reprezentant, secretariat):
    for persoana in (reprezentant, secretariat):
        with pytest.raises(PermissionDenied):
            reaseaza(revizie, persoana, versiune=1)


def test_ce_nu_mai_asteapta_nu_se_reaseaza(revizie, moderator, alt_moderator):
    muta(revizie, Actiune.RESPINGE, moderator, motiv=MOTIV)
    with pytest.raises(TranzitieInterzisa, match="Mihai Moderator a decis deja"):
        reaseaza(revizie, alt_moderator, versiune=1)


def test_un_camp_liber_nu_invecheste_revizia(revizie, organizatie, reprezentant, moderator):
    propune(organizatie, reprezentant, telefon="+40213142315")
    muta(revizie, Actiune.APROBA, moderator)
    assert (public(organizatie).denumire, public(organizatie).telefon) == (
        "Asociația Cartierul Nostru Verde",
        "+40213142315",
    )


# --- approval checks again ----------------------------------------------------------------------------------------
def test_cif_luat_intre_timp_se_refuza_la_aprobare(organizatie, alta_organizatie, reprezentant, moderator):
    propune(organizatie, reprezentant, cif="14399840")
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    revizie = revizie_in_asteptare(organizatie)
    with pytest.raises(ValidationError) as e:
        muta(revizie, Actiune.APROBA, moderator)
    assert e.value.messages == ["Există deja o organizație cu acest CIF."]
    revizie.refresh_from_db()
    assert (revizie.stare, public(organizatie).cif) == (Stare.TRIMIS, "")


def test_cif_luat_deja_nu_se_propune(organizatie, alta_organizatie, reprezentant):
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    with pytest.raises(ValidationError):
        propune(organizatie, reprezentant, cif="14399840", telefon="+40213142315")
    assert (public(organizatie).telefon, Revizie.objects.count(), Dosar.objects.count()) == ("", 0, 0)


def test_atestat_cu_date_intoarse_se_refuza(organizatie, reprezentant, moderator):
    Organizatie.objects.filter(pk=organizatie.pk).update(atestat_data="2024-01-02")
    with pytest.raises(ValidationError) as e:
        propune(public(organizatie), reprezentant, atestat_valabil_pana="2023-01-02")
    assert e.value.messages == ["Atestatul nu poate expira înainte de data lui."]


def test_profilul_arhivat_intre_timp_nu_se_modifica(revizie, organizatie, moderator):
    muta(organizatie, Actiune.ARHIVEAZA, moderator, motiv=MOTIV)
    with pytest.raises(ValidationError, match="Pagina nu mai este publică"):
        muta(revizie, Actiune.APROBA, moderator)
    muta(organizatie, Actiune.RESTAUREAZA, moderator)
    muta(revizie, Actiune.APROBA, moderator)
    assert public(organizatie).denumire == "Asociația Cartierul Nostru Verde"


def test_atestatul_schimbat_nu_mai_este_verificat(organizatie, reprezentant, moderator):
    """The badge vouches for a paper that staff have seen, not for the next one."""
    vechi = {"atestat_numar": "77", "atestat_valabil_pana": "2099-01-02", "atestat_verificat_la": "2026-01-05"}
    Organizatie.objects.filter(pk=organizatie.pk).update(**vechi)
    assert public(organizatie).atestat_valabil is True
    propune(organizatie, reprezentant, atestat_numar="78")
    assert public(organizatie).atestat_valabil is True
    muta(revizie_in_asteptare(organizatie), Actiune.APROBA, moderator)
    assert (public(organizatie).atestat_numar, public(organizatie).atestat_verificat_la) == ("78", None)


def test_personalul_schimba_atestatul_si_il_verifica_odata(organizatie):
    modifica_direct(organizatie, formular(organizatie, atestat_numar="78", atestat_verificat_la="2026-01-05"))
    assert f"{public(organizatie).atestat_verificat_la}" == "2026-01-05"


# --- the logo waits as a stored file ------------------------------------------------------------------------------
def poza(culoare):
    octeti = io.BytesIO()
    Image.new("RGB", (8, 8), culoare).save(octeti, "PNG")
    return SimpleUploadedFile("Sigla mea.png", octeti.getvalue(), "image/png")


def form_logo(organizatie, fisier):
    form = modelform_factory(Organizatie, fields=["logo"])({}, {"logo": fisier}, instance=public(organizatie))
    assert form.is_valid(), form.errors
    return form


def test_sigla_asteapta_ca_fisier_pastrat(organizatie, reprezentant, moderator):
    propune_modificari(organizatie, form_logo(organizatie, poza("red")), reprezentant)
    assert public(organizatie).logo.name == ""
    revizie = revizie_in_asteptare(organizatie)
    cale = revizie.campuri["logo"]
    assert cale.startswith("logo/") and "Sigla" not in cale
    assert default_storage.exists(cale)
    muta(revizie, Actiune.APROBA, moderator)
    assert public(organizatie).logo.name == cale
    with default_storage.open(cale) as fisier:
        assert fisier.read().startswith(b"\x89PNG")


def test_sigla_noua_lasa_vechea_pe_loc_pana_la_aprobare(organizatie, reprezentant, moderator):
    propune_modificari(organizatie, form_logo(organizatie, poza("red")), reprezentant)
    muta(revizie_in_asteptare(organizatie), Actiune.APROBA, moderator)
    veche = public(organizatie).logo.name
    propune_modificari(organizatie, form_logo(organizatie, poza("blue")), reprezentant)
    assert public(organizatie).logo.name == veche
    noua = revizie_in_asteptare(organizatie).campuri["logo"]
    assert noua != veche
    assert default_storage.exists(veche) and default_storage.exists(noua)


def test_sigla_scoasa_asteapta_si_ea(organizatie, reprezentant, moderator):
    propune_modificari(organizatie, form_logo(organizatie, poza("red")), reprezentant)
    muta(revizie_in_asteptare(organizatie), Actiune.APROBA, moderator)
    form = modelform_factory(Organizatie, fields=["logo"])({"logo-clear": "on"}, instance=public(organizatie))
    assert form.is_valid()
    propune_modificari(organizatie, form, reprezentant)
    assert revizie_in_asteptare(organizatie).campuri == {"logo": ""}
    assert public(organizatie).logo
    muta(revizie_in_asteptare(organizatie), Actiune.APROBA, moderator)
    assert not public(organizatie).logo


# --- drafts and closed doors --------------------------------------------------------------------------------------
@pytest.mark.parametrize("stare", [Stare.CIORNA, Stare.COMPLETARI])
def test_ciorna_se_scrie_intreaga(stare, reprezentant):
    ciorna = cu_stare(ciorna_completa("Asociația Ciorna", "asociatia-ciorna", [reprezentant]), stare)
    rezultat = propune(ciorna, reprezentant, denumire="Alt nume", telefon="+40213142315")
    assert (rezultat.aplicate, rezultat.asteapta) == (("denumire", "telefon"), ())
    assert (public(ciorna).denumire, public(ciorna).slug) == ("Alt nume", "alt-nume")
    assert not Revizie.objects.exists()


@pytest.mark.parametrize("stare", [Stare.TRIMIS, Stare.RESPINS, Stare.ARHIVAT])
def test_in_celelalte_stari_autorul_nu_scrie(stare, organizatie, reprezentant):
    cu_stare(organizatie, stare)
    with pytest.raises(TranzitieInterzisa):
        propune(organizatie, reprezentant, telefon="+40213142315")
    assert public(organizatie).telefon == ""


def test_doua_persoane_pe_campuri_diferite_nu_se_suprascriu(reprezentant, coleg):
    ciorna = ciorna_completa("Asociația Ciorna", "asociatia-ciorna", [reprezentant, coleg])
    al_ei = formular(ciorna, telefon="+40213142315", email=ciorna.email, scop=ciorna.scop)
    al_lui = formular(ciorna, telefon="", email="altul@example.org", scop=ciorna.scop)
    propune_modificari(ciorna, al_ei, reprezentant)
    propune_modificari(ciorna, al_lui, coleg)
    assert (public(ciorna).telefon, public(ciorna).email) == ("+40213142315", "altul@example.org")


def test_un_strain_nu_propune(organizatie, strain):
    with pytest.raises(PermissionDenied):
        propune(organizatie, strain, denumire="Denumirea străinului")
    assert not Revizie.objects.exists()


# --- a staff member's own edit ------------------------------------------------------------------------------------
def test_personalul_scrie_direct_si_versiunea_creste_o_data(organizatie):
    modifica_direct(organizatie, formular(organizatie, denumire="Corectat", scop="Corectat", telefon="+40213142315"))
    acum = public(organizatie)
    assert (acum.denumire, acum.telefon, acum.versiune, acum.stare) == ("Corectat", "+40213142315", 2, Stare.PUBLICAT)
    modifica_direct(acum, formular(acum, telefon=""))
    assert public(organizatie).versiune == 2
    assert not Decizie.objects.exists()


def test_alt_om_arata_alt_acord(organizatie, reprezentant):
    propune(organizatie, reprezentant, persoana_publica=True)
    primul = public(organizatie).persoana_acord_la
    propune(organizatie, reprezentant, persoana_contact="Dan Radu", persoana_publica=True)
    assert public(organizatie).persoana_acord_la > primul
    propune(organizatie, reprezentant, persoana_publica=False)
    assert public(organizatie).persoana_acord_la is None
