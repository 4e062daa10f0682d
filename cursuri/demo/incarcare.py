"""Puts the fictional series in the database, over the fictional city, moving everything by the real verbs.

Whatever took place was written for a day to come, and its times are set back afterwards.
"""

import random
import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from cursuri import fise, selectie, stari
from cursuri.clasament import clasament
from cursuri.demo import certificate, invatare
from cursuri.forms.serie import FormatoriForm, SelectieForm
from cursuri.models import Cerere, Serie, Sesiune, StareCerere, Tema
from organizatii.demo.incarcare import MARCAJ
from organizatii.models import Membru, Organizatie
from platforma.conturi.models import Utilizator
from platforma.locuri.ocupare import Refuzat
from platforma.mesaje.models import Mesaj
from platforma.zile import zile_libere

O_ZI = timedelta(days=1)
SAPTAMANA = 7 * O_ZI
PRENUME = "Adela Călin Daria Emil Georgiana Ionuț Lavinia Matei Nicoleta Ovidiu Paula Silviu Tudor Zoe".split()
NUME = "Ardelean Bucur Cozma Drăgan Ene Florea Ghica Ilie Lazăr Munteanu Nistor Olaru Preda Rusu Șerban Toma".split()
FUNCTII = ["coordonatoare de proiecte", "asistent social", "consilier", "voluntar", "director executiv", ""]
MOTIVATII = [
    "Lucrez de trei ani cu familiile din cartier și ajungem mereu la aceeași ușă închisă: nu știm să vorbim pe limba"
    " primăriei. Vreau să învăț cum se scrie o propunere care poate fi dusă mai departe.",
    "Avem un atelier de reparații cu patru oameni angajați și mult mai multă cerere decât putem duce. Caut să înțeleg"
    " ce contracte putem avea cu sectorul și cum arătăm ce iese din munca noastră.",
    "Coordonez voluntarii organizației și îmi lipsește partea de măsurare: ce numărăm, de ce și cui povestim. La curs"
    " aș lucra pe programul nostru de după școală, pe care vrem să îl extindem în două cartiere.",
    "Răspund de relația cu organizațiile în instituția mea. Vreau să știu ce pot cere și ce pot oferi, ca"
    " parteneriatele semnate să nu rămână pe hârtie după prima ședință.",
]
MOTIVARI = [
    "Planul este concret și are un termen; se vede că persoana îl poate duce.",
    "Motivația este bună, dar nu spune ce va face organizația după curs.",
    "Lucrează chiar pe tema cursului și are deja un parteneriat început.",
]
RESPINGERE = "Cererea descrie alt fel de curs decât acesta; vă recomandăm atelierele despre finanțare."


def incarca():
    """Fill an installation that has the fictional city; returns how many series were written, 0 when it has them."""
    with transaction.atomic():
        if Serie.objects.filter(demo=True).exists() or not Organizatie.objects.filter(demo=True).exists():
            return 0
        acum = timezone.now()
        oras = _Oras(acum)
        randuri = tomllib.loads((Path(__file__).parent / "cursuri.toml").read_text("utf-8"))["serie"]
        for rand in randuri:
            oras.serie(rand)
        for domeniu in ("@example.org", "@exemplu.test"):
            Mesaj.objects.filter(catre__endswith=domeniu, creat_la__gte=acum).delete()
        return len(randuri)


