"""What notices, expressions of interest and partnerships ask of a person, in her worklist."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organizatii.lucru import Sarcina, lucru
from parteneriate.emails import ZILE_DE_RASPUNS
from parteneriate.models import SE_APROPIE, Anunt, Etapa, Interes, Parte, StareInteres
from parteneriate.rapoarte import rapoarte_de_facut
from parteneriate.stari import DE_CONFIRMAT, Miscare
from parteneriate.tacere import de_actualizat
from parteneriate.verificari import verificari_de_raspuns
from platforma.moderare.tranzitii import Stare
from platforma.templatetags.platforma import data_lunga

EXPIRA_IN = timedelta(days=14)


@lucru
def interese_de_raspuns(persoana):
    asteapta = Interes.objects.primite_de(persoana).filter(stare=StareInteres.TRIMIS)
    for interes in asteapta.select_related("organizatie", "anunt__organizatie"):
        yield Sarcina(
            "interes", interes.pk, _("Răspundeți la manifestarea de interes"),
            _("%(cine)s, la anunțul „%(anunt)s”") % {"cine": interes.organizatie, "anunt": interes.anunt},
            interes.anunt.organizatie, interes.get_absolute_url(), interes.raspuns_pana_la,
        )  # fmt: skip


@lucru
def anunturi(persoana):
    """Open ones whose last day is near, and those that a moderator sent back."""
    azi = timezone.localdate()
    ale_ei = Anunt.objects.editabile_de(persoana).select_related("organizatie").defer("text", "cautare")
    deschise = Anunt.objects.deschise().filter(valabil_pana__lte=azi + EXPIRA_IN)
    for anunt in ale_ei.filter(Q(pk__in=deschise.values("pk")) | Q(stare=Stare.COMPLETARI)):
        if anunt.stare == Stare.COMPLETARI:
            fel, ce, pana_la = "anunt-completari", _("Completați anunțul, cum a cerut moderatorul"), None
        else:
            fel, ce, pana_la = "anunt-expira", _ce_se_face_cu(anunt), anunt.valabil_pana
        yield Sarcina(fel, anunt.pk, ce, anunt.titlu, anunt.organizatie, anunt.get_spatiu_url(), pana_la)


def _ce_se_face_cu(anunt):
    if anunt.expira_curand:
        return _("Reînnoiți anunțul sau închideți-l")
    din = {"din": data_lunga(anunt.valabil_pana - SE_APROPIE)}
    return _("Anunțul expiră curând; îl puteți reînnoi din %(din)s") % din


@lucru
def parteneriate(persoana):
    """What each side that she acts for is asked for, by where the partnership and its text stand."""
    celelalte = Parte.objects.active().filter(parteneriat=OuterRef("parteneriat")).exclude(pk=OuterRef("pk"))
    parti = (
        Parte.objects.conduse_de(persoana)
        .filter(parteneriat__etapa__in=DE_CONFIRMAT)
        .annotate(corectat=Exists(celelalte.filter(corecturi_redactare=OuterRef("parteneriat__redactare"))))
        .select_related("organizatie", "parteneriat")
        .defer("parteneriat__cautare", "parteneriat__problema", "parteneriat__obiective", "parteneriat__activitati")
    )
    for parte in parti.order_by("pk"):
        for fel, ce, adresa, pana_la in _ce_se_cere(parte, parte.parteneriat):
            yield Sarcina(
                fel, parte.pk, ce, parte.parteneriat.titlu, parte.organizatie, adresa, pana_la,
                numai_administratori=True, responsabil=parte.responsabil_id,
            )  # fmt: skip


def _ce_se_cere(parte, p):
    """Rows (kind, what, where, till when)."""
    raspuns = reverse("parteneriate:raspunde", args=[parte.pk])
    if parte.acceptat_la is None:
        pana_la = timezone.localdate(parte.invitat_la) + timedelta(days=ZILE_DE_RASPUNS)
        yield "invitatie", _("Răspundeți la invitația în parteneriat"), raspuns, pana_la
    elif parte.corectat:
        yield "corecturi", _("Faceți sau lămuriți corecturile cerute de cealaltă parte"), p.get_spatiu_url(), None
    elif not parte.a_confirmat(p.redactare) and not parte.asteapta_corecturi(p.redactare):
        yield "confirmare", _("Confirmați textul parteneriatului sau cereți corecturi"), raspuns, None
    if p.stare == Stare.COMPLETARI:
        yield "pagina", _("Completați pagina parteneriatului, cum a cerut moderatorul"), p.get_spatiu_url(), None
    yield from _etapa_care_asteapta(p)


def _etapa_care_asteapta(p):
    """Moves for which only the calendar was awaited; their page says what else is missing."""
    azi = timezone.localdate()
    if p.etapa == Etapa.SEMNAT and p.incepe_la and p.incepe_la <= azi:
        yield "incepe", _("Marcați începerea implementării"), _mutare(p, Miscare.INCEPE), p.incepe_la
    elif p.etapa == Etapa.IMPLEMENTARE and p.se_incheie_la and p.se_incheie_la <= azi:
        yield (
            "incheie",
            _("Scrieți rezultatele și încheiați parteneriatul"),
            _mutare(p, Miscare.INCHEIE),
            p.se_incheie_la,
        )


def _mutare(p, miscare):
    return reverse("parteneriate:muta_etapa", args=[p.pk, miscare])


@lucru
def verificari(persoana):
    for raspuns in verificari_de_raspuns(persoana):
        parte, verificare = raspuns.parte, raspuns.verificare
        yield Sarcina(
            "verificare", raspuns.pk, _("Spuneți dacă parteneriatul mai este activ"), verificare.parteneriat.titlu,
            parte.organizatie, raspuns.get_absolute_url(), verificare.pana_la,
            numai_administratori=True, responsabil=parte.responsabil_id,
        )  # fmt: skip


@lucru
def rapoarte(persoana):
    """Either side may write a report, so each has it until one of them has sent it."""
    datorate = list(rapoarte_de_facut(persoana))
    parti = _partile(persoana, [raport.parteneriat_id for raport in datorate])
    for raport in datorate:
        for parte in parti.get(raport.parteneriat_id, ()):
            yield Sarcina(
                f"raport-{raport.luni}", parte.pk, _("Scrieți %(raportul)s") % {"raportul": _cu_litera_mica(raport)},
                raport.parteneriat.titlu, parte.organizatie, raport.get_absolute_url(), raport.scadent_la,
                numai_administratori=True, responsabil=parte.responsabil_id,
            )  # fmt: skip


@lucru
def de_scris_vesti(persoana):
    """Partnerships that nobody has touched for six months."""
    tacute = list(de_actualizat(persoana))
    parti = _partile(persoana, [p.pk for p in tacute])
    for p in tacute:
        for parte in parti.get(p.pk, ()):
            yield Sarcina(
                "actualizare", parte.pk, _("Actualizați parteneriatul: tace de șase luni"), p.titlu, parte.organizatie,
                reverse("parteneriate:monitorizare", args=[p.pk]),
                numai_administratori=True, responsabil=parte.responsabil_id,
            )  # fmt: skip


def _partile(persoana, chei):
    """{key of a partnership: the parties for which this person acts in it}"""
    parti = defaultdict(list)
    for parte in Parte.objects.conduse_de(persoana).filter(parteneriat__in=chei).select_related("organizatie"):
        parti[parte.parteneriat_id].append(parte)
    return parti


def _cu_litera_mica(raport):
    titlu = str(raport)
    return titlu[0].lower() + titlu[1:]
