"""What the public sees of a partnership: the page, every preview, the list, exports and the data for machines."""

from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from organizatii.profil import TIP_SCHEMA
from parteneriate.dovezi import nivel, scara
from parteneriate.models import (
    AUTORITATI,
    Act,
    Ce,
    DocumentParteneriat,
    Etapa,
    Fapta,
    Parte,
    Parteneriat,
    VizibilitateDocument,
)
from parteneriate.rata import verificarile
from parteneriate.rezultate import cheltuit, indicatorii, rapoartele, reperele, urmarirea
from platforma.legaturi import legaturile, titlul
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import sectoarele

PE_LISTA = ("domenii", "sectoare")


def partile():
    """The parties still in, with their organisations, as the public reads them."""
    return Prefetch("parti", Parte.objects.active().select_related("organizatie").order_by("pk"), to_attr="partile")


def pentru_lista(parteneriate):
    """Partnerships with what `_rand.html` reads, in a constant number of queries."""
    return parteneriate.defer("cautare", "problema", "obiective", "activitati", "rezultate", "lectii").prefetch_related(
        *PE_LISTA, partile(), verificarile()
    )


def cu_detalii():
    """Partnerships with everything that their page reads, in a constant number of queries."""
    return (
        Parteneriat.objects.defer("cautare")
        .select_related("tip", "anunt", "atelier", "concluzie__atelier", "continuat_de")
        .prefetch_related(
            *PE_LISTA,
            "cartiere",
            "grupuri",
            "odd",
            partile(),
            verificarile(),
            "partile__contributii",
            Prefetch("documente", DocumentParteneriat.objects.order_by("creat_la", "pk")),
            Prefetch("acte", Act.objects.select_related("emitent")),
            *urmarirea(),
        )
    )


def pagina_context(parteneriat):
    """Context of `parteneriate/_parteneriat.html`, for the public page and for any preview.

    Values set in memory only (a pending revision laid over its target) are shown as they would be once approved.
    """
    return {"parteneriat": parteneriat, "pagina": Pagina(parteneriat)}


@dataclass(frozen=True)
class Pas:
    """One step of the way from an idea to a result, in words."""

    text: str
    la: datetime
    cale: str = ""
    motiv: str = ""


