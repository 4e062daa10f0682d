import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from organizatii.models import Membru, Organizatie, Revendicare
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar, Revizie
from platforma.moderare.tranzitii import TRANZITII, Actiune, Stare, TranzitieInterzisa, actiuni_posibile, muta
from tests.moderare.conftest import MOTIV, ciorna_completa, cu_stare, dosarul, propune

pytestmark = pytest.mark.django_db

# --- the grid: every state × every move × every role --------------------------------------------------------------
# Columns: ciorna, trimis, completari, publicat, respins, arhivat. A cell is the new state, „-” (not from this state)
# or „x” (not this person).
NIMIC = """
trimite         x       x       x       x       x       x
retrage         x       x       x       x       x       x
aproba          x       x       x       x       x       x
cere_completari x       x       x       x       x       x
respinge        x       x       x       x       x       x
redeschide      x       x       x       x       x       x
arhiveaza       x       x       x       x       x       x
restaureaza     x       x       x       x       x       x
anuleaza        x       x       x       x       x       x
publica         x       x       x       x       x       x
"""
ADMINISTRATOR_PROFIL = """
trimite         trimis  -       trimis  -       -       -
retrage         -       ciorna  -       -       -       -
aproba          x       x       x       x       x       x
cere_completari x       x       x       x       x       x
respinge        x       x       x       x       x       x
redeschide      -       -       -       -       ciorna  -
arhiveaza       -       -       -       arhivat -       -
restaureaza     x       x       x       x       x       x
anuleaza        -       -       -       -       -       -
publica         -       -       -       -       -       -
"""
EDITOR_PROFIL = """
trimite         trimis  -       trimis  -       -       -
retrage         -       ciorna  -       -       -       -
aproba          x       x       x       x       x       x
cere_completari x       x       x       x       x       x
respinge        x       x       x       x       x       x
redeschide      -       -       -       -       ciorna  -
arhiveaza       x       x       x       x       x       x
restaureaza     x       x       x       x       x       x
anuleaza        -       -       -       -       -       -
publica         -       -       -       -       -       -
"""
MODERATOR_PROFIL = """
trimite         x       x          x       x       x       x
retrage         x       x          x       x       x       x
aproba          -       publicat   -       -       -       -
cere_completari -       completari -       -       -       -
respinge        -       respins    -       -       -       -
redeschide      x       x          x       x       x       x
arhiveaza       -       -          -       arhivat -       -
restaureaza     -       -          -       -       -       publicat
anuleaza        -       -          -       -       -       -
publica         x       x          x       x       x       x
"""
SISTEM_PROFIL = """
trimite         trimis  -          trimis  -       -       -
retrage         -       ciorna     -       -       -       -
aproba          -       publicat   -       -       -       -
cere_completari -       completari -       -       -       -
respinge        -       respins    -       -       -       -
redeschide      -       -          -       -       ciorna  -
arhiveaza       -       -          -       arhivat -       -
restaureaza     -       -          -       -       -       publicat
anuleaza        -       -          -       -       -       -
publica         -       -          -       -       -       -
"""
AUTOR_CERERE = """
trimite         trimis  -       trimis  -       -       -
retrage         -       -       -       -       -       -
aproba          x       x       x       x       x       x
cere_completari x       x       x       x       x       x
respinge        x       x       x       x       x       x
redeschide      -       -       -       -       -       -
arhiveaza       -       -       -       -       -       -
restaureaza     x       x       x       x       x       x
anuleaza        -       arhivat arhivat -       -       -
publica         -       -       -       -       -       -
"""
# An editor may not archive a profile, so for a change of it that move is refused by right before it is by kind.
EDITOR_CERERE = AUTOR_CERERE.replace(
    "arhiveaza       -       -       -       -       -       -",
    "arhiveaza       x       x       x       x       x       x",
)
MODERATOR_CERERE = """
trimite         x       x          x       x       x       x
retrage         x       x          x       x       x       x
aproba          -       publicat   -       -       -       -
cere_completari -       completari -       -       -       -
respinge        -       respins    -       -       -       -
redeschide      x       x          x       x       x       x
arhiveaza       -       -          -       -       -       -
restaureaza     -       -          -       -       -       -
anuleaza        -       arhivat    arhivat -       -       -
publica         x       x          x       x       x       x
"""


