"""Writing a series: a new draft, a change, its sessions, trainers, criteria; and whom a change is told to."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cursuri import calendare, emails
from cursuri.models import Ce, Criteriu, Fapta, Fisa, Formator, Serie, Sesiune, StareSerie
from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.templatetags.platforma import data_lunga, data_ora

# What only `selectie.schimba_capacitatea` writes once people may hold seats: it asks for a reason and promotes.
CAPACITATI = ("capacitate", "capacitate_ong", "capacitate_autoritati")
DE_ANUNTAT = ("data_inceput", "data_sfarsit", "format")  # of a series; sessions have CAMPURI_CALENDAR


def creeaza(form):
    """Save a valid form as a new draft; returns the Serie."""
    return form.save()


def modifica(serie, form, de):
    """Save a valid form bound to `serie`; a change of the days or of the format is told to those with a seat.

    The columns are written over the row as it is under the lock, so a state that somebody moved meanwhile stays.
    Returns how many people were told. Raises Refuzat when the lock is not had.
    """
    campuri = list(form.changed_data)
    noi = {camp: getattr(form.instance, camp) for camp in campuri}
    with sub_lacat(Serie, serie.pk) as (blocata,):
        acum = timezone.now()
        schimbari = []
        for camp, valoare in noi.items():
            if camp in DE_ANUNTAT and getattr(blocata, camp) != valoare:
                schimbari.append(_in_cuvinte(blocata, camp, getattr(blocata, camp), valoare))
            setattr(blocata, camp, valoare)
        blocata.modificat_la = acum
        blocata.save(update_fields=[*campuri, "modificat_la"])
        if not campuri or blocata.stare == StareSerie.CIORNA:
            return 0
        noteaza(blocata, de, acum, campuri=campuri)
        anunta = schimbari and blocata.stare == StareSerie.PUBLICATA
        return emails.anunta_schimbarea(blocata, schimbari, _cheie(acum)) if anunta else 0


def adauga_sesiune(serie, form, de):
    """A valid form as a new session of this series; told to those with a seat. Returns how many."""
    with sub_lacat(Serie, serie.pk) as (blocata,):
        acum = timezone.now()
        sesiune = form.save(commit=False)
        sesiune.serie = blocata
        sesiune.save()
        return _dupa_sesiune(blocata, de, acum, sesiune, [(_("Sesiune nouă"), "", _sesiunea(sesiune))], ["noua"])


def modifica_sesiune(sesiune, form, de):
    """Save a valid form bound to `sesiune`; a change of hour or place, or that it is not held, is told.

    Once its attendance is closed nothing of it changes: certificates stand on it. Returns how many people were told.
    """
    campuri = list(form.changed_data)
    noi = {camp: getattr(form.instance, camp) for camp in campuri}
    with sub_lacat(Serie, sesiune.serie_id) as (serie,):
        acum = timezone.now()
        blocata = serie.sesiuni.select_for_update(no_key=True).get(pk=sesiune.pk)
        if blocata.prezenta_inchisa_la is not None:
            raise Refuzat(_("Prezența acestei sesiuni este închisă; sesiunea nu se mai schimbă."))
        de_anuntat = [c for c in campuri if c in Sesiune.CAMPURI_CALENDAR and getattr(blocata, c) != noi[c]]
        titlu = blocata.titlu
        schimbari = [
            (f"{titlu} – {eticheta}", inainte, dupa)
            for eticheta, inainte, dupa in (_in_cuvinte(blocata, c, getattr(blocata, c), noi[c]) for c in de_anuntat)
        ]
        for camp, valoare in noi.items():
            setattr(blocata, camp, valoare)
        blocata.modificat_la = acum
        scrise = [*campuri, "modificat_la"]
        if de_anuntat:
            blocata.ics_modificat_la = acum
            scrise.append("ics_modificat_la")
        blocata.save(update_fields=scrise)
        return _dupa_sesiune(serie, de, acum, blocata, schimbari, campuri) if campuri else 0


def sterge_sesiunea(sesiune):
    """Only of a draft: what was announced is said not to be held, and stays."""
    with sub_lacat(Serie, sesiune.serie_id) as (serie,):
        if serie.stare != StareSerie.CIORNA:
            raise Refuzat(_("Seria este publicată: bifați „nu se ține”, ca cei înscriși să afle."))
        serie.sesiuni.filter(pk=sesiune.pk).delete()


def scrie_formatorii(serie, formatori, de):
    """Put these trainers (not saved) in place of those there are."""
    with sub_lacat(Serie, serie.pk) as (blocata,):
        blocata.formatori.all().delete()
        for ordine, formator in enumerate(formatori, start=1):
            formator.serie, formator.ordine = blocata, ordine
        Formator.objects.bulk_create(formatori)
        noteaza(blocata, de, timezone.now(), campuri=["formatori"])


def scrie_selectia(serie, criterii, evaluatori, de):
    """Criteria (not saved) and evaluators. Once a sheet is begun the criteria stay as they are. Raises Refuzat."""
    with sub_lacat(Serie, serie.pk) as (blocata,):
        if [_al_criteriului(c) for c in criterii] != [_al_criteriului(c) for c in blocata.criterii.all()]:
            if Fisa.objects.filter(cerere__serie=blocata).exists():
                raise Refuzat(_("Evaluarea a început: criteriile nu se mai schimbă."))
            if not criterii and blocata.stare != StareSerie.CIORNA:
                raise Refuzat(_("O serie publicată are cel puțin un criteriu."))
            blocata.criterii.all().delete()
            for ordine, criteriu in enumerate(criterii, start=1):
                criteriu.serie, criteriu.ordine = blocata, ordine
            Criteriu.objects.bulk_create(criterii)
        blocata.evaluatori.set(evaluatori)
        noteaza(blocata, de, timezone.now(), campuri=["selecția"])


# --- what is kept and told ----------------------------------------------------------------------------------------
def noteaza(serie, de, acum, **detalii):
    """On the journal, once the series is public."""
    if serie.stare != StareSerie.CIORNA:
        Fapta.objects.create(serie=serie, ce=Ce.MODIFICATA, de=de, la=acum, detalii=detalii)


def _dupa_sesiune(serie, de, acum, sesiune, schimbari, campuri):
    noteaza(serie, de, acum, sesiune=sesiune.pk, campuri=campuri)
    if not schimbari or serie.stare != StareSerie.PUBLICATA or sesiune.s_a_incheiat:
        return 0
    cheie = f"{sesiune.pk}:{_cheie(acum)}"
    sesiune.serie = serie
    return emails.anunta_schimbarea(serie, schimbari, cheie, lambda cerere: calendare.schimbare(sesiune, cerere))


def _cheie(acum):
    return f"{acum.timestamp():.6f}"


def _sesiunea(sesiune):
    return f"{sesiune.titlu}, {data_ora(sesiune.incepe_la)}"


def _in_cuvinte(obiect, camp, vechi, nou):
    """Row (label, before, now). The online address itself is told only on the application's page."""
    eticheta = capfirst(obiect._meta.get_field(camp).verbose_name)
    if camp in ("incepe_la", "se_incheie_la"):
        return eticheta, data_ora(vechi), data_ora(nou)
    if camp in ("data_inceput", "data_sfarsit"):
        return eticheta, data_lunga(vechi), data_lunga(nou)
    if camp == "format":
        return (
            eticheta,
            dict(obiect._meta.get_field(camp).choices)[vechi],
            dict(obiect._meta.get_field(camp).choices)[nou],
        )
    if camp == "anulata":
        return eticheta, "", _("da") if nou else _("se ține din nou")
    if camp == "link_online":
        return eticheta, "", ""
    return eticheta, vechi, nou


def _al_criteriului(criteriu):
    return criteriu.nume, criteriu.descriere, criteriu.maxim
