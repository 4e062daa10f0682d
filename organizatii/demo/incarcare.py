"""Puts the fictional organisations, people and queue in the database, moving everything by the real verbs.

A seeded generator fills in what the hand-made file leaves out, so two machines show the same city. Times are set back
afterwards, so that the queue has ages and profiles have a history.
"""

import random
import tomllib
from datetime import timedelta
from pathlib import Path

import pgtrigger
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.forms import modelform_factory
from django.utils import timezone

from organizatii import istoric, membri, vocabular
from organizatii.demo.imagini import coperta, hartie, logo
from organizatii.models import (
    VALABILITATE_INVITATIE,
    Document,
    Invitatie,
    Membru,
    Organizatie,
    Revendicare,
    slug_baza,
    slug_liber,
)
from platforma.conturi.models import Utilizator
from platforma.mesaje.models import Mesaj
from platforma.moderare.models import Decizie, Dosar
from platforma.moderare.revizii import propune_modificari
from platforma.moderare.tranzitii import Actiune, Stare, muta
from platforma.nomenclatoare.models import ODD, Cartier, Domeniu, GrupTinta, Proiect

PAROLA = "demo-Bucuresti-1"
MARCAJ = "(exemplu)"
CONTURI = {
    "reprezentant": "Raluca Dobre",
    "coleg": "Cosmin Ene",
    "strain": "Sanda Manolache",
    "autoritate": "Aurel Popescu",
    "moderator": "Mihaela Iancu",
    "secretariat": "Simona Preda",
    "admin": "Adrian Voicu",
}
LISTE = {"domenii": Domeniu, "grupuri": GrupTinta, "cartiere": Cartier}


def incarca():
    """Fill an installation without demo content; returns how many organisations were written, 0 when it has them."""
    with transaction.atomic():
        if Organizatie.objects.filter(demo=True).exists():
            return 0
        cate = _Oras(timezone.now()).scrie()
        vocabular.reface()
        return cate


