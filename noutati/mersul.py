"""How a newsletter is doing, read from its rows and from their mails in the outbox."""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, Value, When
from django.utils.translation import gettext_lazy as _

from noutati.models import StareBuletin
from platforma.mesaje.models import StareMesaj

ASTEAPTA, SARIT = "asteapta", "sarit"
# In the order of a mail's life. What the outbox tells apart and nobody here needs to is one state.
STARI = {
    ASTEAPTA: _("Nu este încă în poștă"),
    StareMesaj.IN_COADA: _("În poștă, urmează să plece"),
    StareMesaj.TRIMIS: _("A plecat"),
    StareMesaj.ESUAT: _("Nu a putut fi trimis"),
    StareMesaj.ABANDONAT: _("Oprit înainte să plece"),
    SARIT: _("Nu vrea buletine"),
}


@dataclass(frozen=True)
class Mers:
    total: int
    stari: list  # (code, words, how many), without those that nobody is in
    plecate: int
    incheiate: int  # those of whom nothing more will happen
    se_misca: bool  # whether the page should look again

    @property
    def procent(self):
        return 100 * self.incheiate // self.total if self.total else 0


def cu_starea(buletin):
    """Its recipients, each with `starea`, a key of STARI."""
    fara_mesaj = StareMesaj.ABANDONAT if buletin.stare == StareBuletin.ANULAT else ASTEAPTA
    return buletin.destinatari.annotate(
        starea=Case(
            When(sarit_la__isnull=False, then=Value(SARIT)),
            When(pus_la=None, then=Value(fara_mesaj)),
            When(mesaj__stare__in=[StareMesaj.REINCERCARE, StareMesaj.IN_CURS], then=Value(StareMesaj.IN_COADA)),
            default=F("mesaj__stare"),
            output_field=CharField(),
        )
    )


def mersul(buletin):
    numarate = dict(cu_starea(buletin).order_by().values_list("starea").annotate(Count("pk")))
    total = sum(numarate.values())
    deschise = numarate.get(ASTEAPTA, 0) + numarate.get(StareMesaj.IN_COADA, 0)
    return Mers(
        total=total,
        stari=[(cod, cuvinte, numarate[cod]) for cod, cuvinte in STARI.items() if cod in numarate],
        plecate=numarate.get(StareMesaj.TRIMIS, 0),
        incheiate=total - deschise,
        se_misca=deschise > 0 and buletin.stare != StareBuletin.PAUZA,
    )
