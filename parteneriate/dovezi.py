"""What proves a partnership: the conditions of `Cerinta` as questions to the database, and the credibility ladder.

The ladder is computed from rows each time, here only: „Declarat” (somebody says so) → „Documentat” (everything that
its type asks for is there) → „Confirmat de ambele părți” (every party has confirmed the text as it is now).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parteneriate.models import Cerinta, DocumentParteneriat, FelDocument, Parteneriat


def _document(*feluri):
    return Q(Exists(DocumentParteneriat.objects.filter(parteneriat=OuterRef("pk"), fel__in=feluri)))


def _semnat_pe_hartie():
    return ~Q(acord_numar="") & Q(acord_data__isnull=False) & _document(FelDocument.ACORD)


def are_act():
    """An act of approval, or the reason why none is needed."""
    return Q(Exists(Parteneriat.acte.through.objects.filter(parteneriat=OuterRef("pk")))) | ~Q(fara_act_motiv="")


PREZENTE = {
    Cerinta.ACORD: _semnat_pe_hartie,
    Cerinta.CONTRACT: _semnat_pe_hartie,
    Cerinta.ACT: are_act,
    Cerinta.COD_PROIECT: lambda: ~Q(cod_proiect=""),
    Cerinta.ANUNT_SELECTIE: lambda: ~Q(selectie_link="") | _document(FelDocument.SELECTIE),
    Cerinta.LICENTA: lambda: ~Q(licenta="") | _document(FelDocument.LICENTA),
    Cerinta.ACHIZITIE: lambda: ~Q(achizitie_link=""),
}


def are(parteneriat, conditie):
    """Whether a condition holds of the stored row."""
    return Parteneriat.objects.filter(conditie, pk=parteneriat.pk).exists()


def cerinte_lipsa(parteneriat):
    """The requirements of its type that are not met, in the order of the type."""
    return [Cerinta(c) for c in parteneriat.tip.cerinte if not are(parteneriat, PREZENTE[c]())]


def documentate(parteneriate):
    """Those of which everything that the type asks for is there."""
    for cerinta, prezenta in PREZENTE.items():
        parteneriate = parteneriate.filter(~Q(tip__cerinte__contains=[cerinta]) | prezenta())
    return parteneriate


def confirmate_si_documentate(parteneriate):
    return documentate(parteneriate.confirmate())


# --- the ladder ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Treapta:
    cod: str
    eticheta: str
    atinsa: bool
    din: date | None = None


TREPTE = {
    "declarat": _("Declarat"),
    "documentat": _("Documentat"),
    "confirmat": _("Confirmat de ambele părți"),
}


def scara(parteneriat, parti=None):
    """The three steps with their dates; `parti` are the active parties, when the caller has them already.

    A step may be reached before the one under it: both are shown, and `nivel` takes the highest without a gap.
    """
    parti = list(parteneriat.parti.all()) if parti is None else parti
    parti = [p for p in parti if p.iesit_la is None]
    documentat = not cerinte_lipsa(parteneriat)
    confirmat = len(parti) >= 2 and all(p.a_confirmat(parteneriat.redactare) for p in parti)
    dovezi = [d.creat_la for d in parteneriat.documente.all()] + [a.creat_la for a in parteneriat.acte.all()]
    return [
        Treapta("declarat", TREPTE["declarat"], True, _zi(parteneriat.creat_la)),
        Treapta("documentat", TREPTE["documentat"], documentat, _zi(max(dovezi)) if documentat and dovezi else None),
        Treapta(
            "confirmat",
            TREPTE["confirmat"],
            confirmat,
            _zi(max(p.confirmat_la for p in parti)) if confirmat else None,
        ),
    ]


def nivel(trepte):
    """The highest step reached without a gap."""
    ultima = trepte[0]
    for treapta in trepte[1:]:
        if not treapta.atinsa:
            break
        ultima = treapta
    return ultima


def _zi(moment):
    return timezone.localdate(moment)
