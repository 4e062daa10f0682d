"""A message is reported; a moderator opens the conversation, which is written down, decides; no other staff reads."""

import pytest
from django.contrib import admin as administrare
from django.contrib.admin.models import LogEntry
from django.db import ProgrammingError, connection, transaction

from parteneriate import abuzuri, conversatii
from parteneriate.forms.conversatie import AbuzForm, ReplicaForm
from parteneriate.models import Abuz, CitireConversatie
from platforma.conturi.stergere import goleste_in_aplicatii
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar
from platforma.moderare.tranzitii import Actiune, muta
from tests.curse import deodata
from tests.parteneriate.ajutor import abuz, atasament, interes, replica

pytestmark = pytest.mark.django_db
TEXT = "Cuvinteurâtescrise"
PLANGERE = "Plângereaei"
MOTIV = "Am citit conversația; mesajul nu este jignitor."


@pytest.fixture
def primit(deschis, alta_organizatie, strain, reprezentant, coleg):
    return interes(deschis, alta_organizatie, strain, stare="acceptat", contact_anunt=reprezentant)


@pytest.fixture
def scris(primit, strain):
    """Of the other side, with a file."""
    rand = replica(primit, strain, TEXT)
    atasament(rand)
    return rand


@pytest.fixture
def raportat(scris, reprezentant):
    return abuz(scris, reprezentant, text=PLANGERE)


@pytest.fixture
def ea(client_pentru, reprezentant):
    return client_pentru(reprezentant)


@pytest.fixture
def modera(client_pentru, moderator):
    return client_pentru(moderator)


def conversatia(raportat):
    return f"/admin/parteneriate/abuz/{raportat.pk}/conversatie/"


def dosarul(raportat):
    return f"/admin/moderare/dosar/{Dosar.objects.pentru(raportat).get().pk}/change/"


# --- reporting ----------------------------------------------------------------------------------------------------
def test_raportarea_ajunge_in_coada_si_se_confirma(ea, scris, reprezentant):
    adresa = f"/spatiu/interese/mesaje/{scris.pk}/raporteaza/"
    assert TEXT in ea.get(adresa).content.decode()
    raspuns = ea.post(adresa, {"de_ce": "jignire", "text": PLANGERE})
    assert raspuns.url == scris.get_absolute_url()
    rand = Abuz.objects.get()
    assert (rand.replica, rand.de, rand.de_ce, rand.text, rand.stare) == (
        scris,
        reprezentant,
        "jignire",
        PLANGERE,
        "trimis",
    )
    dosar = Dosar.objects.get()
    assert (dosar.tip, dosar.titlu, dosar.depus_de) == (
        "abuz",
        "Conversația: Fundația Malul Dâmboviței – Căutăm o sală pentru cursuri",
        reprezentant,
    )
    assert [(m.catre, m.subiect) for m in Mesaj.objects.all()] == [
        (reprezentant.email, "Am primit raportarea unui mesaj: Căutăm o sală pentru cursuri")
    ]
    assert "Raportat moderatorilor" in ea.get(f"/spatiu/interese/{scris.interes_id}/").content.decode()


@pytest.mark.parametrize(
    "date", [{}, {"de_ce": "x"}, {"de_ce": "altceva"}, {"de_ce": "jignire", "text": "CNP 1800101221144"}]
)
def test_formular_gresit(ea, scris, date):
    raspuns = ea.post(f"/spatiu/interese/mesaje/{scris.pk}/raporteaza/", date)
    assert (raspuns.status_code, Abuz.objects.count()) == (200, 0)


def test_cine_nu_poate_raporta(client, client_pentru, scris, strain, autoritate, moderator):
    adresa = f"/spatiu/interese/mesaje/{scris.pk}/raporteaza/"
    for cine in (strain, autoritate, moderator):  # one's own side, strangers, staff
        cl = client_pentru(cine)
        assert (cl.get(adresa).status_code, cl.post(adresa, {"de_ce": "jignire"}).status_code) == (404, 404)
    assert client.post(adresa).status_code == 302
    assert Abuz.objects.count() == 0


