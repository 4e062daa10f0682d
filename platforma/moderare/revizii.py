"""Edits of something public: what must wait becomes a pending revision, everything else applies at once."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from platforma.moderare.models import Decizie, Revizie
from platforma.moderare.tranzitii import Actiune, Stare, TranzitieInterzisa, muta

EDITABILE_DIRECT = frozenset({Stare.CIORNA, Stare.COMPLETARI})


@dataclass(frozen=True)
class Rezultat:
    aplicate: tuple  # names of fields that apply at once
    asteapta: tuple  # names of fields that now wait for a moderator

    @property
    def mesaj(self):
        """What to tell the author."""
        if self.asteapta and self.aplicate:
            return _("Am salvat. O parte din modificări apare deja; restul apare după ce le verifică un moderator.")
        if self.asteapta:
            return _("Am trimis modificarea spre verificare. Până la decizie, profilul public rămâne cum este.")
        if self.aplicate:
            return _("Modificările au fost salvate.")
        return _("Nu ați schimbat nimic.")


def revizie_in_asteptare(obiect):
    """The pending revision of something public, or None."""
    return Revizie.objects.pentru(obiect).in_asteptare().first()


@transaction.atomic
def propune_modificari(obiect, form, de):
    """Save a valid ModelForm of `obiect` the way its state asks; returns a Rezultat.

    A draft is written whole. Of something published, the fields in CAMPURI_MODERATE go to one pending revision (the
    older pending one is replaced, and what it proposed for other fields is carried over; a field proposed back to
    its public value leaves it), the others are written at once, and only those the person touched, so two people
    editing different fields do not undo each other. Raises TranzitieInterzisa while it waits in the queue, or in
    any other state where its author may not write.
    """
    blocat = type(obiect).blocheaza(obiect.pk)
    if blocat.stare not in {*EDITABILE_DIRECT, Stare.PUBLICAT}:
        raise TranzitieInterzisa(
            _("În starea „%(stare)s” profilul nu se poate modifica.") % {"stare": blocat.eticheta_stare}
        )
    moderate = [n for n in form.fields if n in blocat.CAMPURI_MODERATE] if blocat.stare == Stare.PUBLICAT else []
    libere = [nume for nume in form.changed_data if nume not in moderate]
    asteapta = _inlocuieste_revizia(blocat, {nume: _serializat(form.instance, nume) for nume in moderate}, de)
    scrie(form, libere)
    return Rezultat(tuple(libere), tuple(asteapta))


def scrie(form, campuri, *in_plus):
    """Write only these fields of a valid ModelForm, so that nobody's other change is undone."""
    obiect = form.instance
    coloane = [n for n in campuri if n in {c.name for c in obiect._meta.concrete_fields}]
    if coloane or in_plus:
        obiect.save(update_fields={*coloane, *in_plus, *obiect.campuri_urmate(coloane)})
    for liste in obiect._meta.many_to_many:
        if liste.name in campuri:
            getattr(obiect, liste.name).set(form.cleaned_data[liste.name])


def _serializat(obiect, nume):
    """The value as text, or None; an uploaded file is stored first, under its random name, and waits there."""
    camp = obiect._meta.get_field(nume)
    camp.pre_save(obiect, add=False)
    return None if camp.value_from_object(obiect) is None else camp.value_to_string(obiect)


def _inlocuieste_revizia(tinta, propuse, de):
    """Write the pending revision that `propuse` leads to; returns the names of the fields in `propuse` that wait."""
    veche = revizie_in_asteptare(tinta)
    vechi = veche.campuri if veche else {}
    campuri = {nume: v for nume, v in {**vechi, **propuse}.items() if v != _serializat(tinta, nume)}
    if campuri != vechi:
        if veche:
            muta(veche, Actiune.ANULEAZA, de)
        if campuri:
            preluate = set(campuri) - set(propuse)
            noua = Revizie.objects.create(
                tip_continut=ContentType.objects.get_for_model(tinta),
                obiect_id=tinta.pk,
                campuri=campuri,
                versiune_baza=veche.versiune_baza if preluate else tinta.versiune,
                autor=de,
            )
            muta(noua, Actiune.TRIMITE, de)
    return [nume for nume in propuse if nume in campuri]


@transaction.atomic
def reaseaza(revizie, de):
    """Put a pending revision on the target's present version, once a moderator has seen what changed."""
    blocata = Revizie.blocheaza(revizie.pk)
    if blocata.stare != Stare.TRIMIS:
        raise TranzitieInterzisa(_("Modificarea nu mai este în verificare."))
    Revizie.objects.filter(pk=blocata.pk).update(versiune_baza=blocata.tinta.versiune)
    Decizie.objects.create(
        obiect=blocata,
        actiune=Actiune.REASEAZA,
        din=blocata.stare,
        spre=blocata.stare,
        de=de,
        instantaneu=blocata.instantaneu(),
    )


@transaction.atomic
def modifica_direct(obiect, form):
    """Save a staff member's own form in the admin; a change of moderated fields raises the version."""
    obiect.versiune = type(obiect).blocheaza(obiect.pk).versiune + bool({*form.changed_data} & obiect.CAMPURI_MODERATE)
    scrie(form, form.changed_data, "versiune")
