"""Puts the fictional partnerships in the database, over the fictional city, moving everything by the real verbs.

What happened long ago is written today and set back afterwards; the journal's own guard is let aside only for that.
"""

import random
import tomllib
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pgtrigger
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from organizatii.demo.incarcare import MARCAJ
from organizatii.models import Organizatie
from parteneriate import confirmari, parti, scriere, stari
from parteneriate.demo import urmarire
from parteneriate.forms.parteneriat import SECTIUNI, PropunereForm, form_sectiune
from parteneriate.models import Act, Etapa, Fapta, Parte, Parteneriat, TipParteneriat
from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj
from platforma.moderare.tranzitii import Actiune, muta
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta

CONTURI = {"organizatie": "reprezentant", "strain": "strain", "autoritate": "autoritate"}
DRUM = [m for m in stari.TRANZITII if m not in stari.CU_MOTIV]
O_ZI = timedelta(days=1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def incarca():
    """Fill an installation that has the fictional city; returns how many were written, 0 when it has them."""
    with transaction.atomic():
        if Parteneriat.objects.filter(demo=True).exists() or not Organizatie.objects.filter(demo=True).exists():
            return 0
        acum = timezone.now()
        oras = Oras()
        randuri = tomllib.loads((Path(__file__).parent / "parteneriate.toml").read_text("utf-8"))["parteneriat"]
        for rand in randuri:
            oras.parteneriat(rand)
        Mesaj.objects.filter(catre__endswith="@example.org", creat_la__gte=acum).delete()
        return len(randuri)


class Oras:
    """Who makes partnerships, and when."""

    def __init__(self):
        self.azi = timezone.localdate()
        self.rng = random.Random("parteneriate")  # noqa: S311
        self.moderator = Utilizator.objects.get(email="moderator@example.org")
        self.oameni = {rol: Utilizator.objects.get(email=f"{cont}@example.org") for rol, cont in CONTURI.items()}
        publice = Organizatie.objects.publice().filter(demo=True)
        self.organizatii = {
            rol: publice.filter(membri__utilizator=om).order_by("pk").first() for rol, om in self.oameni.items()
        }

    def parteneriat(self, rand):
        propunator, *ceilalti = rand["parti"]
        p = self._idee(rand, propunator)
        if rand["etapa"] == Etapa.IDEE:
            self._invita(p, propunator, ceilalti)
            return
        self._scrie(p, rand, propunator)
        self._invita(p, propunator, ceilalti)
        self._bani(p, rand)
        self._hartii(p, rand)
        urmarire.promite(p, rand, self.oameni[propunator], self._data)
        p.refresh_from_db()
        etape = [stari.TRANZITII[m].spre for m in DRUM]
        for rol in ceilalti:
            confirmari.confirma(p.parti.get(organizatie=self.organizatii[rol]), self.oameni[rol], p.redactare)
        for miscare in DRUM[: etape.index(Etapa(rand["etapa"])) + 1]:
            if miscare == stari.Miscare.SEMNEAZA:
                confirmari.confirma(
                    p.parti.get(organizatie=self.organizatii[propunator]), self.oameni[propunator], p.redactare
                )
            if miscare == stari.Miscare.INCHEIE:
                urmarire.urmareste(p, rand, self.oameni[propunator], self._data)
            stari.muta(p, miscare, self.oameni[propunator])
        if rand["etapa"] == Etapa.IMPLEMENTARE:
            urmarire.urmareste(p, rand, self.oameni[propunator], self._data)
        if rand["public"]:
            p.refresh_from_db()
            muta(p, Actiune.TRIMITE, self.oameni[propunator])
            muta(p, Actiune.APROBA, self.moderator)
        self._da_inapoi(p, rand)

    def _idee(self, rand, propunator):
        date = {
            "titlu": f"{rand['titlu']} {MARCAJ}",
            "tip": TipParteneriat.objects.get(slug=rand["tip"]).pk,
            "apl_ong": True,
            "problema": rand["problema"],
            "domenii": list(Domeniu.objects.filter(slug__in=rand["domenii"]).values_list("pk", flat=True)),
        }
        form = PropunereForm(date, de=self.oameni[propunator])
        if not form.is_valid():
            raise ValueError(form.errors)
        p = scriere.incepe(form, self.organizatii[propunator], self.oameni[propunator])
        Parteneriat.objects.filter(pk=p.pk).update(demo=True)
        p.refresh_from_db()
        return p

    def _invita(self, p, propunator, ceilalti):
        for rol in ceilalti:
            al_cui = "autoritate" if rol == "autoritate" else "partener"
            parti.invita(p, self.organizatii[rol], al_cui, "", de=self.oameni[propunator])

    def _scrie(self, p, rand, propunator):
        semnat, incepe, incheie = (self._data(rand.get(n)) for n in ("semnat", "incepe", "incheie"))
        listate = {"grupuri": GrupTinta, "cartiere": Cartier}
        valori = {
            "titlu": p.titlu, "tip": p.tip_id, "apl_ong": True, "problema": rand["problema"],
            "rezumat": rand.get("rezumat", ""), "obiective": rand.get("obiective", ""),
            "activitati": rand.get("activitati", ""), "domenii": [d.pk for d in p.domenii.all()],
            "sectoare": rand.get("sectoare", []), "tot_orasul": rand.get("tot_orasul", False),
            "odd": list(ODD.objects.filter(numar__in=rand.get("odd", [])).values_list("pk", flat=True)),
            **{n: list(m.objects.filter(slug__in=rand.get(n, [])).values_list("pk", flat=True))
               for n, m in listate.items()},
            "semnat_la": semnat, "acord_data": semnat, "acord_numar": str(self.rng.randint(100, 900)) if semnat else "",
            "incepe_la": incepe, "se_incheie_la": incheie, "licenta": rand.get("licenta", ""),
            "fara_act_motiv": rand.get("fara_act", ""), "buget_total": rand.get("buget"),
            "fara_bani": "buget" not in rand, "rezultate": rand.get("rezultate", ""), "lectii": rand.get("lectii", ""),
        }  # fmt: skip
        for sectiune in SECTIUNI:
            form = form_sectiune(sectiune, Parteneriat.objects.get(pk=p.pk), None, valori)
            if not form.is_valid():
                raise ValueError(form.errors)
            scriere.modifica(p, form, self.oameni[propunator])

    def _bani(self, p, rand):
        for rol, sursa, suma in rand.get("contributii", []):
            Parte.objects.get(parteneriat=p, organizatie=self.organizatii[rol]).contributii.create(
                sursa=sursa, suma=Decimal(suma)
            )

    def _hartii(self, p, rand):
        feluri = {"acord": "semnat" in rand, "proiect_act": "incepe" in rand, "raport_final": "rezultate" in rand}
        titluri = {"acord": "Acordul semnat", "proiect_act": "Proiectul hotărârii", "raport_final": "Raportul final"}
        for fel in (f for f, este in feluri.items() if este):
            p.documente.create(
                fel=fel,
                titlu=titluri[fel],
                vizibilitate="parti" if fel == "proiect_act" else "public",
                fisier=ContentFile(PDF, name=f"{fel}.pdf"),
                nume_fisier=f"{fel}-exemplu.pdf",
                marime=len(PDF),
            )
        if "act" in rand:
            hotarare = Act.objects.create(
                emitent=self.organizatii["autoritate"],
                fel="dispozitie",
                numar=rand["act"],
                data=self._data(rand["semnat"] - 12),
                titlu=f"privind aprobarea parteneriatului „{rand['titlu']}” {MARCAJ}",
                link="https://acte.exemplu.ro/",
            )
            p.acte.add(hotarare)

    def _data(self, zile):
        return None if zile is None else self.azi + zile * O_ZI

    def _da_inapoi(self, p, rand):
        """Spread what was written today over the months before: the last step on its own day."""
        capat = self._data(rand.get("incheie" if rand["etapa"] == Etapa.INCHEIAT else "semnat", -10))
        fapte = list(Fapta.objects.filter(parteneriat=p).order_by("pk"))
        moment = timezone.make_aware(datetime.combine(capat, time(11)))
        with pgtrigger.ignore("parteneriate.Fapta:numai_adaugare"):
            for pasi_inapoi, fapta in enumerate(reversed(fapte)):
                Fapta.objects.filter(pk=fapta.pk).update(la=moment - pasi_inapoi * 6 * O_ZI)
        inceput = moment - len(fapte) * 6 * O_ZI
        for parte in p.parti.exclude(confirmat_la=None):
            confirmata = Fapta.objects.get(parteneriat=p, organizatie=parte.organizatie_id, ce="confirmat")
            Parte.objects.filter(pk=parte.pk).update(
                confirmat_la=confirmata.la, acceptat_la=confirmata.la, invitat_la=inceput
            )
        p.documente.update(creat_la=moment - O_ZI)
        p.acte.update(creat_la=moment - O_ZI)
        Parteneriat.objects.filter(pk=p.pk).update(
            creat_la=inceput, etapa_din=moment, modificat_la=urmarire.ultima_veste(p, moment)
        )
