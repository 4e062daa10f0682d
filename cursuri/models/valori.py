"""The closed lists of a course."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StareSerie(models.TextChoices):
    CIORNA = "ciorna", _("Ciornă")
    PUBLICATA = "publicata", _("Publicată")
    INCHEIATA = "incheiata", _("Încheiată")
    ANULATA = "anulata", _("Anulată")


class StareCerere(models.TextChoices):
    CIORNA = "ciorna", _("Ciornă")
    DEPUSA = "depusa", _("Depusă")
    ACCEPTATA = "acceptata", _("Acceptată, de confirmat")
    REZERVA = "rezerva", _("Pe lista de rezervă")
    RESPINSA = "respinsa", _("Respinsă")
    CONFIRMATA = "confirmata", _("Loc confirmat")
    RETRASA = "retrasa", _("Retrasă")


class Ce(models.TextChoices):
    """What happened in a series, for its journal."""

    MODIFICATA = "modificata", _("Serie modificată")
    PUBLICATA = "publicata", _("Serie publicată")
    INCHEIATA = "incheiata", _("Serie încheiată")
    REDESCHISA = "redeschisa", _("Serie redeschisă")
    ANULATA = "anulata", _("Serie anulată")
    CAPACITATE = "capacitate", _("Număr de locuri schimbat")
    DEPUNERE = "depunere", _("Cerere depusă")
    RETRAGERE = "retragere", _("Cerere retrasă")
    ACCEPTARE = "acceptare", _("Cerere acceptată")
    REZERVARE = "rezervare", _("Cerere trecută pe lista de rezervă")
    RESPINGERE = "respingere", _("Cerere respinsă")
    PROMOVARE = "promovare", _("Loc primit de pe lista de rezervă")
    CONFIRMARE = "confirmare", _("Loc confirmat")
    FISA = "fisa", _("Fișă de selecție depusă")
    PREZENTA_INCHISA = "prezenta_inchisa", _("Prezența unei sesiuni închisă")
    PREZENTA_REDESCHISA = "prezenta_redeschisa", _("Prezența unei sesiuni redeschisă")
    ABSENTA_MOTIVATA = "absenta_motivata", _("Absență motivată")
    ABSENTA_REFUZATA = "absenta_refuzata", _("Absență nemotivată")
    REZULTAT = "rezultat", _("Rezultat la evaluare")
    CORECTARE = "corectare", _("Rezultat corectat")
    CERTIFICAT = "certificat", _("Certificat emis")
    CERTIFICAT_INLOCUIT = "certificat_inlocuit", _("Certificat înlocuit")
    CERTIFICAT_REVOCAT = "certificat_revocat", _("Certificat revocat")
    EXPORT = "export", _("Date exportate")