class _Oras:
    """One run: the clock, the generator, and the people whom everything is signed by."""

    def __init__(self, acum):
        self.acum = acum
        self.date = tomllib.loads((Path(__file__).parent / "organizatii.toml").read_text("utf-8"))
        self.rng = random.Random("bucuresti")  # noqa: S311
        self.parola = make_password(PAROLA)
        self.sluguri = {nume: dict(model.objects.values_list("slug", "pk")) for nume, model in LISTE.items()}
        self.sluguri["odd"] = dict(ODD.objects.values_list("numar", "pk"))

    @staticmethod
    def _operator():
        """Somebody to write to, so that the contact form works; whoever runs the site for real names herself."""
        Proiect.objects.filter(activ=True, operator_email="").update(
            operator=f"Echipa platformei {MARCAJ}", operator_email="contact@example.org"
        )

    def scrie(self):
        self.conturi = {rol: self._persoana(f"{rol}@example.org", nume) for rol, nume in CONTURI.items()}
        self._drepturi()
        self._operator()
        self.organizatii = {rand["nume"]: self._organizatie(rand) for rand in self.date["organizatie"]}
        self._revizii()
        self._revendicari()
        self._echipa_si_preluare()
        # A newcomer's mailbox shows her own mails, not the hundred that these moves wrote.
        Mesaj.objects.filter(catre__endswith="@example.org", creat_la__gte=self.acum).delete()
        return len(self.organizatii)

    # --- people ---------------------------------------------------------------------------------------------------
    def _persoana(self, email, nume, creat_la=None):
        """A person with a verified address; an account that somebody made before stays as it is."""
        persoana, noua = Utilizator.objects.get_or_create(
            email=email,
            defaults={
                "nume": f"{nume} {MARCAJ}",
                "password": self.parola if email.partition("@")[0] in CONTURI else make_password(None),
                "creat_la": creat_la or self.acum - timedelta(days=500),
            },
        )
        if noua:
            EmailAddress.objects.create(user=persoana, email=email, verified=True, primary=True)
        return persoana

    def _drepturi(self):
        for rol, grup in [("moderator", "Moderatori"), ("secretariat", "Secretariat")]:
            self.conturi[rol].groups.add(Group.objects.get(name=grup))
        admin = self.conturi["admin"]
        admin.is_superuser = True
        for persoana in (admin, self.conturi["moderator"], self.conturi["secretariat"]):
            persoana.is_staff = True
            persoana.save(update_fields=["is_staff", "is_superuser"])

    # --- organisations --------------------------------------------------------------------------------------------
    def _organizatie(self, rand):
        stare = rand.get("stare", "publicat")
        depusa = self._moment(rand["zile"] if "zile" in rand else self.rng.randint(20, 420))
        decisa = min(depusa + timedelta(days=self.rng.randint(1, 4)), self.acum)
        creata = depusa - timedelta(days=self.rng.randint(0, 8), hours=self.rng.randint(1, 9))
        campuri = self._campuri(rand, creata)
        if stare == "registru":
            return self._din_registru(campuri, rand, decisa)
        organizatie = Organizatie(**campuri)
        self._ilustreaza(organizatie, rand, stare)
        organizatie.save()
        for nume in (*LISTE, "odd"):
            getattr(organizatie, nume).add(*(self.sluguri[nume][cheie] for cheie in rand.get(nume, [])))
        organizatie.sectoare.add(*rand["sectoare"])
        autor = self._autor(organizatie, rand, creata)
        if stare == "ciorna":
            return organizatie
        moderator = self.conturi["moderator"]
        self._muta_la(depusa, organizatie, Actiune.TRIMITE, autor)
        if stare == "completari":
            self._muta_la(decisa, organizatie, Actiune.CERE_COMPLETARI, moderator, rand["motiv"])
        elif stare == "respins":
            self._muta_la(decisa, organizatie, Actiune.RESPINGE, moderator, rand["motiv"])
        elif stare in {"publicat", "arhivat"}:
            self._muta_la(decisa, organizatie, Actiune.APROBA, moderator)
            Organizatie.objects.filter(pk=organizatie.pk).update(
                publicat_la=decisa, modificat_la=decisa, confirmata_la=decisa
            )
            for legatura in istoric.LISTE.values():  # what it was born with, months ago, is no change of today
                legatura.pgh_event_model.objects.filter(organizatie=organizatie.pk).delete()
        if stare == "arhivat":
            self._muta_la(decisa + timedelta(days=20), organizatie, Actiune.ARHIVEAZA, moderator, rand["motiv"])
        return organizatie

    def _campuri(self, rand, creata):
        denumire = f"{rand['nume']} {MARCAJ}"
        slug = slug_liber(denumire)
        functie, prenume = self.rng.choice(list(self.date["prenume"].items()))
        contact = f"{self.rng.choice(prenume)} {self.rng.choice(self.date['nume'])}"
        if "cont" in rand:
            functie, contact = rand["functie"], CONTURI[rand["cont"]]
        acorda = self.rng.random() < 0.7
        return {
            "denumire": denumire,
            "slug": slug,
            "tip": rand.get("tip", "ong"),
            "forma_juridica": rand.get("forma", "asociatie"),
            "acronim": rand.get("acronim", ""),
            "an_infiintare": rand.get("an"),
            "scop": rand["scop"],
            "descriere": rand.get("descriere", "").strip(),
            "ofera": rand.get("ofera", ""),
            "cauta": rand.get("cauta", ""),
            "sediu_sector_id": rand.get("sediu"),
            "localitate": "București",
            "adresa": "" if rand.get("ascunde_adresa") else f"Str. Exemplului nr. {self.rng.randint(1, 98)}",
            "adresa_publica": not rand.get("ascunde_adresa") and self.rng.random() < 0.5,
            "telefon": f"+40210000{self.rng.randint(100, 999)}",  # no such numbers are given out
            "telefon_public": self.rng.random() < 0.6,
            "email": f"contact.{slug.removesuffix('-exemplu')}@example.org",
            "email_public": self.rng.random() < 0.85,
            "persoana_contact": f"{contact} {MARCAJ}",
            "persoana_functie": functie,
            "persoana_publica": acorda,
            "persoana_acord_la": creata if acorda else None,
            "site": f"https://{slug.removesuffix('-exemplu')[:50].strip('-')}.example.org/"
            if rand.get("legaturi")
            else "",
            "demo": True,
            "creat_la": creata,
            "modificat_la": creata,
            "stare_din": creata,
            **self._economie_sociala(rand),
        }

    def _economie_sociala(self, rand):
        """Attestation (5 years) and mark (3 years): valid and checked, expired, or not yet checked by staff."""
        azi = timezone.localdate(self.acum)
        campuri = {}
        if atestat := rand.get("atestat"):
            data = azi - timedelta(days={"valabil": 1600, "expirat": 2000, "neverificat": 200}[atestat])
            campuri |= {
                "atestat_numar": f"EX-{self.rng.randint(100, 999)}",
                "atestat_data": data,
                "atestat_valabil_pana": data + timedelta(days=5 * 365),
                "atestat_verificat_la": None if atestat == "neverificat" else data + timedelta(days=30),
            }
        if marca := rand.get("marca"):
            data = azi - timedelta(days={"valabila": 300, "expirata": 1200, "neverificata": 100}[marca])
            campuri |= {
                "marca_numar": f"EX {self.rng.randint(1000, 9999)}",
                "marca_data": data,
                "marca_valabil_pana": data + timedelta(days=3 * 365),
                "marca_verificata_la": None if marca == "neverificata" else data + timedelta(days=20),
            }
        return campuri

    def _ilustreaza(self, organizatie, rand, stare):
        if stare != "ciorna" and self.rng.random() < 0.75:
            organizatie.logo = logo(self.rng)
        if stare == "publicat" and (rand.get("legaturi") or self.rng.random() < 0.15):
            organizatie.coperta, organizatie.coperta_alt = coperta(self.rng)

    def _autor(self, organizatie, rand, creata):
        if cont := rand.get("cont"):
            autor = self.conturi[cont]
        else:
            nume = organizatie.persoana_contact.removesuffix(f" {MARCAJ}")
            autor = self._persoana(f"{slug_baza(nume)}-{organizatie.pk}@example.org", nume, creata)
        Membru.objects.create(organizatie=organizatie, utilizator=autor, rol=Membru.Rol.ADMINISTRATOR, din=creata)
        return autor

    def _din_registru(self, campuri, rand, importata):
        """As an import leaves it: a name, a purpose, a sector, and nobody behind it."""
        pastrate = {"denumire", "slug", "tip", "forma_juridica", "scop", "sediu_sector_id", "localitate", "demo"}
        organizatie = Organizatie.objects.create(
            **{nume: v for nume, v in campuri.items() if nume in pastrate},
            stare=Stare.PUBLICAT,
            stare_din=importata,
            sursa="registru",
            revendicata=False,
            stare_registru="radiata" if rand.get("radiata") else "activa",
            creat_la=importata,
            modificat_la=importata,
            publicat_la=importata,
        )
        organizatie.sectoare.add(rand["sediu"])
        return organizatie

    # --- the queue ------------------------------------------------------------------------------------------------
    def _revizii(self):
        """Three changes of published profiles that wait."""
        self._propune("Pâinea de pe Colț", 1, denumire=f"Brutăria Pâinea de pe Colț {MARCAJ}")
        self._propune(
            "Asociația Râul Ascuns",
            3,
            acronim="RA",
            scop="Îi învățăm pe copii, pe adulți și pe funcționari să cunoască și să apere apele orașului.",
        )
        azi = timezone.localdate(self.acum)
        self._propune(
            "Roata Bună", 6, marca_numar="EX 7788", marca_data=azi, marca_valabil_pana=azi + timedelta(days=3 * 365)
        )

    def _propune(self, nume, zile, **valori):
        organizatie = self.organizatii[nume]
        Formular = modelform_factory(Organizatie, fields=list(valori))
        form = Formular(valori, instance=Organizatie.objects.get(pk=organizatie.pk))
        if not form.is_valid():
            raise ValueError(form.errors)
        propune_modificari(organizatie, form, de=organizatie.membri.get().utilizator)
        revizie = Dosar.objects.latest("pk").obiect
        type(revizie).objects.filter(pk=revizie.pk).update(creat_la=self._moment(zile))
        self._dateaza(revizie.decizii().get(), revizie, self._moment(zile))

    def _revendicari(self):
        """Two people who say that a profile from the register is theirs."""
        self._revendica(
            "Fundația Lumina Bătrâneții Senine",
            "Ilinca Ardeleanu",
            zile=2,
            functie="președintă",
            mesaj="Conduc fundația din 2018. Trimit delegarea semnată de consiliul director.",
        )
        self._revendica(
            "Asociația Grădinilor Urbane Unite",
            "Toma Codreanu",
            zile=8,
            functie="membru în consiliul director",
            mesaj="Sunt unul dintre membrii fondatori. Am atașat delegarea din partea asociației.",
        )

    def _revendica(self, nume, cine, zile, functie, mesaj):
        moment = self._moment(zile)
        persoana = self._persoana(f"{slug_baza(cine)}@example.org", cine, moment - timedelta(days=1))
        revendicare = Revendicare.objects.create(
            organizatie=self.organizatii[nume],
            utilizator=persoana,
            functie=functie,
            mesaj=mesaj,
            dovada=hartie("Delegare de reprezentare", ["Document inventat, numai pentru exemplu."]),
            dovada_nume="delegare-exemplu.pdf",
            creat_la=moment,
            stare_din=moment,
        )
        self._muta_la(moment, revendicare, Actiune.TRIMITE, persoana)

    def _echipa_si_preluare(self):
        a_reprezentantei = self.organizatii["Asociația Curtea Vecinilor"]
        Membru.objects.create(
            organizatie=a_reprezentantei,
            utilizator=self.conturi["coleg"],
            rol=Membru.Rol.EDITOR,
            din=self._moment(15),
        )
        for email, zile in [("vecina.exemplu@example.org", 3), ("contabilitate.exemplu@example.org", 19)]:
            invitatie = membri.invita(a_reprezentantei, email, Membru.Rol.EDITOR, "", self.conturi["reprezentant"])
            trimisa = self._moment(zile)
            Invitatie.objects.filter(pk=invitatie.pk).update(
                creat_la=trimisa, trimisa_la=trimisa, expira_la=trimisa + VALABILITATE_INVITATIE
            )
        for nume, public in [("Raport de activitate", True), ("Statut", False)]:
            fisier = hartie(f"{nume} {MARCAJ}", ["Document inventat, numai pentru exemplu."])
            Document.objects.create(
                organizatie=a_reprezentantei,
                titlu=f"{nume} {MARCAJ}",
                fisier=fisier,
                nume_fisier=f"{slug_baza(nume)}-exemplu.pdf",
                marime=fisier.size,
                public=public,
                incarcat_de=self.conturi["reprezentant"],
            )
        Dosar.objects.deschise().pentru(self.organizatii["Asociația Câini cu Treabă"]).update(
            preluat_de=self.conturi["moderator"], preluat_la=self.acum - timedelta(hours=3)
        )

    # --- time -----------------------------------------------------------------------------------------------------
    def _moment(self, zile):
        """So many days ago, at an hour when people work; never later than an hour ago."""
        moment = timezone.localtime(self.acum) - timedelta(days=zile)
        moment = moment.replace(hour=self.rng.randint(9, 17), minute=self.rng.randint(0, 59))
        return min(moment, self.acum - timedelta(hours=1))

    def _muta_la(self, moment, obiect, actiune, de, motiv=""):
        self._dateaza(muta(obiect, actiune, de, motiv), obiect, min(moment, self.acum))

    def _dateaza(self, decizie, obiect, moment):
        """Set a move back in time: the one place that changes a decision, and only of fictional content."""
        with pgtrigger.ignore("moderare.Decizie:numai_adaugare"):
            Decizie.objects.filter(pk=decizie.pk).update(la=moment)
        type(obiect).objects.filter(pk=obiect.pk).update(stare_din=moment)
        obiect.stare_din = moment
        if decizie.actiune == Actiune.TRIMITE:
            Dosar.objects.deschise().pentru(obiect).update(depus_la=moment)
        elif decizie.dosar_id:
            Dosar.objects.filter(pk=decizie.dosar_id).update(inchis_la=moment)
