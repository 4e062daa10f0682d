"""Writing a workshop: a new draft, a change, and whom a change is told to."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from ateliere import emails
from ateliere.models import IN_PROGRAM, Atelier, Ce, Fapta, Inscriere, PunctAgenda, StareAtelier
from organizatii import models as organizatii
from platforma.locuri.ocupare import sub_lacat
from platforma.prezenta.models import Format
from platforma.templatetags.platforma import data_ora

PASTRARE_NEVOI = timedelta(days=30)
SLUGURI_REZERVATE = {"calendar"}  # /ateliere/calendar/ is a page of its own
# What only `inscrieri.schimba_capacitatea` writes once people may hold places: it asks for a reason and promotes.
CAPACITATI = ("capacitate", "capacitate_ong", "capacitate_autoritati")


@transaction.atomic
def creeaza(form):
    """Save a valid form as a new draft; returns the Atelier."""
    atelier = form.save(commit=False)
    atelier.slug = slug_liber(atelier.titlu)
    atelier.save()
    form.save_m2m()
    return atelier


def modifica(atelier, form, de):
    """Save a valid form bound to `atelier`; a change of time or place is told to everybody registered.

    The columns are written over the row as it is under the lock, so a state that somebody moved meanwhile stays.
    Returns how many people were told. Raises Refuzat when the lock is not had.
    """
    liste = {f.name for f in Atelier._meta.many_to_many} & set(form.changed_data)
    campuri = [c for c in form.changed_data if c not in liste]
    noi = {camp: getattr(form.instance, camp) for camp in campuri}
    with sub_lacat(Atelier, atelier.pk) as (blocat,):
        acum = timezone.now()
        vechi = {camp: getattr(blocat, camp) for camp in campuri}
        for camp, valoare in noi.items():
            setattr(blocat, camp, valoare)
        blocat.modificat_la = acum
        scrise = [*campuri, "modificat_la"]
        if blocat.stare == StareAtelier.CIORNA and "titlu" in campuri:
            blocat.slug = slug_liber(blocat.titlu, fara=blocat.pk)
            scrise.append("slug")
        de_anuntat = [c for c in campuri if c in Atelier.CAMPURI_CALENDAR and vechi[c] != noi[c]]
        anunta = bool(de_anuntat) and blocat.stare in IN_PROGRAM and not blocat.s_a_incheiat
        if anunta:
            blocat.ics_modificat_la = acum
            scrise.append("ics_modificat_la")
        blocat.save(update_fields=scrise)
        for lista in liste:
            getattr(blocat, lista).set(form.cleaned_data[lista])
        if form.changed_data and blocat.stare != StareAtelier.CIORNA:
            Fapta.objects.create(
                atelier=blocat, ce=Ce.MODIFICAT, de=de, la=acum, detalii={"campuri": form.changed_data}
            )
        if anunta:
            emails.anunta_schimbarea(blocat, [_in_cuvinte(blocat, c, vechi[c], noi[c]) for c in de_anuntat])
        return blocat.inscrieri.active().count() if anunta else 0


def _in_cuvinte(atelier, camp, vechi, nou):
    """Row (label, before, now). The online address itself is told only to those with a place, elsewhere in the mail."""
    eticheta = capfirst(atelier._meta.get_field(camp).verbose_name)
    if camp in ("incepe_la", "se_incheie_la"):
        return eticheta, data_ora(vechi), data_ora(nou)
    if camp == "format":
        return eticheta, Format(vechi).label, Format(nou).label
    if camp == "link_online":
        return eticheta, "", ""
    return eticheta, vechi, nou


def slug_liber(titlu, fara=None):
    return organizatii.slug_liber(titlu, fara, model=Atelier, gol="atelier", rezervate=SLUGURI_REZERVATE)


def sterge_nevoile(acum=None):
    """Forget what people said they need, a month after the workshop: it may tell of their health. Returns how many."""
    acum = acum or timezone.now()
    vechi = Inscriere.objects.exclude(nevoi="").filter(atelier__se_incheie_la__lt=acum - PASTRARE_NEVOI)
    return vechi.update(nevoi="") if vechi.exists() else 0


@transaction.atomic
def scrie_agenda(atelier, puncte):
    """Put these items (not saved) in place of the programme."""
    atelier.agenda.all().delete()
    for punct in puncte:
        punct.atelier = atelier
    PunctAgenda.objects.bulk_create(puncte)
