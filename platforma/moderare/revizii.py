"""Edits of something public: what must wait becomes a pending revision, everything else applies at once."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from platforma.moderare.anunturi import deja_decis
from platforma.moderare.models import Decizie, Dosar, Revizie
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
            return _("Am trimis modificarea spre verificare. Până la decizie, pagina publică rămâne cum este.")
        if self.aplicate:
            return _("Modificările au fost salvate.")
        return _("Nu ați schimbat nimic.")


def revizie_in_asteptare(obiect):
    """The pending revision of something public, or None."""
    return Revizie.objects.pentru(obiect).in_asteptare().first()


@transaction.atomic
def propune_modificari(obiect, form, de):
    """Save a valid ModelForm of `obiect` the way its state asks; returns a Rezultat.

    Only the fields the person touched count, so two people editing different fields do not undo each other. Of
    something published, those in CAMPURI_MODERATE go to one pending revision: the older pending one is replaced, what
    it proposed for other fields is carried over, and a field proposed back to its public value leaves it. A form over
    fields that a moderator has sent back is an answer even when nothing in it changed (the answer may be a document).
    Everything else is written at once. Raises TranzitieInterzisa while it waits in the queue or is in any other state
    where its author may not write, and ValidationError when what is proposed cannot stand.
    """
    blocat = type(obiect).blocheaza(obiect.pk)
    if blocat.stare not in {*EDITABILE_DIRECT, Stare.PUBLICAT}:
        raise TranzitieInterzisa(
            _("În starea „%(stare)s” nu se poate modifica nimic.") % {"stare": blocat.eticheta_stare}
        )
    moderate, asteapta = [], []
    if blocat.stare == Stare.PUBLICAT:
        moderate = [nume for nume in form.changed_data if nume in blocat.CAMPURI_MODERATE]
        asteapta = _inlocuieste_revizia(blocat, {n: _serializat(form.instance, n) for n in moderate}, form, de)
    libere = [nume for nume in form.changed_data if nume not in moderate]
    public = libere and blocat.stare == Stare.PUBLICAT
    scrie(form, libere, *(form.instance.la_modificarea_publica(timezone.now()) if public else ()))
    return Rezultat(tuple(libere), tuple(asteapta))


def scrie(form, campuri, *in_plus):
    """Write only these fields of a valid ModelForm, so that nobody's other change is undone."""
    obiect = form.instance
    coloane = [n for n in campuri if n in {c.name for c in obiect._meta.concrete_fields}]
    if campuri or in_plus:
        obiect.save(update_fields={*coloane, *in_plus, *obiect.campuri_urmate(coloane)})
    for liste in obiect._meta.many_to_many:
        if liste.name in campuri:
            getattr(obiect, liste.name).set(form.cleaned_data[liste.name])


def _serializat(obiect, nume):
    """The value as text, or None; an uploaded file is stored first, under its random name, and waits there."""
    camp = obiect._meta.get_field(nume)
    camp.pre_save(obiect, add=False)
    return None if camp.value_from_object(obiect) is None else camp.value_to_string(obiect)


def _inlocuieste_revizia(tinta, propuse, form, de):
    """Write the pending revision that `propuse` leads to; returns the names of the fields now sent to a moderator."""
    veche = revizie_in_asteptare(tinta)
    vechi = veche.campuri if veche else {}
    campuri = {nume: v for nume, v in {**vechi, **propuse}.items() if v != _serializat(tinta, nume)}
    if veche and campuri == vechi:
        raspuns = [nume for nume in vechi if nume in form.fields]
        if raspuns and veche.stare == Stare.COMPLETARI:
            muta(veche, Actiune.TRIMITE, de)
            return raspuns
    elif campuri != vechi:
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
def reaseaza(revizie, de, versiune):
    """Put a pending revision on the target's present version, once a moderator has seen what changed.

    `versiune` is the target's version that she compared with. Raises PermissionDenied, or TranzitieInterzisa when
    the revision no longer waits or the target has moved on once more.
    """
    blocata = Revizie.blocheaza(revizie.pk)
    if not de.poate_modera:
        raise PermissionDenied
    if blocata.stare != Stare.TRIMIS:
        raise TranzitieInterzisa(deja_decis(blocata))
    if blocata.tinta.versiune != versiune:
        raise TranzitieInterzisa(_("Pagina publică s-a schimbat din nou. Comparați încă o dată valorile."))
    Revizie.objects.filter(pk=blocata.pk).update(versiune_baza=versiune)
    blocata.versiune_baza = versiune
    Decizie.objects.create(
        obiect=blocata,
        dosar=Dosar.objects.deschise().pentru(blocata).first(),
        actiune=Actiune.REASEAZA,
        din=blocata.stare,
        spre=blocata.stare,
        de=de,
        instantaneu=blocata.instantaneu(),
    )


@transaction.atomic
def modifica_direct(obiect, form):
    """Save a staff member's own form in the admin; a change of moderated fields raises the version."""
    moderate = {*form.changed_data} & obiect.CAMPURI_MODERATE
    form.instance.versiune = type(obiect).blocheaza(obiect.pk).versiune + bool(moderate)
    scrie(form, form.changed_data, "versiune")
