"""Checks that every uploaded file passes, whatever its kind."""

import re
from pathlib import PurePosixPath, PureWindowsPath

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from platforma.cnp import MESAJ_CNP, contine_cnp
from platforma.text import normalizeaza

LUNGIME_NUME = 120  # characters, without the extension
_NEPERMISE = re.compile(r'["*/:<>?\\|]+')


def verifica_marimea(fisier, maxim):
    """Refuse an empty file and one larger than `maxim` bytes."""
    if not fisier.size:
        raise ValidationError(_("Fișierul este gol."), code="gol")
    if fisier.size > maxim:
        raise ValidationError(
            _("Fișierul are %(are)s. Se primesc cel mult %(maxim)s.")
            % {"are": filesizeformat(fisier.size), "maxim": filesizeformat(maxim)},
            code="prea_mare",
        )


def nume_curat(nume, extensie):
    """The uploader's name as it may be shown and downloaded: no path, nothing a file system minds, the true extension.

    Raises ValidationError for a name that holds a CNP: such names are shown, mailed and logged.
    """
    if contine_cnp(nume):
        raise ValidationError(MESAJ_CNP, code="cnp")
    radacina = PurePosixPath(PureWindowsPath(normalizeaza(nume)).name).stem
    radacina = normalizeaza(_NEPERMISE.sub(" ", radacina)).strip(". ")[:LUNGIME_NUME].strip(". ")
    return f"{radacina or 'fisier'}{extensie}"
