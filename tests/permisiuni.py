"""The permission table: for each address, what each role gets to GET and to an empty POST.

An answer is a status: 200 a page (for POST: the form again, with its errors), 302 onward (for a visitor: to sign in),
403 refused, 404 not hers to know about, 405 never by this method. „*” stands for the roles not named.
The world of the addresses is the fixture `lume_permisiuni` in test_permisiuni.py.
"""

from dataclasses import dataclass, field

ROLURI = "vizitator strain coleg reprezentant autoritate moderator secretariat admin".split()
METODE = ("GET", "POST")
PERSONAL = ("moderator", "secretariat", "admin")


@dataclass(frozen=True)
class Ruta:
    adresa: str
    GET: object = 405
    POST: object = field(default=405)

    def asteptat(self, metoda):
        raspuns = getattr(self, metoda)
        if isinstance(raspuns, int):
            raspuns = {"*": raspuns}
        return {rol: raspuns.get(rol, raspuns.get("*")) for rol in ROLURI}


def autentificati(stare):
    return {"vizitator": 302, "*": stare}


def membri(stare, coleg=None):
    """Members of the organisation; `coleg` where an editor gets another answer. Everybody else does not see it."""
    return {"vizitator": 302, "reprezentant": stare, "coleg": coleg or stare, "*": 404}


def personal(stare, **altfel):
    """Staff by role; everybody else is sent to the staff's door (admin:login), which tells who is not staff."""
    return {"*": 302, **dict.fromkeys(PERSONAL, stare), **altfel}


ORG = "/spatiu/organizatii/{organizatie.pk}/"
PUBLICE = {
    "organizatii:acasa": Ruta("/", GET=200),
    "organizatii:lista": Ruta("/organizatii/", GET=200),
    "organizatii:sugestii": Ruta("/sugestii/?q=cartier", GET=200),
    "organizatii:autoritati": Ruta("/autoritati/", GET=200),
    "organizatii:profil": Ruta("/organizatii/{organizatie.slug}/", GET=200),
    "organizatii:istoric": Ruta("/organizatii/{organizatie.slug}/istoric/", GET=200),
    "organizatii:sesizeaza": Ruta("/organizatii/{organizatie.slug}/sesizare/", GET=200, POST=200),
    "organizatii:robots": Ruta("/robots.txt", GET=200),
    "organizatii:sitemap": Ruta("/sitemap.xml", GET=200),
    "organizatii:sitemap_sectiune": Ruta("/sitemap-organizatii.xml", GET=200),
    "organizatii:document": Ruta(
        "/documente/{document.uuid}/",
        GET={"reprezentant": 200, "coleg": 200, "moderator": 200, "admin": 200, "secretariat": 200, "*": 404},
    ),
    "noutati:lista": Ruta("/noutati/", GET=200),
    "noutati:articol": Ruta("/noutati/{noutate.slug}/", GET=200),
    "noutati:flux": Ruta("/noutati/flux.atom", GET=200),
    "noutati:flux_tema": Ruta("/noutati/flux/organizatie/{organizatie.slug}.rss", GET=200),
    "noutati:document": Ruta(
        "/noutati/documente/{document_ciorna.uuid}/",
        GET={"reprezentant": 200, "coleg": 200, "moderator": 200, "admin": 200, "secretariat": 200, "*": 404},
    ),
    "despre": Ruta("/despre/", GET=200),
    "accesibilitate": Ruta("/accesibilitate/", GET=200),
    "confidentialitate": Ruta("/confidentialitate/", GET=200),
    "termeni": Ruta("/termeni/", GET=200),
    "contact": Ruta("/contact/", GET=200, POST=200),
    "stare_viu": Ruta("/stare/viu", GET=200),
    "stare_pregatit": Ruta("/stare/pregatit", GET=200),
    "media": Ruta("/media/nu-exista.png", GET=404, POST=404),
}
ALT = {"vizitator": 200, "*": 302}  # who has an account follows from the workspace
ABONARE = {
    "noutati:abonare": Ruta("/abonare/", GET=ALT, POST=ALT),
    "noutati:ceruta": Ruta("/abonare/ceruta/", GET=200),
    "noutati:confirma": Ruta("/abonare/confirma/{jeton_confirmare}/", GET=200, POST=302),
    "noutati:preferinte": Ruta("/abonare/{abonare.jeton}/", GET=200, POST=200),
    "noutati:stop": Ruta("/abonare/{abonare.jeton}/stop/", GET=200, POST=200),
    "noutati:stop_buletin": Ruta("/abonare/buletin/{jeton_buletin}/stop/", GET=200, POST=200),
    "noutati:spatiu_abonare": Ruta("/spatiu/abonare/", GET=autentificati(200), POST=autentificati(200)),
    "noutati:spatiu_abonare_sterge": Ruta("/spatiu/abonare/sterge/", POST=302),
    "noutati:spatiu_buletine": Ruta("/spatiu/abonare/buletine/", POST=302),
}
SPATIU = {
    "organizatii:spatiu": Ruta("/spatiu/", GET=autentificati(200)),
    "organizatii:de_facut": Ruta("/spatiu/de-facut/", GET=autentificati(200)),
    "organizatii:rezumatul_sarcinilor": Ruta("/spatiu/de-facut/rezumat/", POST=autentificati(302)),
    "organizatii:incredinteaza": Ruta(
        "/spatiu/de-facut/interes/{interes.pk}/incredinteaza/", GET=membri(200), POST=membri(200)
    ),
    "organizatii:ia_inapoi": Ruta("/spatiu/de-facut/interes/{interes.pk}/inapoi/", POST=membri(302)),
    "organizatii:stop_sarcini": Ruta("/sarcini/{jeton_sarcini}/stop/", GET=200, POST=200),
    "organizatii:inscrie": Ruta("/spatiu/organizatii/noua/", GET=autentificati(200), POST=autentificati(200)),
    "organizatii:potriviri": Ruta("/spatiu/organizatii/noua/potriviri/", GET=autentificati(200)),
    "organizatii:alatura": Ruta(
        "/organizatii/{organizatie.slug}/alaturare/",
        GET={**autentificati(200), "reprezentant": 302, "coleg": 302, "strain": 302},
        POST={**autentificati(200), "reprezentant": 302, "coleg": 302, "strain": 302},
    ),
    "organizatii:cererea_mea": Ruta("/spatiu/cereri/{cerere.pk}/", GET={"vizitator": 302, "strain": 200, "*": 404}),
    "organizatii:retrage_cererea": Ruta(
        "/spatiu/cereri/{cerere.pk}/retrage/", POST={"vizitator": 302, "strain": 302, "*": 404}
    ),
    "organizatii:dovada_cererii": Ruta(
        "/spatiu/cereri/{cerere.pk}/dovada/", GET={"vizitator": 302, "strain": 200, "reprezentant": 200, "*": 404}
    ),
    "organizatii:raspunde": Ruta(ORG + "cereri/{cerere.pk}/", GET=membri(200, coleg=404), POST=membri(200, coleg=404)),
    "organizatii:spatiu_organizatie": Ruta(ORG, GET=membri(200)),
    "organizatii:modifica": Ruta(ORG + "sectiunea/identitate/", GET=membri(200), POST=membri(200)),
    "organizatii:confirma": Ruta(ORG + "confirma/", POST=membri(302)),
    "organizatii:confirmare": Ruta("/confirmare/{jeton_prospetime}/", GET=200, POST=200),
    "organizatii:previzualizare": Ruta(ORG + "previzualizare/", GET=membri(200)),
    "organizatii:trimite": Ruta(ORG + "trimite/", GET=membri(302), POST=membri(302)),
    "organizatii:retrage": Ruta(ORG + "retrage/", POST=membri(302)),
    "organizatii:redeschide": Ruta(ORG + "redeschide/", POST=membri(302)),
    "organizatii:renunta": Ruta(ORG + "renunta/", POST=membri(302)),
    "organizatii:arhiveaza": Ruta(ORG + "arhiveaza/", GET=membri(200, coleg=404), POST=membri(200, coleg=404)),
    "organizatii:sterge": Ruta(ORG + "sterge/", GET=membri(404), POST=membri(404)),
    "organizatii:documente": Ruta(ORG + "documente/", GET=membri(200), POST=membri(200)),
    "organizatii:modifica_document": Ruta(ORG + "documente/{document.uuid}/", GET=membri(200), POST=membri(200)),
    "organizatii:sterge_document": Ruta(ORG + "documente/{document.uuid}/sterge/", GET=membri(200), POST=membri(302)),
    "organizatii:persoane": Ruta(ORG + "persoane/", GET=membri(200)),
    "organizatii:invita": Ruta(ORG + "persoane/invita/", POST=membri(200, coleg=404)),
    "organizatii:pleaca": Ruta(ORG + "persoane/pleaca/", POST=membri(302)),
    "organizatii:schimba_rol": Ruta(ORG + "persoane/{membru.pk}/rol/", POST=membri(302, coleg=404)),
    "organizatii:preda": Ruta(ORG + "persoane/{membru.pk}/preda/", POST=membri(302, coleg=404)),
    "organizatii:scoate": Ruta(ORG + "persoane/{membru.pk}/scoate/", POST=membri(302, coleg=404)),
    "organizatii:retrimite": Ruta(
        "/spatiu/organizatii/{organizatie.pk}/invitatii/{invitatie.pk}/retrimite/", POST=membri(302, coleg=404)
    ),
    "organizatii:revoca": Ruta(
        "/spatiu/organizatii/{organizatie.pk}/invitatii/{invitatie.pk}/revoca/", POST=membri(302, coleg=404)
    ),
    "organizatii:invitatie": Ruta(
        "/invitatii/{jeton}/",
        GET={"vizitator": 200, "reprezentant": 200, "coleg": 200, "*": 403},
        POST={"vizitator": 302, "reprezentant": 200, "coleg": 200, "*": 403},
    ),
    "organizatii:revendica": Ruta(
        "/organizatii/{nerevendicata.slug}/revendica/",
        GET={**autentificati(200), "strain": 302},
        POST={**autentificati(200), "strain": 302},
    ),
    "organizatii:dovada": Ruta(
        "/spatiu/revendicari/{revendicare.pk}/dovada/", GET={"vizitator": 302, "strain": 200, "*": 404}
    ),
    "organizatii:spatiu_revendicare": Ruta(
        "/spatiu/revendicari/{revendicare.pk}/",
        GET={"vizitator": 302, "strain": 200, "*": 404},
        POST={"vizitator": 302, "strain": 302, "*": 404},
    ),
    "organizatii:renunta_revendicare": Ruta(
        "/spatiu/revendicari/{revendicare.pk}/renunta/", POST={"vizitator": 302, "strain": 302, "*": 404}
    ),
}
ANUNT, CIORNA_ANUNT = "/spatiu/anunturi/{anunt.pk}/", "/spatiu/anunturi/{ciorna_anunt.pk}/"
INTERES = "/spatiu/interese/{interes.pk}/"


