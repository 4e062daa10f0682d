"""What came of a fictional series that has been held: who came, an excused absence, points and one correction."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from cursuri import absente, prezenta, rezultate
from cursuri.models import Prezenta, Rezultat, Serie, VizibilMaterial
from organizatii.demo.incarcare import MARCAJ
from platforma.prezenta.models import SursaPrezenta

MOTIVARE = "A trimis adeverința; a recuperat tema împreună cu formatoarea."
CERERE = "În acea zi am avut o urgență la centrul de zi și nu am putut pleca."
CORECTURA = "Am adunat de două ori punctele pentru lucrarea scrisă."
OBSERVATII = ["Proiect bun, gata de trimis primăriei.", "Bugetul mai are nevoie de lucru.", "", ""]


def invata(serie, de, rng):
    """By the real verbs; `serie` is over by the clock. The last session's attendance is left open."""
    serie = Serie.objects.select_related("tema").get(pk=serie.pk)
    cereri = list(serie.cereri.confirmate().order_by("pk"))
    sesiuni = list(serie.sesiuni.all())
    for n, sesiune in enumerate(sesiuni):
        sesiune.serie = serie
        veniti = [c.pk for i, c in enumerate(cereri) if i == 0 or ((i, n) != (1, 1) and rng.random() < 0.85)]
        prezenta.bifeaza_mai_multi(sesiune, veniti, de, SursaPrezenta.HARTIE)
        Prezenta.objects.filter(sesiune=sesiune).update(marcat_la=sesiune.incepe_la + timedelta(minutes=5))
        if n < len(sesiuni) - 1:
            prezenta.inchide(sesiune, de)
    if len(cereri) > 1 and len(sesiuni) > 1:
        absente.motiveaza(sesiuni[1], cereri[1], MOTIVARE, de)
    lipsa = Prezenta.objects.filter(sesiune__serie=serie, stare="absent").select_related("cerere", "sesiune").first()
    if lipsa is not None:
        absente.cere(lipsa.cerere, lipsa.sesiune, CERERE)
    if serie.prag_evaluare:
        _noteaza(serie, cereri, de, rng)
    _materiale(serie, sesiuni[0], de)


def _noteaza(serie, cereri, de, rng):
    note = [rezultate.Nota(c.pk, 1, rng.randrange(45, 98), rng.choice(OBSERVATII)) for c in cereri[:-1]]
    if note:
        rezultate.da(serie, note, de)
        gresit = Rezultat.objects.filter(cerere=cereri[0]).select_related("cerere__serie").get()
        rezultate.corecteaza(gresit, 85 if gresit.punctaj != 85 else 84, CORECTURA, de)


def _materiale(serie, sesiune, de):
    """Papers for everybody and for those who learn; the content is a picture of nothing, one blank page."""
    for titlu, vizibil, a_cui in (
        ("Programul pe zile", VizibilMaterial.PUBLIC, None),
        ("Caietul cursantului", VizibilMaterial.CURSANTI, sesiune),
    ):
        octeti = PAGINA_GOALA
        serie.materiale.create(
            titlu=f"{titlu} {MARCAJ}", vizibil=vizibil, sesiune=a_cui, marime=len(octeti), incarcat_de=de,
            nume_fisier=f"{titlu}.pdf", fisier=ContentFile(octeti, "a.pdf"), creat_la=timezone.now(),
        )  # fmt: skip


PAGINA_GOALA = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