def test_un_mesaj_se_raporteaza_o_data(ea, client_pentru, raportat, coleg, moderator, scris):
    adresa = f"/spatiu/interese/mesaje/{scris.pk}/raporteaza/"
    al_colegei = client_pentru(coleg)
    date = {"de_ce": "reclama"}
    assert "Mesajul este deja raportat" in al_colegei.post(adresa, date).content.decode()
    muta(raportat, Actiune.RESPINGE, moderator, MOTIV)
    assert "Ați raportat deja acest mesaj" in ea.post(adresa, date).content.decode()
    assert al_colegei.post(adresa, date).status_code == 302  # somebody else may see it otherwise
    abuzuri.deschide(Abuz.objects.get(de=coleg), moderator)
    muta(Abuz.objects.get(de=coleg), Actiune.APROBA, moderator)
    assert "Mesajul este deja ascuns." in ea.post(adresa, date).content.decode()


def test_zece_raportari_pe_zi(ea, primit, strain, reprezentant):
    for n in range(abuzuri.PE_ZI):
        abuz(replica(primit, strain, f"M{n}"), reprezentant)
    ultimul = replica(primit, strain, "Încă unul")
    raspuns = ea.post(f"/spatiu/interese/mesaje/{ultimul.pk}/raporteaza/", {"de_ce": "jignire"})
    assert "Ați raportat mai multe mesaje astăzi." in raspuns.content.decode()


# --- reading ------------------------------------------------------------------------------------------------------
def test_moderatorul_citeste_numai_dupa_ce_deschide(modera, raportat, scris, moderator, time_machine):
    time_machine.move_to("2026-05-04 09:00+03:00", tick=False)
    adresa, fisier = conversatia(raportat), scris.atasamente.get().get_absolute_url()
    inainte = modera.get(adresa).content.decode()
    assert (TEXT in inainte, PLANGERE in inainte, "Deschideți conversația (se consemnează)" in inainte) == (
        False,
        False,
        True,
    )
    assert modera.get(fisier).status_code == 404
    assert CitireConversatie.objects.count() == 0
    assert modera.post(adresa).url == adresa
    citire = CitireConversatie.objects.get()
    assert (citire.raport, citire.de) == (raportat, moderator)
    dupa = modera.get(adresa).content.decode()
    assert (TEXT in dupa, PLANGERE in dupa, "până la 09:30" in dupa) == (True, True, True)
    raspuns = modera.get(fisier)
    assert (raspuns.status_code, b"".join(raspuns)) == (200, b"%PDF-1.4")
    time_machine.move_to("2026-05-04 09:30+03:00", tick=False)
    assert TEXT not in modera.get(adresa).content.decode()
    assert modera.get(fisier).status_code == 404


def test_deschiderea_este_numai_a_celui_care_a_deschis(modera, client_pentru, raportat, alt_moderator, admin, scris):
    modera.post(conversatia(raportat))
    for cine in (alt_moderator, admin):
        cl = client_pentru(cine)
        assert TEXT not in cl.get(conversatia(raportat)).content.decode()
        assert cl.get(scris.atasamente.get().get_absolute_url()).status_code == 404


def test_dupa_decizie_nu_se_mai_citeste(modera, raportat, moderator, scris):
    modera.post(conversatia(raportat))
    muta(raportat, Actiune.RESPINGE, moderator, MOTIV)
    assert TEXT not in modera.get(conversatia(raportat)).content.decode()
    assert modera.get(scris.atasamente.get().get_absolute_url()).status_code == 404
    modera.post(conversatia(raportat))
    assert CitireConversatie.objects.count() == 1


def test_pagina_se_deschide_la_mesajul_raportat(modera, raportat, primit, strain):
    for n in range(conversatii.PE_PAGINA + 1):
        replica(primit, strain, f"Mesajul {n}.")
    modera.post(conversatia(raportat))
    assert TEXT in modera.get(conversatia(raportat)).content.decode()
    assert TEXT not in modera.get(f"{conversatia(raportat)}?pagina=1").content.decode()