def grila(text):
    return {rand.split()[0]: rand.split()[1:] for rand in text.strip().splitlines()}


def incearca(obiect, stare, actiune, de):
    """The cell of the grid that really comes out; everything is undone afterwards."""
    try:
        with transaction.atomic():
            cu_stare(obiect, stare)
            decizie = muta(obiect, Actiune(actiune), de, motiv=MOTIV)
            obiect.refresh_from_db()
            assert (decizie.din, decizie.spre, obiect.stare, decizie.de) == (stare, obiect.stare, obiect.stare, de)
            raise Exception(obiect.stare)
    except PermissionDenied:
        return "x"
    except TranzitieInterzisa:
        return "-"
    except Exception as e:
        return str(e)


def grila_reala(obiect, de):
    return {str(actiune): [incearca(obiect, stare, actiune, de) for stare in Stare.values] for actiune in TRANZITII}


@pytest.mark.parametrize(
    ("rol", "asteptat"),
    [
        ("reprezentant", ADMINISTRATOR_PROFIL),
        ("coleg", EDITOR_PROFIL),
        ("strain", NIMIC),
        ("autoritate", NIMIC),
        ("secretariat", NIMIC),
        ("moderator", MODERATOR_PROFIL),
        ("admin", MODERATOR_PROFIL),
        ("sistem", SISTEM_PROFIL),
    ],
    ids=lambda v: v if "\n" not in v else "",
)
def test_grila_profilului(rol, asteptat, organizatie, request):
    de = None if rol == "sistem" else request.getfixturevalue(rol)
    assert grila_reala(organizatie, de) == grila(asteptat)


@pytest.mark.parametrize(
    ("rol", "asteptat"),
    [
        ("reprezentant", AUTOR_CERERE),
        ("coleg", EDITOR_CERERE),
        ("strain", NIMIC),
        ("secretariat", NIMIC),
        ("moderator", MODERATOR_CERERE),
        ("admin", MODERATOR_CERERE),
    ],
    ids=lambda v: v if "\n" not in v else "",
)
def test_grila_reviziei(rol, asteptat, revizie, request):
    assert grila_reala(revizie, request.getfixturevalue(rol)) == grila(asteptat)


@pytest.mark.parametrize(
    ("rol", "asteptat"),
    [
        ("strain", AUTOR_CERERE),  # the claimant
        ("reprezentant", NIMIC),
        ("secretariat", NIMIC),
        ("moderator", MODERATOR_CERERE),
        ("admin", MODERATOR_CERERE),
    ],
    ids=lambda v: v if "\n" not in v else "",
)
def test_grila_revendicarii(rol, asteptat, revendicare, request):
    assert grila_reala(revendicare, request.getfixturevalue(rol)) == grila(asteptat)


def test_un_moderator_dezactivat_nu_mai_decide(trimisa, moderator):
    moderator.is_active = False
    moderator.save(update_fields=["is_active"])
    with pytest.raises(PermissionDenied):
        muta(trimisa, Actiune.APROBA, moderator)


def test_actiunile_posibile_sunt_cele_din_grila(trimisa, moderator, reprezentant, strain):
    assert actiuni_posibile(trimisa, moderator) == [Actiune.APROBA, Actiune.CERE_COMPLETARI, Actiune.RESPINGE]
    assert actiuni_posibile(trimisa, reprezentant) == [Actiune.RETRAGE]
    assert actiuni_posibile(trimisa, strain) == []


