"""Erasure on request reaches the workshops: no word of the person stays in any of their tables."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection
from django.utils import timezone

from ateliere import inscrieri, procese
from ateliere.models import Concluzie, Export, Fapta, Fotografie, Inscriere, Material, Prezenta
from organizatii.membri import Refuzat
from organizatii.stergere import sterge_persoana
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import atelier_publicat, atelier_tinut, inscris, proces_publicat
from tests.conftest import persoana

SEMN = "zmarald"  # stands in everything that was written about the person


@pytest.fixture
def ana(db):
    utilizator = persoana(f"ana.{SEMN}@exemplu.test", f"Ana {SEMN}")
    EmailAddress.objects.create(user=utilizator, email=f"a2.{SEMN}@exemplu.test", verified=True)
    return utilizator


def ale_anei(ana, atelier, stare="confirmata", email=None, **campuri):
    implicite = {"functie": f"directoare {SEMN}", "nevoi": f"interpret {SEMN}", "acord_nume": True}
    return inscris(
        atelier, f"Ana {SEMN}", email=email or ana.email, stare=stare, **{"persoana": ana, **implicite, **campuri}
    )


def urme():
    """(table, column) in which the mark still stands, over every table of the app, those of history included."""
    gasite = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config("ateliere").get_models(include_auto_created=True):
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}" t WHERE t::text ILIKE %s', [f"%{SEMN}%"])
            if cursor.fetchone()[0]:
                gasite.append(model.__name__)
    return gasite


def test_nicio_urma_in_nicio_tabela(ana, primarie, secretariat, organizatie):
    viitor = atelier_publicat(primarie, slug="viitor", capacitate=9, cetateni=True)
    trecut = atelier_tinut(primarie, slug="trecut", capacitate=9)
    inscrisa, _noua = inscrieri.inscrie(
        viitor.pk, nume=f"Ana {SEMN}", email=ana.email, de=ana, functie=SEMN, nevoi=SEMN, acord_nume=True
    )
    a_fost = ale_anei(ana, trecut)
    pe_adresa_ei = ale_anei(ana, trecut, email=f"a2.{SEMN}@exemplu.test", persoana=None)
    anulata = ale_anei(ana, trecut, stare="anulata")
    Inscriere.objects.filter(pk=a_fost.pk).update(functie=f"alta {SEMN}")  # an event of the history
    Prezenta.objects.create(inscriere=a_fost, stare="prezent", sursa="manual", marcat_de=secretariat)
    assert urme() == ["Inscriere"]
    sterge_persoana(ana)
    assert urme() == []
    assert set(Mesaj.objects.filter(catre__contains=SEMN)) == set()
    assert not Mesaj.objects.filter(text__contains=SEMN).exists()
    stari = dict(Inscriere.objects.values_list("pk", "stare"))
    assert stari == {
        inscrisa.pk: "anulata", a_fost.pk: "confirmata", pe_adresa_ei.pk: "confirmata", anulata.pk: "anulata",
    }  # fmt: skip
    a_fost.refresh_from_db()
    assert (a_fost.nume, a_fost.functie, a_fost.nevoi, a_fost.acord_nume) == ("Cont șters", "", "", False)
    assert a_fost.email.endswith("@sters.invalid")
    assert a_fost.prezenta.stare == "prezent"


def test_locul_eliberat_trece_la_cine_asteapta(ana, primarie):
    viitor = atelier_publicat(primarie, capacitate=1)
    ale_anei(ana, viitor)
    asteapta = inscris(viitor, "Dan", stare="asteptare")
    sterge_persoana(ana)
    asteapta.refresh_from_db()
    assert asteapta.stare == "confirmata"
    assert [f.ce for f in Fapta.objects.order_by("pk")] == ["anulare", "promovare"]
    assert list(Mesaj.objects.exclude(text="").values_list("catre", flat=True)) == ["dan@exemplu.test"]


def test_un_atelier_in_desfasurare_isi_pastreaza_locul(ana, primarie):
    acum = atelier_publicat(primarie, incepe_la=timezone.now() - timedelta(minutes=30))
    inscriere = ale_anei(ana, acum)
    sterge_persoana(ana)
    inscriere.refresh_from_db()
    assert (inscriere.stare, inscriere.nume) == ("confirmata", "Cont șters")


def test_ce_a_facut_ca_organizatoare_ramane_fara_numele_ei(ana, tinut, secretariat):
    """Minutes, exports and consents point at the emptied account."""
    ana.user_permissions.set(secretariat.groups.get().permissions.all())
    proces_publicat(tinut, ana)
    Concluzie.objects.create(
        atelier=tinut, text="O concluzie.", raspuns="Un răspuns.", raspuns_la=timezone.now(), raspuns_de=ana
    )
    Export.objects.create(ce="prezenta", format="csv", randuri=1, personale=True, de=ana)
    Material.objects.create(atelier=tinut, titlu="M", fisier="m.pdf", nume_fisier="m.pdf", marime=1, incarcat_de=ana)
    Fotografie.objects.create(
        atelier=tinut, alt="F", imagine="", latime=1, inaltime=1, incarcat_de=ana, acord_de=ana, acord_la=timezone.now()
    )
    sterge_persoana(ana)
    assert urme() == []
    assert str(Export.objects.get().de) == "Cont șters"
    assert str(procese.ProcesVerbal.objects.get().autor) == "Cont șters"


def test_de_doua_ori_nu_schimba_nimic(ana, primarie):
    ale_anei(ana, atelier_tinut(primarie))
    sterge_persoana(ana)
    prima = list(Inscriere.objects.values())
    sterge_persoana(type(ana).objects.get(pk=ana.pk))
    assert list(Inscriere.objects.values()) == prima


def test_refuzul_din_organizatii_lasa_inscrierile_neatinse(strain, primarie, organizatie):
    from organizatii.membri import invita

    invita(strain.calitati.get().organizatie, "x@exemplu.test", "editor", "", strain)
    viitor = atelier_publicat(primarie, cetateni=True)
    inscriere = inscris(viitor, "Sanda Străin", email=strain.email, persoana=strain)
    with pytest.raises(Refuzat):
        sterge_persoana(strain)
    inscriere.refresh_from_db()
    assert (inscriere.nume, inscriere.stare) == ("Sanda Străin", "confirmata")
    assert Fapta.objects.count() == 0


def test_cine_este_bifata_inainte_de_inceput_nu_opreste_stergerea(ana, primarie, secretariat):
    """The door opens an hour before: who is ticked has come, and her place is emptied like a past one."""
    atelier = atelier_publicat(primarie, incepe_la=timezone.now() + timedelta(minutes=30))
    inscriere = ale_anei(ana, atelier)
    Prezenta.objects.create(inscriere=inscriere, stare="prezent", sursa="manual", marcat_de=secretariat)
    sterge_persoana(ana)
    inscriere.refresh_from_db()
    assert (inscriere.stare, inscriere.nume) == ("confirmata", "Cont șters")
