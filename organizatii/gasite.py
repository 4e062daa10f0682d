"""What a query string of the directory finds: how many, how many beside each value of a filter, any page of it."""

from functools import cached_property, reduce
from operator import and_

from django.db.models import F, Value

from organizatii.evidentiere import CAMPURI as CAMPURI_GASIRE
from organizatii.evidentiere import Evidentiere
from organizatii.filters import ORDINI, RELEVANTA
from organizatii.harta import biti, chei, harta
from organizatii.models import PAS, Organizatie, RandDirector
from organizatii.profil import Profil
from organizatii.vocabular import variante

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
        self._pe_text = {}  # {text: keys found}: the one typed, and those tried in its place
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
        if not self.filtru.text or len(self._gasite_de(self.filtru.text)) >= PUTIN_GASIT:
            return None
        cate = len(self._gasite_de(self.filtru.text))
        texte = variante(self.filtru.text)
        self._gaseste_deodata(texte)
        return next((text for text in texte if len(self._gasite_de(text)) > cate), None)

    @cached_property
    def corectat(self):
        """The text that the list is for, where it is another one than was typed."""
        scris = self.filtru.text
        return None if self.intocmai or not scris or self._gasite_de(scris) else self.propunere

    @cached_property
    def text(self):
        return self.corectat or self.filtru.text

    # --- which ----------------------------------------------------------------------------------------------------
    @cached_property
    def _dupa_text(self):
        """Keys of those that the text finds, in the order asked for; None when there is no text."""
        return self._gasite_de(self.text) if self.text else None

    def _gasite_de(self, text):
        if text not in self._pe_text:
            gasite = Organizatie.objects.listate().cauta(text)
            if self.filtru.ordine != RELEVANTA:
                gasite = gasite.order_by(*ORDINI[self.filtru.ordine])
            self._pe_text[text] = list(gasite.values_list("pk", flat=True))
        return self._pe_text[text]

    def _gaseste_deodata(self, texte):
        """Keys for several texts in one query, so that a page costs the same however many are tried."""
        self._pe_text |= {text: [] for text in texte}
        coloane = ["al_catelea", "pk", "potrivire", "rang", "cheie_sortare", "publicat_la", "confirmata_la"]
        intrebari = [
            Organizatie.objects.listate().cauta(text).order_by().annotate(al_catelea=Value(n)).values_list(*coloane)
            for n, text in enumerate(texte)
        ]
        if intrebari:
            ordine = ORDINI.get(self.filtru.ordine, ["-potrivire", "-rang", "cheie_sortare", "pk"])
            for n, cheie, *_restul in intrebari[0].union(*intrebari[1:], all=True).order_by("al_catelea", *ordine):
                self._pe_text[texte[n]].append(cheie)

    def _fara(self, nume):
        """Bitmap of what is found, one filter left out."""
        multimi = [m for n, m in self.multimi.items() if n != nume or n in self.filtru.fixe]
        if self._dupa_text is not None:
            multimi.append(self._multimea_textului)
        return reduce(and_, multimi, self.harta.listate)

    @cached_property
    def _multimea_textului(self):
        return biti(self._dupa_text)

    @cached_property
    def _toate(self):
        return self._fara(None)

    @property
    def chei(self):
        """Keys of all that is found; in the order of the list when there is a text."""
        return self._alese_din_text() if self.text else chei(self._toate)

    # --- a page ---------------------------------------------------------------------------------------------------
    def _chei(self, de_la, pana_la):
        if self._dupa_text is not None:
            return self._alese_din_text()[de_la:pana_la]
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

    def _alese_din_text(self):
        if not self.multimi:
            return self._dupa_text
        octeti = self._toate.to_bytes((self._toate.bit_length() >> 3) + 1, "little")
        capat = len(octeti)
        return [n for n in self._dupa_text if n >> 3 < capat and octeti[n >> 3] >> (n & 7) & 1]

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