# --- reasons ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("actiune", [Actiune.CERE_COMPLETARI, Actiune.RESPINGE])
@pytest.mark.parametrize("motiv", ["", "   ", "nouăsprezece litere", "a" + " " * 40 + "b", "\u200b" * 30])
def test_motivul_scurt_este_refuzat_si_nimic_nu_se_schimba(actiune, motiv, trimisa, moderator):
    with pytest.raises(ValidationError) as e:
        muta(trimisa, actiune, moderator, motiv=motiv)
    assert e.value.message_dict == {
        "motiv": ["Scrieți motivul în cel puțin 20 de caractere, ca să ajute pe cine îl citește."]
    }
    trimisa.refresh_from_db()
    assert trimisa.stare == Stare.TRIMIS
    assert [d.actiune for d in trimisa.decizii()] == ["trimite"]
    assert dosarul(trimisa).inchis_la is None


def test_motivul_de_douazeci_de_caractere_trece_normalizat(trimisa, moderator):
    muta(trimisa, Actiune.RESPINGE, moderator, motiv="  Lipseşte   statut nou. ")
    assert trimisa.decizii()[0].motiv == "Lipsește statut nou."


def test_arhivarea_cere_motiv_si_autorului(organizatie, reprezentant):
    with pytest.raises(ValidationError):
        muta(organizatie, Actiune.ARHIVEAZA, reprezentant, motiv="prea scurt")


# --- what a decision leaves behind --------------------------------------------------------------------------------
def test_trimiterea_deschide_un_dosar_si_scrie_tuturor_membrilor(ciorna, reprezentant):
    inainte = timezone.now()
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    dosar = dosarul(ciorna)
    assert (dosar.tip, dosar.titlu, dosar.depus_de, dosar.preluat_de, dosar.inchis_la) == (
        "publicare",
        "Asociația Ciorna",
        reprezentant,
        None,
        None,
    )
    assert inainte <= dosar.depus_la <= timezone.now()
    assert ciorna.stare_din == dosar.depus_la
    assert list(Mesaj.objects.values_list("catre", "subiect")) == [
        ("reprezentant@exemplu.test", "Am primit profilul: Asociația Ciorna")
    ]


def test_aprobarea_publica_inchide_dosarul_si_tine_instantaneul(trimisa, moderator):
    dosar = dosarul(trimisa)
    decizie = muta(trimisa, Actiune.APROBA, moderator, dosar=dosar)
    trimisa.refresh_from_db()
    dosar.refresh_from_db()
    assert (trimisa.stare, trimisa.publicat_la, trimisa.stare_din) == (Stare.PUBLICAT, decizie.la, decizie.la)
    assert (dosar.inchis_la, decizie.dosar, decizie.de) == (decizie.la, dosar, moderator)
    decizie.refresh_from_db()
    instantaneu = decizie.instantaneu
    assert instantaneu["denumire"] == "Asociația Ciorna"
    assert instantaneu["stare"] == "publicat"
    assert instantaneu["sediu_sector_id"] == 3
    assert instantaneu["sectoare"] == [3]
    assert instantaneu["logo"] == ""
    assert "cautare" not in instantaneu
    mesaj = Mesaj.objects.get(cheie__startswith=f"decizie:{decizie.pk}:")
    assert mesaj.subiect == "Profilul este public: Asociația Ciorna"
    assert f"http://127.0.0.1:8000/spatiu/organizatii/{trimisa.pk}/" in mesaj.text


def test_respingerea_spune_motivul_si_pastreaza_totul(trimisa, moderator, reprezentant):
    muta(trimisa, Actiune.RESPINGE, moderator, motiv=MOTIV)
    mesaj = Mesaj.objects.latest("pk")
    assert mesaj.subiect == "Profil neaprobat: Asociația Ciorna"
    assert MOTIV in mesaj.text
    assert MOTIV in mesaj.html
    muta(trimisa, Actiune.REDESCHIDE, reprezentant)
    muta(trimisa, Actiune.TRIMITE, reprezentant)
    muta(trimisa, Actiune.APROBA, moderator)
    assert [d.actiune for d in trimisa.decizii()] == ["aproba", "trimite", "redeschide", "respinge", "trimite"]
    assert Dosar.objects.pentru(trimisa).count() == 2


