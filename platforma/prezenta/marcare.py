"""The verbs of attendance, each under the lock of the meeting: mark, mark many, close, reopen.

Whoever is written about is locked too, after the meeting and in the order of the keys: where the place is given for
something larger than one meeting, its giving up takes another lock, and the two would cross.
"""

from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from platforma.locuri.ocupare import Refuzat, sub_lacat
from platforma.moderare.tranzitii import motiv_curat
from platforma.prezenta.models import MotivRespingere, StarePrezenta, SursaPrezenta

PREZENT, ABSENT, MOTIVAT = StarePrezenta.PREZENT, StarePrezenta.ABSENT, StarePrezenta.MOTIVAT


class Respins(Refuzat):
    """Nobody was marked; the refusal is a row by now. `motiv` is a MotivRespingere, `str()` a Romanian sentence."""

    def __init__(self, motiv):
        super().__init__(f"{motiv.label}.")
        self.motiv = motiv


def marcheaza(model, intalnire, loc_pk, stare, *, sursa, de, nonce=None):
    """Mark one person; returns (row, whether this made it so).

    The same nonce again is the same deed again: the first answer, whatever happened since. Another nonce finds the
    state that is there. Raises Respins and Aglomerat.
    """
    nonce = nonce or uuid4()
    try:
        with sub_lacat(type(intalnire), intalnire.pk) as (blocata,):
            loc = model.locuri(blocata).select_for_update(no_key=True, of=("self",)).filter(pk=loc_pk).first()
            if loc is None:
                raise Respins(MotivRespingere.ALT_EVENIMENT)
            rand = model.objects.filter(**model.cheie(blocata, loc)).first()
            if rand is not None and rand.nonce == nonce:
                return rand, True
            _verifica(model, blocata, loc)
            if rand is not None and rand.stare == stare:
                return rand, False
            rand = rand or model(**model.cheie(blocata, loc))
            _scrie(rand, stare, sursa, de, timezone.now(), nonce)
            return rand, True
    except Respins as e:
        respinge(model.RESPINSE, e.motiv, sursa=sursa, de=de, nonce=nonce, **_a_cui(model, intalnire, loc_pk))
        raise


def marcheaza_mai_multi(model, intalnire, locuri_pk, *, sursa, de):
    """All these have come (a paper list, a file), in one transaction; returns how many were not marked before.

    Whoever holds no place any more is passed over. Raises Refuzat when attendance is not open.
    """
    with sub_lacat(type(intalnire), intalnire.pk) as (blocata,):
        acum = timezone.now()
        if motiv := blocata.de_ce_nu_se_bifeaza(acum):
            raise Refuzat(f"{motiv.label}.")
        randuri = randurile(model, blocata)
        noi = [
            randuri.get(loc.pk) or model(**model.cheie(blocata, loc))
            for loc in _asteptati(model, blocata).filter(pk__in=locuri_pk)
            if loc.pk not in randuri or randuri[loc.pk].stare != PREZENT
        ]
        for rand in noi:
            _scrie(rand, PREZENT, sursa, de, acum, uuid4())
        return len(noi)


def inchide(model, intalnire, *, de, motivati=()):
    """Freeze: whoever holds a place and did not come is absent, those in `motivati` (keys of places) with a reason.

    Returns {state: how many}, or None when it was closed already. Raises Refuzat before the meeting begins.
    """
    with sub_lacat(type(intalnire), intalnire.pk) as (blocata,):
        acum = timezone.now()
        motiv = blocata.de_ce_nu_se_bifeaza(acum)
        if motiv == MotivRespingere.INCHISA:
            return None
        if motiv or acum < blocata.incepe_la:
            raise Refuzat(_("Prezența se închide după ce începe evenimentul."))
        randuri = randurile(model, blocata)
        stari = dict.fromkeys(StarePrezenta.values, 0)
        for loc in _asteptati(model, blocata):
            rand = randuri.get(loc.pk)
            stare = PREZENT if rand is not None and rand.stare == PREZENT else _absenta(rand, loc.pk in motivati)
            stari[stare] += 1
            if rand is None or rand.stare != stare:
                rand = rand or model(**model.cheie(blocata, loc))
                _scrie(rand, stare, SursaPrezenta.INCHIDERE, de, acum, uuid4())
        _schimba_inchiderea(blocata, acum)
    intalnire.prezenta_inchisa_la = acum
    return stari


