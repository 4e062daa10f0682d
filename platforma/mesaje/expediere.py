"""The outbox: `pune` writes a mail beside the deed it tells about; a worker sends it later."""

from django.conf import settings
from django.template.loader import render_to_string

from platforma.mesaje.models import Mesaj


def pune(*, cheie, catre, sablon, context, sensibil=False):
    """Render a mail now and put it in the outbox, in the caller's transaction.

    `sablon` names three templates: `<sablon>.subiect.txt`, `.txt` and `.html`. `cheie` says what it is about; a second
    call with the same key does nothing. Returns whether a row was written.
    """
    context = {**context, "site": settings.NUME_SITE, "adresa": settings.ADRESA_SITE}
    subiect = " ".join(render_to_string(f"{sablon}.subiect.txt", context).split())
    mesaj = Mesaj(
        cheie=cheie,
        catre=catre,
        subiect=subiect[:250],
        text=render_to_string(f"{sablon}.txt", context).strip() + "\n",
        html=render_to_string(f"{sablon}.html", context),
        sensibil=sensibil,
    )
    existent = Mesaj.objects.filter(cheie=cheie).exists()
    Mesaj.objects.bulk_create([mesaj], ignore_conflicts=True)
    return not existent