class Pagina:
    """Derived, public facts of one partnership. The person of contact comes out only through `contact`."""

    def __init__(self, parteneriat):
        self.p = parteneriat

    @cached_property
    def parti(self):
        if hasattr(self.p, "partile"):
            return self.p.partile
        return list(Parte.objects.active().filter(parteneriat=self.p.pk).select_related("organizatie").order_by("pk"))

    @cached_property
    def autoritati(self):
        return [p for p in self.parti if p.organizatie.tip in AUTORITATI]

    @cached_property
    def sume(self):
        """Rows (party, source, amount), and nothing when no money changes hands."""
        if self.p.fara_bani or self.p.buget_total is None:
            return []
        return [
            (parte.organizatie.denumire, c.get_sursa_display(), c.suma)
            for parte in self.parti
            for c in parte.contributii.all()
        ]

    # --- credibility ----------------------------------------------------------------------------------------------
    @cached_property
    def trepte(self):
        return scara(self.p, self.parti)

    @cached_property
    def nivel(self):
        return nivel(self.trepte)

    @cached_property
    def nivel_in_cuvinte(self):
        """„Date declarate de …; confirmate de … la …” – each party by name, with its own date."""
        confirmari = [
            _("%(cine)s la %(data)s") % {"cine": p.organizatie.denumire, "data": f"{p.confirmat_la:%d.%m.%Y}"}
            for p in self.parti
            if p.a_confirmat(self.p.redactare)
        ]
        declarat = _("Date declarate de %(cine)s") % {"cine": self.parti[0].organizatie.denumire} if self.parti else ""
        if not confirmari:
            return f"{declarat}."
        return _("%(declarat)s; confirmate de %(confirmari)s.") % {
            "declarat": declarat,
            "confirmari": ", ".join(confirmari),
        }

    @cached_property
    def verificare(self):
        """The latest check after six months of which anybody may know what came out, or None."""
        if hasattr(self.p, "verificari_cunoscute"):
            return self.p.verificari_cunoscute[0] if self.p.verificari_cunoscute else None
        return self.p.verificari.cunoscute().cele_mai_noi().first()

    # --- what, where ----------------------------------------------------------------------------------------------
    @cached_property
    def domenii(self):
        return [(d.nume, f"{_lista()}?{urlencode({'domeniu': d.slug})}") for d in self.p.domenii.all()]

    @cached_property
    def sectoare(self):
        """All six for what is for the whole city."""
        return list(range(1, 7)) if self.p.tot_orasul else sorted(s.pk for s in self.p.sectoare.all())

    @cached_property
    def unde(self):
        if self.p.tot_orasul:
            return _("Tot orașul")
        return str(sectoarele(self.sectoare)) if self.sectoare else ""

    @cached_property
    def acte(self):
        """Those a moderator has read; in a preview, those she will read."""
        return [a for a in self.p.acte.all() if a.verificat_la is not None or self.p.stare != Stare.PUBLICAT]

    @cached_property
    def documente(self):
        publice = [d for d in self.p.documente.all() if d.vizibilitate == VizibilitateDocument.PUBLIC]
        return [d for d in publice if d.verificat_la is not None or self.p.stare != Stare.PUBLICAT]

    @cached_property
    def contact(self):
        """Rows (label, value) of the person of contact, when she agreed to it."""
        p = self.p
        if not p.contact_public:
            return None
        return {nume: getattr(p, f"contact_{nume}") for nume in ("nume", "functie", "email", "telefon")}

    @cached_property
    def legaturi(self):
        return legaturile(self.p.legaturi)

    # --- what was promised, what came of it -----------------------------------------------------------------------
    @cached_property
    def indicatori(self):
        return indicatorii(self.p)

    @cached_property
    def tinte(self):
        return [i for i in self.indicatori if i.indicator.tinta is not None]

    @cached_property
    def masurati(self):
        """Those of which there is something to show."""
        return [i for i in self.indicatori if i.valori]

    @cached_property
    def rapoarte(self):
        return rapoartele(self.p)

    @cached_property
    def repere(self):
        return reperele(self.p)

    @cached_property
    def cheltuit(self):
        return cheltuit(self.p)

    # --- the way --------------------------------------------------------------------------------------------------
    @cached_property
    def parcurs(self):
        """From where it was born to where it stands, oldest first. People are never named."""
        pasi = [pas for pas in (self._din_anunt(), self._din_atelier()) if pas]
        jurnal = Fapta.objects.filter(parteneriat=self.p.pk, ce__in=PE_PARCURS).select_related("organizatie")
        vazute = {parte.organizatie_id for parte in self.parti}
        for fapta in jurnal.order_by("la", "pk"):
            if fapta.organizatie_id is None or fapta.organizatie_id in vazute:
                pasi.append(Pas(_in_cuvinte(fapta), fapta.la))
        pasi += [Pas(_("Raport %(cand)s") % {"cand": r.get_luni_display()}, r.depus_la) for r in self.rapoarte]
        pasi += [Pas(r.titlu, _la_pranz(r.facut_la)) for r in self.repere if r.facut_la]
        return sorted(pasi, key=lambda pas: pas.la)

    def _din_anunt(self):
        anunt = self.p.anunt
        if anunt is None or not (titlu := titlul(anunt.get_absolute_url())):
            return None
        return Pas(_("S-a născut din anunțul „%(titlu)s”") % {"titlu": titlu}, anunt.creat_la, anunt.get_absolute_url())

    def _din_atelier(self):
        p = self.p
        atelier = p.atelier or (p.concluzie and p.concluzie.atelier)
        if atelier is None or not (titlu := titlul(atelier.get_absolute_url())):
            return None
        tipar = _("S-a născut dintr-o concluzie a atelierului „%(titlu)s”")
        if p.concluzie_id is None:
            tipar = _("S-a născut la atelierul „%(titlu)s”")
        return Pas(tipar % {"titlu": titlu}, atelier.incepe_la, atelier.get_absolute_url())

    # --- for machines ---------------------------------------------------------------------------------------------
    @cached_property
    def adresa_canonica(self):
        return settings.ADRESA_SITE + self.p.get_absolute_url()

    @cached_property
    def imagine(self):
        cale = staticfiles_storage.url("img/partajare.png")
        return cale if "://" in cale else settings.ADRESA_SITE + cale

    @cached_property
    def date_structurate(self):
        """JSON-LD in the vocabulary of schema.org, from what the page itself shows."""
        p = self.p
        date = {
            "@context": "https://schema.org",
            "@type": "Project",
            "@id": self.adresa_canonica,
            "url": self.adresa_canonica,
            "name": p.titlu,
            "description": p.rezumat,
            "foundingDate": p.semnat_la and p.semnat_la.isoformat(),
            "dissolutionDate": p.se_incheie_la.isoformat() if p.se_incheie_la and p.etapa in INCHEIATE else None,
            "knowsAbout": [nume for nume, _adresa in self.domenii],
            "areaServed": ["București"] if p.tot_orasul else [f"Sectorul {n}, București" for n in self.sectoare],
            "member": [
                {
                    "@type": TIP_SCHEMA.get(parte.organizatie.tip, "Organization"),
                    "name": parte.organizatie.denumire,
                    "url": settings.ADRESA_SITE + parte.organizatie.get_absolute_url()
                    if parte.organizatie.stare == Stare.PUBLICAT
                    else None,
                }
                for parte in self.parti
            ],
        }
        date["member"] = [{c: v for c, v in membru.items() if v} for membru in date["member"]]
        return {cheie: valoare for cheie, valoare in date.items() if valoare}


INCHEIATE = (Etapa.INCHEIAT, Etapa.CONTINUAT, Etapa.REZILIAT)
PE_PARCURS = (Ce.PROPUS, Ce.CONFIRMAT, Ce.MUTAT)


def _la_pranz(zi):
    """A day among moments."""
    return timezone.make_aware(datetime.combine(zi, time(12)))


def _in_cuvinte(fapta):
    if fapta.ce == Ce.PROPUS:
        return _("Propus de %(cine)s") % {"cine": fapta.organizatie}
    if fapta.ce == Ce.CONFIRMAT:
        return _("Confirmat de %(cine)s") % {"cine": fapta.organizatie}
    return _("Etapa: %(etapa)s") % {"etapa": fapta.get_spre_display()}


def _lista():
    return reverse("parteneriate:lista")
