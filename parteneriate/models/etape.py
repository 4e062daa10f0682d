"""The closed lists that the partnership's code speaks of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizatii.models import TipOrganizatie


class Etapa(models.TextChoices):
    """Where the partners stand, which is not where moderation stands (`Moderat.stare`). Only `stari.muta` writes it."""

    IDEE = "idee", _("Idee")
    INTERES = "interes", _("Manifestare de interes")
    NEGOCIERE = "negociere", _("Negociere")
    APROBARE = "aprobare", _("În curs de aprobare")
    SEMNAT = "semnat", _("Semnat")
    IMPLEMENTARE = "implementare", _("În implementare")
    INCHEIAT = "incheiat", _("Încheiat")
    CONTINUAT = "continuat", _("Continuat")
    REZILIAT = "reziliat", _("Încetat înainte de termen")
    RETRAS = "retras", _("Retras")


INAINTE_DE_SEMNARE = (Etapa.IDEE, Etapa.INTERES, Etapa.NEGOCIERE, Etapa.APROBARE)
SEMNATE = (Etapa.SEMNAT, Etapa.IMPLEMENTARE, Etapa.INCHEIAT, Etapa.CONTINUAT, Etapa.REZILIAT)
URMARITE = (Etapa.SEMNAT, Etapa.IMPLEMENTARE)  # something is expected to happen, and to be told
IN_LUCRU = (*INAINTE_DE_SEMNARE, Etapa.SEMNAT, Etapa.IMPLEMENTARE)

# The two sides of a partnership between the city's authorities and its organisations.
AUTORITATI = (TipOrganizatie.AUTORITATE,)
ORGANIZATII_SOCIALE = (
    TipOrganizatie.ONG,
    TipOrganizatie.INTREPRINDERE_SOCIALA,
    TipOrganizatie.INTREPRINDERE_INSERTIE,
    TipOrganizatie.UNITATE_PROTEJATA,
)


class RolParte(models.TextChoices):
    LIDER = "lider", _("Lider")
    PARTENER = "partener", _("Partener")
    AUTORITATE = "autoritate", _("Autoritate")
    FINANTATOR = "finantator", _("Finanțator")
    ASOCIAT = "asociat", _("Asociat")


class Sursa(models.TextChoices):
    PROPRIE = "proprie", _("Buget propriu")
    LOCAL = "local", _("Buget local")
    EUROPENE = "europene", _("Fonduri europene")
    SPONSORIZARI = "sponsorizari", _("Sponsorizări și donații")
    NATURA = "natura", _("În natură: spațiu, bunuri, ore de muncă")
    ALTA = "alta", _("Altă sursă")


class FelAct(models.TextChoices):
    HCL = "hcl", _("HCL")
    HCGMB = "hcgmb", _("HCGMB")
    IMPUTERNICIRE = "imputernicire", _("HCGMB de împuternicire")
    DISPOZITIE = "dispozitie", _("Dispoziție")
    ORDIN = "ordin", _("Ordin")


class FelDocument(models.TextChoices):
    ACORD = "acord", _("Acordul sau contractul semnat")
    PROIECT_ACT = "proiect_act", _("Proiectul hotărârii sau al dispoziției")
    ANEXA = "anexa", _("Anexă")
    ACT_ADITIONAL = "act_aditional", _("Act adițional")
    SELECTIE = "selectie", _("Anunțul selecției publice")
    LICENTA = "licenta", _("Acreditare sau licență")
    RAPORT = "raport", _("Raport")
    RAPORT_FINAL = "raport_final", _("Raport final")
    ALT = "alt", _("Alt document")


class VizibilitateDocument(models.TextChoices):
    PUBLIC = "public", _("Public, pe pagina parteneriatului")
    PARTI = "parti", _("Numai pentru părți")


class Ce(models.TextChoices):
    """What happened, in the journal."""

    PROPUS = "propus", _("Parteneriat propus")
    INVITAT = "invitat", _("Parte invitată")
    CONFIRMAT = "confirmat", _("Text confirmat")
    CORECTURI = "corecturi", _("Corecturi cerute")
    REFUZAT = "refuzat", _("Invitație refuzată")
    SCOS = "scos", _("Parte scoasă")
    RESPONSABIL = "responsabil", _("Responsabil schimbat")
    TEXT = "text", _("Text schimbat")
    MUTAT = "mutat", _("Etapă schimbată")
