"""What courses show on pages of the apps below, and the titles by which other things may link to one."""

from cursuri import raport
from cursuri.models import Serie, StareSerie, Tema
from platforma.legaturi import titlu
from platforma.vitrina import Bucata, bucata

PE_ACASA = 2
PE_PROFIL = 4


@bucata("acasa-acum", ordine=30)
def serii_deschise():
    """Those that take applications now."""
    serii = list(Serie.objects.deschise().pentru_lista()[:PE_ACASA])
    return Bucata("cursuri/_pe_acasa.html", {"serii": serii}) if serii else None


@bucata("cursuri", ordine=10)
@bucata("acasa-urmari", ordine=20)
def reprezentantii_certificati():
    """How far the project is with what it promised, once there is something to show."""
    certificati = raport.reprezentantii()
    if not certificati:
        return None
    return Bucata("cursuri/_certificati.html", {"indicator": raport.Indicator(certificati, raport.tinta())})


@bucata("profil", ordine=25)
def ale_organizatiei(organizatie):
    """The series it organises, the latest first."""
    serii = Serie.objects.publice().exclude(stare=StareSerie.ANULATA).filter(organizator=organizatie)
    serii = list(serii.select_related("tema")[:PE_PROFIL])
    return Bucata("cursuri/_pe_profil.html", {"serii": serii}) if serii else None


@titlu("cursuri:curs")
def titlul_cursului(slug):
    return Tema.objects.active().filter(slug=slug).values_list("nume", flat=True).first()


@titlu("cursuri:serie")
def titlul_seriei(slug, numar):
    serie = Serie.objects.publice().filter(tema__slug=slug, numar=numar).select_related("tema").first()
    return serie and str(serie)
