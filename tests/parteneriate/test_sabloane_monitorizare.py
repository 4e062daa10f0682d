"""The mails about what a partnership still owes: to whom, subject, what they say, where the button leads."""

from datetime import date

import pytest

from parteneriate import emails_monitorizare as emails
from platforma.mesaje.models import Mesaj
from tests.parteneriate.ajutor_monitorizare import raport
from tests.parteneriate.conftest import parteneriat

pytestmark = pytest.mark.django_db
MONITORIZARE = "https://exemplu.test/spatiu/parteneriate/{p}/monitorizare/"


def la_termen(p):
    emails.raport_de_facut(raport(p, depus=False, scadent_la=date(2026, 5, 5)), 1)


def dupa_termen(p):
    emails.raport_de_facut(raport(p, 6, depus=False, scadent_la=date(2026, 5, 5)), 2)


def tacere(p):
    emails.tacere(p, date(2026, 5, 5))


def sfarsit(p):
    emails.sfarsit(p, date(2026, 5, 5))


CAZURI = [
    (la_termen, "Raportul la 3 luni: Parcuri & curți", "este de trimis: termenul este 5 mai 2026.",
     "Scrieți raportul: https://exemplu.test/spatiu/parteneriate/{p}/rapoarte/3/"),
    (dupa_termen, "Raportul la 6 luni: Parcuri & curți", "era de trimis până pe 5 mai 2026 și încă nu a venit.",
     "Scrieți raportul: https://exemplu.test/spatiu/parteneriate/{p}/rapoarte/6/"),
    (tacere, "Necesită actualizare: Parcuri & curți",
     "Din 5 mai 2026 nu s-a mai scris nimic despre parteneriatul „Parcuri & curți”.",
     f"Actualizați parteneriatul: {MONITORIZARE}"),
    (sfarsit, "S-a încheiat? Parcuri & curți",
     "Data la care se încheie parteneriatul „Parcuri & curți”, 5 mai 2026, a trecut.",
     "Hotărâți ce urmează: https://exemplu.test/spatiu/parteneriate/{p}/"),
]  # fmt: skip


@pytest.mark.parametrize(("fa", "subiect", "spune", "buton"), CAZURI, ids=[c[0].__name__ for c in CAZURI])
def test_mesajul(settings, organizatie, primarie, reprezentant, autoritate, fa, subiect, spune, buton):
    settings.ADRESA_SITE = "https://exemplu.test"
    p = parteneriat("Parcuri & curți", organizatie, primarie)
    fa(p)
    mesaje = {m.catre: m for m in Mesaj.objects.all()}
    assert {*mesaje} == {reprezentant.email, autoritate.email}
    mesaj, buton = mesaje[autoritate.email], buton.format(p=p.pk)
    assert mesaj.subiect == subiect
    assert spune in " ".join(mesaj.text.split())
    assert buton in mesaj.text
    assert spune.replace("&", "&amp;") in " ".join(mesaj.html.split()).replace("<br>", "")
    assert f'href="{buton.split(": ")[1]}"' in mesaj.html
