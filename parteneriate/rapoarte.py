"""Reports at 3, 6 and 12 months after the start: when they are due, written, sent, corrected, reminded of."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parteneriate import emails_monitorizare as emails
from parteneriate.models import (
    AMINTIRI_RAPORT,
    SE_POATE_DIN,
    Etapa,
    FotografieRaport,
    Parteneriat,
    Raport,
    StareRaport,
    Termen,
)
from parteneriate.scriere import Refuzat, atinge, condus
from parteneriate.termene import peste_luni
from platforma.incarcari import sterge_dupa_commit

FOTOGRAFII_MAXIM = 6  # of one report


@dataclass(frozen=True)
class Scadenta:
    """One term of a partnership: when it is due, and the report, if there is one (the latest version)."""

    luni: Termen
    la: date
    raport: Raport | None = None

    @property
    def se_poate_scrie(self):
        return self.raport is not None or self.la <= timezone.localdate() + timedelta(days=SE_POATE_DIN)

    @property
    def intarziat(self):
        return self.de_facut and self.la < timezone.localdate()

    @property
    def de_facut(self):
        """Still owed. A correction being written is nobody's debt."""
        return self.raport is None or (not self.raport.depus and self.raport.versiune == 1)


def termene(parteneriat):
    """{Termen: due date}: those that fall inside the partnership; what comes after is the final report's."""
    if parteneriat.incepe_la is None:
        return {}
    zile = {termen: peste_luni(parteneriat.incepe_la, termen.value) for termen in Termen}
    sfarsit = parteneriat.se_incheie_la
    return {termen: zi for termen, zi in zile.items() if sfarsit is None or zi <= sfarsit}


def scadente(parteneriat):
    """Every term with its report. A row that was made keeps its own day."""
    rapoarte = {r.luni: r for r in parteneriat.rapoarte.order_by("versiune")}
    zile = termene(parteneriat) | {Termen(luni): r.scadent_la for luni, r in rapoarte.items()}
    return [Scadenta(termen, zile[termen], rapoarte.get(termen.value)) for termen in Termen if termen in zile]


def urmatoarea(parteneriat):
    """The report that is owed next, due or not yet; None when there is none."""
    if parteneriat.etapa != Etapa.IMPLEMENTARE:
        return None
    return next((s for s in scadente(parteneriat) if s.de_facut), None)


def rapoarte_de_facut(persoana):
    """The reports that are due from this person, the oldest first: rows of Raport with their partnership."""
    ale_ei = Parteneriat.objects.conduse_de(persoana).values("pk")
    datorate = Raport.objects.de_facut().filter(parteneriat__in=ale_ei, scadent_la__lte=timezone.localdate())
    return datorate.select_related("parteneriat").order_by("scadent_la", "pk")


# --- written, sent ------------------------------------------------------------------------------------------------
@transaction.atomic
def salveaza(parteneriat, luni, form, de, *, trimite=False):
    """Write the draft of a valid RaportForm, making its row at the first word; with `trimite` it is sent and fixed.

    Raises PermissionDenied; Refuzat (too early, not under way, sent by a colleague meanwhile).
    """
    blocat = condus(parteneriat.pk, de)
    raport = _ciorna(blocat, luni)
    for nume in ("realizat", "probleme", "buget_cheltuit"):
        if nume in form.cleaned_data:
            setattr(raport, nume, form.cleaned_data[nume])
    if trimite:
        raport.stare, raport.depus_la, raport.depus_de = StareRaport.DEPUS, timezone.now(), de
    raport.save()
    if "documente" in form.cleaned_data:
        raport.documente.set(form.cleaned_data["documente"])
    atinge(blocat)
    return raport


def _ciorna(blocat, luni):
    """The draft of a term, under the partnership's lock."""
    raport = blocat.rapoarte.filter(luni=luni).order_by("-versiune").first()
    if raport is not None and raport.depus:
        raise Refuzat(_("Raportul a fost trimis și nu se mai schimbă. Puteți scrie o versiune corectată."))
    if raport is not None and (raport.versiune > 1 or blocat.etapa == Etapa.IMPLEMENTARE):
        return raport
    if blocat.etapa != Etapa.IMPLEMENTARE:
        raise Refuzat(_("Rapoartele se scriu cât parteneriatul este în implementare."))
    zi = termene(blocat).get(luni)
    if zi is None or not Scadenta(luni, zi).se_poate_scrie:
        raise Refuzat(_("Este prea devreme pentru acest raport."))
    return Raport(parteneriat=blocat, luni=luni, scadent_la=zi)