def test_ce_se_intoarce_dupa_completari_vine_la_acelasi_moderator(trimisa, moderator, reprezentant, alt_moderator):
    muta(trimisa, Actiune.CERE_COMPLETARI, moderator, motiv=MOTIV)
    muta(trimisa, Actiune.TRIMITE, reprezentant)
    assert (dosarul(trimisa).preluat_de, dosarul(trimisa).preluat_la) == (moderator, dosarul(trimisa).depus_la)
    muta(trimisa, Actiune.CERE_COMPLETARI, alt_moderator, motiv=MOTIV)  # who takes a dossier and who decides may differ
    assert Dosar.objects.pentru(trimisa).last().preluat_de == moderator


def test_dosarul_retras_nu_este_al_nimanui(trimisa, reprezentant):
    muta(trimisa, Actiune.RETRAGE, reprezentant)
    muta(trimisa, Actiune.TRIMITE, reprezentant)
    assert dosarul(trimisa).preluat_de is None


def test_data_primei_publicari_ramane_dupa_arhivare_si_restaurare(organizatie, moderator, reprezentant):
    publicat_la = organizatie.publicat_la
    muta(organizatie, Actiune.ARHIVEAZA, reprezentant, motiv=MOTIV)
    muta(organizatie, Actiune.RESTAUREAZA, moderator)
    organizatie.refresh_from_db()
    assert (organizatie.stare, organizatie.publicat_la) == (Stare.PUBLICAT, publicat_la)