def ambele_parti(stare):
    """People of the notice's organisation and of the one that has answered it (of `strain`)."""
    return {**membri(stare), "strain": stare}


NUMAI_STRAIN = {"vizitator": 302, "strain": 302, "*": 404}  # of the organisation that has answered the notice
ANUNTURI = {
    "parteneriate:anunturi": Ruta("/anunturi/", GET=200),
    "parteneriate:flux_anunturi": Ruta("/anunturi/flux.atom", GET=200),
    "parteneriate:cum_potrivim": Ruta("/anunturi/cum-potrivim/", GET=200),
    "parteneriate:reinnoire": Ruta("/anunturi/reinnoire/{jeton_reinnoire}/", GET=200, POST=302),
    "parteneriate:stop_potriviri": Ruta("/anunturi/potriviri/{jeton_potriviri}/stop/", GET=200, POST=200),
    "parteneriate:anunt": Ruta("/anunturi/{anunt.slug}/", GET=200),
    "parteneriate:manifesta": Ruta("/anunturi/{anunt.slug}/interes/", GET=autentificati(200), POST=autentificati(200)),
    "parteneriate:anunturile_organizatiei": Ruta(ORG + "anunturi/", GET=membri(200)),
    "parteneriate:scrie_anunt": Ruta(ORG + "anunturi/nou/", GET=membri(200), POST=membri(200)),
    "parteneriate:potrivirile_organizatiei": Ruta(ORG + "potriviri/", GET=membri(200)),
    "parteneriate:rezumatul_potrivirilor": Ruta(ORG + "potriviri/rezumat/", POST=membri(302)),
    "parteneriate:ignora": Ruta(ORG + "potriviri/{al_altora.pk}/ignora/", POST=membri(302)),
    "parteneriate:nu_mai_ignora": Ruta(ORG + "potriviri/{ignorat.pk}/arata/", POST=membri(302)),
    "parteneriate:spatiu_anunt": Ruta(ANUNT, GET=membri(200)),
    "parteneriate:modifica_anunt": Ruta(ANUNT + "modifica/", GET=membri(200), POST=membri(200)),
    "parteneriate:previzualizare_anunt": Ruta(ANUNT + "previzualizare/", GET=membri(200)),
    "parteneriate:trimite_anunt": Ruta(CIORNA_ANUNT + "trimite/", POST=membri(302)),
    "parteneriate:retrage_anunt": Ruta(CIORNA_ANUNT + "retrage/", POST=membri(302)),
    "parteneriate:redeschide_anunt": Ruta(CIORNA_ANUNT + "redeschide/", POST=membri(302)),
    "parteneriate:renunta_anunt": Ruta(ANUNT + "renunta/", POST=membri(302)),
    "parteneriate:arhiveaza_anunt": Ruta(ANUNT + "arhiveaza/", GET=membri(200), POST=membri(200)),
    "parteneriate:sterge_anunt": Ruta(CIORNA_ANUNT + "sterge/", GET=membri(200), POST=membri(302)),
    "parteneriate:reinnoieste_anunt": Ruta(ANUNT + "reinnoieste/", POST=membri(302)),
    "parteneriate:inchide_anunt": Ruta(ANUNT + "inchide/", GET=membri(200), POST=membri(200)),
    "parteneriate:deschide_anunt": Ruta(ANUNT + "deschide/", POST=membri(302)),
    "parteneriate:potrivirile_anuntului": Ruta(ANUNT + "potriviri/", GET=membri(200)),
    "parteneriate:interese": Ruta("/spatiu/interese/", GET=autentificati(200)),
    "parteneriate:interes": Ruta(INTERES, GET=ambele_parti(200)),
    "parteneriate:accepta_interes": Ruta(INTERES + "accepta/", POST=membri(200)),
    "parteneriate:refuza_interes": Ruta(INTERES + "refuza/", POST=membri(200)),
    "parteneriate:retrage_interes": Ruta(INTERES + "retrage/", POST=NUMAI_STRAIN),
    "parteneriate:propune_din_interes": Ruta(INTERES + "propune/", GET=autentificati(404), POST=autentificati(404)),
    "parteneriate:scrie_mesaj": Ruta(INTERES + "scrie/", POST=ambele_parti(200)),
    "parteneriate:citit": Ruta(INTERES + "citit/", POST=ambele_parti(302)),
    "parteneriate:blocheaza": Ruta(INTERES + "blocheaza/", GET=ambele_parti(200), POST=ambele_parti(302)),
    "parteneriate:raporteaza": Ruta(
        "/spatiu/interese/mesaje/{replica.pk}/raporteaza/", GET=membri(200), POST=membri(200)
    ),
    "parteneriate:atasament": Ruta("/spatiu/interese/fisiere/{atasament.uuid}/", GET=ambele_parti(200)),
    "parteneriate:blocari": Ruta(ORG + "blocari/", GET=membri(200)),
    "parteneriate:ridica_blocarea": Ruta("/spatiu/blocari/{blocare.pk}/ridica/", POST=membri(302)),
}
ATELIER = "/spatiu/ateliere/{atelier.pk}/"


