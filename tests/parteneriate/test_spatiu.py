"""The workspace, as the people of the two sides use it; the whole way from an idea to a public page."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from parteneriate.models import Act, Contributie, DocumentParteneriat, Parteneriat, TipParteneriat
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Dosar, Revizie
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import Domeniu
from tests.conftest import persoana
from tests.parteneriate.ajutor_monitorizare import indicator
from tests.parteneriate.conftest import document

pytestmark = pytest.mark.django_db
MOTIV = "Scrieți, vă rugăm, și ce face primăria în proiect."


@pytest.fixture
def ea(client_pentru, reprezentant):
    return client_pentru(reprezentant)


@pytest.fixture
def el(client_pentru, autoritate):
    return client_pentru(autoritate)


def mesaje(raspuns):
    return [str(m) for m in raspuns.context["messages"]]


def pdf(nume="acord.pdf"):
    memorie = BytesIO()
    Image.new("L", (60, 80), 255).save(memorie, "PDF")
    return SimpleUploadedFile(nume, memorie.getvalue(), "application/pdf")


def test_drumul_intreg(ea, el, client_pentru, organizatie, primarie, moderator, client):
    """Two people: an idea, the answer, the text, the papers, the signing, the moderator, the public page."""
    domeniu = Domeniu.objects.get(slug="servicii-sociale").pk
    tip = TipParteneriat.objects.get(slug="voluntariat").pk
    raspuns = ea.post(
        f"/spatiu/organizatii/{organizatie.pk}/parteneriate/nou/",
        {"titlu": "Împreună", "tip": tip, "apl_ong": "on", "problema": "O problemă.", "domenii": [domeniu]},
    )
    p = Parteneriat.objects.get()
    baza = f"/spatiu/parteneriate/{p.pk}/"
    assert (raspuns.url, p.etapa, p.stare) == (f"{baza}parti/", "idee", "ciorna")
    ea.post(f"{baza}parti/", {"organizatie": "Primăria de Probă", "rol": "autoritate", "contributie": "Sala."})
    a_lui = p.parti.get(organizatie=primarie)
    assert el.get(f"/spatiu/parti/{a_lui.pk}/raspunde/").status_code == 200
    azi = timezone.localdate()
    ea.post(f"{baza}modifica/despre/", {
        "titlu": "Împreună", "tip": tip, "apl_ong": "on", "problema": "O problemă.", "rezumat": "Pe scurt.",
        "obiective": "Un obiectiv.", "activitati": "Ce facem.",
    })  # fmt: skip
    ea.post(f"{baza}modifica/unde/", {"domenii": [domeniu], "sectoare": [3]})
    ea.post(f"{baza}modifica/bani/", {"fara_bani": "on"})
    ea.post(f"{baza}modifica/acord/", {
        "acord_numar": "12", "acord_data": azi, "semnat_la": azi, "incepe_la": azi,
        "se_incheie_la": azi + timedelta(days=90), "fara_act_motiv": "Este un acord de voluntariat.",
    })  # fmt: skip
    document(p, "acord")
    ea.post(f"{baza}indicatori/nou/", {
        "nume": "Oameni", "unitate": "persoane", "baza": "0", "baza_la": azi, "tinta": "30",
        "tinta_la": azi + timedelta(days=80), "sursa": "listele de prezență",
    })  # fmt: skip
    p.refresh_from_db()
    for client_lui, organizatia in ((el, primarie), (ea, organizatie)):
        parte = p.parti.get(organizatie=organizatia)
        raspuns = client_lui.post(
            f"/spatiu/parti/{parte.pk}/raspunde/", {"fapta": "confirma", "redactare": p.redactare}
        )
        assert raspuns.url == baza
    for miscare in ("interes", "negociaza", "spre_aprobare", "semneaza", "incepe"):
        ea.post(f"{baza}etapa/{miscare}/")
    p.refresh_from_db()
    assert p.etapa == "implementare"
    ea.post(f"{baza}pagina/trimite/")
    assert client.get("/parteneriate/impreuna/").status_code == 404
    muta(Parteneriat.objects.get(), Actiune.APROBA, moderator)
    assert client.get("/parteneriate/impreuna/").status_code == 200
    pasi = [pas.text for pas in client.get("/parteneriate/impreuna/").context["pagina"].parcurs]
    assert pasi[0] == "Propus de Asociația Cartierul Nostru"
    assert pasi[-1] == "Etapa: În implementare"


def test_propunerea_fara_problema_ramane_pe_pagina(ea, organizatie):
    raspuns = ea.post(f"/spatiu/organizatii/{organizatie.pk}/parteneriate/nou/", {"titlu": "Fără problemă"})
    assert sorted(raspuns.context["form"].errors) == ["domenii", "problema", "tip"]
    assert Parteneriat.objects.count() == 0


@pytest.mark.parametrize(
    ("date", "erori"),
    [
        ({"incepe_la": "2026-05-05", "se_incheie_la": "2026-05-04"}, ["se_incheie_la"]),
        ({"semnat_la": "2026-05-05", "incepe_la": "2026-05-01"}, ["motiv_semnare"]),
        ({"semnat_la": "2199-01-01"}, ["semnat_la"]),
        ({"acord_data": "ieri"}, ["acord_data"]),
        ({"selectie_link": "javascript:alert(1)"}, ["selectie_link"]),
    ],
)
def test_acordul_isi_verifica_datele(ea, idee, date, erori):
    raspuns = ea.post(f"/spatiu/parteneriate/{idee.pk}/modifica/acord/", date)
    assert sorted(raspuns.context["form"].errors) == erori


def test_banii_sunt_un_total_sau_niciunul(ea, idee):
    raspuns = ea.post(f"/spatiu/parteneriate/{idee.pk}/modifica/bani/", {"fara_bani": "on", "buget_total": "10"})
    assert list(raspuns.context["form"].errors) == ["buget_total"]


def test_mutarea_careia_ii_lipseste_ceva_spune_ce(ea, idee):
    raspuns = ea.post(f"/spatiu/parteneriate/{idee.pk}/etapa/interes/", follow=True)
    assert mesaje(raspuns) == ["Parteneriatul este acum în etapa „Manifestare de interes”. Am scris tuturor părților."]
    raspuns = ea.post(f"/spatiu/parteneriate/{idee.pk}/etapa/negociaza/", follow=True)
    assert mesaje(raspuns) == ["Scrieți obiectivele, fie și în ciornă."]


def test_un_coleg_vede_si_nu_scrie(client_pentru, coleg, idee):
    client = client_pentru(coleg)
    assert client.get(f"/spatiu/parteneriate/{idee.pk}/").status_code == 200
    assert client.post(f"/spatiu/parteneriate/{idee.pk}/etapa/interes/").status_code == 404
    assert client.get(f"/spatiu/parteneriate/{idee.pk}/modifica/despre/").status_code == 404


def test_raspunsul_la_un_text_vechi_este_intors(el, idee, primarie):
    Parteneriat.objects.filter(pk=idee.pk).update(redactare=2)
    parte = idee.parti.get(organizatie=primarie)
    raspuns = el.post(f"/spatiu/parti/{parte.pk}/raspunde/", {"fapta": "confirma", "redactare": 1}, follow=True)
    assert mesaje(raspuns) == [
        "Textul a fost schimbat de altcineva de când ați deschis pagina. Citiți-l din nou, apoi hotărâți."
    ]
    assert idee.parti.exclude(confirmat_la=None).count() == 0


def test_corecturi_si_refuz_din_pagina(el, idee, primarie):
    adresa = f"/spatiu/parti/{idee.parti.get(organizatie=primarie).pk}/raspunde/"
    scurt = el.post(adresa, {"fapta": "corecturi", "redactare": 1, "motiv": "nu"})
    assert list(scurt.context["form"].errors) == ["motiv"]
    el.post(adresa, {"fapta": "corecturi", "redactare": 1, "motiv": MOTIV})
    assert idee.parti.get(organizatie=primarie).corecturi == MOTIV
    assert el.post(adresa, {"fapta": "refuz", "motiv": MOTIV}).url == "/spatiu/parteneriate/"
    assert el.get(adresa).status_code == 404


def test_o_cerere_ticluita_nu_scrie_etapa(ea, idee):
    ea.post(
        f"/spatiu/parteneriate/{idee.pk}/modifica/despre/",
        {
            "titlu": "Alt titlu",
            "tip": idee.tip_id,
            "apl_ong": "on",
            "problema": "P",
            "etapa": "semnat",
            "stare": "publicat",
        },
    )
    idee.refresh_from_db()
    assert (idee.titlu, idee.etapa, idee.stare, idee.redactare) == ("Alt titlu", "idee", "ciorna", 2)


def test_contributiile(ea, idee, organizatie, primarie):
    baza = f"/spatiu/parteneriate/{idee.pk}/contributii/"
    parte = idee.parti.get(organizatie=organizatie)
    assert list(ea.post(baza, {"parte": parte.pk, "sursa": "proprie", "suma": "-1"}).context["form"].errors) == ["suma"]
    ea.post(baza, {"parte": parte.pk, "sursa": "proprie", "suma": "150"})
    contributie = Contributie.objects.get()
    ea.post(f"/spatiu/contributii/{contributie.pk}/scoate/")
    assert Contributie.objects.count() == 0


def test_documentele_si_actele(ea, idee, primarie):
    baza = f"/spatiu/parteneriate/{idee.pk}/"
    ea.post(f"{baza}documente/", {"fel": "acord", "titlu": "Acordul", "vizibilitate": "public", "fisier": pdf()})
    rand = DocumentParteneriat.objects.get()
    assert (rand.titlu, rand.nume_fisier, rand.verificat_la) == ("Acordul", "acord.pdf", None)
    act = {"emitent": primarie.pk, "fel": "hcl", "numar": "34a", "data": "2199-01-01", "titlu": "T", "link": "x.ro"}
    assert sorted(ea.post(f"{baza}acte/", act).context["form"].errors) == ["data", "numar"]
    ea.post(f"{baza}acte/", {**act, "numar": "34", "data": "2026-05-05"})
    hotarare = Act.objects.get()
    assert list(idee.acte.all()) == [hotarare]
    ea.post(f"{baza}acte/{hotarare.pk}/scoate/")
    assert (idee.acte.count(), Act.objects.count()) == (0, 1)
    ea.post(f"{baza}documente/{rand.uuid}/sterge/")
    assert DocumentParteneriat.objects.count() == 0


def test_documentele_unui_semnat_raman(ea, semnat):
    rand = semnat.documente.first()
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/documente/{rand.uuid}/sterge/")
    assert semnat.documente.filter(pk=rand.pk).exists()


# --- moderation -----------------------------------------------------------------------------------------------------
def test_se_trimite_dupa_semnare(ea, idee, semnat):
    raspuns = ea.post(f"/spatiu/parteneriate/{idee.pk}/pagina/trimite/", follow=True)
    assert mesaje(raspuns)[-1].startswith("Un parteneriat devine public după semnare")
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/pagina/trimite/")
    semnat.refresh_from_db()
    assert (semnat.stare, Dosar.objects.get().tip) == (Stare.TRIMIS, "parteneriat")
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/pagina/retrage/")
    semnat.refresh_from_db()
    assert semnat.stare == Stare.CIORNA


def test_mai_devreme_cu_acordul_tuturor(ea, el, idee, organizatie, primarie):
    Parteneriat.objects.filter(pk=idee.pk).update(rezumat="Pe scurt.")
    for client, organizatia in ((ea, organizatie), (el, primarie)):
        client.post(f"/spatiu/parti/{idee.parti.get(organizatie=organizatia).pk}/devreme/", {"acord": "da"})
    ea.post(f"/spatiu/parteneriate/{idee.pk}/pagina/trimite/")
    idee.refresh_from_db()
    assert idee.stare == Stare.TRIMIS


def schimba_rezumatul(ea, rand, rezumat):
    p = Parteneriat.objects.get(pk=rand.pk)
    date = {n: getattr(p, n) for n in ("titlu", "problema", "obiective", "activitati")}
    return ea.post(
        f"/spatiu/parteneriate/{p.pk}/modifica/despre/", {**date, "tip": p.tip_id, "apl_ong": "on", "rezumat": rezumat}
    )


def test_o_schimbare_a_ceva_public_asteapta_apoi_cere_confirmarea(ea, client, public, moderator):
    schimba_rezumatul(ea, public, "Rezumat nou.")
    public.refresh_from_db()
    assert (public.redactare, Revizie.objects.get().campuri) == (1, {"rezumat": "Rezumat nou."})
    assert "Rezumat nou." not in client.get(public.get_absolute_url()).content.decode()
    muta(Revizie.objects.get(), Actiune.APROBA, moderator)
    public.refresh_from_db()
    assert (public.rezumat, public.redactare) == ("Rezumat nou.", 2)
    treptele = client.get(public.get_absolute_url()).context["pagina"].trepte
    assert [t.atinsa for t in treptele] == [True, True, False]


def test_modificarea_se_poate_retrage(ea, public):
    schimba_rezumatul(ea, public, "Rezumat nou.")
    ea.post(f"/spatiu/parteneriate/{public.pk}/pagina/renunta/")
    assert Revizie.objects.get().stare == Stare.ARHIVAT


def test_respins_se_redeschide(ea, semnat, moderator):
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/pagina/trimite/")
    muta(Parteneriat.objects.get(), Actiune.RESPINGE, moderator, MOTIV)
    assert MOTIV in ea.get(f"/spatiu/parteneriate/{semnat.pk}/").content.decode()
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/pagina/redeschide/")
    semnat.refresh_from_db()
    assert semnat.stare == Stare.CIORNA


def test_decizia_ajunge_la_ambele_parti(ea, semnat, moderator, reprezentant, autoritate):
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/pagina/trimite/")
    Mesaj.objects.all().delete()
    muta(Parteneriat.objects.get(), Actiune.APROBA, moderator)
    scrise = Mesaj.objects.order_by("catre")
    assert [(m.catre, m.subiect) for m in scrise] == [
        (autoritate.email, "Parteneriatul este public: Sala de pe Lirei"),
        (reprezentant.email, "Parteneriatul este public: Sala de pe Lirei"),
    ]


def test_dosarul_moderatorului(client_pentru, ea, semnat, moderator):
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/pagina/trimite/")
    pagina = client_pentru(moderator).get(f"/admin/moderare/dosar/{Dosar.objects.get().pk}/change/")
    for bucata in ("Sala de pe Lirei", "Etapa și credibilitatea", "a confirmat pe", "Un document"):
        assert bucata in pagina.content.decode()
    previzualizare = client_pentru(moderator).get(f"/admin/moderare/dosar/{Dosar.objects.get().pk}/previzualizare/")
    assert "Ce problemă" in previzualizare.content.decode()


def test_moderatorul_arhiveaza_muta_si_citeste_hartiile(client_pentru, client, public, moderator):
    el = client_pentru(moderator)
    baza = f"/admin/parteneriate/parteneriat/{public.pk}/"
    nou = document(public, titlu="Raport de etapă", verificat_la=None)
    indicator(public)
    assert "Le-am citit" in el.get(f"{baza}change/").content.decode()
    el.post(f"{baza}hartii/")
    assert b"".join(client.get(nou.get_absolute_url()).streaming_content) == b"%PDF-1.4"
    el.post(f"{baza}etapa/incepe/", {"motiv": MOTIV})
    public.refresh_from_db()
    assert public.etapa == "implementare"
    el.post(f"{baza}muta/arhiveaza/", {"motiv": MOTIV})
    assert client.get(public.get_absolute_url()).status_code == 410
    el.post(f"{baza}muta/restaureaza/", {"motiv": ""})
    assert client.get(public.get_absolute_url()).status_code == 200
    assert el.get(f"{baza}history/").status_code == 200


# --- a person asks to be forgotten ----------------------------------------------------------------------------------
def test_stergerea_contului_preda_partea_si_uita_persoana_de_contact(idee, organizatie, reprezentant):
    from organizatii.models import Membru
    from organizatii.stergere import sterge_persoana

    urmas = persoana("urmas@exemplu.test", "Urmaș")
    Membru.objects.create(organizatie=organizatie, utilizator=urmas, rol="administrator")
    Parteneriat.objects.filter(pk=idee.pk).update(
        contact_nume="Raluca",
        contact_email="Reprezentant@exemplu.test",
        contact_public=True,
        contact_acord_la=timezone.now(),
    )
    sterge_persoana(reprezentant)
    idee.refresh_from_db()
    assert idee.parti.get(organizatie=organizatie).responsabil == urmas
    assert (idee.contact_nume, idee.contact_email, idee.contact_public) == ("", "", False)


def test_instantaneul_unei_decizii_nu_tine_persoana_de_contact(ea, semnat):
    Parteneriat.objects.filter(pk=semnat.pk).update(contact_nume="Raluca")
    ea.post(f"/spatiu/parteneriate/{semnat.pk}/pagina/trimite/")
    instantaneu = semnat.decizii().get().instantaneu
    assert "titlu" in instantaneu
    assert [
        c for c in instantaneu if c.startswith("contact_") and c not in ("contact_public", "contact_acord_la")
    ] == []
