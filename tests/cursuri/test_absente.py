"""Absences with a reason: asked for, marked, answered; only an approval counts, and the reason is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from cursuri import absente, prezenta
from cursuri.eligibilitate import situatiile
from cursuri.models import SEMNATAR, Fapta, Motivare, Prezenta
from platforma.conturi.stergere import goleste_in_aplicatii
from platforma.locuri.ocupare import Refuzat
from platforma.mesaje.models import Mesaj
from tests.cursuri.conftest import MOTIV, cerere_pentru, serie_publicata
from tests.organizatii.test_documente import pdf

SPUS = "Sunt la tratament în acea zi."


@pytest.fixture
def sesiune(in_curs):
    return in_curs.sesiuni.get()


def pagina(cerere):
    return f"/cereri/{SEMNATAR.sign(cerere.pk)}/absenta/"


def spatiu(serie, cale=""):
    return f"/spatiu/cursuri/{serie.pk}/absente/{cale}"


def motivate(serie):
    return sum(s.motivate for s in situatiile(serie).values())


# --- asked for ----------------------------------------------------------------------------------------------------
def test_cursanta_cere_fara_cont_si_numai_aprobarea_conteaza(sesiune, ana, formator, client, client_pentru):
    raspuns = client.post(pagina(ana), {"sesiune": sesiune.pk, "motiv": SPUS, "fisier": pdf("adeverinta.pdf")})
    assert (raspuns.status_code, raspuns.url) == (302, ana.get_absolute_url())
    motivare = Motivare.objects.get()
    assert (motivare.cerere, motivare.stare, motivare.motiv, motivare.ceruta_de) == (ana, "ceruta", SPUS, None)
    assert (motivare.nume_fisier, motivare.fisier.name.startswith("absente/")) == ("adeverinta.pdf", True)
    assert motivate(sesiune.serie) == 0
    organizator = client_pentru(formator)
    assert "Ana Pop" in organizator.get(spatiu(sesiune.serie)).text
    cale = spatiu(sesiune.serie, f"{motivare.uuid}/")
    pagina_ei = organizator.get(cale)
    assert SPUS in pagina_ei.text
    assert b"".join(organizator.get(f"{cale}document/")).startswith(b"%PDF")
    raspuns = organizator.post(cale, {"hotarare": "aproba", "motiv": MOTIV})
    assert raspuns.url == spatiu(sesiune.serie)
    motivare.refresh_from_db()
    assert (motivare.stare, motivare.hotarata_de, motivare.raspuns) == ("aprobata", formator, MOTIV)
    assert Prezenta.objects.get().stare == "motivat"
    assert motivate(sesiune.serie) == 1
    fapta = Fapta.objects.get(ce="absenta_motivata")
    assert (fapta.de, fapta.cerere, fapta.motiv, fapta.detalii) == (formator, ana, MOTIV, {"sesiune": sesiune.pk})
    assert list(Mesaj.objects.order_by("pk").values_list("cheie", flat=True)) == [
        f"curs:absenta_ceruta:{motivare.pk}", f"curs:absenta_raspuns:{motivare.pk}",
    ]  # fmt: skip


def test_refuzul_cere_motiv_si_se_poate_cere_din_nou(sesiune, ana, formator, client_pentru):
    motivare = absente.cere(ana, sesiune, SPUS)
    client, cale = client_pentru(formator), spatiu(sesiune.serie, f"{motivare.uuid}/")
    for date, campuri in (({"hotarare": "refuza", "motiv": "nu"}, ["motiv"]), ({"motiv": MOTIV}, ["hotarare"])):
        assert list(client.post(cale, date).context["form"].errors) == campuri
    client.post(cale, {"hotarare": "refuza", "motiv": MOTIV})
    motivare.refresh_from_db()
    assert motivare.stare == "refuzata"
    assert not Prezenta.objects.exists()
    raspuns = client.post(cale, {"hotarare": "aproba", "motiv": MOTIV})
    assert raspuns.context["form"].non_field_errors() == ["Cererea are deja un răspuns: refuzată."]
    assert absente.cere(ana, sesiune, SPUS).pk != motivare.pk


def test_cine_cere_este_pe_scurt_in_evidenta(sesiune, ana, reprezentant, strain, client_pentru):
    """A colleague is put on record; whoever else holds the address acts for the learner."""
    for persoana, ceruta_de in ((reprezentant, reprezentant), (strain, None)):
        Motivare.objects.all().delete()
        client_pentru(persoana).post(pagina(ana), {"sesiune": sesiune.pk, "motiv": SPUS})
        assert Motivare.objects.get().ceruta_de == ceruta_de


@pytest.mark.parametrize("date", [{}, {"motiv": SPUS}, {"sesiune": "x", "motiv": SPUS}])
def test_cererea_gresita_pastreaza_ce_s_a_scris(sesiune, ana, client, date):
    raspuns = client.post(pagina(ana), date)
    assert raspuns.status_code == 200
    assert "sesiune" in raspuns.context["form"].errors
    assert raspuns.context["form"]["motiv"].value() == date.get("motiv")
    assert not Motivare.objects.exists()


def test_ceruta_de_doua_ori_este_una(sesiune, ana, client):
    assert absente.cere(ana, sesiune, SPUS) == absente.cere(ana, sesiune, "Altceva")
    assert Mesaj.objects.count() == 1
    raspuns = client.post(pagina(ana), {"sesiune": sesiune.pk, "motiv": SPUS})  # it is not offered again
    assert list(raspuns.context["form"].errors) == ["sesiune"]


@pytest.mark.parametrize("stare", ["ciorna", "depusa", "acceptata", "rezerva", "respinsa", "retrasa"])
def test_fara_loc_confirmat_nu_se_cere(sesiune, organizatie, client, stare):
    dan = cerere_pentru(sesiune.serie, "Dan", organizatie, stare)
    assert client.get(pagina(dan)).status_code == 404
    with pytest.raises(Refuzat, match="nu mai este confirmat"):
        absente.cere(dan, sesiune, SPUS)


def test_jetonul_stricat_si_metodele(ana, client):
    assert client.get("/cereri/1:fals/absenta/").status_code == 404
    assert client.put(pagina(ana)).status_code == 405


# --- marked by an organiser ---------------------------------------------------------------------------------------
def test_organizatorul_motiveaza_si_dupa_inchidere(sesiune, ana, formator, client_pentru):
    prezenta.inchide(sesiune, formator)
    inchisa_la = sesiune.prezenta_inchisa_la
    client = client_pentru(formator)
    date = {"cerere": ana.pk, "sesiune": sesiune.pk, "motiv": MOTIV}
    assert client.post(spatiu(sesiune.serie), date).url == spatiu(sesiune.serie)
    sesiune.refresh_from_db()
    assert (Prezenta.objects.get().stare, sesiune.prezenta_inchisa_la) == ("motivat", inchisa_la)
    raspuns = client.post(spatiu(sesiune.serie), date)
    assert raspuns.context["form"].non_field_errors() == ["Absența este deja motivată."]


def test_cu_o_cerere_in_asteptare_o_aproba_pe_ea(sesiune, ana, formator):
    motivare = absente.cere(ana, sesiune, SPUS)
    assert absente.motiveaza(sesiune, ana, MOTIV, formator) == motivare
    assert Motivare.objects.get().stare == "aprobata"


def test_cine_a_venit_nu_are_absenta(sesiune, ana, formator):
    motivare = absente.cere(ana, sesiune, SPUS)
    prezenta.bifeaza(sesiune, ana.pk, "prezent", de=formator)
    with pytest.raises(Refuzat, match="prezența este notată"):
        absente.hotaraste(motivare, aprobata=True, raspuns=MOTIV, de=formator)
    absente.hotaraste(motivare, aprobata=False, raspuns=MOTIV, de=formator)


def test_motivata_dinainte_ramane_motivata_la_inchidere_iar_cine_vine_totusi_este_prezent(sesiune, ana, formator):
    absente.motiveaza(sesiune, ana, MOTIV, formator)
    prezenta.bifeaza(sesiune, ana.pk, "prezent", de=formator)
    assert Prezenta.objects.get().stare == "prezent"
    prezenta.bifeaza(sesiune, ana.pk, "absent", de=formator)  # it was somebody else
    assert prezenta.inchide(sesiune, formator)["motivat"] == 1


def test_cine_nu_tine_sala_nu_motiveaza(sesiune, ana, strain, reprezentant, vizitator, client_pentru):
    motivare = absente.cere(ana, sesiune, SPUS, fisier=pdf("a.pdf"))
    for persoana in (strain, reprezentant):
        with pytest.raises(PermissionDenied):
            absente.hotaraste(motivare, aprobata=True, raspuns=MOTIV, de=persoana)
        with pytest.raises(PermissionDenied):
            absente.motiveaza(sesiune, ana, MOTIV, persoana)
        for cale in ("", f"{motivare.uuid}/", f"{motivare.uuid}/document/"):
            assert client_pentru(persoana).get(spatiu(sesiune.serie, cale)).status_code == 404
            assert client_pentru(vizitator).get(spatiu(sesiune.serie, cale)).status_code == 302


def test_o_sesiune_a_altei_serii_si_una_care_nu_se_tine(sesiune, ana, primarie, formator):
    alta = serie_publicata(primarie, numar=2).sesiuni.first()
    with pytest.raises(Refuzat, match="altei serii"):
        absente.cere(ana, alta, SPUS)
    sesiune.anulata = True
    sesiune.save()
    with pytest.raises(Refuzat, match="nu se ține"):
        absente.cere(ana, sesiune, SPUS)


def test_baza_de_date_cere_un_raspuns_intreg_si_una_singura_vie(sesiune, ana, formator):
    with pytest.raises(IntegrityError, match="hotarata_cu_motiv"), transaction.atomic():
        Motivare.objects.create(sesiune=sesiune, cerere=ana, stare="aprobata", hotarata_la=timezone.now())
    absente.cere(ana, sesiune, SPUS)
    with pytest.raises(IntegrityError, match="motivare_unica"), transaction.atomic():
        Motivare.objects.create(sesiune=sesiune, cerere=ana)


@pytest.mark.parametrize("cati", [1, 3])
def test_lista_cere_la_fel_de_multe_interogari(
    cati, sesiune, organizatie, formator, client_pentru, django_assert_num_queries
):
    for n in range(cati):
        om = cerere_pentru(sesiune.serie, f"Om {n}", organizatie)
        absente.cere(om, sesiune, SPUS)
        absente.motiveaza(sesiune, cerere_pentru(sesiune.serie, f"Alt om {n}", organizatie), MOTIV, formator)
    client = client_pentru(formator)
    client.get(spatiu(sesiune.serie))
    with django_assert_num_queries(10):
        raspuns = client.get(spatiu(sesiune.serie))
    assert (len(raspuns.context["cerute"]), len(raspuns.context["hotarate"])) == (cati, cati)


def test_pe_prima_pagina_a_administrarii(sesiune, ana, organizatie, secretariat, formator, client_pentru):
    dan = cerere_pentru(sesiune.serie, "Dan", organizatie)
    for cerere in (ana, dan):
        absente.cere(cerere, sesiune, SPUS)
    absente.motiveaza(sesiune, dan, MOTIV, formator)
    cutii = {str(c.titlu): c.randuri for c in client_pentru(secretariat).get("/admin/").context["cutii"]}
    (rand,) = cutii["Cursuri: absențe de motivat"]
    assert (rand.eticheta, rand.valoare, rand.adresa) == (str(sesiune.serie), "1", spatiu(sesiune.serie))


# --- forgotten ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_dupa_trei_luni_motivul_si_documentul_se_uita_iar_hotararea_ramane(sesiune, ana, formator):
    motivare = absente.cere(ana, sesiune, SPUS, fisier=pdf("a.pdf"))
    absente.hotaraste(motivare, aprobata=True, raspuns=MOTIV, de=formator)
    motivare.refresh_from_db()
    depozit, nume = motivare.fisier.storage, motivare.fisier.name
    sfarsit = timezone.now()
    assert absente.uita_motivele(sfarsit + timedelta(days=89)) == 0
    assert [absente.uita_motivele(sfarsit + timedelta(days=92)) for _n in range(2)] == [1, 0]
    motivare.refresh_from_db()
    assert (motivare.motiv, motivare.nume_fisier, motivare.stare, motivare.raspuns) == ("", "", "aprobata", MOTIV)
    assert not depozit.exists(nume)
    assert not any(hasattr(e, "motiv") for e in motivare.events.all())


@pytest.mark.django_db(transaction=True)
def test_odata_cu_contul_dispare_si_ce_a_spus(sesiune, organizatie, coleg, formator):
    cerere = cerere_pentru(sesiune.serie, "Cosmin Coleg", organizatie, persoana=coleg, email=coleg.email)
    motivare = absente.cere(cerere, sesiune, SPUS, fisier=pdf("a.pdf"))
    absente.hotaraste(motivare, aprobata=True, raspuns=MOTIV, de=formator)
    depozit, nume = motivare.fisier.storage, motivare.fisier.name
    with transaction.atomic():  # as an erasure is
        goleste_in_aplicatii(coleg)
    motivare.refresh_from_db()
    assert (motivare.motiv, motivare.fisier.name, motivare.nume_fisier) == ("", "", "")
    assert not depozit.exists(nume)
