"""What the pages of a course, of a series and of one application show, and to whom."""

from django.conf import settings
from django.utils import timezone

from cursuri import progres, rezultate, selectie
from cursuri.models import OCUPA, Material, Serie, StareCerere, StareMotivare, StareSerie, Tema
from platforma.marcaj import simplu
from platforma.prezenta.models import Format

MOD_CURS = {Format.FIZIC: "Onsite", Format.ONLINE: "Online", Format.MIXT: "Blended"}  # schema.org courseMode


# --- public -------------------------------------------------------------------------------------------------------
def cursurile():
    """Rows (course, series open now, the next ones, how many have ended) of the first page, in two queries."""
    acum = timezone.now()
    pe_teme = {}
    for serie in Serie.objects.publice().pentru_lista().order_by("data_inceput", "pk"):
        pe_teme.setdefault(serie.tema_id, []).append(serie)
    randuri = []
    for tema in Tema.objects.active():
        serii = pe_teme.get(tema.pk, [])
        publicate = [s for s in serii if s.stare == StareSerie.PUBLICATA]
        deschise = [s for s in publicate if not s.de_ce_nu_se_depune(acum)]
        celelalte = [s for s in publicate if s not in deschise]
        incheiate = sum(s.stare == StareSerie.INCHEIATA for s in serii)
        randuri.append({"tema": tema, "deschise": deschise, "celelalte": celelalte, "incheiate": incheiate})
    return randuri


def pagina_cursului(tema):
    serii = list(Serie.objects.publice().filter(tema=tema).pentru_lista().order_by("data_inceput", "pk"))
    return {
        "tema": tema,
        "actuale": [s for s in serii if s.stare == StareSerie.PUBLICATA],
        "trecute": [s for s in reversed(serii) if s.stare != StareSerie.PUBLICATA],
        "date_structurate": date_structurate(tema, [s for s in serii if s.stare != StareSerie.ANULATA]),
    }


def pagina_seriei(serie, utilizator):
    """The context of `cursuri/serie.html`; `serie` comes from `pentru_lista`, with its sessions and trainers."""
    return {
        "serie": serie,
        "tema": serie.tema,
        "sesiuni": [s for s in serie.sesiuni.all() if not s.anulata],
        "formatori": list(serie.formatori.all()),
        "criterii": list(serie.criterii.all()),
        "materiale": list(serie.materiale.vizibile_pentru(utilizator).select_related("sesiune")),
        "de_ce_nu": serie.de_ce_nu_se_depune(),
        "ale_mele": cererile(serie, utilizator),
        "organizez": utilizator.is_authenticated and serie.poate_organiza(utilizator),
        "date_structurate": date_structurate(serie.tema, [serie]),
    }


def cererile(serie, utilizator):
    """The living applications that this person may see: her own, and those of her organisations."""
    if not utilizator.is_authenticated:
        return []
    vii = serie.cereri.neincheiate().select_related("organizatie")
    ale_ei = vii.ale_persoanei(utilizator) | vii.filter(organizatie__in=utilizator.calitati.values("organizatie_id"))
    return list(ale_ei.order_by("pk"))


def date_structurate(tema, serii):
    """The course as schema.org Course, with a CourseInstance for each series."""
    baza = settings.ADRESA_SITE
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": tema.nume,
        "description": simplu(tema.rezumat) or tema.nume,
        "url": baza + tema.get_absolute_url(),
        "inLanguage": "ro",
        "isAccessibleForFree": True,
        "provider": {"@type": "Organization", "name": settings.NUME_SITE, "url": baza},
        "hasCourseInstance": [_instanta(serie) for serie in serii],
    }


def _instanta(serie):
    return {
        "@type": "CourseInstance",
        "name": str(serie),
        "url": settings.ADRESA_SITE + serie.get_absolute_url(),
        "courseMode": MOD_CURS[serie.format],
        "startDate": serie.data_inceput.isoformat(),
        "endDate": serie.data_sfarsit.isoformat(),
        "courseWorkload": f"PT{serie.ore}H",
        "maximumAttendeeCapacity": serie.capacitate,
        "organizer": {
            "@type": "Organization",
            "name": serie.organizator.denumire,
            "url": settings.ADRESA_SITE + serie.organizator.get_absolute_url(),
        },
    }


# --- one application ----------------------------------------------------------------------------------------------
def pagina_cererii(cerere, jeton):
    """The context of `cursuri/cerere.html`; what a learner sees of her course is added here."""
    serie = cerere.serie
    acum = timezone.now()
    return {
        **_cum_invata(cerere),
        "cerere": cerere,
        "serie": serie,
        "jeton": jeton,
        "sesiuni": list(serie.sesiuni.tinute()),
        "cu_loc": cerere.stare in OCUPA,
        "certificat": cerere.certificate.valabile().first(),
        "se_retrage": selectie.se_poate_retrage(cerere, acum),
        "se_confirma": cerere.stare == StareCerere.ACCEPTATA
        and serie.stare == StareSerie.PUBLICATA
        and acum <= cerere.confirmare_pana_la,
    }


# --- a learner ----------------------------------------------------------------------------------------------------
def _cum_invata(cerere):
    """What stands on her page once her seat is confirmed: progress, sessions, results, materials, absences."""
    materiale = list(Material.objects.ale_cererii(cerere).select_related("sesiune"))
    if cerere.stare != StareCerere.CONFIRMATA:
        return {"invata": False, "materiale": materiale}
    return {
        "invata": True,
        "materiale": materiale,
        "progres": progres.progresul(cerere),
        "prezenta": progres.sesiunile(cerere),
        "incercari": rezultate.istoricul([cerere])[cerere.pk],
        "motivari": list(cerere.motivari.select_related("sesiune")),
        "se_motiveaza": cerere.serie.stare == StareSerie.PUBLICATA and sesiuni_de_motivat(cerere).exists(),
    }


def sesiuni_de_motivat(cerere):
    """The sessions at which she was not, or will not be, and about which she has asked nothing yet."""
    deja = cerere.motivari.exclude(stare=StareMotivare.REFUZATA).values("sesiune_id")
    venita = cerere.prezente.prezenti().values("sesiune_id")
    return cerere.serie.sesiuni.tinute().exclude(pk__in=deja).exclude(pk__in=venita)
