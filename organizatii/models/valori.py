"""The closed lists that code speaks of; what staff may edit lives in platforma.nomenclatoare."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TipOrganizatie(models.TextChoices):
    """Kinds; the two kinds of social enterprise are those of Legea 219/2015."""

    ONG = "ong", _("ONG")
    INTREPRINDERE_SOCIALA = "intreprindere_sociala", _("Întreprindere socială")
    INTREPRINDERE_INSERTIE = "intreprindere_insertie", _("Întreprindere socială de inserție")
    UNITATE_PROTEJATA = "unitate_protejata", _("Unitate protejată")
    AUTORITATE = "autoritate", _("Autoritate publică locală")
    ALTA = "alta", _("Altă entitate")


class FormaJuridica(models.TextChoices):
    """Legal forms: OG 26/2000 for associations and foundations, Legea 1/2005 for cooperatives."""

    ASOCIATIE = "asociatie", _("Asociație")
    FUNDATIE = "fundatie", _("Fundație")
    FEDERATIE = "federatie", _("Federație")
    UNIUNE = "uniune", _("Uniune")
    FILIALA = "filiala", _("Filială")
    STRAINA = "straina", _("Persoană juridică străină")
    COOPERATIVA = "cooperativa", _("Societate cooperativă")
    SOCIETATE = "societate", _("Societate comercială")
    CAR = "car", _("Casă de ajutor reciproc")
    INSTITUTIE = "institutie", _("Instituție publică")
    ALTA = "alta", _("Altă formă")


class StareRegistru(models.TextChoices):
    """What the national NGO register says of it; empty for organisations that are not in the register."""

    ACTIVA = "activa", _("Activă")
    IN_LICHIDARE = "in_lichidare", _("În lichidare")
    DIZOLVATA = "dizolvata", _("Dizolvată")
    RADIATA = "radiata", _("Radiată")


class Sursa(models.TextChoices):
    INSCRIERE = "inscriere", _("Înscrisă de reprezentanți")
    REGISTRU = "registru", _("Din Registrul național ONG")
    PLATFORMA = "platforma", _("Adăugată de platformă")


SCOASE_DIN_REGISTRU = [StareRegistru.DIZOLVATA, StareRegistru.RADIATA]