def organizatori(stare, doar_personalul=False):
    """Who keeps the room: the secretariat every room, the host's people theirs (`autoritate` is one of them)."""
    gazda = {} if doar_personalul else {"autoritate": stare}
    return {"vizitator": 302, "secretariat": stare, "admin": stare, **gazda, "*": 404}


ATELIERE = {
    "ateliere:lista": Ruta("/ateliere/", GET=200),
    "ateliere:calendar": Ruta("/ateliere/calendar/", GET=200),
    "ateliere:calendar_toate": Ruta("/ateliere/calendar.ics", GET=200),
    "ateliere:calendar_tema": Ruta("/ateliere/tema/{tema.slug}/calendar.ics", GET=200),
    "ateliere:calendar_sector": Ruta("/ateliere/sectorul/3/calendar.ics", GET=200),
    "ateliere:calendar_atelier": Ruta("/ateliere/{atelier.slug}/calendar.ics", GET=200),
    "ateliere:calendar_inscriere": Ruta("{inscriere_la_atelier}calendar.ics", GET=200),
    "ateliere:atelier": Ruta("/ateliere/{atelier.slug}/", GET=200),
    "ateliere:inscrie": Ruta("/ateliere/{atelier.slug}/inscriere/", GET=autentificati(200), POST=autentificati(200)),
    "ateliere:inscriere": Ruta("{inscriere_la_atelier}", GET=200),
    "ateliere:anuleaza": Ruta("{inscriere_la_atelier}anuleaza/", POST=302),
    "ateliere:ale_mele": Ruta("/spatiu/ateliere/", GET=autentificati(200)),
    "ateliere:nou": Ruta(
        "/spatiu/ateliere/nou/",
        GET={"vizitator": 302, "secretariat": 200, "admin": 200, "*": 403},
        POST={"vizitator": 302, "secretariat": 200, "admin": 200, "*": 403},
    ),
    "ateliere:organizare": Ruta(ATELIER, GET=organizatori(200)),
    "ateliere:modifica": Ruta(ATELIER + "modifica/", GET=organizatori(200, True), POST=organizatori(200, True)),
    "ateliere:agenda": Ruta(ATELIER + "agenda/", GET=organizatori(200, True), POST=organizatori(302, True)),
    "ateliere:muta": Ruta(ATELIER + "stare/", POST=organizatori(404, True)),
    "ateliere:capacitate": Ruta(ATELIER + "capacitate/", POST=organizatori(200)),
    "ateliere:inscrisi": Ruta(ATELIER + "inscrisi/", GET=organizatori(200)),
    "ateliere:adauga": Ruta(ATELIER + "inscrisi/adauga/", GET=organizatori(200), POST=organizatori(200)),
    "ateliere:promoveaza": Ruta(ATELIER + "inscrisi/promoveaza/", POST=organizatori(302)),
    "ateliere:inscris": Ruta(ATELIER + "inscrisi/{inscriere.pk}/", GET=organizatori(200), POST=organizatori(200)),
    "ateliere:prezenta": Ruta(ATELIER + "prezenta/", GET=organizatori(200)),
    "ateliere:bifeaza": Ruta(ATELIER + "prezenta/{inscriere.pk}/", POST=organizatori(302)),
    "ateliere:hartie": Ruta(ATELIER + "prezenta/hartie/", GET=organizatori(200), POST=organizatori(200)),
    "ateliere:inchide_prezenta": Ruta(ATELIER + "prezenta/inchide/", GET=organizatori(200), POST=organizatori(200)),
    "ateliere:redeschide_prezenta": Ruta(
        ATELIER + "prezenta/redeschide/", GET=organizatori(200), POST=organizatori(200)
    ),
    "ateliere:lista_semnaturi": Ruta(ATELIER + "prezenta/lista.pdf", GET=organizatori(200)),
    "ateliere:intrare": Ruta("/p/{inscriere.cod}/", GET=200, POST=200),  # a neutral page but for the organisers
    "ateliere:mesaje": Ruta(ATELIER + "mesaje/", GET=organizatori(200)),
    "ateliere:mesaj_nou": Ruta(ATELIER + "mesaje/nou/", GET=organizatori(200), POST=organizatori(200)),
    "ateliere:mesaj": Ruta(ATELIER + "mesaje/{scrisoare.pk}/", GET=organizatori(200)),
    "ateliere:modifica_mesaj": Ruta(
        ATELIER + "mesaje/{scrisoare.pk}/modifica/", GET=organizatori(200), POST=organizatori(200)
    ),
    "ateliere:trimite_mesaj": Ruta(ATELIER + "mesaje/{scrisoare.pk}/trimite/", POST=organizatori(302)),
    "ateliere:sterge_mesaj": Ruta(ATELIER + "mesaje/{scrisoare.pk}/sterge/", POST=organizatori(302)),
    "calendar:abonare": Ruta("/spatiu/calendar/", GET=autentificati(200)),
    "calendar:creeaza": Ruta("/spatiu/calendar/creeaza/", POST=302),
    "calendar:revoca": Ruta("/spatiu/calendar/revoca/", POST=302),
    "calendar:personal": Ruta("{calendarul_meu}", GET=200),
}
NOUTATE, CIORNA = "/spatiu/noutati/{noutate.pk}/", "/spatiu/noutati/{ciorna.pk}/"
SPATIU |= {
    "noutati:ale_organizatiei": Ruta(ORG + "noutati/", GET=membri(200)),
    "noutati:scrie": Ruta(ORG + "noutati/noua/", GET=membri(200), POST=membri(200)),
    "noutati:spatiu_noutate": Ruta(NOUTATE, GET=membri(200)),
    "noutati:modifica": Ruta(NOUTATE + "modifica/", GET=membri(200), POST=membri(200)),
    "noutati:previzualizare": Ruta(NOUTATE + "previzualizare/", GET=membri(200)),
    "noutati:trimite": Ruta(CIORNA + "trimite/", POST=membri(302)),
    "noutati:retrage": Ruta(CIORNA + "retrage/", POST=membri(302)),
    "noutati:redeschide": Ruta(CIORNA + "redeschide/", POST=membri(302)),
    "noutati:renunta": Ruta(NOUTATE + "renunta/", POST=membri(302)),
    "noutati:arhiveaza": Ruta(NOUTATE + "arhiveaza/", GET=membri(200), POST=membri(200)),
    "noutati:sterge": Ruta(CIORNA + "sterge/", GET=membri(200), POST=membri(302)),
    "noutati:documente": Ruta(CIORNA + "documente/", GET=membri(200), POST=membri(200)),
    "noutati:sterge_document": Ruta(CIORNA + "documente/{document_ciorna.uuid}/sterge/", POST=membri(302)),
}
AL_CONCLUZIEI = {"vizitator": 302, "reprezentant": 200, "coleg": 200, "*": 404}
DUPA_ATELIER = {
    "ateliere:versiune": Ruta("/ateliere/{atelier.slug}/proces-verbal/1/", GET=200),
    "ateliere:material": Ruta(  # for those with a place: the organisation of `reprezentant` and `coleg` has one
        "/ateliere/materiale/{material.uuid}/",
        GET={"reprezentant": 200, "coleg": 200, "autoritate": 200, "secretariat": 200, "admin": 200, "*": 404},
    ),
    "ateliere:fotografie": Ruta(  # nobody has declared the consent
        "/ateliere/fotografii/{fotografie.uuid}/", GET={"autoritate": 200, "secretariat": 200, "admin": 200, "*": 404}
    ),
    "ateliere:material_inscris": Ruta("{inscriere_la_atelier}materiale/{material.uuid}/", GET=200),
    "ateliere:concluzii": Ruta("/spatiu/ateliere/concluzii/", GET=autentificati(200)),
    "ateliere:raspunde": Ruta("/spatiu/ateliere/concluzii/{concluzie.pk}/", GET=AL_CONCLUZIEI, POST=AL_CONCLUZIEI),
    "ateliere:dupa": Ruta(ATELIER + "dupa/", GET=organizatori(200)),
    "ateliere:proces_verbal": Ruta(
        ATELIER + "proces-verbal/", GET=organizatori(200), POST=organizatori(200, doar_personalul=True)
    ),
    "ateliere:muta_proces": Ruta(ATELIER + "proces-verbal/muta/", POST=organizatori(404)),
    "ateliere:concluzie_noua": Ruta(
        ATELIER + "concluzii/noua/", GET=organizatori(200, True), POST=organizatori(200, True)
    ),
    "ateliere:modifica_concluzie": Ruta(
        ATELIER + "concluzii/{concluzie.pk}/", GET=organizatori(200, True), POST=organizatori(200, True)
    ),
    "ateliere:sterge_concluzie": Ruta(ATELIER + "concluzii/{concluzie.pk}/sterge/", POST=organizatori(302, True)),
    "ateliere:materiale": Ruta(ATELIER + "materiale/", GET=organizatori(200), POST=organizatori(200)),
    "ateliere:sterge_material": Ruta(ATELIER + "materiale/{material.uuid}/sterge/", POST=organizatori(302)),
    "ateliere:fotografii": Ruta(ATELIER + "fotografii/", GET=organizatori(200), POST=organizatori(200)),
    "ateliere:modifica_fotografie": Ruta(
        ATELIER + "fotografii/{fotografie.uuid}/", GET=organizatori(200), POST=organizatori(200)
    ),
    "ateliere:sterge_fotografie": Ruta(ATELIER + "fotografii/{fotografie.uuid}/sterge/", POST=organizatori(302)),
    "ateliere:export": Ruta(ATELIER + "export/", POST=organizatori(404)),
    "ateliere:exporturi": Ruta("/spatiu/ateliere/export/", GET=organizatori(200, True), POST=organizatori(404, True)),
}
CURS = "/spatiu/cursuri/{curs.pk}/"
PREZENTA_CURS = CURS + "sesiuni/{sesiune_curs.pk}/prezenta/"


