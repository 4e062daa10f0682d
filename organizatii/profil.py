"""What the public sees of an organisation. The page, the previews and the data for machines all read it from here."""

from pathlib import PurePath

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from organizatii.models import SCOASE_DIN_REGISTRU, Document, Organizatie, StareRegistru, Sursa, TipOrganizatie
from organizatii.prospetime import neconfirmata
from platforma.templatetags.platforma import data_lunga, sectoarele

TIP_SCHEMA = {TipOrganizatie.ONG: "NGO", TipOrganizatie.AUTORITATE: "GovernmentOrganization"}  # types of schema.org
LISTE = ("domenii", "grupuri", "odd", "sectoare", "cartiere")


def cu_detalii():
    """Organisations with everything that a profile page reads, in a constant number of queries."""
    documente = Prefetch("documente", Document.objects.filter(public=True), to_attr="documente_publice")
    fara = ("cautare", "fisa__adresa", "fisa__scop", "fisa__modificari_scop")
    return Organizatie.objects.defer(*fara).select_related("instanta", "fisa").prefetch_related(*LISTE, documente)


def profil_context(organizatie):
    """Context of `organizatii/_profil.html`, for the public page and for any preview.

    Values set in memory only (a pending revision laid over its target) are shown as they would be once approved.
    """
    return {"organizatie": organizatie, "profil": Profil(organizatie)}


