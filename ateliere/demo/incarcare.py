"""Puts the fictional workshops in the database, over the fictional city, moving everything by the real verbs.

Whatever took place was written for a day to come, and its times are set back afterwards.
"""

import random
import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from ateliere import inscrieri, prezenta, stari
from ateliere.demo import dupa
from ateliere.forms.atelier import AgendaForm
from ateliere.models import PROMOVARE_INAINTE, Atelier, Prezenta, Serie, Tema
from ateliere.organizare import scrie_agenda, slug_liber
from organizatii.demo.incarcare import MARCAJ
from organizatii.models import Membru, Organizatie
from platforma.conturi.models import Utilizator
from platforma.locuri.ocupare import Refuzat
from platforma.mesaje.models import Mesaj
from platforma.prezenta.models import Format

O_ZI = timedelta(days=1)
MOMENTE = ("incepe_la", "se_incheie_la", "inscrieri_de_la", "inscrieri_pana_la", "promovare_pana_la")
DA_SAU_NU = ("rampa", "subtitrare", "limbaj_semne", "cetateni", "numai_invitate")
PRENUME = """
    Ana Bogdan Carmen Dan Elena Florin Gabriela
    Horia Ileana Liviu Mara Nicu Oana Petru Roxana Sorin Teodora Vlad
""".split()
NUME = """
    Albu Bratu Cernat Dima Enache Făget Grozea Hanu
    Iordache Lupu Manea Neagu Oltean Pavel Roman Stoica Tănase Vâlcu
""".split()


def incarca():
    """Fill an installation that has the fictional city; returns how many were written, 0 when it has them."""
    with transaction.atomic():
        if Atelier.objects.filter(demo=True).exists() or not Organizatie.objects.filter(demo=True).exists():
            return 0
        acum = timezone.now()
        oras = _Oras(acum)
        randuri = tomllib.loads((Path(__file__).parent / "ateliere.toml").read_text("utf-8"))["atelier"]
        for rand in randuri:
            oras.atelier(rand)
        dupa.scrie(oras.secretariat, acum)
        Mesaj.objects.filter(catre__endswith="@example.org", creat_la__gte=acum).delete()
        Mesaj.objects.filter(catre__endswith="@exemplu.test", creat_la__gte=acum).delete()
        return len(randuri)


