"""What a query string of the directory finds: how many, how many beside each value of a filter, any page of it."""

from functools import cached_property, reduce
from operator import and_

from django.db.models import F

from organizatii.cautare import cauta
from organizatii.evidentiere import CAMPURI as CAMPURI_GASIRE
from organizatii.evidentiere import Evidentiere
from organizatii.filters import ORDINI
from organizatii.harta import biti, chei, harta
from organizatii.models import PAS, Organizatie, RandDirector
from organizatii.profil import Profil
from organizatii.vocabular import varianta

# What `_card.html` reads; the long texts and the stored vector stay in the database.
CAMPURI_CARD = "slug denumire acronim tip scop judet sediu_sector stare_registru revendicata sursa".split()
PUTIN_GASIT = 5  # organisations found by a text, below which another text is looked for
PUTINE = 500  # so few are sorted as they are; of more, an index in the right order is read until a page is full


class Gasite:
    """A sequence of organisations, as Paginator wants one; slices are lists.

    When the text finds nothing, the list is that of `corectat`, unless the text is meant as it is (`intocmai`).
    """

    def __init__(self, filtru, *, intocmai=False):
        self.filtru, self.intocmai, self.harta = filtru, intocmai, harta()
        self._pe_text = {}  # {text: what it finds}: the one typed, and the one tried in its place
        self.multimi = {nume: self.harta.cu_oricare(coduri) for nume, coduri in filtru.alese.items()}

    def __len__(self):
        return self._toate.bit_count()

    def __getitem__(self, felie):
        return self._organizatii(self._chei(felie.start, felie.stop))

    @cached_property
    def cate(self):
        """{filter: {value: how many it would give}}, the choice made in the same filter left out."""
        cate = {}
        for nume, coduri in self.filtru.coduri.items():
            dintre = self._fara(nume)
            numere = self.harta.cate(coduri.values(), dintre)
            cate[nume] = {valoare: numere[c] for valoare, c in coduri.items()} | {"": dintre.bit_count()}
        return cate

    @cached_property
    def pe_sectoare(self):
        return {int(sector): cate for sector, cate in self.cate["sector"].items() if sector}

    # --- the text, and what may have been meant -------------------------------------------------------------------
    @cached_property
    def propunere(self):
        """Another text that may have been meant, when the one that was typed finds little and that one more."""
        scris = self.filtru.text
        if not scris or self._cati(scris) >= PUTIN_GASIT:
            return None
        text = varianta(scris)
        return text if text and self._cati(text) > self._cati(scris) else None

    @cached_property
    def corectat(self):
        """The text that the list is for, where it is another one than was typed."""
        scris = self.filtru.text
        return None if self.intocmai or not scris or self._cati(scris) else self.propunere

    @cached_property
    def text(self):
        return self.corectat or self.filtru.text

    def _gasite_de(self, text):
        if text not in self._pe_text:
            self._pe_text[text] = cauta(text, self.filtru.ordine)
        return self._pe_text[text]

    def _cati(self, text):
        return len(self._gasite_de(text).toate)

    # --- which ----------------------------------------------------------------------------------------------------
    def _fara(self, nume):
        """Bitmap of what is found, one filter left out."""
        multimi = [m for n, m in self.multimi.items() if n != nume or n in self.filtru.fixe]
        if self.text:
            multimi.append(self._multimea_textului)
        return reduce(and_, multimi, self.harta.listate)

    @cached_property
    def _multimea_textului(self):
        return biti(self._gasite_de(self.text).toate)

    @cached_property
    def _toate(self):
        return self._fara(None)

    @property
    def chei(self):
        """Keys of all that is found; in the order of the list when there is a text."""
        return self._din_text(len(self)) if self.text else chei(self._toate)

    # --- a page ---------------------------------------------------------------------------------------------------
    def _chei(self, de_la, pana_la):
        if self.text:
            return self._din_text(pana_la)[de_la:pana_la]
        cate = len(self)
        if cate <= PUTINE:
            randuri = RandDirector.objects.filter(pk__in=chei(self._toate))
        else:
            randuri = RandDirector.objects.listate()
            for coduri in self.filtru.alese.values():
                randuri = randuri.cu_oricare(coduri)
        ordine = ORDINI[self.filtru.ordine]
        if de_la < cate / 2:
            return list(randuri.order_by(*ordine).values_list("pk", flat=True)[de_la:pana_la])
        # The second half is read from its end, so that the last page costs as much as the first.
        invers = [_invers(o) for o in ordine]
        pana_la = min(pana_la, cate)
        return [*reversed(randuri.order_by(*invers).values_list("pk", flat=True)[cate - pana_la : cate - de_la])]

    def _din_text(self, cate):
        """Keys found by the text and the filters, in the order of the list: at least so many, or all."""
        primele = self._alese(self._gasite_de(self.text).primele)
        if len(primele) >= min(len(self), cate):
            return primele
        return self._alese(cauta(self.text, self.filtru.ordine, pana_la_capat=True).primele)

    def _alese(self, chei):
        """Those that the filters leave, in the same order."""
        if not self.multimi:
            return chei
        octeti = self._toate.to_bytes((self._toate.bit_length() >> 3) + 1, "little")
        capat = len(octeti)
        return [n for n in chei if n >> 3 < capat and octeti[n >> 3] >> (n & 7) & 1]

    def _organizatii(self, chei):
        campuri = (*CAMPURI_CARD, *(CAMPURI_GASIRE if self.text else ()))
        randuri = Organizatie.objects.filter(pk__in=chei).order_by().only(*campuri)
        randuri = randuri.annotate(coduri=F("rand_director__coduri"))
        dupa_cheie = {organizatie.pk: organizatie for organizatie in randuri}
        organizatii = [dupa_cheie[n] for n in chei if n in dupa_cheie]
        for organizatie in organizatii:
            organizatie.profil = self._profil(organizatie)
        if self.text:
            evidentiere = Evidentiere(self.text)
            for organizatie in organizatii:
                organizatie.gasire = evidentiere.gasire(organizatie)
        return organizatii

    def _profil(self, organizatie):
        """Its sectors and domains come from the row of the directory: no list is read."""
        profil = Profil(organizatie)
        coduri = organizatie.coduri or []
        profil.sectoare = [c % PAS for c in coduri if c // PAS == 1]
        profil.nume_domenii = [self._domenii[c] for c in self._domenii if c in coduri]
        return profil

    @cached_property
    def _domenii(self):
        """{number: name}, in the order of the list."""
        coduri = self.filtru.coduri["domeniu"]
        return {coduri[slug]: nume for slug, nume, _pk in self.filtru.liste["domeniu"]}


def _invers(ordine):
    ordine = ordine.copy()
    ordine.reverse_ordering()
    return ordine
