"""What a moderator reads: values as people say them, side by side, with the changed words marked."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from platforma.templatetags.platforma import data_lunga, data_ora

NIMIC = object()  # nothing to compare with: the value was never decided upon
_CUVINTE = re.compile(r"\w+|\s+|[^\w\s]")
CUVINTE_DE_COMPARAT = 4000  # above it a word diff takes longer than reading


@dataclass(frozen=True)
class Rand:
    """One field on the moderator's page. `acum` is what is public (or what was last read), `propus` what is asked."""

    nume: str
    eticheta: str
    propus: object
    acum: object = NIMIC
    nota: str = ""  # what else there is to know, such as „nu se vede public”
    erori: tuple = field(default=(), compare=False)

    @property
    def comparat(self):
        return self.acum is not NIMIC

    @property
    def schimbat(self):
        return self.comparat and _text(self.acum) != _text(self.propus)

    @property
    def fisier(self):
        """Whether it is a picture or another file, to be shown and not spelled out."""
        return isinstance(self.propus, FieldFile)

    @property
    def propus_in_lista(self):
        return isinstance(self.propus, list)

    @property
    def bucati(self):
        """The word diff, for texts that changed."""
        return diferente(_text(self.acum), _text(self.propus)) if self.schimbat and not self.fisier else []


def _text(valoare):
    if isinstance(valoare, list):
        return ", ".join(valoare)
    return "" if valoare is None else str(valoare)


def diferente(veche, noua):
    """Pieces (kind, text) that tell how one text became the other; kind is „la_fel”, „scos” or „pus”.

    Whole words change, never parts of them, and white space between two changed words goes with them.
    """
    a, b = _CUVINTE.findall(veche), _CUVINTE.findall(noua)
    if max(len(a), len(b)) > CUVINTE_DE_COMPARAT:
        return [("scos", veche), ("pus", noua)]
    bucati = []
    for fel, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if fel == "equal":
            text = "".join(a[a1:a2])
            if text.isspace() and "\n" not in text and bucati:
                bucati += [("scos", text), ("pus", text)]
            else:
                bucati.append(("la_fel", text))
        else:
            bucati += [("scos", "".join(a[a1:a2])), ("pus", "".join(b[b1:b2]))]
    return _adunate(bucati)


def _adunate(bucati):
    """Neighbours of one kind joined, removals before additions, spaces at the edges of a change given back."""
    adunate, scos, pus = [], "", ""
    for fel, text in [*bucati, ("la_fel", "")]:
        if fel == "scos":
            scos += text
        elif fel == "pus":
            pus += text
        else:
            coada = ""
            if scos and pus and scos[-1] == pus[-1] and scos[-1].isspace():
                coada, scos, pus = scos[-1], scos[:-1], pus[:-1]
            adunate += [(f, t) for f, t in (("scos", scos), ("pus", pus)) if t]
            if coada + text:
                adunate.append(("la_fel", coada + text))
            scos = pus = ""
    return adunate


def afisare(camp, valoare, obiect=None):
    """A field's value as a person reads it: label of a choice, name of a related row, a date in words, the file itself.

    `valoare` is what the column holds (keys for relations and lists). Empty values are the empty string.
    """
    if camp.many_to_many:
        return [str(rand) for rand in camp.related_model.objects.filter(pk__in=valoare or [])]
    if isinstance(camp, models.FileField):
        return camp.attr_class(obiect, camp, getattr(valoare, "name", valoare) or "")
    if valoare in (None, ""):
        return ""
    if isinstance(camp, ArrayField):
        return [afisare(camp.base_field, v) for v in valoare]
    if camp.is_relation:
        return str(camp.related_model.objects.get(pk=valoare))
    if camp.choices:
        return str(dict(camp.flatchoices).get(valoare, valoare))
    if isinstance(camp, models.BooleanField):
        return _("da") if valoare else _("nu")
    if isinstance(camp, models.DateTimeField):
        return data_ora(camp.to_python(valoare))
    if isinstance(camp, models.DateField):
        return data_lunga(camp.to_python(valoare))
    return str(valoare)


def valoare(obiect, camp):
    """What `afisare` wants, from a live object."""
    if camp.many_to_many:
        return list(getattr(obiect, camp.name).values_list("pk", flat=True))
    return camp.value_from_object(obiect)


def randuri(obiect, nume, inainte=None, note=None, valori=None):
    """Rows for these fields of `obiect`, beside the snapshot `inainte`; with `valori`, as that snapshot has them."""
    rezultat = []
    for n in nume:
        camp = obiect._meta.get_field(n)
        cheie = camp.attname if not camp.many_to_many else camp.name
        acum = NIMIC if inainte is None or cheie not in inainte else afisare(camp, inainte[cheie], obiect)
        rand = Rand(
            nume=n,
            eticheta=str(camp.verbose_name),
            propus=afisare(camp, valoare(obiect, camp) if valori is None else valori.get(cheie), obiect),
            acum=acum,
            nota=(note or {}).get(n, ""),
        )
        if rand.propus or (rand.comparat and rand.acum):
            rezultat.append(rand)
    return rezultat
