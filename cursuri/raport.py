"""Who was certified: the indicator of the project, its breakdowns and its evidence, all counted from the same rows."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from cursuri.models import Certificat, ExportCertificate, Serie, Tema
from organizatii.models import Organizatie
from platforma.nomenclatoare.models import Proiect
from platforma.tabele import Coloana, tabel

TINTA = "reprezentanti"  # the value of „care” that opens the evidence of the indicator


@dataclass(frozen=True)
class Indicator:
    """Distinct representatives of organisations with a valid certificate, of those promised to the funder."""

    certificati: int
    tinta: int | None

    @property
    def procent(self):
        return min(100, 100 * self.certificati // self.tinta) if self.tinta else 0


def indicatorul():
    return Indicator(reprezentantii(), tinta())


def reprezentantii():
    return persoane(Certificat.objects.valabile().ale_reprezentantilor())


def tinta():
    """What the project of today promised, or None."""
    return Proiect.objects.filter(activ=True).values_list("tinta_certificati", flat=True).first()


def persoane(certificate):
    """How many people hold these certificates; somebody with two counts once."""
    return certificate.order_by().cu_persoana().values("om").distinct().count()


@dataclass
class Filtru:
    """What the address of the report asks for; nonsense is dropped."""

    tema: Tema | None = None
    serie: Serie | None = None
    organizatie: Organizatie | None = None
    care: str = ""
    cerute: dict = field(default_factory=dict)

    @classmethod
    def din(cls, cerere):
        filtru = cls()
        for camp, toate in (("tema", Tema.objects), ("serie", Serie.objects), ("organizatie", Organizatie.objects)):
            text = cerere.get(camp, "")
            gasit = toate.filter(pk=text).first() if text.isascii() and text.isdecimal() and len(text) < 10 else None
            if gasit:
                setattr(filtru, camp, gasit)
                filtru.cerute[camp] = gasit.pk
        if cerere.get("care") in (TINTA, "toate"):
            filtru.care = cerere["care"]
            filtru.cerute["care"] = filtru.care
        return filtru

    @property
    def alese(self):
        return [ales for ales in (self.tema, self.serie, self.organizatie) if ales]

    def aplica(self):
        """The certificates of the report: valid ones, or all when `care` says so."""
        certificate = Certificat.objects.all() if self.care == "toate" else Certificat.objects.valabile()
        if self.care == TINTA:
            certificate = certificate.ale_reprezentantilor()
        if self.tema:
            certificate = certificate.filter(cerere__serie__tema=self.tema)
        if self.serie:
            certificate = certificate.filter(cerere__serie=self.serie)
        if self.organizatie:
            certificate = certificate.filter(cerere__organizatie=self.organizatie)
        return certificate


def impartiri(certificate):
    """[(title, key of the filter, rows (id, name, certificates, people))] over these certificates, a query each."""
    cu_om = certificate.order_by().cu_persoana()

    def pe(cheie, *nume):
        randuri = cu_om.values(cheie, *nume).annotate(cate=Count("pk"), oameni=Count("om", distinct=True))
        return list(randuri.order_by(*nume))

    return [
        (_("Pe cursuri"), "tema", [
            (r["cerere__serie__tema"], r["cerere__serie__tema__nume"], r["cate"], r["oameni"])
            for r in pe("cerere__serie__tema", "cerere__serie__tema__nume")
        ]),
        (_("Pe serii"), "serie", [
            (
                r["cerere__serie"],
                _("%(curs)s, seria %(n)s") % {"curs": r["cerere__serie__tema__nume"], "n": r["cerere__serie__numar"]},
                r["cate"],
                r["oameni"],
            )
            for r in pe("cerere__serie", "cerere__serie__tema__nume", "cerere__serie__numar")
        ]),
        (_("Pe organizații"), "organizatie", [
            (r["cerere__organizatie"], r["cerere__organizatie__denumire"], r["cate"], r["oameni"])
            for r in pe("cerere__organizatie", "cerere__organizatie__denumire")
        ]),
    ]  # fmt: skip


def stari():
    """{state: how many}, over everything that was ever issued."""
    return Certificat.objects.aggregate(
        emise=Count("pk"),
        valabile=Count("pk", filter=Q(stare="emis")),
        revocate=Count("pk", filter=Q(stare="revocat")),
        inlocuite=Count("pk", filter=Q(stare="inlocuit")),
    )


# --- as a file ----------------------------------------------------------------------------------------------------
COLOANE = (
    Coloana(_("Numărul"), lambda c: c.numar),
    Coloana(_("Starea"), lambda c: c.get_stare_display()),
    Coloana(_("Emis la"), lambda c: c.emis_la),
    Coloana(_("Cursul"), lambda c: c.cerere.serie.tema.nume, latime=40),
    Coloana(_("Seria"), lambda c: c.cerere.serie.numar),
    Coloana(_("Organizația"), lambda c: c.cerere.organizatie.denumire, latime=40),
    Coloana(_("Din partea"), lambda c: c.cerere.get_parte_display(), latime=20),
    Coloana(_("Nume și prenume"), lambda c: c.date["nume"], personal=True, latime=28),
    Coloana(_("Funcția"), lambda c: c.cerere.functie, personal=True, latime=24),
    Coloana(_("Adresă de e-mail"), lambda c: c.cerere.email, personal=True, latime=32),
)


def randurile(certificate):
    return certificate.select_related("cerere__serie__tema", "cerere__organizatie").order_by("an", "nr")


def exporta(filtru, format, de):
    """Write the rows of the screen as a file, and its line in the log; returns the open file, rewound."""
    if not de.has_perm("cursuri.organizeaza"):
        raise PermissionDenied
    personale = de.has_perm("cursuri.exporta")
    coloane = [c for c in COLOANE if personale or not c.personal]
    with transaction.atomic():
        fisier, randuri = tabel(format, coloane, randurile(filtru.aplica()).iterator())
        ExportCertificate.objects.create(
            format=format, filtre=filtru.cerute, randuri=randuri, personale=personale, de=de
        )
    return fisier