@transaction.atomic
def incepe_corectarea(raport, de):
    """The next version of a report that was sent, with its words, to be corrected; the one before stays as it was."""
    blocat = condus(raport.parteneriat_id, de)
    ultimul = blocat.rapoarte.filter(luni=raport.luni).order_by("-versiune").first()
    if not ultimul.depus:
        return ultimul
    noul = Raport.objects.create(
        parteneriat=blocat,
        luni=ultimul.luni,
        versiune=ultimul.versiune + 1,
        scadent_la=ultimul.scadent_la,
        realizat=ultimul.realizat,
        probleme=ultimul.probleme,
        buget_cheltuit=ultimul.buget_cheltuit,
    )
    noul.documente.set(ultimul.documente.all())
    return noul


@transaction.atomic
def renunta(raport, de):
    """Drop a correction that was not sent, with its pictures. A report that is owed stays."""
    blocat = condus(raport.parteneriat_id, de)
    ciorna = blocat.rapoarte.filter(pk=raport.pk, stare=StareRaport.CIORNA, versiune__gt=1).first()
    if ciorna is None:
        raise Refuzat(_("Se poate renunța numai la o corectură netrimisă."))
    for fotografie in ciorna.fotografii.all():
        _scoate(fotografie)
    ciorna.delete()


# --- pictures -----------------------------------------------------------------------------------------------------
@transaction.atomic
def adauga_fotografie(raport, form, de):
    """Keep the picture of a valid FotografieRaportForm in a draft; who declares the consent is written down."""
    ciorna = _deschis(raport, de)
    if ciorna.fotografii.count() >= FOTOGRAFII_MAXIM:
        raise Refuzat(_("Un raport are cel mult %(n)s fotografii.") % {"n": FOTOGRAFII_MAXIM})
    fotografie = form.save(commit=False)
    fotografie.raport, fotografie.acord_de = ciorna, de
    fotografie.save()
    return fotografie


@transaction.atomic
def sterge_fotografie(fotografie, de):
    """Anytime, sent or not: whoever is in it may take the consent back."""
    condus(fotografie.raport.parteneriat_id, de)
    _scoate(fotografie)


def _scoate(fotografie):
    sterge_dupa_commit(fotografie.imagine)
    FotografieRaport.objects.filter(pk=fotografie.pk).delete()


def _deschis(raport, de):
    condus(raport.parteneriat_id, de)
    ciorna = Raport.objects.filter(pk=raport.pk, stare=StareRaport.CIORNA).first()
    if ciorna is None:
        raise Refuzat(_("Raportul a fost trimis și nu se mai schimbă. Puteți scrie o versiune corectată."))
    return ciorna


# --- the job of each morning --------------------------------------------------------------------------------------
def aminteste(azi=None):
    """Make the rows of what is due, then remind of it on its day and 14 days later; returns how many mails.

    `amintiri` counts what was sent, under the row's lock: a second run writes nothing, and one that was late sends the
    latest reminder only.
    """
    azi = azi or timezone.localdate()
    in_lucru = Parteneriat.objects.filter(etapa=Etapa.IMPLEMENTARE, incepe_la__lte=peste_luni(azi, -min(Termen.values)))
    for pk in in_lucru.order_by("pk").values_list("pk", flat=True):
        _deschide(pk, azi)
    scrise = 0
    for pk in Raport.objects.de_facut().filter(scadent_la__lte=azi).values_list("pk", flat=True):
        scrise += _aminteste_unul(pk, azi)
    return scrise


@transaction.atomic
def _deschide(pk, azi):
    """The rows of the terms that have come and have none."""
    blocat = Parteneriat.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if blocat is None or blocat.etapa != Etapa.IMPLEMENTARE:
        return
    facute = {*blocat.rapoarte.values_list("luni", flat=True)}
    for termen, zi in termene(blocat).items():
        if zi <= azi and termen.value not in facute:
            Raport.objects.create(parteneriat=blocat, luni=termen, scadent_la=zi)


@transaction.atomic
def _aminteste_unul(pk, azi):
    randuri = Raport.objects.de_facut().select_for_update(of=("self",), skip_locked=True)
    raport = randuri.select_related("parteneriat").filter(pk=pk).first()
    datorate = sum(raport.scadent_la + timedelta(days=zile) <= azi for zile in AMINTIRI_RAPORT) if raport else 0
    if raport is None or datorate <= raport.amintiri:
        return 0
    Raport.objects.filter(pk=pk).update(amintiri=datorate)
    return emails.raport_de_facut(raport, datorate)