def test_nimic_nu_ramane_dintr_o_decizie_care_nu_s_a_terminat(trimisa, moderator, monkeypatch):
    def cade(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("platforma.moderare.anunturi.anunta_decizia", cade)
    with pytest.raises(OSError, match="the disk is full"):
        muta(trimisa, Actiune.APROBA, moderator)
    trimisa = Organizatie.objects.get(pk=trimisa.pk)
    assert (trimisa.stare, trimisa.publicat_la, trimisa.decizii().count()) == (Stare.TRIMIS, None, 1)
    assert dosarul(trimisa).inchis_la is None


# --- the submission is checked when sent and again when approved --------------------------------------------------
def test_ce_lipseste_nu_se_trimite(reprezentant):
    ciorna = ciorna_completa("Asociația Goală", "asociatia-goala", [reprezentant], scop="")
    with pytest.raises(ValidationError) as e:
        muta(ciorna, Actiune.TRIMITE, reprezentant)
    assert e.value.messages == ["Scrieți scopul, în câteva rânduri."]
    assert not Dosar.objects.exists()


def test_ce_lipseste_la_aprobare_nu_se_publica(trimisa, moderator):
    trimisa.sectoare.clear()
    with pytest.raises(ValidationError) as e:
        muta(trimisa, Actiune.APROBA, moderator)
    assert e.value.messages == ["Alegeți sectoarele în care lucrați."]


def test_cif_luat_nu_se_mai_trimite(alta_organizatie, reprezentant):
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    ciorna = ciorna_completa("Asociația Dublă", "asociatia-dubla", [reprezentant], cif="14399840")
    with pytest.raises(ValidationError) as e:
        muta(ciorna, Actiune.TRIMITE, reprezentant)
    assert e.value.message_dict == {"cif": ["Există deja o organizație cu acest CIF."]}


def test_arhivata_nu_revine_peste_cif_luat(organizatie, alta_organizatie, moderator, reprezentant):
    Organizatie.objects.filter(pk=organizatie.pk).update(cif="14399840")
    muta(organizatie, Actiune.ARHIVEAZA, reprezentant, motiv=MOTIV)
    Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")
    with pytest.raises(ValidationError) as e:
        muta(organizatie, Actiune.RESTAUREAZA, moderator)
    assert e.value.message_dict == {"cif": ["Există deja o organizație cu acest CIF."]}


def test_un_profil_incomplet_venit_din_registru_se_poate_arhiva_si_restaura(nerevendicata, moderator):
    nerevendicata.domenii.clear()
    muta(nerevendicata, Actiune.ARHIVEAZA, moderator, motiv=MOTIV)
    muta(nerevendicata, Actiune.RESTAUREAZA, moderator)
    assert nerevendicata.stare == Stare.PUBLICAT


# --- claims -------------------------------------------------------------------------------------------------------
def test_revendicarea_aprobata_da_administratorul(revendicare, nerevendicata, strain, moderator):
    muta(revendicare, Actiune.APROBA, moderator)
    nerevendicata.refresh_from_db()
    assert nerevendicata.revendicata is True
    assert list(nerevendicata.membri.values_list("utilizator", "rol")) == [(strain.pk, "administrator")]


def test_a_doua_revendicare_nu_mai_trece(revendicare, nerevendicata, coleg, moderator):
    a_doua = Revendicare.objects.create(organizatie=nerevendicata, utilizator=coleg, functie="x", mesaj="y", dovada="z")
    muta(a_doua, Actiune.TRIMITE, coleg)
    muta(revendicare, Actiune.APROBA, moderator)
    with pytest.raises(ValidationError) as e:
        muta(a_doua, Actiune.APROBA, moderator)
    assert e.value.messages == ["Profilul are între timp un administrator. Cereți-i să vă alăturați echipei."]
    assert nerevendicata.membri.count() == 1


def test_profilul_arhivat_nu_mai_primeste_reprezentanti(revendicare, nerevendicata, moderator):
    muta(nerevendicata, Actiune.ARHIVEAZA, moderator, motiv=MOTIV)
    with pytest.raises(ValidationError):
        muta(revendicare, Actiune.APROBA, moderator)
    assert not Membru.objects.filter(organizatie=nerevendicata).exists()


# --- the second one is told who was first -------------------------------------------------------------------------
def test_al_doilea_moderator_afla_cine_a_decis(trimisa, moderator, alt_moderator):
    dosar = dosarul(trimisa)
    muta(trimisa, Actiune.APROBA, moderator, dosar=dosar)
    la = timezone.localtime(trimisa.decizii()[0].la)
    with pytest.raises(TranzitieInterzisa) as e:
        muta(trimisa, Actiune.RESPINGE, alt_moderator, motiv=MOTIV, dosar=dosar)
    assert str(e.value).startswith("Mihai Moderator a decis deja, pe ")
    assert str(e.value).endswith(f"{la:%H:%M}: „Aprobat”. Starea de acum: „Publicat”.")
    assert [d.actiune for d in trimisa.decizii()] == ["aproba", "trimite"]


def test_autorul_retrage_in_timp_ce_moderatorul_citeste(trimisa, reprezentant, moderator):
    citit = dosarul(trimisa)
    muta(trimisa, Actiune.RETRAGE, reprezentant)
    with pytest.raises(TranzitieInterzisa) as e:
        muta(trimisa, Actiune.APROBA, moderator, dosar=citit)
    assert str(e.value).startswith("Raluca Reprezentant a retras trimiterea pe ")
    assert str(e.value).endswith("Starea de acum: „Ciornă”.")


def test_decizia_nu_cade_pe_o_trimitere_mai_noua(trimisa, reprezentant, moderator):
    citit = dosarul(trimisa)
    muta(trimisa, Actiune.RETRAGE, reprezentant)
    Organizatie.objects.filter(pk=trimisa.pk).update(denumire="Alt nume decât cel citit")
    muta(trimisa, Actiune.TRIMITE, reprezentant)
    with pytest.raises(TranzitieInterzisa) as e:
        muta(trimisa, Actiune.APROBA, moderator, dosar=citit)
    assert str(e.value).startswith("Raluca Reprezentant a retras trimiterea pe ")
    assert str(e.value).endswith("Starea de acum: „În verificare”. Ce s-a trimis între timp are un dosar nou în coadă.")
    trimisa.refresh_from_db()
    assert trimisa.stare == Stare.TRIMIS
    muta(trimisa, Actiune.APROBA, moderator, dosar=dosarul(trimisa))


def test_dosarul_altui_lucru_nu_ajuta(trimisa, revendicare, moderator):
    with pytest.raises(TranzitieInterzisa):
        muta(trimisa, Actiune.APROBA, moderator, dosar=dosarul(revendicare))


# --- the decision log cannot be rewritten -------------------------------------------------------------------------
@pytest.mark.parametrize(
    "schimba",
    [
        lambda d: Decizie.objects.filter(pk=d.pk).update(motiv="altul"),
        lambda d: Decizie.objects.bulk_update([d], ["motiv"]),
        lambda d: d.save(),
        lambda d: d.delete(),
        lambda d: Decizie.objects.all().delete(),
        lambda d: connection.cursor().execute("UPDATE moderare_decizie SET de_id = NULL"),
        lambda d: connection.cursor().execute("DELETE FROM moderare_decizie"),
    ],
    ids=["update", "bulk_update", "save", "delete", "delete toate", "sql update", "sql delete"],
)
def test_decizia_nu_se_rescrie(schimba, trimisa, reprezentant):
    decizie = trimisa.decizii().get()
    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete rows from moderare_decizie"),
        transaction.atomic(),
    ):
        schimba(decizie)
    assert list(Decizie.objects.values_list("actiune", "de")) == [("trimite", reprezentant.pk)]


