"""Points at the assessment. A row never changes: a mistake is put right by another row, which says why."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cursuri import emails_invatare as emails
from cursuri.models import Ce, Cerere, Fapta, Rezultat, Serie, StareCerere, StareSerie
from cursuri.prezenta import numai_organizatori
from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.moderare.tranzitii import motiv_curat


@dataclass(frozen=True)
class Nota:
    """What somebody types for one learner. `incercare` is the attempt that her page was about, so that the same form
    sent twice is one deed, and a colleague's points are never taken for an attempt before them."""

    cerere_pk: int
    incercare: int
    punctaj: int
    observatii: str = ""


class Nepotrivite(Refuzat):
    """Some points cannot be written, so none was. `erori`: {key of the application: a Romanian sentence}."""

    def __init__(self, erori):
        super().__init__(" ".join(erori.values()))
        self.erori = erori


def da(serie, note, de):
    """Write down these points; returns how many rows are new. All of them or none.

    Raises PermissionDenied, Refuzat (no assessment now), Nepotrivite (some learner cannot have them), Aglomerat.
    """
    numai_organizatori(serie, de)
    with sub_lacat(Cerere, *(n.cerere_pk for n in note)) as cereri:
        serie = Serie.objects.select_related("tema").get(pk=serie.pk)
        if motiv := de_ce_nu_se_noteaza(serie):
            raise Refuzat(motiv)
        date = _incercari(cereri)
        erori, noi = {}, []
        for nota, cerere in zip(note, cereri, strict=True):
            vechi = date[cerere.pk].get(nota.incercare)
            if vechi is not None and (vechi.punctaj, vechi.dat_de_id) == (nota.punctaj, de.pk):
                continue  # the same form, sent twice
            if eroare := _piedica(serie, cerere, nota, date[cerere.pk]):
                erori[cerere.pk] = eroare
            cerere.serie = serie
            noi.append(
                Rezultat(
                    cerere=cerere, incercare=nota.incercare, punctaj=nota.punctaj, observatii=nota.observatii, dat_de=de
                )
            )
        if erori:
            raise Nepotrivite(erori)
        for rezultat in noi:
            rezultat.save()
            _noteaza(rezultat, Ce.REZULTAT, de)
            emails.rezultat(rezultat)
        return len(noi)


def corecteaza(rezultat, punctaj, motiv, de):
    """Put another row in the place of a wrong one; returns it. The same correction again is the one that is there.

    Raises PermissionDenied, ValidationError (by field), Refuzat when somebody else has corrected it.
    """
    numai_organizatori(rezultat.cerere.serie, de)
    motiv = motiv_curat(motiv)
    with sub_lacat(Cerere, rezultat.cerere_id) as (cerere,):
        vechi = Rezultat.objects.select_related("corectat_de").get(pk=rezultat.pk)
        deja = getattr(vechi, "corectat_de", None)
        if deja is not None:
            if (deja.punctaj, deja.motiv, deja.dat_de_id) == (punctaj, motiv, de.pk):
                return deja
            raise Refuzat(_("Rezultatul a fost corectat între timp. Deschideți pagina din nou."))
        if punctaj == vechi.punctaj:
            raise ValidationError({"punctaj": _("Este același punctaj.")})
        nou = Rezultat.objects.create(
            cerere=cerere, incercare=vechi.incercare, punctaj=punctaj, observatii=vechi.observatii, corecteaza=vechi,
            motiv=motiv, dat_de=de,
        )  # fmt: skip
        _noteaza(nou, Ce.CORECTARE, de)
        emails.rezultat_corectat(nou)
    return nou


def de_ce_nu_se_noteaza(serie):
    """A sentence that says why no points can be written now, or nothing."""
    if serie.prag_evaluare is None:
        return _("Cursul nu are evaluare.")
    if serie.stare != StareSerie.PUBLICATA:
        return _("Seria nu este în desfășurare; rezultatele nu se mai adaugă.")
    return "" if serie.a_inceput else _("Rezultatele se notează după ce începe cursul.")


def istoricul(cereri):
    """{key of the application: [Incercare]} in order of the attempts, in one query."""
    pe_cereri = {cerere.pk: {} for cerere in cereri}
    for rezultat in Rezultat.objects.filter(cerere__in=list(pe_cereri)).select_related("dat_de").order_by("pk"):
        pe_cereri[rezultat.cerere_id].setdefault(rezultat.incercare, []).append(rezultat)
    return {
        pk: [Incercare(numar, tuple(randuri)) for numar, randuri in sorted(incercari.items())]
        for pk, incercari in pe_cereri.items()
    }


@dataclass(frozen=True)
class Incercare:
    """One attempt: the first row and its corrections, the one in force last."""

    numar: int
    randuri: tuple

    @property
    def in_vigoare(self):
        return self.randuri[-1]

    @property
    def corecturi(self):
        """(row that was wrong, row that stands in its place), in order."""
        return list(zip(self.randuri, self.randuri[1:], strict=False))


def _incercari(cereri):
    """{key of the application: {number of the attempt: the row first written for it}}, under the lock."""
    date = {cerere.pk: {} for cerere in cereri}
    for rezultat in Rezultat.objects.filter(cerere__in=list(date), corecteaza=None):
        date[rezultat.cerere_id][rezultat.incercare] = rezultat
    return date


def _piedica(serie, cerere, nota, date):
    if cerere.serie_id != serie.pk or cerere.stare != StareCerere.CONFIRMATA:
        return _("Persoana nu are loc confirmat la această serie.")
    if nota.incercare in date:
        return _("Încercarea %(n)s a fost notată între timp cu %(puncte)s din 100.") % {
            "n": nota.incercare,
            "puncte": date[nota.incercare].punctaj,
        }
    if nota.incercare > serie.incercari:
        return ngettext(
            "Evaluarea se dă cel mult o dată.", "Evaluarea se dă de cel mult %(n)s ori.", serie.incercari
        ) % {"n": serie.incercari}
    if nota.incercare != len(date) + 1:
        return _("Pagina s-a învechit. Deschideți-o din nou.")
    return ""


def _noteaza(rezultat, ce, de):
    Fapta.objects.create(
        serie=rezultat.cerere.serie, cerere=rezultat.cerere, ce=ce, de=de, motiv=rezultat.motiv,
        detalii={"incercare": rezultat.incercare, "punctaj": rezultat.punctaj},
    )  # fmt: skip