class Profil:
    """Derived, public facts of one organisation. Contact data come out only through `contact`, each by its switch."""

    def __init__(self, organizatie):
        self.o = organizatie

    # --- who ------------------------------------------------------------------------------------------------------
    @cached_property
    def nerevendicat(self):
        """Where a profile that nobody looks after comes from, as words; empty once somebody does."""
        if self.o.revendicata:
            return ""
        if self.o.sursa == Sursa.REGISTRU:
            return _("Din Registrul național ONG · profil nerevendicat")
        return _("Adăugat de platformă · profil nerevendicat")

    @cached_property
    def scoasa(self):
        """Struck off or dissolved, says the national register: still reachable, no longer listed."""
        return self.o.stare_registru in SCOASE_DIN_REGISTRU

    @cached_property
    def in_lichidare(self):
        return self.o.stare_registru == StareRegistru.IN_LICHIDARE

    @cached_property
    def descriere_scurta(self):
        """One sentence for search engines and shared links."""
        implicita = _("%(tip)s din București: cine este, ce oferă, ce caută și cum se poate lucra împreună.")
        text = self.o.scop or implicita % {"tip": self.o.get_tip_display()}
        return Truncator(" ".join(text.split())).chars(200)

    @cached_property
    def identificare(self):
        """Rows (label, value) of official identifiers."""
        o = self.o
        special = o.nr_registru_special
        if special and o.data_registru_special:
            special = _("%(numar)s din %(data)s") % {"numar": special, "data": data_lunga(o.data_registru_special)}
        cif = f"CIF {o.cif}" if o.cif else _("neprecizat – date demonstrative") if o.demo else ""
        randuri = [
            (_("Cod de identificare fiscală"), cif),
            (_("Forma juridică"), o.get_forma_juridica_display()),
            (_("Registrul special"), special and ", ".join(str(s) for s in (special, o.instanta) if s)),
            (_("Registrul național ONG"), o.nr_registru_national),
            (_("Starea în registru"), o.get_stare_registru_display() if self.scoasa or self.in_lichidare else ""),
            (_("Anul înființării"), o.an_infiintare and str(o.an_infiintare)),
        ]
        return [(eticheta, valoare) for eticheta, valoare in randuri if valoare]

    @cached_property
    def insigne(self):
        """Social-enterprise badges (Legea 219/2015): only while valid and checked by staff."""
        o, insigne = self.o, []
        if o.atestat_valabil:
            text = _("Întreprindere socială atestată (atestat nr. %(nr)s din %(data)s, valabil până la %(pana)s)")
            if not o.atestat_data:
                text = _("Întreprindere socială atestată (atestat nr. %(nr)s, valabil până la %(pana)s)")
            insigne.append((text % self._atestat, self._verificat(o.atestat_verificat_la)))
        if o.marca_valabila:
            text = _("Întreprindere socială de inserție – marcă socială %(nr)s, valabilă până la %(pana)s")
            insigne.append((text % self._marca, self._verificat(o.marca_verificata_la)))
        return insigne

    @cached_property
    def declarate(self):
        """Rows (paper, how it stands) for an attestation or a mark that earns no badge today."""
        o, randuri = self.o, []
        if o.atestat_numar and not o.atestat_valabil:
            text = _("Atestat de întreprindere socială nr. %(nr)s") % self._atestat
            expirat = _("Atestat expirat la %(pana)s") % self._atestat
            randuri.append((text, self._cum_sta(o.atestat_valabil_pana, expirat, o.atestat_verificat_la)))
        if o.marca_numar and not o.marca_valabila:
            text = _("Marcă socială %(nr)s") % self._marca
            expirata = _("Marcă expirată la %(pana)s") % self._marca
            randuri.append((text, self._cum_sta(o.marca_valabil_pana, expirata, o.marca_verificata_la)))
        return randuri

    def _cum_sta(self, pana, expirat, verificat_la):
        if pana and pana < timezone.localdate():
            return expirat
        return self._verificat(verificat_la) if verificat_la else _("Declarat de organizație, neverificat")

    @property
    def _atestat(self):
        o = self.o
        return {"nr": o.atestat_numar, "data": data_lunga(o.atestat_data), "pana": data_lunga(o.atestat_valabil_pana)}

    @property
    def _marca(self):
        return {"nr": self.o.marca_numar, "pana": data_lunga(self.o.marca_valabil_pana)}

    def _verificat(self, data):
        return _("Verificat în registrul ANOFM la %(data)s") % {"data": data_lunga(data)}

    # --- what and where -------------------------------------------------------------------------------------------
    @cached_property
    def are_texte(self):
        """Whether there is anything to read or to look at in the main column."""
        o = self.o
        texte = [o.coperta, o.scop, o.descriere, o.ofera, o.cauta]
        return any([*texte, self.domenii, self.grupuri, self.odd, self.documente])

    @cached_property
    def domenii(self):
        return self._legate("domeniu", self.o.domenii.all())

    @cached_property
    def grupuri(self):
        return self._legate("grup", self.o.grupuri.all())

    @cached_property
    def odd(self):
        return self._legate("odd", self.o.odd.all())

    @cached_property
    def cartiere(self):
        return self._legate("cartier", self.o.cartiere.all())

    def _legate(self, parametru, elemente):
        """Rows (name, address of the directory filtered by it)."""
        return [(str(e), f"{reverse('organizatii:lista')}?{urlencode({parametru: e.slug})}") for e in elemente]

    @cached_property
    def sectoare(self):
        return self.o.numere_sectoare

    @cached_property
    def sectoare_text(self):
        """„Sectoarele 4 și 5”; of an organisation from elsewhere, its county."""
        if self.sectoare:
            return sectoarele(self.sectoare)
        return "" if self.o.judet == "București" else _("Județul %(judet)s") % {"judet": self.o.judet}

    @cached_property
    def sediu(self):
        """Sector, or locality and county; never the street, which has a switch of its own (see `contact`)."""
        o = self.o
        if o.sediu_sector_id:
            return _("Sectorul %(n)s, București") % {"n": o.sediu_sector_id}
        if o.judet == "București":
            return _("București")
        localitate = o.localitate if o.revendicata else ""
        judet = _("județul %(judet)s") % {"judet": o.judet} if o.judet else ""
        return ", ".join(s for s in (localitate, judet) if s)

    # --- contact --------------------------------------------------------------------------------------------------
    @cached_property
    def contact(self):
        """What each switch lets through. Of a profile nobody looks after the street is never shown: often a home."""
        o = self.o
        strada = o.adresa if o.adresa_publica and o.revendicata else ""
        return {
            "persoana": o.persoana_contact if o.persoana_publica else "",
            "functie": o.persoana_functie if o.persoana_publica and o.persoana_contact else "",
            "telefon": o.telefon if o.telefon_public else "",
            "email": o.email if o.email_public else "",
            "adresa": strada,
            "cod_postal": o.cod_postal if strada else "",
        }

    @cached_property
    def legaturi(self):
        """Rows (name, address) of its pages in other networks."""
        retele = [
            ("Facebook", "facebook"),
            ("Instagram", "instagram"),
            ("LinkedIn", "linkedin"),
            ("YouTube", "youtube"),
        ]
        return [(nume, getattr(self.o, camp)) for nume, camp in retele if getattr(self.o, camp)]

    @cached_property
    def se_poate_contacta(self):
        return bool(any(self.contact.values()) or self.o.site or self.legaturi)

    @cached_property
    def documente(self):
        """Public documents as rows (title, address, type, size in bytes)."""
        gasite = getattr(self.o, "documente_publice", None)
        if gasite is None:
            gasite = self.o.documente.filter(public=True)
        return [(d.titlu, d.get_absolute_url(), PurePath(d.nume_fisier).suffix[1:].upper(), d.marime) for d in gasite]

    @cached_property
    def actualizat_la(self):
        """When it last changed after it was published, if on a later day."""
        o = self.o
        if not o.publicat_la or timezone.localdate(o.modificat_la) <= timezone.localdate(o.publicat_la):
            return None
        return o.modificat_la

    @cached_property
    def prospetime(self):
        """One sentence that says how fresh the page is, and who says so."""
        o = self.o
        if not o.revendicata:
            fisa = getattr(o, "fisa", None)
            text = _("Date publice, la %(data)s.")
            if o.sursa == Sursa.REGISTRU:
                text = _("Date din Registrul național ONG, la %(data)s.")
            return text % {"data": data_lunga(fisa.actualizat_la if fisa else o.modificat_la)}
        if o.confirmata_la is None:
            return _("Organizația nu a confirmat încă informațiile.")
        if self.neconfirmata:
            text = _("Informații neconfirmate de organizație din %(data)s.")
        else:
            text = _("Informații confirmate de organizație la %(data)s.")
        return text % {"data": data_lunga(o.confirmata_la)}

    @cached_property
    def neconfirmata(self):
        return self.o.revendicata and neconfirmata(self.o)

    # --- for machines ---------------------------------------------------------------------------------------------
    @cached_property
    def adresa_canonica(self):
        return settings.ADRESA_SITE + self.o.get_absolute_url()

    @cached_property
    def imagine(self):
        """Absolute address of the picture for shared links."""
        poza = self.o.coperta or self.o.logo
        cale = poza.url if poza else staticfiles_storage.url("img/partajare.png")
        return cale if "://" in cale else settings.ADRESA_SITE + cale

    @cached_property
    def date_structurate(self):
        """JSON-LD in the vocabulary of schema.org, from what the page itself shows."""
        o, contact = self.o, self.contact
        adresa = {
            "@type": "PostalAddress",
            "addressCountry": "RO",
            "addressRegion": o.judet,
            "addressLocality": o.localitate if o.revendicata else "",
            "streetAddress": contact["adresa"],
            "postalCode": contact["cod_postal"],
        }
        date = {
            "@context": "https://schema.org",
            "@type": TIP_SCHEMA.get(o.tip, "Organization"),
            "@id": self.adresa_canonica,
            "url": o.site or self.adresa_canonica,
            "mainEntityOfPage": self.adresa_canonica,
            "name": o.denumire,
            "alternateName": o.acronim,
            "description": o.scop,
            "foundingDate": o.an_infiintare and str(o.an_infiintare),
            "taxID": o.cif,
            "logo": o.logo and self._absolut(o.logo.url),
            "telephone": contact["telefon"],
            "email": contact["email"],
            "address": {cheie: valoare for cheie, valoare in adresa.items() if valoare},
            "areaServed": [f"Sectorul {n}, București" for n in self.sectoare],
            "knowsAbout": [nume for nume, _adresa in self.domenii],
            "sameAs": [adresa for _nume, adresa in self.legaturi],
        }
        return {cheie: valoare for cheie, valoare in date.items() if valoare}

    def _absolut(self, cale):
        return cale if "://" in cale else settings.ADRESA_SITE + cale
