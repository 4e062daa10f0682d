"""The workspace: what a member writes, what waits, what she may move, and that nobody else can."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from noutati.models import DocumentNoutate, Noutate
from noutati.scriere import CIORNE_MAXIM
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Dosar, Revizie
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import Domeniu
from tests.noutati.conftest import jpeg, noutate, poza

pytestmark = pytest.mark.django_db
MOTIV = "Scrieți, vă rugăm, când și unde are loc întâlnirea."


def fisier(nume="gradina.jpg", continut=None):
    return SimpleUploadedFile(nume, continut or jpeg(800, 600), "image/jpeg")


def date(**altfel):
    return {
        "categorie": "apel",
        "titlu": "Căutăm voluntari",
        "rezumat": "Sâmbătă, în parc.",
        "text": "Veniți cu *mănuși*.",
        **altfel,
    }


def mesaje(raspuns):
    return [str(m) for m in raspuns.context["messages"]]


@pytest.fixture
def ea(client_pentru, reprezentant):
    return client_pentru(reprezentant)


# --- writing ------------------------------------------------------------------------------------------------------
def test_scrie_o_ciorna(ea, organizatie, reprezentant):
    domeniu = Domeniu.objects.get(slug="spatii-verzi")
    trimise = date(
        domenii=[domeniu.pk],
        sectoare=[3, 4],
        imagine=fisier(),
        imagine_alt="Un parc.",
        imagine_credit="Ana Pop",
        legaturi="http://127.0.0.1:8000/organizatii/asociatia-cartierul-nostru/",
    )
    raspuns = ea.post(f"/spatiu/organizatii/{organizatie.pk}/noutati/noua/", trimise)
    n = Noutate.objects.get()
    assert (raspuns.status_code, raspuns.url) == (302, f"/spatiu/noutati/{n.pk}/")
    assert (n.stare, n.organizatie, n.autor, n.slug) == ("ciorna", organizatie, reprezentant, "cautam-voluntari")
    assert (n.vizibila_din, n.fixata, n.legaturi) == (None, False, "/organizatii/asociatia-cartierul-nostru/")
    assert [d.slug for d in n.domenii.all()] == ["spatii-verzi"]
    assert [s.pk for s in n.sectoare.all()] == [3, 4]
    assert n.imagine.masuri == (800, 600)


def test_salveaza_si_vede_cum_arata(ea, organizatie):
    raspuns = ea.post(f"/spatiu/organizatii/{organizatie.pk}/noutati/noua/", date(previzualizare="1"), follow=True)
    assert raspuns.redirect_chain[-1][0] == f"/spatiu/noutati/{Noutate.objects.get().pk}/previzualizare/"
    assert "<em>mănuși</em>" in raspuns.content.decode()


def test_o_cerere_mestesugita_nu_scrie_ce_nu_este_pe_formular(ea, organizatie, alta_organizatie):
    in_plus = {"stare": "publicat", "fixata": "on", "organizatie": alta_organizatie.pk, "vizibila_din": "2026-01-01"}
    ea.post(f"/spatiu/organizatii/{organizatie.pk}/noutati/noua/", date(**in_plus))
    n = Noutate.objects.get()
    assert (n.stare, n.fixata, n.organizatie, n.vizibila_din) == ("ciorna", False, organizatie, None)


@pytest.mark.parametrize(
    ("camp", "trimise", "eroare"),
    [
        ("titlu", date(titlu=""), "Câmp obligatoriu."),
        ("imagine_alt", {**date(), "imagine": "poza"}, "Descrieți imaginea pentru cei care nu o văd."),
        (
            "legaturi",
            date(legaturi="https://www.exemplu.ro/ceva/"),
            "„https://www.exemplu.ro/ceva/” nu este adresa unei pagini publice de pe această platformă.",
        ),
        (
            "publica_la",
            date(publica_la="2020-01-01T10:00"),
            "Ora aceasta a trecut. Alegeți una viitoare sau lăsați câmpul gol.",
        ),
        ("publica_la", date(publica_la="mâine"), "Scrieți data și ora ca 05.05.2026 14:30."),
        (
            "retrage_la",
            date(publica_la="2199-01-02T10:00", retrage_la="2199-01-02T09:00"),
            "Retragerea vine după publicare.",
        ),
    ],
)
def test_formularul_spune_ce_nu_este_bine_si_pastreaza_ce_s_a_scris(ea, organizatie, camp, trimise, eroare):
    if trimise.get("imagine"):
        trimise = {**trimise, "imagine": fisier()}
    raspuns = ea.post(f"/spatiu/organizatii/{organizatie.pk}/noutati/noua/", trimise)
    assert raspuns.status_code == 200
    assert raspuns.context["form"].errors[camp] == [eroare]
    assert "Sâmbătă, în parc." in raspuns.content.decode()
    assert not Noutate.objects.exists()


def test_numai_organizatiile_publicate_scriu(ea, organizatie):
    type(organizatie).objects.update(stare=Stare.ARHIVAT)
    assert ea.get(f"/spatiu/organizatii/{organizatie.pk}/noutati/noua/").status_code == 404
    assert "după ce profilul organizației este publicat" in (
        ea.get(f"/spatiu/organizatii/{organizatie.pk}/noutati/").content.decode()
    )


def test_prea_multe_ciorne(ea, organizatie):
    for n in range(CIORNE_MAXIM):
        noutate(f"C{n}", organizatie, stare=Stare.CIORNA, vizibila_din=None)
    raspuns = ea.post(f"/spatiu/organizatii/{organizatie.pk}/noutati/noua/", date())
    assert "Aveți deja 20 de ciorne." in raspuns.content.decode()
    assert Noutate.objects.count() == CIORNE_MAXIM


def test_slugul_urmeaza_titlul_pana_la_publicare(ea, ciorna, publica):
    ea.post(f"/spatiu/noutati/{ciorna.pk}/modifica/", date(titlu="Alt titlu"))
    ciorna.refresh_from_db()
    assert ciorna.slug == "alt-titlu"


def test_doua_titluri_la_fel(ea, organizatie):
    for _n in range(2):
        ea.post(f"/spatiu/organizatii/{organizatie.pk}/noutati/noua/", date())
    sluguri = Noutate.objects.order_by("pk").values_list("slug", flat=True)
    assert list(sluguri) == ["cautam-voluntari", "cautam-voluntari-2"]


# --- the list and the page ----------------------------------------------------------------------------------------
def test_lista_spune_in_cuvinte_unde_se_afla_fiecare(ea, organizatie, moderator, reprezentant):
    noutate("Publică", organizatie)
    noutate("Programată", organizatie, vizibila_din=timezone.now() + timedelta(days=1))
    cu_completari = noutate("Neterminată", organizatie, stare=Stare.CIORNA, vizibila_din=None)
    muta(cu_completari, Actiune.TRIMITE, reprezentant)
    muta(cu_completari, Actiune.CERE_COMPLETARI, moderator, MOTIV)
    situatii = ea.get(f"/spatiu/organizatii/{organizatie.pk}/noutati/").context["situatii"]
    assert situatii[0].noutate.titlu == "Neterminată"
    assert situatii[0].motiv == MOTIV
    propozitii = {s.noutate.titlu: s.propozitie for s in situatii}
    assert propozitii["Publică"].startswith("Publică din ")
    assert propozitii["Programată"].startswith("Aprobată. Apare singură pe ")


@pytest.mark.parametrize("cate", [1, 3])
def test_lista_pune_aceleasi_intrebari(ea, organizatie, reprezentant, cate, django_assert_num_queries):
    for n in range(cate):
        rand = noutate(f"N{n}", organizatie, stare=Stare.CIORNA, vizibila_din=None)
        muta(rand, Actiune.TRIMITE, reprezentant)
    with django_assert_num_queries(9):
        ea.get(f"/spatiu/organizatii/{organizatie.pk}/noutati/")


def test_din_pagina_organizatiei_se_ajunge_la_noutati(ea, organizatie):
    html = ea.get(f"/spatiu/organizatii/{organizatie.pk}/").content.decode()
    assert f'href="/spatiu/organizatii/{organizatie.pk}/noutati/"' in html


def test_pagina_spune_ce_lipseste(ea, organizatie):
    rand = noutate("Ciornă", organizatie, stare=Stare.CIORNA, vizibila_din=None, rezumat="", text="")
    lipsuri = ea.get(f"/spatiu/noutati/{rand.pk}/").context["lipsuri"]
    assert [camp for camp, _propozitie in lipsuri] == ["rezumat", "text"]
    raspuns = ea.post(f"/spatiu/noutati/{rand.pk}/trimite/", follow=True)
    assert mesaje(raspuns) == ["Scrieți rezumatul: una sau două propoziții.", "Scrieți textul noutății."]
    rand.refresh_from_db()
    assert rand.stare == Stare.CIORNA


# --- moves --------------------------------------------------------------------------------------------------------
def test_drumul_de_la_ciorna_la_public(ea, ciorna, moderator, client_pentru, client):
    raspuns = ea.post(f"/spatiu/noutati/{ciorna.pk}/trimite/", follow=True)
    asteptat = "Am trimis spre verificare. Un moderator citește și vă scrie la reprezentant@exemplu.test."
    assert mesaje(raspuns) == [asteptat]
    dosar = Dosar.objects.deschise().get()
    assert (dosar.tip, dosar.titlu) == ("noutate", "Atelier de reparat biciclete – Asociația Cartierul Nostru")
    mod = client_pentru(moderator)
    assert mod.get(f"/admin/moderare/dosar/{dosar.pk}/change/").status_code == 200
    previzualizare = mod.get(f"/admin/moderare/dosar/{dosar.pk}/previzualizare/").content.decode()
    assert "Rezumatul: Atelier de reparat biciclete." in previzualizare
    mod.post(f"/admin/moderare/dosar/{dosar.pk}/change/", {"actiune": "aproba"})
    assert client.get("/noutati/atelier-de-reparat-biciclete/").status_code == 200
    subiecte = list(Mesaj.objects.order_by("pk").values_list("subiect", flat=True))
    titlu = "Atelier de reparat biciclete – Asociația Cartierul Nostru"
    assert subiecte == [f"Am primit noutatea: {titlu}", f"Noutatea este publică: {titlu}"]
    assert "/noutati/atelier-de-reparat-biciclete/" in Mesaj.objects.order_by("pk").last().text


def test_mesajul_despre_o_noutate_programata_spune_cand_apare(ciorna, reprezentant, moderator):
    Noutate.objects.filter(pk=ciorna.pk).update(publica_la="2199-05-05T09:07:00Z")
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    muta(ciorna, Actiune.APROBA, moderator)
    mesaj = Mesaj.objects.order_by("pk").last()
    assert mesaj.subiect.startswith("Noutatea este programată: ")
    assert "apare singură pe 5 mai 2199, ora 12:07" in mesaj.text


def test_retrage_modifica_si_trimite_din_nou(ea, ciorna, reprezentant):
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    assert ea.post(f"/spatiu/noutati/{ciorna.pk}/modifica/", date()).url == f"/spatiu/noutati/{ciorna.pk}/"
    ea.post(f"/spatiu/noutati/{ciorna.pk}/retrage/")
    ea.post(f"/spatiu/noutati/{ciorna.pk}/modifica/", date())
    ea.post(f"/spatiu/noutati/{ciorna.pk}/trimite/")
    ciorna.refresh_from_db()
    assert (ciorna.stare, ciorna.titlu) == (Stare.TRIMIS, "Căutăm voluntari")


def test_redeschide_ce_a_fost_respins(ea, ciorna, reprezentant, moderator):
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    muta(ciorna, Actiune.RESPINGE, moderator, MOTIV)
    assert MOTIV in ea.get(f"/spatiu/noutati/{ciorna.pk}/").content.decode()
    ea.post(f"/spatiu/noutati/{ciorna.pk}/redeschide/")
    ciorna.refresh_from_db()
    assert ciorna.stare == Stare.CIORNA


def test_arhiveaza_cu_motiv(ea, publica, client):
    raspuns = ea.post(f"/spatiu/noutati/{publica.pk}/arhiveaza/", {"motiv": "scurt"})
    assert raspuns.context["form"].errors["motiv"] == ["Scrieți motivul în cel puțin 20 de caractere, pentru colegi."]
    ea.post(f"/spatiu/noutati/{publica.pk}/arhiveaza/", {"motiv": "Evenimentul a fost anulat de gazdă."})
    assert client.get(publica.get_absolute_url()).status_code == 410


def test_mutarea_care_nu_se_mai_poate_se_spune(ea, publica):
    raspuns = ea.post(f"/spatiu/noutati/{publica.pk}/retrage/", follow=True)
    assert mesaje(raspuns) == ["Acest lucru nu se poate face acum: starea noutății este alta."]


def test_sterge_ciorna_cu_fisierele_ei(ea, organizatie, django_capture_on_commit_callbacks):
    rand = noutate("Ciornă", organizatie, stare=Stare.CIORNA, vizibila_din=None, **poza())
    cai = rand.imagine.cai
    with django_capture_on_commit_callbacks(execute=True):
        ea.post(f"/spatiu/noutati/{rand.pk}/sterge/")
    assert not Noutate.objects.exists()
    assert [rand.imagine.storage.exists(cale) for cale in cai] == [False, False, False]


def test_ce_a_fost_trimis_nu_se_mai_sterge(ea, ciorna, reprezentant):
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    muta(ciorna, Actiune.RETRAGE, reprezentant)
    ea.post(f"/spatiu/noutati/{ciorna.pk}/sterge/")
    assert Noutate.objects.filter(pk=ciorna.pk).exists()


# --- changes of something public ----------------------------------------------------------------------------------
def test_cuvintele_asteapta_iar_listele_se_schimba_imediat(ea, publica, client, moderator):
    domeniu = Domeniu.objects.get(slug="spatii-verzi")
    trimise = date(categorie="anunt", titlu="Titlu nou", rezumat=publica.rezumat, text=publica.text)
    raspuns = ea.post(f"/spatiu/noutati/{publica.pk}/modifica/", {**trimise, "domenii": [domeniu.pk]}, follow=True)
    asteptat = "Am salvat. O parte din modificări apare deja; restul apare după ce le verifică un moderator."
    assert mesaje(raspuns) == [asteptat]
    publica.refresh_from_db()
    assert (publica.titlu, list(publica.domenii.all())) == ("Grădina de pe strada Lirei", [domeniu])
    assert "Titlu nou" not in client.get(publica.get_absolute_url()).content.decode()
    assert "Titlu nou" in ea.get(f"/spatiu/noutati/{publica.pk}/previzualizare/").content.decode()
    revizie = Revizie.objects.get()
    assert (revizie.stare, revizie.campuri) == (Stare.TRIMIS, {"titlu": "Titlu nou"})
    muta(revizie, Actiune.APROBA, moderator)
    publica.refresh_from_db()
    assert (publica.titlu, publica.slug) == ("Titlu nou", "gradina-de-pe-strada-lirei")


def test_imaginea_noua_asteapta_cu_descrierea_ei(ea, publica, moderator, client):
    trimise = date(categorie="anunt", titlu=publica.titlu, rezumat=publica.rezumat, text=publica.text)
    ea.post(f"/spatiu/noutati/{publica.pk}/modifica/", {**trimise, "imagine": fisier(), "imagine_alt": "Tei tineri."})
    revizie = Revizie.objects.get()
    assert set(revizie.campuri) == {"imagine", "imagine_alt"}
    assert "<img" not in client.get(publica.get_absolute_url()).content.decode()
    muta(revizie, Actiune.APROBA, moderator)
    html = client.get(publica.get_absolute_url()).content.decode()
    assert 'alt="Tei tineri."' in html
    assert "-480.jpg 480w" in html


def test_renunta_la_modificare(ea, publica):
    trimise = date(categorie="anunt", titlu="Alt titlu", rezumat=publica.rezumat, text=publica.text)
    ea.post(f"/spatiu/noutati/{publica.pk}/modifica/", trimise)
    ea.post(f"/spatiu/noutati/{publica.pk}/renunta/")
    assert Revizie.objects.get().stare == Stare.ARHIVAT
    raspuns = ea.post(f"/spatiu/noutati/{publica.pk}/renunta/", follow=True)
    assert mesaje(raspuns)[-1] == "Nicio modificare nu mai este în verificare."


def test_completarile_cerute_la_o_modificare(ea, publica, moderator):
    trimise = date(categorie="anunt", titlu="Alt titlu", rezumat=publica.rezumat, text=publica.text)
    ea.post(f"/spatiu/noutati/{publica.pk}/modifica/", trimise)
    muta(Revizie.objects.get(), Actiune.CERE_COMPLETARI, moderator, MOTIV)
    raspuns = ea.get(f"/spatiu/noutati/{publica.pk}/")
    assert (raspuns.context["situatie"].motiv, raspuns.context["situatie"].cere_ceva) == (MOTIV, True)
    ea.post(f"/spatiu/noutati/{publica.pk}/trimite/")
    assert Revizie.objects.get().stare == Stare.TRIMIS
    subiecte = Mesaj.objects.order_by("pk").values_list("subiect", flat=True)
    assert [s.partition(":")[0] for s in subiecte] == [
        "Am primit modificarea noutății",
        "Modificarea are nevoie de completări",
        "Am primit modificarea noutății",
    ]


def test_formularul_spune_ce_asteapta(ea, publica):
    html = ea.get(f"/spatiu/noutati/{publica.pk}/modifica/").content.decode()
    assert html.count("Se verifică înainte de publicare.") == len(Noutate.CAMPURI_MODERATE)
    assert 'name="publica_la"' not in html


# --- documents ----------------------------------------------------------------------------------------------------
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def test_documentele_se_adauga_pana_la_trimitere(ea, ciorna, reprezentant):
    adresa = f"/spatiu/noutati/{ciorna.pk}/documente/"
    ea.post(adresa, {"titlu": "Buget", "fisier": fisier("buget.pdf", PDF)})
    document = DocumentNoutate.objects.get()
    assert (document.titlu, document.nume_fisier, document.incarcat_de) == ("Buget", "buget.pdf", reprezentant)
    muta(ciorna, Actiune.TRIMITE, reprezentant)
    raspuns = ea.post(adresa, {"titlu": "Altul", "fisier": fisier("altul.pdf", PDF)})
    assert "Documente noi se pot adăuga numai înainte de trimiterea noutății." in str(raspuns.context["form"].errors)
    ea.post(f"{adresa}{document.uuid}/sterge/")
    assert DocumentNoutate.objects.count() == 1


def test_de_pe_o_noutate_publica_un_document_se_poate_scoate(ea, publica, django_capture_on_commit_callbacks):
    document = publica.documente.create(titlu="Act", fisier="x.pdf", nume_fisier="x.pdf", marime=1)
    with django_capture_on_commit_callbacks(execute=True):
        ea.post(f"/spatiu/noutati/{publica.pk}/documente/{document.uuid}/sterge/")
    assert not DocumentNoutate.objects.exists()


def test_cel_mult_cinci_documente(ea, ciorna):
    for n in range(5):
        ciorna.documente.create(titlu=f"D{n}", fisier="x.pdf", nume_fisier="x.pdf", marime=1)
    adresa = f"/spatiu/noutati/{ciorna.pk}/documente/"
    raspuns = ea.post(adresa, {"titlu": "Al șaselea", "fisier": fisier("a.pdf", PDF)})
    assert "Aveți deja 5 documente." in raspuns.content.decode()


# --- somebody else ------------------------------------------------------------------------------------------------
MUTARI = ["trimite", "retrage", "redeschide", "renunta", "arhiveaza", "sterge", "modifica", "documente"]


@pytest.mark.parametrize("mutare", MUTARI)
def test_un_strain_si_un_vizitator_nu_schimba_nimic(client, client_pentru, strain, ciorna, mutare):
    adresa = f"/spatiu/noutati/{ciorna.pk}/{mutare}/"
    assert client_pentru(strain).post(adresa, date(motiv=MOTIV)).status_code == 404
    assert client.post(adresa, date(motiv=MOTIV)).url == f"/cont/login/?next={adresa}"
    inainte = (ciorna.titlu, ciorna.stare)
    ciorna.refresh_from_db()
    assert (ciorna.titlu, ciorna.stare) == inainte


def test_un_editor_face_tot_ce_face_un_administrator(client_pentru, coleg, ciorna, moderator):
    client = client_pentru(coleg)
    client.post(f"/spatiu/noutati/{ciorna.pk}/trimite/")
    muta(ciorna, Actiune.APROBA, moderator)
    client.post(f"/spatiu/noutati/{ciorna.pk}/arhiveaza/", {"motiv": "Întâlnirea nu mai are loc, ne-am mutat."})
    ciorna.refresh_from_db()
    assert ciorna.stare == Stare.ARHIVAT


# --- two people with the same page open ---------------------------------------------------------------------------
def campurile(client, adresa):
    """What the browser would send back of an untouched form."""
    form = client.get(adresa).context["form"]
    date = {}
    for camp in form:
        valoare = camp.value()
        for nume, ascuns in ((camp.html_name, False), (camp.html_initial_name, True)):
            if camp.field.widget.needs_multipart_form or valoare in (None, ""):
                continue
            widget = camp.field.hidden_widget() if ascuns else camp.field.widget
            date[nume] = valoare if isinstance(valoare, list) else widget.format_value(valoare)
    return date


@pytest.fixture
def programata(organizatie):
    moment = timezone.now().replace(second=17, microsecond=5) + timedelta(days=2)
    domenii = Domeniu.objects.all()[:2]
    return noutate("Programată", organizatie, publica_la=moment, vizibila_din=moment, domenii=domenii, sectoare=[1, 3])


def test_un_formular_neatins_nu_schimba_nimic(ea, programata):
    adresa = f"/spatiu/noutati/{programata.pk}/modifica/"
    raspuns = ea.post(adresa, campurile(ea, adresa), follow=True)
    assert mesaje(raspuns) == ["Nu ați schimbat nimic."]
    inainte = programata.publica_la
    programata.refresh_from_db()
    assert (programata.publica_la, programata.vizibila_din) == (inainte, inainte)


def test_al_doilea_care_salveaza_nu_sterge_ce_a_scris_primul(ea, client_pentru, coleg, ciorna):
    adresa = f"/spatiu/noutati/{ciorna.pk}/modifica/"
    ale_ei, el = campurile(ea, adresa), client_pentru(coleg)
    el.post(adresa, {**campurile(el, adresa), "rezumat": "Rezumatul colegului."})
    ea.post(adresa, {**ale_ei, "text": "Textul ei."})
    ciorna.refresh_from_db()
    assert (ciorna.rezumat, ciorna.text) == ("Rezumatul colegului.", "Textul ei.")
