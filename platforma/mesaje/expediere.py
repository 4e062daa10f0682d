"""The outbox: `pune` writes a mail beside the deed it tells about; a worker sends it later."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from kombu.exceptions import OperationalError
from structlog import get_logger

from platforma.mesaje.models import GOL, Mesaj, StareMesaj

PASTRARE = timedelta(days=90)  # how long the body of a mail is kept
PASTRARE_SENSIBIL = timedelta(days=3)  # as long as a one-time link works (PASSWORD_RESET_TIMEOUT, allauth's 3 days)

DE_RELUAT = [StareMesaj.ESUAT, StareMesaj.ABANDONAT, StareMesaj.REINCERCARE]
DE_ABANDONAT = [StareMesaj.IN_COADA, StareMesaj.REINCERCARE, StareMesaj.ESUAT]

ANTETE = {"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"}  # what a mail may add to the worker's own headers

_RANDURI_GOALE = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")
jurnal = get_logger(__name__)


def pune(*, cheie, catre, sablon, context, sensibil=False, antete=None, calendar=""):
    """Render a mail now and put it in the outbox, in the caller's transaction.

    `sablon` names two templates: `<sablon>.subiect.txt` and `<sablon>.txt`. The second one extends `baza`, which is the
    plain text one the first time and the HTML one the second time, so the two bodies cannot drift apart.
    `cheie` says what the mail is about; a second call with the same key does nothing, even at the same moment in
    another transaction. `sensibil`: it holds a one-time link, so its body is wiped once sent and staff never see it.
    `antete`: further headers, by names of ANTETE. `calendar`: iCalendar that goes along, with METHOD:REQUEST or CANCEL.
    Returns whether a row was written.
    """
    mesaj = _scrie(
        cheie=cheie,
        catre=catre,
        sablon=sablon,
        context=context,
        sensibil=sensibil,
        antete=antete,
        calendar=calendar,
    )
    _mesaj, nou = Mesaj.objects.get_or_create(cheie=cheie, defaults=_scrisoarea(mesaj))
    if nou:
        transaction.on_commit(trezeste)
    return nou


def pune_multe(scrisori):
    """Many mails in one statement, each described by the arguments of `pune`; returns {key: id of its row}.

    They count as `in_masa`: one person's mail never waits behind them, and no worker is woken for them; the sweep of
    every 30 seconds sends them. A key that has its row already keeps it.
    """
    mesaje = [_scrie(**scrisoare) for scrisoare in scrisori]
    for mesaj in mesaje:
        mesaj.in_masa = True
    Mesaj.objects.bulk_create(mesaje, ignore_conflicts=True)
    return dict(Mesaj.objects.filter(cheie__in=[m.cheie for m in mesaje]).values_list("cheie", "pk"))


def _scrie(*, cheie, catre, sablon, context, sensibil=False, antete=None, calendar=""):
    context = {**context, "site": settings.NUME_SITE, "adresa": settings.ADRESA_SITE}
    subiect = " ".join(_text(f"{sablon}.subiect.txt", context).split())[:250]
    return Mesaj(
        cheie=cheie,
        catre=catre,
        subiect=subiect,
        text=_text(f"{sablon}.txt", {**context, "baza": "mesaje/baza.txt"}),
        html=_html(f"{sablon}.txt", {**context, "baza": "mesaje/baza.html", "subiect": subiect}),
        sensibil=sensibil,
        antete=_antete_curate(antete or {}),
        calendar=calendar,
    )


def _scrisoarea(mesaj):
    """What makes a mail the same mail in another row."""
    return {n: getattr(mesaj, n) for n in ("catre", "subiect", "sensibil", "in_masa", *GOL)}


def antete_lista(lista, cale_stop):
    """Of a mail that came by subscription: which list it is of, and the address that takes one off it by one POST."""
    return {
        "List-Id": f"<{lista}.{urlsplit(settings.ADRESA_SITE).hostname}>",
        "List-Unsubscribe": f"<{settings.ADRESA_SITE}{cale_stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _antete_curate(antete):
    """The same headers, or ValueError: another name, or a value that could begin a header of its own."""
    for nume, valoare in antete.items():
        if nume not in ANTETE or not valoare.isascii() or not valoare.isprintable():
            raise ValueError(f"A mail may not have the header {nume}: {valoare!r}.")
    return antete


def _text(sablon, context):
    """A template rendered as plain text: nothing is escaped, and at most one empty line in a row."""
    randat = get_template(sablon).template.render(Context(context, autoescape=False))
    return _RANDURI_GOALE.sub("\n\n", randat).strip() + "\n"


def _html(sablon, context):
    return get_template(sablon).template.render(Context(context)).strip() + "\n"


def trezeste():
    """Ask a worker to look now. With the broker down nothing is lost: the sweep of every 30 seconds sends it."""
    from platforma.mesaje.tasks import expediaza

    try:
        expediaza.apply_async(retry=False)
    except (OperationalError, OSError) as eroare:
        jurnal.warning("mesaje_fara_broker", eroare=str(eroare))


def retrimite(mesaj):
    """Send it again: a failed or abandoned one from the start, a sent one as a new mail with the same words.

    A new mail, because receivers drop a Message-ID they have seen. Asked twice within a minute, it is sent once.
    Returns False when there is nothing to send any more: the body was wiped, or the mail is on its way already.
    """
    acum = timezone.now()
    cu_text = Mesaj.objects.filter(pk=mesaj.pk).exclude(text="")
    if cu_text.filter(stare__in=DE_RELUAT).update(
        stare=StareMesaj.IN_COADA, incercari=0, urmatoarea_la=acum, eroare=""
    ):
        transaction.on_commit(trezeste)
        return True
    trimis = cu_text.filter(stare=StareMesaj.TRIMIS).first()
    if trimis is None:
        return False
    _copie, noua = Mesaj.objects.get_or_create(
        cheie=f"retrimis:{trimis.uuid}:{acum:%Y%m%d%H%M}",
        defaults=_scrisoarea(trimis),
    )
    if noua:
        transaction.on_commit(trezeste)
    return noua


def abandoneaza(mesaj):
    """Give it up. Returns False when it was sent, or is being sent, meanwhile."""
    return bool(
        Mesaj.objects.filter(pk=mesaj.pk, stare__in=DE_ABANDONAT).update(
            stare=StareMesaj.ABANDONAT, **(GOL if mesaj.sensibil else {})
        )
    )


def abandoneaza_toate(mesaje):
    """Of these, give up those that wait to be sent, with their words; what is being sent just now still goes."""
    mesaje.filter(stare__in=[StareMesaj.IN_COADA, StareMesaj.REINCERCARE]).update(stare=StareMesaj.ABANDONAT, **GOL)


def uita(adrese, inlocuitor):
    """Wipe the mails to these addresses, the addresses too, and give up what was not sent. Nothing of them goes again.

    Also what a worker is sending just now: should that fail, it finds the row abandoned and does not try again.
    """
    uita_mesajele(Mesaj.objects.filter(catre__in=adrese), inlocuitor)


def uita_mesajele(mesaje, inlocuitor):
    """The same for some of the mails to an address; the others stay."""
    mesaje.exclude(stare=StareMesaj.TRIMIS).update(stare=StareMesaj.ABANDONAT)
    mesaje.update(catre=inlocuitor, eroare="", **GOL)


def sterge_textele(acum=None):
    """Wipe the bodies that nobody needs any more; subject, addressee and state stay. Returns how many."""
    acum = acum or timezone.now()
    incheiate = Mesaj.objects.filter(stare__in=[StareMesaj.TRIMIS, StareMesaj.ESUAT, StareMesaj.ABANDONAT])
    vechi = Q(creat_la__lt=acum - PASTRARE) | Q(sensibil=True, creat_la__lt=acum - PASTRARE_SENSIBIL)
    return incheiate.filter(vechi).exclude(text="", html="").update(**GOL)
