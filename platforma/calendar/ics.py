"""iCalendar (RFC 5545, 5546, 7986) out of plain values: the same values give the same bytes, whenever they are asked.

An event is known by its UID, which is the stored UUID and nothing more (RFC 7986 §5.3): no slug, host name or order
can change it. Which of two versions is newer is told by SEQUENCE and DTSTAMP, both made of the moments at which
something relevant changed, so nothing has to be counted, and whoever leaves and comes back is newer than her leaving.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from icalendar import Calendar, Event, Timezone, vCalAddress

FUS = ZoneInfo("Europe/Bucharest")
PRODUS = "-//Bucurestiul social si solidar//calendar//RO"
REIMPROSPATARE = timedelta(hours=6)  # how often a program that subscribed is asked to look again
# The rule of Directive 2000/84/EC, as Romania has it since 1997. Outlook wants rules, not lists of dates.
VTIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Bucharest
BEGIN:STANDARD
DTSTART:19961027T040000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:EET
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:EEST
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
"""


class Metoda(models.TextChoices):
    PUBLISH = "PUBLISH"  # a file or a feed, for anybody
    REQUEST = "REQUEST"  # a mail: put it in, or change it
    CANCEL = "CANCEL"  # a mail: take it out


@dataclass(frozen=True)
class Eveniment:
    uid: UUID
    titlu: str
    incepe: datetime  # aware, like all of them
    se_incheie: datetime
    creat: datetime
    modificat: datetime  # the last change that a calendar must know of: time, place, state, one's own place
    adresa: str  # path of its page
    editat: datetime | None = None  # the last change of any kind
    descriere: str = ""  # plain text
    loc: str = ""
    categorie: str = ""
    anulat: bool = False
    ocupat: bool = False  # its owner is busy then; an event that one only looks at leaves the time free

    @property
    def secventa(self):
        """Whole seconds from creation to the last relevant change."""
        return max(0, int((self.modificat - self.creat).total_seconds()))


@dataclass(frozen=True)
class Participant:
    nume: str
    email: str


def scrisoare(eveniment, metoda, participant):
    """The calendar part of a mail to one person, as text; METHOD is REQUEST or CANCEL.

    The organiser is the mailbox the mail comes from: Gmail takes out only what the same sender put in.
    """
    return _scrie([_vevent(eveniment, metoda, participant)], METHOD=metoda)


def flux(evenimente, nume, cale):
    """A feed to subscribe to at this path, as text. It names no person, so it may be passed on."""
    return _scrie(
        [_vevent(e, Metoda.PUBLISH) for e in evenimente],
        ("NAME", nume, {}),
        ("X-WR-CALNAME", nume, {}),
        ("REFRESH-INTERVAL", REIMPROSPATARE, {"VALUE": "DURATION"}),
        ("X-PUBLISHED-TTL", "PT6H", {}),
        ("SOURCE", settings.ADRESA_SITE + cale, {"VALUE": "URI"}),
        METHOD=Metoda.PUBLISH,
    )


def fisier(eveniment):
    """One event as a file to open, as text."""
    return _scrie([_vevent(eveniment, Metoda.PUBLISH)], METHOD=Metoda.PUBLISH)


def _scrie(evenimente, *proprietati, **simple):
    calendar = Calendar()
    for nume, valoare in {"VERSION": "2.0", "PRODID": PRODUS, "CALSCALE": "GREGORIAN", **simple}.items():
        calendar.add(nume, str(valoare))
    for nume, valoare, parametri in proprietati:
        calendar.add(nume, valoare, parametri)
    calendar.add_component(Timezone.from_ical(VTIMEZONE))
    for eveniment in evenimente:
        calendar.add_component(eveniment)
    return calendar.to_ical().decode()


def _vevent(eveniment, metoda, participant=None):
    adresa = settings.ADRESA_SITE + eveniment.adresa
    anulat = eveniment.anulat or metoda == Metoda.CANCEL
    proprietati = {
        "UID": str(eveniment.uid),
        "SEQUENCE": eveniment.secventa,
        "DTSTAMP": eveniment.modificat.astimezone(UTC),
        "CREATED": eveniment.creat.astimezone(UTC),
        "LAST-MODIFIED": max(eveniment.modificat, eveniment.editat or eveniment.modificat).astimezone(UTC),
        "DTSTART": _local(eveniment.incepe),
        "DTEND": _local(eveniment.se_incheie),
        "SUMMARY": eveniment.titlu,
        # again here, because not every program shows URL
        "DESCRIPTION": "\n\n".join(filter(None, [eveniment.descriere, adresa])),
        "URL": adresa,
        "STATUS": "CANCELLED" if anulat else "CONFIRMED",
        "TRANSP": "OPAQUE" if eveniment.ocupat and not anulat else "TRANSPARENT",
    }
    if eveniment.loc:
        proprietati["LOCATION"] = eveniment.loc
    if eveniment.categorie:
        proprietati["CATEGORIES"] = [eveniment.categorie]
    vevent = Event()
    for nume, valoare in proprietati.items():
        vevent.add(nume, valoare)
    if participant is not None:
        nume, adresa = parseaddr(settings.DEFAULT_FROM_EMAIL)
        vevent.add("ORGANIZER", _om(adresa, nume), encode=False)
        vevent.add("ATTENDEE", _om(participant.email, participant.nume, ROLE="REQ-PARTICIPANT", PARTSTAT="ACCEPTED",
                                   RSVP="FALSE"), encode=False)  # fmt: skip
    return vevent


def _local(moment):
    """Local time with its TZID; an hour that comes twice is meant the first time, so the second is said in UTC."""
    local = moment.astimezone(FUS)
    return local.astimezone(UTC) if local.fold else local


def _om(adresa, nume, **parametri):
    om = vCalAddress(f"mailto:{adresa}")
    for cheie, valoare in {"CN": nume, **parametri}.items():
        om.params[cheie] = valoare
    return om