def tin_cursul(stare):
    """Whoever keeps the room of a series: of these roles the secretariat; a trainer needs to be named on it."""
    return {"vizitator": 302, "secretariat": stare, "admin": stare, "*": 404}


SELECTIE = "/spatiu/cursuri/selectie/{cerere_depusa.pk}/"
CURSURI = {
    "cursuri:lista": Ruta("/cursuri/", GET=200),
    "cursuri:curs": Ruta("/cursuri/{curs.tema.slug}/", GET=200),
    "cursuri:serie": Ruta("/cursuri/{curs.tema.slug}/seria-{curs.numar}/", GET=200),
    "cursuri:depune": Ruta(
        "/cursuri/{curs.tema.slug}/seria-{curs.numar}/cerere/", GET=autentificati(200), POST=autentificati(200)
    ),
    "cursuri:cerere": Ruta("{pagina_cursantei}", GET=200),
    "cursuri:confirma": Ruta("{pagina_cursantei}confirma/", POST=302),
    "cursuri:retrage": Ruta("{pagina_cursantei}retrage/", POST=302),
    "cursuri:ale_mele": Ruta("/spatiu/cursuri/", GET=autentificati(200)),
    "cursuri:nou": Ruta(
        "/spatiu/cursuri/nou/",
        GET={"vizitator": 302, "secretariat": 200, "admin": 200, "*": 403},
        POST={"vizitator": 302, "secretariat": 200, "admin": 200, "*": 403},
    ),
    "cursuri:selectie": Ruta("/spatiu/cursuri/selectie/", GET=autentificati(200)),
    # `strain` was asked to score
    "cursuri:fisa": Ruta(
        SELECTIE, GET={"vizitator": 302, "strain": 200, "*": 404}, POST={"vizitator": 302, "strain": 302, "*": 404}
    ),
    "cursuri:conflict": Ruta(SELECTIE + "conflict/", POST={"vizitator": 302, "strain": 302, "*": 404}),
    "cursuri:organizare": Ruta(CURS, GET=tin_cursul(200)),
    "cursuri:modifica": Ruta(CURS + "modifica/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:sesiune_noua": Ruta(CURS + "sesiuni/noua/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:sesiune": Ruta(CURS + "sesiuni/{sesiune_curs.pk}/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:sterge_sesiunea": Ruta(CURS + "sesiuni/{sesiune_curs.pk}/sterge/", POST=tin_cursul(302)),
    "cursuri:formatori": Ruta(CURS + "formatori/", GET=tin_cursul(200), POST=tin_cursul(302)),
    "cursuri:criterii": Ruta(CURS + "criterii/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:muta": Ruta(CURS + "stare/", POST=tin_cursul(404)),
    "cursuri:capacitate": Ruta(CURS + "capacitate/", POST=tin_cursul(200)),
    "cursuri:cereri": Ruta(CURS + "cereri/", GET=tin_cursul(200)),
    "cursuri:hotaraste": Ruta(CURS + "cereri/hotaraste/", POST=tin_cursul(302)),
    "cursuri:promoveaza": Ruta(CURS + "cereri/promoveaza/", POST=tin_cursul(302)),
    "cursuri:cerere_primita": Ruta(CURS + "cereri/{cerere_depusa.pk}/", GET=tin_cursul(200), POST=tin_cursul(200)),
}
INVATARE = {
    "cursuri:intrare": Ruta("/c/{cursanta.cod}/", GET=200, POST=200),  # a neutral page but for who keeps the room
    "cursuri:calendar_serie": Ruta("/cursuri/{curs.tema.slug}/seria-{curs.numar}/calendar.ics", GET=200),
    "cursuri:calendar_cursant": Ruta("{pagina_cursantei}calendar.ics", GET=200),
    "cursuri:cere_motivare": Ruta("{pagina_cursantei}absenta/", GET=200, POST=200),
    "cursuri:material_cursant": Ruta("{pagina_cursantei}materiale/{material_curs.uuid}/", GET=200),
    "cursuri:material": Ruta(  # for those who learn: the organisation of `reprezentant` and `coleg` sends somebody
        "/cursuri/materiale/{material_curs.uuid}/",
        GET={"reprezentant": 200, "coleg": 200, "secretariat": 200, "admin": 200, "*": 404},
    ),
    "cursuri:cursanti": Ruta(CURS + "cursanti/", GET=tin_cursul(200)),
    "cursuri:note": Ruta(CURS + "rezultate/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:corecteaza": Ruta(CURS + "rezultate/{rezultat_curs.pk}/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:absente": Ruta(CURS + "absente/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:motivare": Ruta(CURS + "absente/{motivare.uuid}/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:document_motivare": Ruta(CURS + "absente/{motivare.uuid}/document/", GET=tin_cursul(200)),
    "cursuri:materiale": Ruta(CURS + "materiale/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:sterge_material": Ruta(CURS + "materiale/{material_curs.uuid}/sterge/", POST=tin_cursul(302)),
    "cursuri:prezenta": Ruta(PREZENTA_CURS, GET=tin_cursul(200)),
    "cursuri:bifeaza": Ruta(PREZENTA_CURS + "{cursanta.pk}/", POST=tin_cursul(302)),
    "cursuri:hartie": Ruta(PREZENTA_CURS + "hartie/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:importa": Ruta(PREZENTA_CURS + "import/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:inchide_prezenta": Ruta(PREZENTA_CURS + "inchide/", GET=tin_cursul(200), POST=tin_cursul(302)),
    "cursuri:redeschide_prezenta": Ruta(PREZENTA_CURS + "redeschide/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:lista_semnaturi": Ruta(PREZENTA_CURS + "lista.pdf", GET=tin_cursul(200)),
}
CERTIFICAT = "/spatiu/cursuri/certificate/{certificat.pk}/"
CERTIFICATE = {
    "cursuri:verifica": Ruta("/verifica/", GET=200),
    "cursuri:verifica_cod": Ruta("/verifica/{certificat.cod}/", GET=200),
    "cursuri:verifica_json": Ruta("/verifica/{certificat.cod}.json", GET=200),
    "cursuri:pdf_cerere": Ruta("{pagina_absolventei}certificat.pdf", GET=200),
    "cursuri:initiale": Ruta("{pagina_absolventei}initiale/", POST=302),
    "cursuri:certificate": Ruta(CURS + "certificate/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:lot": Ruta(CURS + "certificate/lot/{lot.pk}/", GET=tin_cursul(200)),
    "cursuri:certificate_externe": Ruta(CURS + "certificate/anc/", GET=tin_cursul(200), POST=tin_cursul(200)),
    "cursuri:scan": Ruta("/spatiu/cursuri/certificate/anc/{extern.uuid}/", GET=tin_cursul(200)),
    "cursuri:certificat": Ruta(CERTIFICAT, GET=tin_cursul(200)),
    "cursuri:pdf": Ruta(  # an administrator of the organisation too, an editor not
        CERTIFICAT + "certificat.pdf",
        GET={"vizitator": 302, "reprezentant": 200, "secretariat": 200, "admin": 200, "*": 404},
    ),
    "cursuri:inlocuieste": Ruta(CERTIFICAT + "inlocuieste/", POST=tin_cursul(200)),
    "cursuri:revoca": Ruta(CERTIFICAT + "revoca/", POST=tin_cursul(200)),
    "cursuri:emite_din_nou": Ruta(CERTIFICAT + "emite-din-nou/", POST=tin_cursul(302)),
    "cursuri:redeseneaza": Ruta(CERTIFICAT + "redeseneaza/", POST=tin_cursul(302)),
    "cursuri:raport": Ruta("/spatiu/cursuri/raport/", GET=tin_cursul(200), POST=tin_cursul(404)),
    "cursuri:pastrare": Ruta("/spatiu/cursuri/pastrare/", GET=tin_cursul(200)),
}
CONT = {
    "conturi:date": Ruta("/cont/date/", GET=autentificati(200), POST=autentificati(200)),
    "conturi:copie": Ruta("/cont/date/copie.json", GET=autentificati(200)),
    "account_login": Ruta("/cont/login/", GET={"vizitator": 200, "*": 302}, POST={"vizitator": 200, "*": 302}),
    "account_logout": Ruta("/cont/logout/", GET=autentificati(200), POST=302),
    "account_inactive": Ruta("/cont/inactive/", GET=200),
    "account_signup": Ruta("/cont/signup/", GET={"vizitator": 200, "*": 302}, POST={"vizitator": 200, "*": 302}),
    "account_reauthenticate": Ruta("/cont/reauthenticate/", GET=autentificati(200), POST=autentificati(200)),
    "account_email": Ruta("/cont/email/", GET=autentificati(200), POST=autentificati(302)),
    "account_email_verification_sent": Ruta("/cont/confirm-email/", GET=200),
    "account_change_password": Ruta("/cont/password/change/", GET=autentificati(200), POST=autentificati(200)),
    "account_set_password": Ruta("/cont/password/set/", GET=302, POST=302),
    "account_reset_password": Ruta("/cont/password/reset/", GET=200, POST=200),
    "account_confirm_login_code": Ruta("/cont/login/code/confirm/", GET=302, POST=302),
    "account_confirm_email": Ruta("/cont/confirm-email/nu-exista/", GET=200, POST=404),
    "account_reset_password_from_key_done": Ruta("/cont/password/reset/key/done/", GET=200),
    "account_reset_password_from_key": Ruta("/cont/password/reset/key/1-nu-exista/", GET=200, POST=200),
    "account_reset_password_done": Ruta("/cont/password/reset/done/", GET=200),
    "mfa_index": Ruta("/cont/2fa/", GET=autentificati(200), POST=autentificati(405)),
    "mfa_authenticate": Ruta("/cont/2fa/authenticate/", GET=302, POST=302),
    "mfa_reauthenticate": Ruta("/cont/2fa/reauthenticate/", GET=302, POST=302),
    "mfa_activate_totp": Ruta("/cont/2fa/totp/activate/", GET=302, POST=302),
    "mfa_deactivate_totp": Ruta("/cont/2fa/totp/deactivate/", GET=autentificati(404), POST=autentificati(404)),
    "mfa_view_recovery_codes": Ruta("/cont/2fa/recovery-codes/", GET=autentificati(404), POST=autentificati(405)),
    "mfa_generate_recovery_codes": Ruta("/cont/2fa/recovery-codes/generate/", GET=302, POST=302),
    "mfa_download_recovery_codes": Ruta(
        "/cont/2fa/recovery-codes/download/", GET=autentificati(404), POST=autentificati(404)
    ),
    "mfa_list_webauthn": Ruta("/cont/2fa/webauthn/", GET=autentificati(200), POST=autentificati(405)),
    "mfa_add_webauthn": Ruta("/cont/2fa/webauthn/add/", GET=302, POST=302),
    "mfa_reauthenticate_webauthn": Ruta("/cont/2fa/webauthn/reauthenticate/", GET=302, POST=302),
    "mfa_remove_webauthn": Ruta("/cont/2fa/webauthn/keys/1/remove/", GET=302, POST=302),
    "mfa_edit_webauthn": Ruta("/cont/2fa/webauthn/keys/1/edit/", GET=302, POST=302),
    "mfa_login_webauthn": Ruta("/cont/2fa/webauthn/login/", GET=302, POST=302),
    "usersessions_list": Ruta("/cont/sessions/", GET=autentificati(200), POST=autentificati(302)),
}


def model(eticheta, pk, *, vede, adauga="", schimba="", sterge="", **altfel):
    """Rows of one model in the admin; each right names the roles that have it beside the superuser's."""

    def cu(roluri, stare):
        return personal(403) | dict.fromkeys(roluri.split(), stare)

    aplicatie, nume = eticheta.split("_")
    baza = f"/admin/{aplicatie}/{nume}/"
    obiect = f"{baza}{{{pk}}}/"
    randuri = {
        "changelist": Ruta(baza, GET=cu(vede, 200), POST=cu(vede, 200)),
        "add": Ruta(baza + "add/", GET=cu(adauga, 200), POST=cu(adauga, 200)),
        "change": Ruta(obiect + "change/", GET=cu(vede, 200), POST=cu(schimba, 200)),
        "delete": Ruta(obiect + "delete/", GET=cu(sterge, 200), POST=cu(sterge, 200)),
        "history": Ruta(obiect + "history/", GET=cu(vede, 200), POST=cu(vede, 200)),
    }
    return {f"admin:{eticheta}_{nume}": ruta for nume, ruta in (randuri | altfel).items()}


TOTI = "moderator secretariat admin"
LA_USA = {"vizitator": 302, "moderator": 302, "secretariat": 302, "admin": 302, "*": 403}
DOSAR = "/admin/moderare/dosar/{dosar.pk}/"
ADMINISTRARE = {
    "admin:index": Ruta("/admin/", GET=personal(200), POST=personal(200)),
    "admin:login": Ruta("/admin/login/", GET=LA_USA, POST=LA_USA),
    "posta": Ruta("/admin/posta/", GET=personal(200), POST=personal(405)),
    "posta_mesaj": Ruta("/admin/posta/nu-exista.eml/", GET=personal(404), POST=personal(405)),
    **model("auth_group", "grup.pk", vede="admin"),
    **model("conturi_utilizator", "persoana.pk", vede=TOTI, adauga="admin", schimba="admin"),
    **model("mesaje_mesaj", "mesaj.pk", vede=TOTI),
    **model("moderare_decizie", "decizie.pk", vede=TOTI),
    **model(
        "moderare_dosar",
        "dosar.pk",
        vede="moderator admin",
        schimba="moderator admin",
        history=Ruta("/admin/moderare/dosar/{dosar.pk}/history/", GET=302, POST=302),
    ),
    **model("moderare_revizie", "revizie.pk", vede="moderator admin"),
    **model(
        "moderare_sablonmotiv",
        "sablon.pk",
        vede="moderator admin",
        adauga="moderator admin",
        schimba="moderator admin",
        sterge="moderator admin",
    ),
    **{
        nume: ruta
        for lista in ("cartier", "gruptinta", "instanta", "odd", "zinelucratoare")
        for nume, ruta in model(
            f"nomenclatoare_{lista}",
            f"{lista}.pk",
            vede="secretariat admin",
            adauga="secretariat admin",
            schimba="secretariat admin",
            sterge="admin",
        ).items()
    },
    **model(  # in use by an organisation, so nobody may delete it
        "nomenclatoare_domeniu",
        "domeniu.pk",
        vede="secretariat admin",
        adauga="secretariat admin",
        schimba="secretariat admin",
    ),
    **model("nomenclatoare_sector", "sector.pk", vede="secretariat admin"),
    **model(
        "nomenclatoare_proiect", "proiect.pk", vede="secretariat admin", adauga="admin", schimba="secretariat admin"
    ),
    **model("noutati_abonare", "abonare.pk", vede="secretariat admin", sterge="secretariat admin"),
    **model(
        "noutati_buletin",
        "buletin.pk",
        vede="secretariat admin",
        adauga="secretariat admin",
        schimba="secretariat admin",
        sterge="secretariat admin",
        **{
            verb: Ruta(
                f"/admin/noutati/buletin/{{buletin.pk}}/{verb}/", GET=personal(405), POST=personal(302, moderator=403)
            )
            for verb in ("proba", "trimite", "pauza", "reia", "opreste")
        },
        verifica=Ruta(
            "/admin/noutati/buletin/{buletin.pk}/verifica/", GET=personal(200, moderator=403), POST=personal(405)
        ),
        destinatari=Ruta(
            "/admin/noutati/buletin/{lansat.pk}/destinatari/", GET=personal(200, moderator=403), POST=personal(405)
        ),
    ),
    **model(
        "ateliere_atelier",
        "atelier.pk",
        vede=TOTI,
        adauga="secretariat admin",
        schimba="secretariat admin",
    ),
    **model("ateliere_export", "export.pk", vede="secretariat admin"),
    **model("ateliere_fapta", "fapta.pk", vede="secretariat admin"),
    **model("ateliere_inscriere", "inscriere.pk", vede="secretariat admin"),
    **model("ateliere_prezenta", "prezenta.pk", vede="secretariat admin"),
    **model("ateliere_scanarerespinsa", "scanare_respinsa.pk", vede="secretariat admin"),
    **model(
        "ateliere_serie", "serie.pk", vede=TOTI, adauga="secretariat admin", schimba="secretariat admin", sterge="admin"
    ),
    **model("ateliere_tema", "tema.pk", vede=TOTI, adauga="secretariat admin", schimba="secretariat admin"),
    **model("cursuri_cerere", "cerere_depusa.pk", vede="secretariat admin"),
    **model("cursuri_criteriu", "criteriu.pk", vede="secretariat admin"),
    **model("cursuri_fapta", "fapta_curs.pk", vede="secretariat admin"),
    **model("cursuri_fisa", "fisa_curs.pk", vede="secretariat admin"),
    **model("cursuri_serie", "curs.pk", vede=TOTI),
    **model("cursuri_sesiune", "sesiune_curs.pk", vede=TOTI),
    **model("cursuri_tema", "curs.tema.pk", vede=TOTI, adauga="secretariat admin", schimba="secretariat admin"),
    **model("cursuri_certificat", "certificat.pk", vede="secretariat admin"),
    **model("cursuri_certificatextern", "extern.pk", vede="secretariat admin"),
    **model("cursuri_exportcertificate", "export_certificate.pk", vede="secretariat admin"),
    **model("organizatii_document", "document.pk", vede=TOTI),
    **model("organizatii_fisaregistru", "fisa.pk", vede="moderator admin"),
    **model("organizatii_invitatie", "invitatie.pk", vede="moderator admin"),
    **model("organizatii_membru", "membru.pk", vede=TOTI),
    **model("organizatii_organizatie", "organizatie.pk", vede=TOTI, schimba="moderator admin"),
    **model("organizatii_cererealaturare", "cerere.pk", vede="moderator admin"),
    **model("organizatii_perechedubla", "pereche.pk", vede="moderator admin", schimba="moderator admin"),
    **model("organizatii_unire", "unire.pk", vede="moderator admin"),
    "admin:organizatii_unire_desfa": Ruta(
        "/admin/organizatii/unire/{unire.pk}/desfa/",
        GET=personal(200, secretariat=403),
        POST=personal(200, secretariat=403),
    ),
    "admin:organizatii_organizatie_uneste": Ruta(
        "/admin/organizatii/organizatie/{organizatie.pk}/uneste/",
        GET=personal(200, secretariat=403),
        POST=personal(200, secretariat=403),
    ),
    **model("organizatii_sesizare", "sesizare.pk", vede="moderator admin"),
    **model("organizatii_revendicare", "revendicare.pk", vede="moderator admin"),
    "admin:moderare_dosar_previzualizare": Ruta(
        DOSAR + "previzualizare/", GET=personal(200, secretariat=403), POST=personal(405)
    ),
    "admin:moderare_dosar_preia": Ruta(DOSAR + "preia/", GET=personal(405), POST=personal(302, secretariat=403)),
    "admin:moderare_dosar_lasa": Ruta(DOSAR + "lasa/", GET=personal(405), POST=personal(302, secretariat=403)),
    "admin:moderare_dosar_noteaza": Ruta(DOSAR + "noteaza/", GET=personal(405), POST=personal(302, secretariat=403)),
    "admin:moderare_dosar_reaseaza": Ruta(DOSAR + "reaseaza/", GET=personal(405), POST=personal(404, secretariat=403)),
    "admin:moderare_dosar_semn": Ruta(DOSAR + "semn/", GET=personal(405), POST=personal(200, secretariat=403)),
    "admin:organizatii_organizatie_muta": Ruta(
        "/admin/organizatii/organizatie/{organizatie.pk}/muta/", GET=302, POST=302
    ),
    **model("parteneriate_anunt", "anunt.pk", vede=TOTI, schimba="moderator admin"),
    "admin:parteneriate_anunt_muta": Ruta(
        "/admin/parteneriate/anunt/{anunt.pk}/muta/arhiveaza/",
        GET=personal(200, secretariat=403),
        POST=personal(200, secretariat=403),
    ),
    **model("parteneriate_pondere", "pondere.pk", vede=TOTI, schimba=TOTI),
    **model("parteneriate_abuz", "abuz.pk", vede="moderator admin"),
    **model("parteneriate_citireconversatie", "citire_conversatie.pk", vede="moderator admin"),
    "admin:parteneriate_abuz_conversatie": Ruta(
        "/admin/parteneriate/abuz/{abuz.pk}/conversatie/",
        GET=personal(200, secretariat=403),
        POST=personal(302, secretariat=403),
    ),
    **model("noutati_noutate", "a_echipei.pk", vede=TOTI, adauga=TOTI, schimba=TOTI),
    "admin:noutati_noutate_previzualizare": Ruta(
        "/admin/noutati/noutate/{a_echipei.pk}/previzualizare/", GET=personal(200), POST=personal(405)
    ),
    "admin:noutati_noutate_muta": Ruta(
        "/admin/noutati/noutate/{a_echipei.pk}/muta/publica/", GET=personal(200), POST=personal(302)
    ),
    "admin:organizatii_revendicare_dovada": Ruta(
        "/admin/organizatii/revendicare/{revendicare.pk}/dovada/",
        GET=personal(200, secretariat=403),
        POST=personal(405),
    ),
}
# Django's own helpers of the admin: they hold nothing of ours, or lead to a page that is in the table.
FARA_RAND = {
    *(f"admin:{nume}" for nume in "logout password_change password_change_done autocomplete jsi18n".split()),
    "admin:view_on_site",
    "admin:<path:object_id>/",
    "admin:app_list",
    "admin:(?P<url>.*)$",
}


def parti(stare, conduce=False, partea=False):
    """People of the parties (`organizatie` and `primarie`) see it; `conduce`: those who act for one; `partea`: for
    the side of `organizatie` alone."""
    coleg = {} if conduce or partea else {"coleg": stare}
    autoritate = {} if partea else {"autoritate": stare}
    return {"vizitator": 302, "reprezentant": stare, **coleg, **autoritate, "*": 404}


P, PARTE = "/spatiu/parteneriate/{parteneriat.pk}/", "/spatiu/parti/{parte.pk}/"
ALE_PARTILOR = {"vizitator": 404, "strain": 404, "*": 200}  # and of staff who read partnerships
PARTENERIATE = {
    "parteneriate:lista": Ruta("/parteneriate/", GET=200),
    "parteneriate:flux": Ruta("/parteneriate/flux.atom", GET=200),
    "parteneriate:export": Ruta("/parteneriate/export.csv", GET=200),
    "parteneriate:document": Ruta("/parteneriate/documente/{document_parti.uuid}/", GET=ALE_PARTILOR),
    "parteneriate:act": Ruta("/parteneriate/acte/{act.pk}/", GET=ALE_PARTILOR),
    "parteneriate:parteneriat": Ruta("/parteneriate/{parteneriat_public.slug}/", GET=200),
    "parteneriate:propune": Ruta(ORG + "parteneriate/nou/", GET=membri(200), POST=membri(200)),
    "parteneriate:ale_mele": Ruta("/spatiu/parteneriate/", GET=autentificati(200)),
    "parteneriate:spatiu_parteneriat": Ruta(P, GET=parti(200)),
    "parteneriate:modifica": Ruta(P + "modifica/despre/", GET=parti(200, True), POST=parti(200, True)),
    "parteneriate:previzualizare": Ruta(P + "previzualizare/", GET=parti(200)),
    "parteneriate:muta_etapa": Ruta(P + "etapa/retrage/", GET=parti(200, True), POST=parti(200, True)),
    "parteneriate:modereaza": Ruta(P + "pagina/trimite/", POST=parti(302, True)),
    "parteneriate:parti": Ruta(P + "parti/", GET=parti(200), POST=parti(200, True)),
    "parteneriate:contributii": Ruta(P + "contributii/", GET=parti(200), POST=parti(200, True)),
    "parteneriate:documente": Ruta(P + "documente/", GET=parti(200), POST=parti(200, True)),
    "parteneriate:sterge_document": Ruta(P + "documente/{document_parti.uuid}/sterge/", POST=parti(302, True)),
    "parteneriate:acte": Ruta(P + "acte/", GET=parti(200), POST=parti(200, True)),
    "parteneriate:scoate_act": Ruta(P + "acte/{act.pk}/scoate/", POST=parti(302, True)),
    "parteneriate:raspunde": Ruta(PARTE + "raspunde/", GET=parti(200, partea=True), POST=parti(200, partea=True)),
    "parteneriate:scoate_parte": Ruta(PARTE + "scoate/", GET=parti(200, True), POST=parti(200, True)),
    "parteneriate:responsabil": Ruta(PARTE + "responsabil/", GET=parti(200, partea=True), POST=parti(200, partea=True)),
    "parteneriate:devreme": Ruta(PARTE + "devreme/", POST=parti(302, partea=True)),
    "parteneriate:scoate_contributie": Ruta("/spatiu/contributii/{contributie.pk}/scoate/", POST=parti(302, True)),
    "parteneriate:verificare": Ruta("/parteneriate/verificari/{jeton_verificare}/", GET=200, POST=200),
    "parteneriate:spatiu_verificare": Ruta(
        "/spatiu/verificari/{raspuns_verificare.pk}/", GET=parti(200, partea=True), POST=parti(200, partea=True)
    ),
    **model("parteneriate_verificare", "verificare.pk", vede=TOTI),
    "parteneriate:monitorizare": Ruta(P + "monitorizare/", GET=parti(200)),
    "parteneriate:indicator_nou": Ruta(P + "indicatori/nou/", GET=parti(200, True), POST=parti(200, True)),
    "parteneriate:reper_nou": Ruta(P + "repere/nou/", GET=parti(200, True), POST=parti(200, True)),
    "parteneriate:raport": Ruta(P + "rapoarte/3/", GET=parti(200), POST=parti(302, True)),
    "parteneriate:modifica_indicator": Ruta(
        "/spatiu/indicatori/{indicator.pk}/modifica/", GET=parti(200, True), POST=parti(200, True)
    ),
    "parteneriate:sterge_indicator": Ruta("/spatiu/indicatori/{indicator.pk}/sterge/", POST=parti(302, True)),
    "parteneriate:valoare_noua": Ruta(
        "/spatiu/indicatori/{indicator.pk}/valori/noua/", GET=parti(200, True), POST=parti(200, True)
    ),
    "parteneriate:corecteaza_valoare": Ruta(
        "/spatiu/valori/{valoare_indicator.pk}/corecteaza/", GET=parti(200, True), POST=parti(200, True)
    ),
    "parteneriate:modifica_reper": Ruta(
        "/spatiu/repere/{reper.pk}/modifica/", GET=parti(200, True), POST=parti(200, True)
    ),
    "parteneriate:sterge_reper": Ruta("/spatiu/repere/{reper.pk}/sterge/", POST=parti(302, True)),
    "parteneriate:corecteaza_raport": Ruta("/spatiu/rapoarte/{raport_trimis.pk}/corecteaza/", POST=parti(302, True)),
    "parteneriate:renunta_raport": Ruta("/spatiu/rapoarte/{raport_ciorna.pk}/renunta/", POST=parti(302, True)),
    "parteneriate:fotografii_raport": Ruta(
        "/spatiu/rapoarte/{raport_ciorna.pk}/fotografii/", GET=parti(200, True), POST=parti(200, True)
    ),
    "parteneriate:sterge_fotografie": Ruta(
        "/spatiu/fotografii/{fotografie_raport.uuid}/sterge/", POST=parti(302, True)
    ),
    "parteneriate:fotografie": Ruta("/parteneriate/fotografii/{fotografie_raport.uuid}/", GET=ALE_PARTILOR),
    **model("parteneriate_parteneriat", "parteneriat.pk", vede=TOTI),
    **model("parteneriate_act", "act.pk", vede=TOTI),
    **model("parteneriate_fapta", "fapta_parteneriat.pk", vede=TOTI),
    **model("parteneriate_tipparteneriat", "tip_parteneriat.pk", vede=TOTI, adauga=TOTI, schimba=TOTI),
    "admin:parteneriate_parteneriat_muta": Ruta(
        "/admin/parteneriate/parteneriat/{parteneriat_public.pk}/muta/arhiveaza/",
        GET=personal(200, secretariat=403),
        POST=personal(200, secretariat=403),
    ),
    "admin:parteneriate_parteneriat_etapa": Ruta(
        "/admin/parteneriate/parteneriat/{parteneriat.pk}/etapa/retrage/",
        GET=personal(200, secretariat=403),
        POST=personal(200, secretariat=403),
    ),
    "admin:parteneriate_parteneriat_hartii": Ruta(
        "/admin/parteneriate/parteneriat/{parteneriat.pk}/hartii/",
        GET=personal(405),
        POST=personal(302, secretariat=403),
    ),
    "admin:parteneriate_parteneriat_previzualizare": Ruta(
        "/admin/parteneriate/parteneriat/{parteneriat.pk}/previzualizare/", GET=personal(200), POST=personal(405)
    ),
}
TABEL = {**PUBLICE, **ABONARE, **SPATIU, **ANUNTURI, **PARTENERIATE, **ATELIERE, **DUPA_ATELIER, **CURSURI, **INVATARE}
TABEL |= {**CERTIFICATE, **CONT, **ADMINISTRARE}
