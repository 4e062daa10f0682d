"""The organisers' side: drafts, states, changes that are told, the list of participants."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ateliere import organizare, stari
from ateliere.forms.atelier import AgendaForm, AtelierForm
from ateliere.models import Atelier, Fapta, Inscriere, Serie, StareAtelier, Tema
from ateliere.stari import Miscare, MiscareInterzisa
from platforma.mesaje.models import Mesaj
from tests.ateliere.conftest import MOTIV, atelier_publicat, inscris

pytestmark = pytest.mark.django_db


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def date_atelier(gazda, **campuri):
    acum = timezone.now() + timedelta(days=20)
    return {
        "titlu": "Atelier nou",
        "tema": Tema.objects.first().pk,
        "rezumat": "Pe scurt.",
        "gazda": gazda.pk,
        "incepe_la": local(acum),
        "se_incheie_la": local(acum + timedelta(hours=2)),
        "format": "fizic",
        "loc_nume": "Sala",
        "capacitate": 10,
        "max_per_organizatie": 2,
        "inscrieri_de_la": local(acum - timedelta(days=10)),
        "inscrieri_pana_la": local(acum - timedelta(days=1)),
        "lista_asteptare": "on",
        **campuri,
    }


# --- drafts and changes ---------------------------------------------------------------------------------------------
def test_secretariatul_scrie_o_ciorna_si_o_publica(client_pentru, primarie, organizatie, reprezentant, secretariat):
    client = client_pentru(secretariat)
    date = date_atelier(primarie, invitate=f"{organizatie.denumire}\n", organizatori=organizatie.denumire.upper())
    client.post("/spatiu/ateliere/nou/", date)
    atelier = Atelier.objects.get()
    assert (atelier.slug, atelier.stare, list(atelier.invitate.all())) == ("atelier-nou", "ciorna", [organizatie])
    assert atelier.promovare_pana_la == atelier.incepe_la - timedelta(hours=24)
    assert (client.get(f"/ateliere/{atelier.slug}/").status_code, Fapta.objects.count()) == (404, 0)
    client.post(f"/spatiu/ateliere/{atelier.pk}/stare/", {"miscare": "publica"})
    atelier.refresh_from_db()
    assert (atelier.stare, [f.ce for f in Fapta.objects.all()]) == ("publicat", ["publicat"])
    assert list(Mesaj.objects.values_list("catre", "subiect")) == [
        (reprezentant.email, "Invitație la atelier: Atelier nou")
    ]


@pytest.mark.parametrize(
    ("campuri", "gresite"),
    [
        ({"titlu": ""}, ["titlu"]),
        ({"loc_nume": ""}, ["loc_nume"]),
        ({"format": "online"}, ["link_online"]),
        ({"se_incheie_la": "2020-01-01T10:00"}, ["se_incheie_la"]),
        ({"nr_in_serie": 3}, ["serie"]),
        ({"invitate": "Asociația care nu există"}, ["invitate"]),
        ({"capacitate": 5, "capacitate_ong": 6}, ["capacitate_ong"]),
        ({"incepe_la": "2027-03-28T03:30"}, ["incepe_la"]),
    ],
)
def test_greselile_unui_atelier(client_pentru, primarie, secretariat, campuri, gresite):
    raspuns = client_pentru(secretariat).post("/spatiu/ateliere/nou/", date_atelier(primarie, **campuri))
    assert raspuns.status_code == 200
    assert [n for n in gresite if n in raspuns.context["form"].errors] == gresite
    assert not Atelier.objects.exists()


def test_schimbarea_locului_se_spune_celor_inscrisi(client_pentru, primarie, organizatie, secretariat):
    atelier = atelier_publicat(primarie)
    inscris(atelier, "Ana", organizatie=organizatie)
    inscris(atelier, "Dan", organizatie=organizatie, stare="asteptare")
    inscris(atelier, "Eva", organizatie=organizatie, stare="anulata")
    inainte = atelier.ics_modificat_la
    formular = client_pentru(secretariat).get(f"/spatiu/ateliere/{atelier.pk}/modifica/").context["form"]
    date = {n: formular[n].value() for n in formular.fields} | {"incepe_la": local(atelier.incepe_la)}
    date |= {n: local(getattr(atelier, n)) for n in date if n.endswith("_la")}
    date = {n: v for n, v in date.items() if v not in (None, False, [])} | {"loc_nume": "Sala Mică"}
    raspuns = client_pentru(secretariat).post(f"/spatiu/ateliere/{atelier.pk}/modifica/", date, follow=True)
    assert "Anunțăm prin e-mail 2 persoane înscrise." in raspuns.content.decode()
    assert sorted(Mesaj.objects.values_list("catre", flat=True)) == ["ana@exemplu.test", "dan@exemplu.test"]
    assert "Locul: Sala Mică (înainte: Sala Mare)" in Mesaj.objects.first().text
    atelier.refresh_from_db()
    assert atelier.ics_modificat_la > inainte
    assert Fapta.objects.get().detalii == {"campuri": ["loc_nume"]}


def test_o_vorba_schimbata_in_descriere_nu_scrie_nimanui(primarie, organizatie, secretariat):
    atelier = atelier_publicat(primarie)
    inscris(atelier, "Ana", organizatie=organizatie)
    form = AtelierForm(instance=Atelier.objects.get(pk=atelier.pk))
    date = {n: form[n].value() for n in form.fields if form[n].value() not in (None, False, [])}
    date |= {n: local(getattr(atelier, n)) for n in date if n.endswith("_la")}
    form = AtelierForm(date | {"descriere": "Altfel."}, instance=Atelier.objects.get(pk=atelier.pk))
    assert form.is_valid(), form.errors
    assert organizare.modifica(atelier, form, secretariat) == 0
    assert (Mesaj.objects.count(), Atelier.objects.get().descriere) == (0, "Altfel.")


def test_dupa_publicare_capacitatea_nu_mai_e_pe_formular(atelier):
    form = AtelierForm(instance=atelier)
    assert [n for n in organizare.CAPACITATI if n in form.fields] == []


@pytest.mark.parametrize(
    ("text", "randuri"),
    [
        ("10:00–10:30 Deschidere | Ana Pop, director", [("10:00", 30, "Deschidere", "Ana Pop, director")]),
        ("9.15 Lucru\n\n 8:00-9:15  Cafea ", [("09:15", None, "Lucru", ""), ("08:00", 75, "Cafea", "")]),
        ("", []),
    ],
)
def test_programul_scris_pe_randuri(text, randuri):
    form = AgendaForm({"program": text})
    assert form.is_valid(), form.errors
    puncte = form.cleaned_data["program"]
    assert [(f"{p.ora:%H:%M}", p.minute, p.titlu, p.vorbitori) for p in puncte] == randuri
    assert AgendaForm({"program": AgendaForm.text(puncte)}).is_valid()


@pytest.mark.parametrize("rand", ["Deschidere", "25:00 Deschidere", "10:00–9:00 Invers", "10:00", "10:61 X"])
def test_randul_neinteles_este_numit(rand):
    form = AgendaForm({"program": f"10:00 Bun\n{rand}"})
    assert not form.is_valid()
    assert form.errors["program"] == [f"Nu am înțeles rândul „{rand}”."]


# --- states ---------------------------------------------------------------------------------------------------------
PERMISE = {(m, s) for m, t in stari.TRANZITII.items() for s in t.din}


@pytest.mark.parametrize("stare", StareAtelier.values)
@pytest.mark.parametrize("miscare", list(Miscare))
def test_fiecare_miscare_din_fiecare_stare(primarie, secretariat, stare, miscare):
    """Each pair goes where the table says, or is refused; a new state or move without a row fails here."""
    trecut = miscare in (Miscare.DESFASURAT, Miscare.INCHEIE)
    atelier = atelier_publicat(
        primarie,
        stare=stare,
        motiv_anulare="x" if stare == "anulat" else "",
        incepe_la=timezone.now() + timedelta(days=-3 if trecut else 3),
    )
    try:
        stari.muta(atelier, miscare, secretariat, MOTIV)
    except MiscareInterzisa:
        assert (miscare, stare) not in PERMISE or miscare == Miscare.INCHEIE  # needs published minutes too
        assert Atelier.objects.get().stare == stare
        assert not Fapta.objects.exists()
    else:
        assert (miscare, stare) in PERMISE
        assert Atelier.objects.get().stare == stari.TRANZITII[miscare].spre
        assert Fapta.objects.get().ce == stari.TRANZITII[miscare].ce


def test_numai_personalul_muta_starea(atelier, reprezentant, autoritate, moderator):
    for cine in (reprezentant, autoritate, moderator):
        with pytest.raises(PermissionDenied):
            stari.muta(atelier, Miscare.INCHIDE, cine)


def test_anularea_cere_motiv_si_il_spune_tuturor(client_pentru, atelier, organizatie, secretariat):
    inscris(atelier, "Ana", organizatie=organizatie)
    inscris(atelier, "Dan", organizatie=organizatie, stare="asteptare")
    client, adresa = client_pentru(secretariat), f"/spatiu/ateliere/{atelier.pk}/stare/"
    raspuns = client.post(adresa, {"miscare": "anuleaza", "anulare-motiv": "scurt"})
    assert (raspuns.status_code, Atelier.objects.get().stare) == (200, "publicat")
    assert "scurt" in raspuns.content.decode()
    client.post(adresa, {"miscare": "anuleaza", "anulare-motiv": MOTIV})
    assert Atelier.objects.get().motiv_anulare == MOTIV
    assert sorted(Mesaj.objects.values_list("catre", flat=True)) == ["ana@exemplu.test", "dan@exemplu.test"]
    with pytest.raises(ValidationError):
        stari.muta(atelier, Miscare.ANULEAZA, secretariat, "")


def test_ce_s_a_incheiat_se_inchide_singur_o_data(primarie, secretariat):
    atelier_publicat(primarie, incepe_la=timezone.now() - timedelta(days=1))
    atelier_publicat(primarie, slug="viitor")
    assert (stari.inchide_ce_s_a_incheiat(), stari.inchide_ce_s_a_incheiat()) == (1, 0)
    assert sorted(Atelier.objects.values_list("stare", flat=True)) == ["desfasurat", "publicat"]


def test_jurnalul_nu_se_schimba_si_nu_se_sterge(atelier, secretariat):
    stari.muta(atelier, Miscare.INCHIDE, secretariat)
    for fapta in (lambda: Fapta.objects.update(motiv="altul"), lambda: Fapta.objects.all().delete()):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            fapta()


def test_doua_ateliere_nu_au_acelasi_numar_in_serie(primarie):
    serie = Serie.objects.get()
    unu = atelier_publicat(primarie, serie=serie, nr_in_serie=7)
    assert unu.numar == "Atelierul 7 din 16"
    with pytest.raises(IntegrityError), transaction.atomic():
        atelier_publicat(primarie, slug="altul", serie=serie, nr_in_serie=7)


# --- participants ---------------------------------------------------------------------------------------------------
def test_gazda_adauga_pe_cineva_din_sala(client_pentru, atelier, organizatie, autoritate):
    date = {"nume": "Ana Pop", "email": "ana@exemplu.test", "organizatie": "cartierul nostru"}
    raspuns = client_pentru(autoritate).post(f"/spatiu/ateliere/{atelier.pk}/inscrisi/adauga/", date, follow=True)
    assert "Ana Pop: loc confirmat." in raspuns.content.decode()
    inscriere = Inscriere.objects.get()
    assert (inscriere.organizatie, inscriere.sursa, inscriere.de) == (organizatie, "personal", autoritate)


def test_scoaterea_de_pe_lista_cere_motiv(client_pentru, atelier, organizatie, secretariat):
    ana = inscris(atelier, "Ana", organizatie=organizatie)
    client, adresa = client_pentru(secretariat), f"/spatiu/ateliere/{atelier.pk}/inscrisi/{ana.pk}/"
    assert sorted(client.post(adresa, {"motiv": "scurt"}).context["form_motiv"].errors) == ["motiv"]
    client.post(adresa, {"motiv": MOTIV})
    ana.refresh_from_db()
    assert (ana.stare, ana.motiv, ana.cod) == ("refuzata", MOTIV, None)
    assert MOTIV in Mesaj.objects.get().text


def test_mutarea_la_alt_atelier(client_pentru, atelier, primarie, organizatie, secretariat):
    altul = atelier_publicat(primarie, slug="altul", titlu="Altul")
    ana = inscris(atelier, "Ana", organizatie=organizatie)
    asteapta = inscris(atelier, "Dan", organizatie=organizatie)
    adresa = f"/spatiu/ateliere/{atelier.pk}/inscrisi/{ana.pk}/"
    client_pentru(secretariat).post(adresa, {"fapta": "muta", "atelier": altul.pk})
    ana.refresh_from_db()
    assert (ana.stare, altul.inscrieri.get().email) == ("anulata", "ana@exemplu.test")
    subiecte = Mesaj.objects.order_by("pk").values_list("subiect", flat=True)
    assert list(subiecte) == ["Înscriere mutată: Altul", f"Scos din calendar: {atelier}"]
    assert asteapta.stare == "confirmata"


def test_inscrisul_altui_atelier_nu_se_vede_de_aici(client_pentru, atelier, primarie, organizatie, secretariat):
    altul = atelier_publicat(primarie, slug="altul")
    ana = inscris(altul, "Ana", organizatie=organizatie)
    assert client_pentru(secretariat).get(f"/spatiu/ateliere/{atelier.pk}/inscrisi/{ana.pk}/").status_code == 404


@pytest.mark.parametrize("cati", [1, 3])
def test_lista_inscrisilor_costa_la_fel(
    client_pentru, primarie, organizatie, secretariat, cati, django_assert_num_queries
):
    atelier = atelier_publicat(primarie, capacitate=9)
    for n in range(cati):
        inscris(atelier, f"Persoana {n}", organizatie=organizatie)
        inscris(atelier, f"Asteapta {n}", organizatie=organizatie, stare="asteptare")
    client = client_pentru(secretariat)
    client.get("/spatiu/")
    with django_assert_num_queries(7):
        assert client.get(f"/spatiu/ateliere/{atelier.pk}/inscrisi/").status_code == 200


def test_nevoile_se_sterg_dupa_o_luna(primarie, organizatie):
    vechi = atelier_publicat(primarie, incepe_la=timezone.now() - timedelta(days=40), stare="desfasurat")
    nou = atelier_publicat(primarie, slug="nou", incepe_la=timezone.now() - timedelta(days=10), stare="desfasurat")
    for atelier in (vechi, nou):
        inscris(atelier, "Ana", organizatie=organizatie, nevoi="scaun rulant")
    assert organizare.sterge_nevoile() == 1
    assert list(Inscriere.objects.order_by("atelier__pk").values_list("nevoi", flat=True)) == ["", "scaun rulant"]


# --- the admin ------------------------------------------------------------------------------------------------------
def test_administrarea_scrie_prin_aceleasi_verbe(client_pentru, primarie, secretariat):
    agenda = {"agenda-TOTAL_FORMS": 1, "agenda-INITIAL_FORMS": 0, "agenda-0-ora": "10:00", "agenda-0-titlu": "Prima"}
    date = date_atelier(primarie) | agenda
    raspuns = client_pentru(secretariat).post("/admin/ateliere/atelier/add/", date)
    assert raspuns.status_code == 302, raspuns.context["adminform"].form.errors
    atelier = Atelier.objects.get()
    assert (atelier.slug, atelier.stare, atelier.agenda.get().titlu) == ("atelier-nou", "ciorna", "Prima")
    assert (
        client_pentru(secretariat).post(f"/admin/ateliere/atelier/{atelier.pk}/delete/", {"post": "yes"}).status_code
        == 302
    )
    assert not Atelier.objects.exists()


def test_un_atelier_publicat_nu_se_sterge_din_administrare(client_pentru, atelier, admin):
    assert client_pentru(admin).get(f"/admin/ateliere/atelier/{atelier.pk}/delete/").status_code == 403
