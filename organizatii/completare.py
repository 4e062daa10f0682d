"""What a profile must say before it can be sent for validation."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from organizatii.models import TipOrganizatie

CU_ATESTAT = {TipOrganizatie.INTREPRINDERE_SOCIALA, TipOrganizatie.INTREPRINDERE_INSERTIE}
CU_ECONOMIE_SOCIALA = CU_ATESTAT | {TipOrganizatie.UNITATE_PROTEJATA}


class Lipsa(NamedTuple):
    sectiune: str  # address of the form's page: identitate, activitate, loc, contact, imagini, economie-sociala
    camp: str  # the field where it is written
    propozitie: str

    @property
    def ancora(self):
        """Id of the field's first control on its page."""
        return f"id_{self.camp}_0" if self.camp in {"domenii", "sectoare"} else f"id_{self.camp}"


def cerinte(organizatie):
    """Rows (Lipsa, whether it is there), in the order of the form. Source: house rule, product.md."""
    o = organizatie
    randuri = [
        (Lipsa("identitate", "denumire", _("Scrieți denumirea.")), o.denumire),
        (Lipsa("identitate", "forma_juridica", _("Alegeți forma juridică.")), o.forma_juridica),
        (Lipsa("activitate", "scop", _("Scrieți scopul, în câteva rânduri.")), o.scop),
        (Lipsa("activitate", "domenii", _("Alegeți cel puțin un domeniu.")), o.domenii.all()),
        (Lipsa("loc", "sectoare", _("Alegeți sectoarele în care lucrați.")), o.sectoare.all()),
        (
            Lipsa("loc", "sediu_sector", _("Alegeți sectorul sediului.")),
            o.sediu_sector_id or o.judet != "București",
        ),
        (
            Lipsa("contact", "email", _("Dați un e-mail sau un telefon. Dumneavoastră alegeți dacă se văd public.")),
            o.email or o.telefon,
        ),
        (Lipsa("contact", "persoana_contact", _("Scrieți numele persoanei de contact.")), o.persoana_contact),
    ]
    if o.tip in CU_ATESTAT:
        propozitie = _("Scrieți numărul atestatului de întreprindere socială.")
        randuri.append((Lipsa("economie-sociala", "atestat_numar", propozitie), o.atestat_numar))
    if o.coperta:
        propozitie = _("Descrieți imaginea de copertă pentru cei care nu o văd.")
        randuri.append((Lipsa("imagini", "coperta_alt", propozitie), o.coperta_alt))
    return randuri


def lipsuri(organizatie):
    """What is still missing, as Lipsa rows; lists that were prefetched are not read again."""
    return [lipsa for lipsa, exista in cerinte(organizatie) if not exista]