def test_persoana_numita_de_o_decizie_nu_se_sterge(trimisa, moderator):
    muta(trimisa, Actiune.APROBA, moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        moderator.delete()


# --- the database repeats the rules -------------------------------------------------------------------------------
def _al_doilea_dosar(o, _r):
    Dosar.objects.create(obiect=o, tip="publicare", titlu="încă o dată")


def _a_doua_revizie(o, r):
    Revizie.objects.create(tinta=o, campuri={}, versiune_baza=1, autor=r, stare=Stare.COMPLETARI)


@pytest.mark.parametrize(
    ("incalca", "constrangere"),
    [
        (lambda o, _r: Organizatie.objects.filter(pk=o.pk).update(stare="aprobat"), "organizatii_organizatie_stare"),
        (
            lambda o, _r: Organizatie.objects.filter(pk=o.pk).update(publicat_la=None),
            "organizatii_publicat_are_data",
        ),
        (lambda o, _r: Revizie.objects.update(stare="ștearsă"), "moderare_revizie_stare"),
        (_a_doua_revizie, "moderare_o_revizie_in_asteptare"),
        (lambda _o, r: Dosar.objects.update(preluat_de=r), "moderare_dosar_preluat_are_data"),
    ],
)
def test_baza_de_date_refuza(incalca, constrangere, revizie, organizatie, reprezentant):
    with pytest.raises(IntegrityError, match=constrangere), transaction.atomic():
        incalca(organizatie, reprezentant)


def test_baza_de_date_refuza_al_doilea_dosar_deschis(trimisa, reprezentant):
    with pytest.raises(IntegrityError, match="moderare_un_dosar_deschis"), transaction.atomic():
        _al_doilea_dosar(trimisa, reprezentant)


def test_un_cif_are_un_singur_profil_viu_in_baza(organizatie, alta_organizatie):
    Organizatie.objects.filter(pk=organizatie.pk).update(cif="14399840")
    with pytest.raises(IntegrityError, match="organizatii_cif_unic"), transaction.atomic():
        Organizatie.objects.filter(pk=alta_organizatie.pk).update(cif="14399840")


def test_o_propunere_nu_are_doua_mailuri_pentru_aceeasi_decizie(organizatie, reprezentant, coleg):
    propune(organizatie, reprezentant, denumire="Altă denumire")
    assert sorted(Mesaj.objects.values_list("catre", flat=True)) == ["coleg@exemplu.test", "reprezentant@exemplu.test"]
