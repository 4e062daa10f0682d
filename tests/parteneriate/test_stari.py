"""Where the partners stand: every move with every role, what each stage asks for, who is told."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from parteneriate.models import Ce, Contributie, Etapa, Fapta, Parteneriat, TipParteneriat
from parteneriate.stari import CU_MOTIV, TRANZITII, Lipseste, Miscare, MiscareInterzisa, lipsuri, muta
from platforma.mesaje.models import Mesaj
from tests.conftest import organizatie_publicata
from tests.curse import deodata
from tests.parteneriate.ajutor_monitorizare import indicator, valoare
from tests.parteneriate.conftest import act, confirmate, document, intreg, la_etapa, parteneriat

pytestmark = pytest.mark.django_db
MOTIV = "Consiliul local a amânat proiectul cu un an."
CONDUC = ("reprezentant", "autoritate", "moderator", "admin")
GRILA = "strain coleg reprezentant autoritate moderator secretariat admin".split()


def complet(rand, primarie):
    """Everything that any stage could ask for."""
    intreg(rand)
    confirmate(rand)
    act(primarie, rand)
    document(rand, "raport_final")
    document(rand, "act_aditional")
    valoare(indicator(rand), 12, finala=True)
    Parteneriat.objects.filter(pk=rand.pk).update(rezultate="Treizeci de tineri.", lectii="Începem mai devreme.")
    rand.refresh_from_db()
    return rand


@pytest.mark.parametrize("rol", GRILA)
def test_grila_mutarilor(request, idee, primarie, rol):
    """Each move from each stage: done when it is in the table and the person acts for a party or moderates."""
    persoana = request.getfixturevalue(rol)
    complet(idee, primarie)
    abateri = {}
    for etapa, miscare in product(Etapa, Miscare):
        asteptat = PermissionDenied if rol not in CONDUC else None
        if asteptat is None and etapa not in TRANZITII[miscare].din:
            asteptat = MiscareInterzisa
        with transaction.atomic():
            la = Parteneriat.objects.get(pk=idee.pk)
            Parteneriat.objects.filter(pk=la.pk).update(etapa=etapa)
            try:
                muta(la, miscare, persoana, MOTIV)
                primit = None
            except (PermissionDenied, MiscareInterzisa) as e:
                primit = type(e)
            la.refresh_from_db()
            ajuns = TRANZITII[miscare].spre if asteptat is None else etapa
            if (primit, la.etapa) != (asteptat, ajuns):
                abateri[etapa.value, miscare.value] = (primit, la.etapa)
            transaction.set_rollback(True)
    assert abateri == {}


@pytest.mark.parametrize("miscare", sorted(CU_MOTIV))
def test_iesirile_cer_un_motiv(idee, semnat, reprezentant, miscare):
    rand = idee if miscare == Miscare.RETRAGE else semnat
    with pytest.raises(ValidationError) as eroare:
        muta(rand, Miscare(miscare), reprezentant, "scurt")
    assert list(eroare.value.message_dict) == ["motiv"]


def test_personalul_muta_numai_cu_motiv(idee, moderator):
    with pytest.raises(ValidationError) as eroare:
        muta(idee, Miscare.INTERES, moderator)
    assert list(eroare.value.message_dict) == ["motiv"]
    muta(idee, Miscare.INTERES, moderator, "Răspunsul primăriei a venit prin poștă.")
    assert Fapta.objects.get().motiv == "Răspunsul primăriei a venit prin poștă."


def test_mutarea_lasa_o_fapta_si_scrie_celeilalte_parti(idee, reprezentant, autoritate):
    fapta = muta(idee, Miscare.INTERES, reprezentant)
    assert (fapta.ce, fapta.din, fapta.spre, fapta.de) == (Ce.MUTAT, "idee", "interes", reprezentant)
    assert [m.catre for m in Mesaj.objects.all()] == [autoritate.email]
    assert idee.etapa == "interes"


def test_jurnalul_nu_se_schimba_si_nu_se_sterge(idee, reprezentant):
    fapta = muta(idee, Miscare.INTERES, reprezentant)
    for fa in (lambda: Fapta.objects.update(motiv="altul"), fapta.delete):
        with pytest.raises(ProgrammingError), transaction.atomic():
            fa()


# --- what each stage asks for ---------------------------------------------------------------------------------------
def cuvinte(rand, etapa):
    return [str(lipsa) for lipsa in lipsuri(rand, etapa)]


def test_o_idee_asteapta_un_raspuns(organizatie, primarie, reprezentant):
    """`primarie` has nobody here, so it has not answered."""
    rand = parteneriat("Idee", organizatie, primarie)
    assert cuvinte(rand, Etapa.INTERES) == ["Încă o parte trebuie să răspundă la invitație."]
    with pytest.raises(Lipseste) as eroare:
        muta(rand, Miscare.INTERES, reprezentant)
    assert str(eroare.value) == "Încă o parte trebuie să răspundă la invitație."
    assert Fapta.objects.count() == 0


def test_ce_cere_aprobarea(idee):
    assert cuvinte(idee, Etapa.APROBARE) == [
        "Scrieți rezumatul public.",
        "Scrieți activitățile.",
        "Scrieți când începe și când se încheie.",
        "Adăugați proiectul hotărârii sau scrieți de ce nu este necesar un act de aprobare.",
        "Scrieți bugetul total sau „fără implicații financiare”.",
    ]


def test_ce_cere_semnarea(idee):
    assert cuvinte(idee, Etapa.SEMNAT) == [
        "Fiecare parte confirmă textul așa cum este acum.",
        "Scrieți numărul și data acordului.",
        "Scrieți data semnării, cel târziu cea de azi.",
        "Scrieți când începe și când se încheie.",
        "Scrieți bugetul total sau „fără implicații financiare”.",
        "Lipsește: Acordul: număr, dată, fișier.",
    ]


@pytest.mark.parametrize(
    ("tip", "lipsesc"),
    [
        ("acord-de-parteneriat", []),
        ("proiect-cu-finantare", ["Lipsește: Codul proiectului (MySMIS sau SIPOCA)."]),
        ("finantare-nerambursabila", ["Lipsește: Anunțul selecției publice."]),
        ("servicii-sociale", ["Lipsește: Acreditarea și licența serviciului social."]),
        ("achizitie-rezervata", ["Lipsește: Legătura din SEAP/SICAP."]),
    ],
)
def test_semnarea_cere_dovezile_tipului(idee, tip, lipsesc):
    intreg(idee)
    confirmate(idee)
    idee.tip = TipParteneriat.objects.get(slug=tip)
    idee.save()
    assert cuvinte(idee, Etapa.SEMNAT) == lipsesc


def test_un_parteneriat_apl_ong_are_ambele_parti(organizatie, alta_organizatie, reprezentant, strain):
    rand = intreg(parteneriat("Numai ONG-uri", organizatie, alta_organizatie))
    confirmate(rand)
    lipsa = "Un parteneriat între autorități și organizații are cel puțin o autoritate."
    assert cuvinte(rand, Etapa.SEMNAT) == [lipsa]
    rand.apl_ong = False
    assert cuvinte(rand, Etapa.SEMNAT) == []


def test_implementarea_cere_actul_si_data_de_inceput(semnat):
    indicator(semnat)
    assert cuvinte(semnat, Etapa.IMPLEMENTARE) == ["Adăugați actul de aprobare sau scrieți de ce nu este necesar."]
    Parteneriat.objects.filter(pk=semnat.pk).update(
        fara_act_motiv="Este un acord de voluntariat.", incepe_la=timezone.localdate() + timedelta(days=1)
    )
    semnat.refresh_from_db()
    assert cuvinte(semnat, Etapa.IMPLEMENTARE) == ["Data de început nu a venit încă."]


def test_incheierea_cere_rezultate_si_raport(semnat):
    assert cuvinte(semnat, Etapa.INCHEIAT) == [
        "Scrieți rezultatele față de ținte.",
        "Scrieți ce ați învățat.",
        "Adăugați raportul final.",
    ]


def test_continuarea_cere_urmasul_sau_actul_aditional(semnat, public):
    assert cuvinte(semnat, Etapa.CONTINUAT) == ["Alegeți parteneriatul care îl continuă sau adăugați actul adițional."]
    semnat.continuat_de = public
    assert cuvinte(semnat, Etapa.CONTINUAT) == []


def test_contributiile_trebuie_sa_dea_totalul(idee):
    intreg(idee)
    idee.fara_bani, idee.buget_total = False, 1000
    idee.save()
    lipsa = "Contribuțiile părților trebuie să dea bugetul total."
    assert cuvinte(idee, Etapa.APROBARE) == [lipsa]
    lider, autoritate = idee.parti.all()
    Contributie.objects.create(parte=lider, sursa="proprie", suma="333.33")
    Contributie.objects.create(parte=autoritate, sursa="local", suma="666.66")  # a leu's hundredth is forgiven
    assert cuvinte(idee, Etapa.APROBARE) == []


# --- what the database itself refuses -------------------------------------------------------------------------------
def la_commit(fa):
    """Do it and check the deferred triggers, as a commit would."""
    with transaction.atomic():
        fa()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refuzat_de(eroare):
    return eroare.value.__cause__.diag.constraint_name


def test_baza_refuza_un_semnat_neconfirmat(semnat):
    with pytest.raises(IntegrityError) as eroare:
        la_commit(lambda: sql("UPDATE parteneriate_parte SET confirmat_la = NULL, confirmat_redactare = NULL"))
    assert refuzat_de(eroare) == "parteneriate_semnat_confirmat"


def test_baza_refuza_un_semnat_fara_o_autoritate(semnat, primarie, alta_organizatie):
    with pytest.raises(IntegrityError) as eroare:
        la_commit(
            lambda: sql(
                "UPDATE parteneriate_parte SET organizatie_id = %s WHERE organizatie_id = %s",
                [alta_organizatie.pk, primarie.pk],
            )
        )
    assert refuzat_de(eroare) == "parteneriate_semnat_ambele_parti"


def test_baza_refuza_un_semnat_cu_o_singura_parte(semnat, primarie):
    with pytest.raises(IntegrityError) as eroare:
        la_commit(
            lambda: sql("UPDATE parteneriate_parte SET iesit_la = now() WHERE organizatie_id = %s", [primarie.pk])
        )
    assert refuzat_de(eroare) == "parteneriate_semnat_confirmat"


def test_baza_refuza_semnarea_pe_ascuns(idee):
    """Raw SQL that writes the stage of what nobody has confirmed."""
    intreg(idee)
    with pytest.raises(IntegrityError) as eroare:
        la_commit(lambda: sql("UPDATE parteneriate_parteneriat SET etapa = 'semnat'"))
    assert refuzat_de(eroare) == "parteneriate_semnat_confirmat"


def test_baza_refuza_bani_care_nu_se_aduna(semnat):
    with pytest.raises(IntegrityError) as eroare:
        la_commit(lambda: sql("UPDATE parteneriate_parteneriat SET fara_bani = false, buget_total = 100"))
    assert refuzat_de(eroare) == "parteneriate_semnat_bani"


def test_baza_lasa_ce_este_intreg(semnat):
    la_commit(lambda: sql("UPDATE parteneriate_parteneriat SET etapa = 'implementare'"))


def sql(comanda, valori=()):
    with connection.cursor() as cursor:
        cursor.execute(comanda, valori)


@pytest.mark.django_db(transaction=True)
def test_din_doi_care_muta_deodata_unul_afla_ca_a_intarziat(idee, reprezentant, autoritate):
    rezultate = deodata(
        lambda: muta(Parteneriat.objects.get(pk=idee.pk), Miscare.INTERES, reprezentant),
        lambda: muta(Parteneriat.objects.get(pk=idee.pk), Miscare.INTERES, autoritate),
    )
    assert sorted(type(r).__name__ for r in rezultate) == ["Fapta", "MiscareInterzisa"]
    assert Fapta.objects.count() == 1


def test_un_al_treilea_nu_muta_ce_nu_este_al_lui(idee, strain):
    organizatie_publicata("Alta", "alta")
    with pytest.raises(PermissionDenied):
        muta(la_etapa(idee, Etapa.SEMNAT), Miscare.REZILIAZA, strain, MOTIV)
