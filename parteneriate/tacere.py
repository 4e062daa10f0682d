"""„Necesită actualizare”: a partnership under way of which nothing was heard for six months, or whose last day passed.

Neither closes anything. The responsible persons of the parties are asked once, and the page says it.
"""

from django.db import transaction
from django.utils import timezone

from parteneriate import emails_monitorizare as emails
from parteneriate.models import Atentionare, FelAtentionare, Parteneriat


def de_actualizat(persoana):
    """Silent partnerships of this person."""
    return Parteneriat.objects.conduse_de(persoana).neactualizate().defer("cautare").order_by("modificat_la")


def aminteste(azi=None):
    """Ask about each silence and each end once; returns how many mails."""
    azi = azi or timezone.localdate()
    feluri = {
        FelAtentionare.TACERE: (Parteneriat.objects.neactualizate(azi), _inceputul_tacerii, emails.tacere),
        FelAtentionare.SFARSIT: (Parteneriat.objects.trecute_de_sfarsit(azi), _sfarsitul, emails.sfarsit),
    }
    scrise = 0
    for fel, (cele, pentru, scrie) in feluri.items():
        for pk in cele.order_by("pk").values_list("pk", flat=True):
            scrise += _intreaba(cele, pk, fel, pentru, scrie)
    return scrise


@transaction.atomic
def _intreaba(cele, pk, fel, pentru, scrie):
    """Under the partnership's lock, and asked of the locked row: it may have spoken meanwhile."""
    blocat = cele.defer("cautare").select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if blocat is None:
        return 0
    _spusa, noua = Atentionare.objects.get_or_create(parteneriat=blocat, fel=fel, pentru=pentru(blocat))
    return scrie(blocat, pentru(blocat)) if noua else 0


def _inceputul_tacerii(parteneriat):
    return timezone.localdate(parteneriat.modificat_la)


def _sfarsitul(parteneriat):
    return parteneriat.se_incheie_la