@pytest.mark.parametrize("cate", [1, 3])
def test_conversatia_pune_aceleasi_intrebari(modera, raportat, primit, strain, cate, django_assert_num_queries):
    for n in range(cate - 1):
        atasament(replica(primit, strain, f"Mesajul {n}."))
    modera.post(conversatia(raportat))
    modera.get(conversatia(raportat))
    with django_assert_num_queries(11):
        assert len(modera.get(conversatia(raportat)).context["foaie"].object_list) == cate


def test_consemnarea_nu_se_sterge(raportat, moderator):
    abuzuri.deschide(raportat, moderator)
    for fapta in (lambda: CitireConversatie.objects.update(la=None), lambda: CitireConversatie.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            fapta()


# --- deciding -----------------------------------------------------------------------------------------------------
def test_mesajul_se_ascunde_dupa_citire(modera, ea, client_pentru, raportat, scris, strain, reprezentant, primit):
    raspuns = modera.post(dosarul(raportat), {"actiune": "aproba"})
    assert "Deschideți întâi conversația" in raspuns.content.decode()
    modera.post(conversatia(raportat))
    assert modera.post(dosarul(raportat), {"actiune": "aproba", "motiv": "Sunt jigniri."}).status_code == 302
    raportat.refresh_from_db()
    assert (raportat.stare, raportat.eticheta_stare) == ("publicat", "Mesaj ascuns")
    for cl in (ea, client_pentru(strain)):
        continut = cl.get(f"/spatiu/interese/{primit.pk}/").content.decode()
        assert TEXT not in continut
        assert "Mesaj ascuns de moderatori. Motivul: Limbaj jignitor sau amenințător." in continut
        assert cl.get(scris.atasamente.get().get_absolute_url()).status_code == 404
    assert TEXT not in ea.get(f"/spatiu/interese/mesaje/{scris.pk}/raporteaza/").content.decode()
    scris.refresh_from_db()
    assert scris.text == TEXT  # kept as evidence
    assert sorted((m.catre, m.subiect) for m in Mesaj.objects.filter(cheie__contains="decizie")) == [
        (reprezentant.email, "Am primit raportarea unui mesaj: Căutăm o sală pentru cursuri"),
        (reprezentant.email, "Mesajul raportat a fost ascuns: Căutăm o sală pentru cursuri"),
        (strain.email, "Un mesaj al dumneavoastră a fost ascuns: Căutăm o sală pentru cursuri"),
    ]
    a_lui = Mesaj.objects.get(catre=strain.email).text
    assert ("Sunt jigniri." in a_lui, "Raluca" in a_lui, reprezentant.email in a_lui) == (True, False, False)


def test_fara_urmare_cu_motiv(modera, ea, raportat, scris, reprezentant, strain, primit):
    assert modera.post(dosarul(raportat), {"actiune": "respinge", "motiv": "Nu."}).status_code == 200
    modera.post(dosarul(raportat), {"actiune": "respinge", "motiv": MOTIV})
    assert TEXT in ea.get(f"/spatiu/interese/{primit.pk}/").content.decode()
    mesaj = Mesaj.objects.latest("pk")
    assert (mesaj.catre, mesaj.subiect) == (reprezentant.email, "Mesajul raportat rămâne: Căutăm o sală pentru cursuri")
    assert MOTIV in mesaj.text
    assert not Mesaj.objects.filter(catre=strain.email).exists()


def test_aprobarea_mai_multora_nu_ascunde_ce_nu_s_a_citit(modera, raportat):
    dosar = Dosar.objects.pentru(raportat).get()
    modera.post("/admin/moderare/dosar/", {"action": "aproba", "_selected_action": [dosar.pk], "confirmat": "da"})
    raportat.refresh_from_db()
    assert raportat.stare == "trimis"


def test_moderatorul_care_este_de_o_parte_este_rugat_sa_lase_altuia(modera, raportat, moderator, alta_organizatie):
    assert "Faceți parte din cei care au trimis." not in modera.get(dosarul(raportat)).content.decode()
    alta_organizatie.membri.create(utilizator=moderator, rol="editor")
    assert "Faceți parte din cei care au trimis." in modera.get(dosarul(raportat)).content.decode()


# --- leaks --------------------------------------------------------------------------------------------------------
def pagini_din_administrare(raportat):
    """Every list of the admin; every page and history of what has to do with conversations."""
    yield from ("/admin/", dosarul(raportat))
    for model in administrare.site._registry:
        lista = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield lista
        if model._meta.app_label in {"parteneriate", "moderare", "mesaje"}:
            yield f"{lista}?q=Cuvinte"
            for pk in list(model._default_manager.values_list("pk", flat=True))[:4]:
                yield from (f"{lista}{pk}/change/", f"{lista}{pk}/history/")


def test_nicio_pagina_a_administrarii_nu_arata_ce_s_a_scris(client_pentru, raportat, scris, admin, moderator):
    """While somebody else reads it too; the conversation's own page apart."""
    conversatii.scrie(scris.interes, formular("Încăunmesaj", scris.de), scris.de)
    abuzuri.deschide(raportat, moderator)
    cl = client_pentru(admin)
    for adresa in pagini_din_administrare(raportat):
        continut = cl.get(adresa).content.decode()
        gasite = [cuvant for cuvant in (TEXT, "Încăunmesaj", PLANGERE) if cuvant in continut]
        assert (adresa, gasite) == (adresa, [])
    muta(raportat, Actiune.APROBA, moderator)
    continut = cl.get(dosarul(raportat)).content.decode()
    assert ("Aprobat" in continut, TEXT in continut, PLANGERE in continut) == (True, False, False)


def formular(text, de):
    form = ReplicaForm({"text": text}, de=de)
    assert form.is_valid()
    return form


def test_textul_sta_intr_un_singur_tabel(raportat, scris, moderator):
    """Neither history tables, nor decisions, nor Django's log hold it; the outbox does until it is sent."""
    abuzuri.deschide(raportat, moderator)
    muta(raportat, Actiune.APROBA, moderator, "Sunt jigniri acolo.")
    with connection.cursor() as cursor:
        tabele = connection.introspection.table_names(cursor)
        unde = {}
        for cuvant in (TEXT, PLANGERE):
            for tabel in tabele:
                cursor.execute(f'SELECT count(*) FROM "{tabel}" t WHERE t::text LIKE %s', [f"%{cuvant}%"])
                if cursor.fetchone()[0]:
                    unde.setdefault(cuvant, []).append(tabel)
    assert unde == {TEXT: ["parteneriate_replica"], PLANGERE: ["parteneriate_abuz"]}
    assert (Decizie.objects.pentru(raportat).count(), LogEntry.objects.count()) == (2, 0)


def test_jurnalul_citirilor_se_vede_in_administrare(client_pentru, raportat, moderator, admin, secretariat):
    abuzuri.deschide(raportat, moderator)
    assert "Mihai Moderator" in client_pentru(admin).get("/admin/parteneriate/citireconversatie/").content.decode()
    assert client_pentru(secretariat).get("/admin/parteneriate/citireconversatie/").status_code == 403
    assert client_pentru(secretariat).get("/admin/parteneriate/abuz/").status_code == 403
    assert client_pentru(secretariat).post(conversatia(raportat)).status_code == 403


def test_la_stergerea_contului_plangerea_dispare(raportat, reprezentant, moderator):
    goleste_in_aplicatii(reprezentant)
    raportat.refresh_from_db()
    assert (raportat.text, raportat.stare) == ("", "trimis")


def test_cui_i_s_a_sters_contul_nu_i_se_mai_scrie(raportat, reprezentant, moderator):
    Mesaj.objects.all().delete()
    reprezentant.is_active = False
    reprezentant.save()
    muta(raportat, Actiune.RESPINGE, moderator, MOTIV)
    assert Mesaj.objects.count() == 0


# --- races --------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_doua_colege_raporteaza_deodata(scris, reprezentant, coleg):
    def raporteaza(de):
        form = AbuzForm({"de_ce": "jignire"})
        assert form.is_valid()
        return abuzuri.raporteaza(scris, form, de)

    rezultate = deodata(lambda: raporteaza(reprezentant), lambda: raporteaza(coleg))
    assert sorted(type(r).__name__ for r in rezultate) == ["Abuz", "Refuzat"]
