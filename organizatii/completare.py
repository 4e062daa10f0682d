"""What a profile must say before it can be sent for validation."""

from django.utils.translation import gettext as _

from organizatii.models import TipOrganizatie


def lipsuri(organizatie):
    """Rows (section, sentence) for what is missing, in the order of the form. Source: house rule, product.md.

    Sections are the addresses of the form's pages: identitate, activitate, loc, contact.
    """
    o = organizatie
    cerute = [
        ("identitate", o.denumire, _("Scrieți denumirea.")),
        ("identitate", o.forma_juridica, _("Alegeți forma juridică.")),
        ("activitate", o.scop, _("Scrieți scopul, în câteva rânduri.")),
        ("activitate", o.domenii.exists(), _("Alegeți cel puțin un domeniu.")),
        ("loc", o.sectoare.exists(), _("Alegeți sectoarele în care lucrați.")),
        ("loc", o.sediu_sector_id or o.judet != "București", _("Alegeți sectorul sediului.")),
        (
            "contact",
            o.email or o.telefon,
            _("Dați un e-mail sau un telefon. Dumneavoastră alegeți dacă se văd public."),
        ),
        ("contact", o.persoana_contact, _("Scrieți numele persoanei de contact.")),
    ]
    if o.tip in {TipOrganizatie.INTREPRINDERE_SOCIALA, TipOrganizatie.INTREPRINDERE_INSERTIE}:
        cerute.append(("economie-sociala", o.atestat_numar, _("Scrieți numărul atestatului de întreprindere socială.")))
    if o.coperta:
        cerute.append(("imagini", o.coperta_alt, _("Descrieți imaginea de copertă pentru cei care nu o văd.")))
    return [(sectiune, propozitie) for sectiune, exista, propozitie in cerute if not exista]
