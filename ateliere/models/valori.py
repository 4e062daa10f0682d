"""The closed lists of a workshop."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StareAtelier(models.TextChoices):
    CIORNA = "ciorna", _("Ciornă")
    PUBLICAT = "publicat", _("Publicat")
    INCHIS = "inchis", _("Înscrieri închise")
    DESFASURAT = "desfasurat", _("Desfășurat")
    INCHEIAT = "incheiat", _("Încheiat, cu concluzii")
    ANULAT = "anulat", _("Anulat")


class StareInscriere(models.TextChoices):
    CONFIRMATA = "confirmata", _("Loc confirmat")
    ASTEPTARE = "asteptare", _("Pe lista de așteptare")
    ANULATA = "anulata", _("Anulată")
    REFUZATA = "refuzata", _("Refuzată")


class SursaInscriere(models.TextChoices):
    PUBLIC = "public", _("Din pagina atelierului")
    PERSONAL = "personal", _("De către organizatori")
    IMPORT = "import", _("Din listă")


class Ce(models.TextChoices):
    """What happened to a workshop, for its journal."""

    MODIFICAT = "modificat", _("Modificat")
    PUBLICAT = "publicat", _("Publicat")
    INSCRIERI_INCHISE = "inscrieri_inchise", _("Înscrieri închise")
    INSCRIERI_REDESCHISE = "inscrieri_redeschise", _("Înscrieri redeschise")
    DESFASURAT = "desfasurat", _("Desfășurat")
    INCHEIAT = "incheiat", _("Încheiat, cu concluzii publicate")
    ANULAT = "anulat", _("Anulat")
    CAPACITATE = "capacitate", _("Capacitate schimbată")
    INSCRIERE = "inscriere", _("Înscriere")
    ASTEPTARE = "asteptare", _("Înscriere pe lista de așteptare")
    PROMOVARE = "promovare", _("Loc primit de pe lista de așteptare")
    ANULARE = "anulare", _("Înscriere anulată")
    REFUZ = "refuz", _("Înscriere refuzată")
    MUTARE = "mutare", _("Înscriere mutată la alt atelier")
    PREZENTA_INCHISA = "prezenta_inchisa", _("Prezența închisă")
    PREZENTA_REDESCHISA = "prezenta_redeschisa", _("Prezența redeschisă")
    MESAJ = "mesaj", _("Mesaj trimis celor înscriși")
    EXPORT = "export", _("Date exportate")
    PV_TRIMIS = "pv_trimis", _("Procesul-verbal trimis gazdelor spre verificare")
    PV_RETRAS = "pv_retras", _("Procesul-verbal retras pentru corectură")
    PV_APROBAT = "pv_aprobat", _("Procesul-verbal aprobat de gazde")
    PV_SCHIMBARI = "pv_schimbari", _("Schimbări cerute la procesul-verbal")
    PV_PUBLICAT = "pv_publicat", _("Procesul-verbal publicat")
    PV_REDESCHIS = "pv_redeschis", _("Procesul-verbal redeschis pentru o versiune nouă")
    CONCLUZIE = "concluzie", _("Concluzie schimbată de personal")
    CONCLUZIE_STEARSA = "concluzie_stearsa", _("Concluzie ștearsă înainte de publicare")
    CONCLUZIE_RASPUNS = "concluzie_raspuns", _("Răspuns la o concluzie")