def redeschide(model, intalnire, *, motiv):
    """Let it be corrected; returns the reason as it goes to the journal. Raises ValidationError, Refuzat when open."""
    motiv = motiv_curat(motiv)
    with sub_lacat(type(intalnire), intalnire.pk) as (blocata,):
        if blocata.prezenta_inchisa_la is None:
            raise Refuzat(_("Prezența este deja deschisă."))
        _schimba_inchiderea(blocata, None)
    intalnire.prezenta_inchisa_la = None
    return motiv


def motiveaza(model, intalnire, loc, *, de):
    """Write down that somebody's absence has a reason: before the meeting too, and in a closed list without opening it.

    `intalnire` and `loc` come locked, in this order; the reason, and who decided, are the caller's record. Raises
    Refuzat when she is marked as present.
    """
    rand = model.objects.filter(**model.cheie(intalnire, loc)).first() or model(**model.cheie(intalnire, loc))
    if rand.stare == PREZENT:
        raise Refuzat(_("Persoana este notată ca prezentă."))
    if rand.stare == MOTIVAT:
        return
    inchisa_la = intalnire.prezenta_inchisa_la
    if inchisa_la is not None:
        _schimba_inchiderea(intalnire, None)
    _scrie(rand, MOTIVAT, SursaPrezenta.MANUAL, de, timezone.now(), uuid4())
    if inchisa_la is not None:
        _schimba_inchiderea(intalnire, inchisa_la)


def _schimba_inchiderea(intalnire, cand):
    intalnire.prezenta_inchisa_la = cand
    intalnire.save(update_fields=["prezenta_inchisa_la"])


def respinge(model, motiv, *, sursa, de, nonce, **a_cui):
    """Keep a refused scan; the same nonce again is the same scan."""
    return model.objects.get_or_create(nonce=nonce, defaults={"motiv": motiv, "sursa": sursa, "de": de, **a_cui})[0]


def randurile(model, intalnire):
    """{key of the place: row} of a meeting."""
    return {getattr(rand, f"{model.LOC}_id"): rand for rand in model.ale(intalnire)}


def _scrie(rand, stare, sursa, de, acum, nonce):
    """Raises Refuzat for a nonce that stands on somebody else's row: a form that was not ours."""
    rand.stare, rand.sursa, rand.marcat_de, rand.marcat_la, rand.nonce = stare, sursa, de, acum, nonce
    if type(rand).objects.filter(nonce=nonce).exclude(pk=rand.pk).exists():
        raise Refuzat(_("Pagina s-a învechit. Deschideți-o din nou."))
    rand.save()


def _absenta(rand, motivat):
    if motivat:
        return MOTIVAT
    return rand.stare if rand is not None else ABSENT


def _asteptati(model, intalnire):
    """Those who may come, locked, so that nobody's place is given up while she is written about."""
    return model.asteptati(intalnire).select_for_update(no_key=True, of=("self",)).order_by("pk")


def _verifica(model, intalnire, loc):
    if motiv := intalnire.de_ce_nu_se_bifeaza(timezone.now()):
        raise Respins(motiv)
    if not model.are_loc(loc):
        raise Respins(MotivRespingere.FARA_LOC)


def _a_cui(model, intalnire, loc_pk):
    """The foreign keys of a refused row: the meeting by its model's name, the place only if it is of this meeting."""
    loc = model.locuri(intalnire).filter(pk=loc_pk).first()
    return {intalnire._meta.model_name: intalnire, model.LOC: loc}
