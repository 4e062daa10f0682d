"""What happens with every foreign key to a profile when two profiles become one, and how it is taken back.

Each app answers for its own keys, in a module that its AppConfig imports:

    la_unire("noutati.Noutate.organizatie", Mutare(Noutate, "organizatie"))

A test fails when a key has no answer. An answer has `muta(sursa, tinta)`, which returns what it did as JSON, and
`inapoi(sursa, tinta, nota)`, which undoes that where it still stands. Both are called under the lock of both profiles.
"""

from dataclasses import dataclass

from django.db.models import Model

from organizatii.models import (
    CerereAlaturare,
    Document,
    FisaRegistru,
    Invitatie,
    Membru,
    Organizatie,
    PerecheDubla,
    RandDirector,
    Revendicare,
    Sesizare,
    Unire,
)

RASPUNSURI = {}
INTAI = []


def inainte_de_unire(functie):
    """Register `functie(sursa, tinta)`, which takes an app's own locks: always before those of the profiles, since
    whoever holds a workshop and writes a row for a profile waits for the profile."""
    INTAI.append(functie)
    return functie


def la_unire(cheie, raspuns):
    """Register the answer for one foreign key, „app.Model.field”."""
    RASPUNSURI[cheie] = raspuns


@dataclass(frozen=True)
class Mutare:
    """All rows move. With `unic`, a row whose values of these fields the target has already stays where it is."""

    model: type[Model]
    camp: str
    unic: tuple = ()

    def muta(self, sursa, tinta):
        randuri = self.model.objects.filter(**{self.camp: sursa})
        if self.unic:
            ale_tintei = set(self.model.objects.filter(**{self.camp: tinta}).values_list(*self.unic))
            chei = [pk for pk, *valori in randuri.values_list("pk", *self.unic) if tuple(valori) not in ale_tintei]
        else:
            chei = list(randuri.values_list("pk", flat=True))
        self.model.objects.filter(pk__in=chei).update(**{self.camp: tinta})
        return chei

    def inapoi(self, sursa, tinta, nota):
        self.model.objects.filter(pk__in=nota, **{self.camp: tinta}).update(**{self.camp: sursa})


class Ramane:
    """The rows stay with the source: they are its own record, or are chosen field by field."""

    def muta(self, sursa, tinta):
        return []

    def inapoi(self, sursa, tinta, nota):
        pass


class MutareMembri:
    """Everybody moves; who is in both teams keeps one place, with the larger of her two roles."""

    def muta(self, sursa, tinta):
        ale_tintei = {m.utilizator_id: m for m in tinta.membri.all()}
        nota = {"mutati": [], "contopiti": []}
        for membru in sursa.membri.order_by("pk"):
            al_tintei = ale_tintei.get(membru.utilizator_id)
            if al_tintei is None:
                nota["mutati"].append(membru.pk)
                continue
            ridicat = membru.rol == Membru.Rol.ADMINISTRATOR != al_tintei.rol
            if ridicat:
                Membru.objects.filter(pk=al_tintei.pk).update(rol=Membru.Rol.ADMINISTRATOR)
            nota["contopiti"].append([membru.utilizator_id, membru.rol, membru.din.isoformat(), ridicat])
            membru.delete()
        Membru.objects.filter(pk__in=nota["mutati"]).update(organizatie=tinta)
        return nota

    def inapoi(self, sursa, tinta, nota):
        Membru.objects.filter(pk__in=nota["mutati"], organizatie=tinta).update(organizatie=sursa)
        for utilizator, rol, din, ridicat in nota["contopiti"]:
            al_tintei = tinta.membri.filter(utilizator=utilizator)
            if al_tintei.exists():  # who has left since does not come back
                Membru.objects.get_or_create(
                    organizatie=sursa, utilizator_id=utilizator, defaults={"rol": rol, "din": din}
                )
                if ridicat:
                    al_tintei.update(rol=Membru.Rol.EDITOR)


class MutareFisa:
    """The register's sheet moves to a profile that has none; a second one stays with its own profile."""

    def muta(self, sursa, tinta):
        fisa = FisaRegistru.objects.filter(organizatie=sursa).first()
        if fisa is None or FisaRegistru.objects.filter(organizatie=tinta).exists():
            return []
        FisaRegistru.objects.filter(pk=fisa.pk).update(organizatie=tinta)
        return [fisa.pk]

    def inapoi(self, sursa, tinta, nota):
        FisaRegistru.objects.filter(pk__in=nota, organizatie=tinta).update(organizatie=sursa)


la_unire("organizatii.Membru.organizatie", MutareMembri())
la_unire("organizatii.FisaRegistru.organizatie", MutareFisa())
la_unire("organizatii.Document.organizatie", Mutare(Document, "organizatie"))
la_unire("organizatii.Invitatie.organizatie", Mutare(Invitatie, "organizatie", unic=("email",)))
la_unire("organizatii.Revendicare.organizatie", Mutare(Revendicare, "organizatie", unic=("utilizator",)))
la_unire("organizatii.CerereAlaturare.organizatie", Mutare(CerereAlaturare, "organizatie", unic=("utilizator",)))
la_unire("organizatii.Sesizare.organizatie", Mutare(Sesizare, "organizatie"))
for _model, _camp in ((PerecheDubla, "prima"), (PerecheDubla, "a_doua"), (Unire, "sursa"), (Unire, "tinta")):
    la_unire(f"{_model._meta.label}.{_camp}", Ramane())
la_unire(f"{RandDirector._meta.label}.organizatie", Ramane())  # triggers keep it
for _lista in Organizatie._meta.many_to_many:  # chosen field by field
    la_unire(f"{_lista.remote_field.through._meta.label}.organizatie", Ramane())