class _Oras:
    """Who organises, who comes, and the clock."""

    def __init__(self, acum):
        self.acum = acum
        self.rng = random.Random("ateliere")  # noqa: S311
        self.secretariat = Utilizator.objects.get(email="secretariat@example.org")
        publice = Organizatie.objects.publice().filter(demo=True)
        self.gazde = list(publice.autoritati().order_by("pk"))
        self.gazda_contului = publice.autoritati().filter(membri__utilizator__email="autoritate@example.org").first()
        membri = Membru.objects.filter(organizatie__in=publice.exclude(tip="autoritate"))
        self.membri = list(membri.select_related("organizatie", "utilizator").order_by("organizatie_id", "pk"))
        self.proba = next(m for m in self.membri if m.utilizator.email == "reprezentant@example.org")
        self.serie = Serie.objects.order_by("pk").first()

    def atelier(self, rand):
        incepe = self._moment(abs(rand["zile"]), rand["ora"])
        gazda = self.gazda_contului if rand.get("gazda_a") else self.gazde[len(rand["titlu"]) % len(self.gazde)]
        format_ales = rand.get("format", Format.FIZIC)
        atelier = Atelier.objects.create(
            titlu=f"{rand['titlu']} {MARCAJ}",
            slug=slug_liber(rand["titlu"]),
            tema=Tema.objects.get(slug=rand["tema"]),
            serie=self.serie if "nr" in rand else None,
            nr_in_serie=rand.get("nr"),
            rezumat=rand["rezumat"],
            descriere=rand.get("descriere", "").strip(),
            gazda=gazda,
            incepe_la=incepe,
            se_incheie_la=incepe + timedelta(hours=rand["ore"]),
            format=format_ales,
            loc_nume=rand.get("loc", ""),
            loc_adresa=rand.get("adresa", ""),
            sector_id=rand.get("sector"),
            link_online="" if format_ales == Format.FIZIC else "https://intalniri.exemplu.ro/atelier",
            acces=rand.get("acces", ""),
            capacitate=rand["capacitate"],
            capacitate_autoritati=rand.get("capacitate_autoritati"),
            inscrieri_de_la=self.acum - 5 * O_ZI,
            inscrieri_pana_la=incepe - O_ZI,
            promovare_pana_la=incepe - PROMOVARE_INAINTE,
            demo=True,
            **{
                camp: rand.get(camp, False)
                for camp in ("rampa", "subtitrare", "limbaj_semne", "cetateni", "numai_invitate")
            },
        )
        atelier.organizatori.set([self.proba.organizatie] if rand.get("gazda_a") else [])
        atelier.invitate.set([m.organizatie for m in self.membri[:6]])
        scrie_agenda(atelier, self._agenda(rand.get("agenda", [])))
        if rand.get("ciorna"):
            return
        stari.muta(atelier, stari.Miscare.PUBLICA, self.secretariat)
        self._inscrie(atelier, rand.get("inscrisi", 0))
        if motiv := rand.get("anulat"):
            stari.muta(atelier, stari.Miscare.ANULEAZA, self.secretariat, motiv)
        if rand["zile"] < 0:
            saptamani = round(2 * abs(rand["zile"]) / 7)  # whole weeks keep the day of the week
            self._da_inapoi(atelier, 7 * saptamani * O_ZI)
            self._noteaza_prezenta(atelier)
        if rand.get("in_curs"):
            self._da_inapoi(atelier, atelier.incepe_la - self.acum + timedelta(minutes=10))

    def _moment(self, zile, ora):
        """A working day about so many days from now, at a local hour."""
        zi = timezone.localdate(self.acum) + zile * O_ZI
        while zi.weekday() > 4:
            zi += O_ZI
        return timezone.make_aware(datetime.combine(zi, time(ora)))

    @staticmethod
    def _agenda(randuri):
        form = AgendaForm({"program": "\n".join(randuri)})
        if not form.is_valid():
            raise ValueError(form.errors)
        return form.cleaned_data["program"]

    def _inscrie(self, atelier, cati):
        """Members of the fictional organisations register their people; the demo account is always among them."""
        membri = [self.proba, *self.rng.sample([m for m in self.membri if m != self.proba], len(self.membri) - 1)]
        for membru in membri:
            if atelier.inscrieri.count() >= cati:
                return
            if atelier.numai_invitate and membru.organizatie not in atelier.invitate.all():
                continue
            nume, email = membru.utilizator.nume, membru.utilizator.email
            if membru != self.proba:
                nume = f"{self.rng.choice(PRENUME)} {self.rng.choice(NUME)} {MARCAJ}"
                email = f"participant{self.rng.randrange(10**6)}@exemplu.test"
            try:
                inscrieri.inscrie(
                    atelier.pk,
                    nume=nume,
                    email=email,
                    organizatie=membru.organizatie,
                    functie=self.rng.choice(["coordonator", "asistent social", "voluntar", "director", ""]),
                    acord_nume=self.rng.random() < 0.5,
                    de=membru.utilizator,
                )
            except Refuzat:
                continue

    def _da_inapoi(self, atelier, cat):
        atelier.refresh_from_db()
        noi = {camp: _inapoi(getattr(atelier, camp), cat) for camp in (*MOMENTE, "publicat_la", "creat_la")}
        Atelier.objects.filter(pk=atelier.pk).update(**noi)
        stari.inchide_ce_s_a_incheiat(self.acum)

    def _noteaza_prezenta(self, atelier):
        """Most of them came, and the attendance was closed when it was over."""
        atelier.refresh_from_db()
        rng = random.Random(atelier.slug)  # noqa: S311
        for inscriere in atelier.inscrieri.confirmate():
            if rng.random() < 0.85:
                prezenta.bifeaza(atelier, inscriere.pk, "prezent", de=self.secretariat)
        Prezenta.ale(atelier).update(marcat_la=atelier.incepe_la)
        prezenta.inchide(atelier, self.secretariat)
        inchisa_la = atelier.se_incheie_la + timedelta(minutes=20)
        Atelier.objects.filter(pk=atelier.pk).update(prezenta_inchisa_la=inchisa_la)


def _inapoi(moment, cat):
    """The same hour on the clock that much earlier, whatever the clocks did between."""
    return timezone.make_aware(timezone.make_naive(moment) - cat)