class _Oras:
    """Who organises, who scores, who applies, and the clock."""

    def __init__(self, acum):
        self.acum = acum
        self.rng = random.Random("cursuri")  # noqa: S311
        self.secretariat = Utilizator.objects.get(email="secretariat@example.org")
        self.evaluatori = [Utilizator.objects.get(email=f"{n}@example.org") for n in ("moderator", "secretariat")]
        publice = Organizatie.objects.publice().filter(demo=True)
        self.organizator = publice.autoritati().order_by("pk").first()
        membri = Membru.objects.filter(organizatie__in=publice).select_related("organizatie", "utilizator")
        self.membri = list(membri.order_by("organizatie_id", "pk").exclude(utilizator__in=self.evaluatori))
        self.proba = next(m for m in self.membri if m.utilizator.email == "reprezentant@example.org")

    def serie(self, rand):
        serie = self._noua(rand)
        if rand["fel"] == "ciorna":
            return
        stari.muta(serie, stari.Miscare.PUBLICA, self.secretariat)
        self._cereri(serie, rand["cereri"])
        if rand["fel"] == "deschisa":
            selectie.salveaza_ciorna(serie.pk, **self._persoana(self.proba), de=self.proba.utilizator)
            return
        self._fise(serie, ultima_pe_jumatate=rand["fel"] == "selectie")
        self._hotaraste(serie)
        if rand["fel"] in ("incheiata", "certificata"):
            for cerere in serie.cereri.filter(stare=StareCerere.ACCEPTATA).order_by("pk"):
                selectie.confirma(cerere)
            self._da_inapoi(serie)
            invatare.invata(serie, self.secretariat, self.rng)
            if rand["fel"] == "certificata":
                certificate.certifica(serie, self.secretariat)
        else:
            self._inchide_fereastra(serie)

    def _noua(self, rand):
        zile = self._vineri(abs(rand["zile"]), len(rand["sesiuni"]))
        incepe = zile[0]
        sesiuni = [
            Sesiune(
                titlu=titlu,
                incepe_la=self._ora(zi, 10),
                se_incheie_la=self._ora(zi, 15),
                loc_nume=rand["loc"],
                loc_adresa=rand["adresa"],
            )
            for titlu, zi in zip(rand["sesiuni"], zile, strict=True)
        ]
        serie = Serie.objects.create(
            tema=Tema.objects.order_by("ordine")[rand["tema"] - 1],
            numar=rand["numar"],
            organizator=self.organizator,
            data_inceput=incepe,
            data_sfarsit=timezone.localdate(sesiuni[-1].incepe_la),
            ore=rand["ore"],
            detalii=rand.get("detalii", ""),
            capacitate=rand["capacitate"],
            prag_evaluare=rand.get("prag_evaluare"),
            inscrieri_de_la=self.acum - 10 * O_ZI,
            inscrieri_pana_la=self._ora(incepe - 12 * O_ZI, 23),
            promovare_pana_la=self._ora(incepe, 10),
            demo=True,
        )
        for sesiune in sesiuni:
            sesiune.serie = serie
            sesiune.save()
        for n, f in enumerate(_randuri(FormatoriForm, "formatori", rand), start=1):
            f.serie, f.ordine, f.nume = serie, n, f"{f.nume} {MARCAJ}"
            f.save()
        for n, c in enumerate(_randuri(SelectieForm, "criterii", rand), start=1):
            c.serie, c.ordine = serie, n
            c.save()
        serie.evaluatori.set(self.evaluatori)
        return serie

    def _vineri(self, zile, cate):
        """So many working Fridays, the first about so many days from now."""
        zi = timezone.localdate(self.acum) + zile * O_ZI
        zi += ((4 - zi.weekday()) % 7) * O_ZI
        libere = zile_libere(zi, zi + 2 * cate * SAPTAMANA)
        vineri = (zi + n * SAPTAMANA for n in range(2 * cate))
        return [zi for zi in vineri if zi not in libere][:cate]

    @staticmethod
    def _ora(zi, ora):
        return timezone.make_aware(datetime.combine(zi, time(ora)))

    def _persoana(self, membru):
        """Somebody of this organisation; of the demo account's, the person herself."""
        nume, email = membru.utilizator.nume, membru.utilizator.email
        if membru != self.proba:
            nume = f"{self.rng.choice(PRENUME)} {self.rng.choice(NUME)} {MARCAJ}"
            email = f"cursant{self.rng.randrange(10**6)}@exemplu.test"
        return {
            "organizatie": membru.organizatie,
            "nume": nume,
            "email": email,
            "functie": self.rng.choice(FUNCTII),
            "motivatie": self.rng.choice(MOTIVATII),
        }

    def _cereri(self, serie, cate):
        """Members of the fictional organisations apply for their people; the demo account is among the first."""
        membri = self.rng.sample([m for m in self.membri if m != self.proba], len(self.membri) - 1)
        if serie.numar != 2:
            membri.insert(0, self.proba)
        for membru in membri * 2:
            if serie.cereri.count() >= cate:
                return
            try:
                selectie.depune(serie.pk, **self._persoana(membru), de=membru.utilizator)
            except Refuzat:
                continue

    def _fise(self, serie, ultima_pe_jumatate):
        """Two sheets for most; the last application still waits for the second, another has evaluators far apart."""
        cereri = list(serie.cereri.order_by("pk"))
        criterii = list(serie.criterii.all())
        for n, cerere in enumerate(cereri):
            nivel = 0.95 if cerere.email == self.proba.utilizator.email else self.rng.uniform(0.45, 0.95)
            for m, evaluator in enumerate(self.evaluatori):
                if ultima_pe_jumatate and n == len(cereri) - 1 and m == 1:
                    continue
                jos = 0.4 if n in (3, 5) and m == 1 else 0
                puncte = {c.pk: max(0, min(c.maxim, round(c.maxim * (nivel - jos)) + m)) for c in criterii}
                fise.depune(cerere, evaluator, puncte, self.rng.choice(MOTIVARI))

    def _hotaraste(self, serie):
        """The best get seats, the next ones wait, the last ones are turned down; some stay undecided."""
        randuri = [r for r in clasament(serie) if r.de_hotarat]
        for rand in randuri:
            try:
                selectie.accepta(rand.cerere, self.secretariat)
            except Refuzat:
                break
        ramase = [r.cerere for r in randuri if Cerere.objects.get(pk=r.cerere.pk).stare == StareCerere.DEPUSA]
        for cerere in ramase[:2]:
            selectie.trece_pe_rezerva(cerere, self.secretariat)
        for cerere in ramase[2:3] if serie.capacitate < 10 else ramase[2:]:
            selectie.respinge(cerere, self.secretariat, RESPINGERE)
        if serie.capacitate < 10:
            acceptate = list(serie.cereri.filter(stare=StareCerere.ACCEPTATA).order_by("pk"))
            for cerere in acceptate[1:3]:
                selectie.confirma(cerere)

    def _inchide_fereastra(self, serie):
        Serie.objects.filter(pk=serie.pk).update(
            inscrieri_de_la=self.acum - 20 * O_ZI, inscrieri_pana_la=self.acum - 2 * O_ZI
        )

    def _da_inapoi(self, serie):
        """The same weeks, so that the last session was some days ago: attendance and certificates follow."""
        sfarsit = serie.sesiuni.order_by("-incepe_la").first().incepe_la
        cat = ((sfarsit - self.acum).days // 7 + 2) * SAPTAMANA
        serie.refresh_from_db()
        momente = ("inscrieri_de_la", "inscrieri_pana_la", "promovare_pana_la", "publicat_la", "creat_la")
        noi = {camp: _inapoi(getattr(serie, camp), cat) for camp in momente}
        noi |= {camp: getattr(serie, camp) - cat for camp in ("data_inceput", "data_sfarsit")}
        Serie.objects.filter(pk=serie.pk).update(**noi)
        for sesiune in serie.sesiuni.all():
            Sesiune.objects.filter(pk=sesiune.pk).update(
                incepe_la=_inapoi(sesiune.incepe_la, cat), se_incheie_la=_inapoi(sesiune.se_incheie_la, cat)
            )
        Cerere.objects.filter(serie=serie).update(depusa_la=noi["inscrieri_pana_la"] - 3 * O_ZI)


def _randuri(formular, camp, rand):
    form = formular({camp: "\n".join(rand[camp])})
    if not form.is_valid():
        raise ValueError(form.errors)
    return form.cleaned_data[camp]


def _inapoi(moment, cat):
    """The same hour on the clock that much earlier, whatever the clocks did between."""
    return timezone.make_aware(timezone.make_naive(moment) - cat)
