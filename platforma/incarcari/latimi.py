"""A picture kept in several widths, so that a telephone loads a small one.

The measures are part of the stored name (`…/ab12-1600x900.jpg`, beside it `…/ab12-1600x900-480.jpg`): a page writes
`srcset`, `width` and `height` without opening a file or asking the database, and a pending revision that holds only the
path holds everything.
"""

import re
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile

from platforma.incarcari import nume_intamplator
from platforma.incarcari.imagini import micsorata

LATIMI = (480, 960)  # pixels, besides the widest
LATIMEA_MAXIMA = 1600  # pixels of the widest; what the form field's `latura` should be
_MASURI = re.compile(r"-(\d+)x(\d+)\.\w+$")


class FisierInLatimi(ImageFieldFile):
    """The widest picture; the narrower ones live and die with it. A picture is never made wider than it came."""

    def save(self, name, content, save=True):
        (latime, inaltime), mici = _in_latimi(content)
        cale = PurePosixPath(name)
        super().save(f"{cale.stem}-{latime}x{inaltime}{cale.suffix}", content, save)
        for latimea, octeti in mici:
            self.storage.save(_cale(self.name, latimea), ContentFile(octeti))

    save.alters_data = True

    def delete(self, save=True):
        for cale in self.cai[1:]:
            self.storage.delete(cale)
        super().delete(save)

    delete.alters_data = True

    @property
    def masuri(self):
        """(width, height) of the widest."""
        gasite = _MASURI.search(self.name or "")
        return (int(gasite[1]), int(gasite[2])) if gasite else (0, 0)

    @property
    def latime(self):
        return self.masuri[0]

    @property
    def inaltime(self):
        return self.masuri[1]

    @property
    def variante(self):
        """Rows (width, stored path), the narrowest first, the widest last."""
        mici = [(latime, _cale(self.name, latime)) for latime in LATIMI if latime < self.latime]
        return [*mici, (self.latime, self.name)]

    @property
    def cai(self):
        """Every stored path, the widest first."""
        return [cale for _latime, cale in reversed(self.variante)]

    @property
    def srcset(self):
        return ", ".join(f"{self.storage.url(cale)} {latime}w" for latime, cale in self.variante)

    @property
    def url_mic(self):
        """Address of the narrowest, for what never shows large."""
        return self.storage.url(self.variante[0][1])


class ImagineInLatimi(models.ImageField):
    """An ImageField whose file is a FisierInLatimi; `upload_to` must keep the measures (see `nume_cu_masuri`)."""

    attr_class = FisierInLatimi


def nume_cu_masuri(dosar, nume):
    """A random name that keeps the measures at the end of `nume`."""
    cale = PurePosixPath(nume_intamplator(dosar, nume))
    masuri = _MASURI.search(nume)
    return str(cale.with_stem(f"{cale.stem}-{masuri[1]}x{masuri[2]}")) if masuri else str(cale)


def _cale(nume, latime):
    cale = PurePosixPath(nume)
    return str(cale.with_stem(f"{cale.stem}-{latime}"))


def _in_latimi(content):
    """((width, height), rows (width, bytes)) of a picture that the form has already cleaned."""
    masuri, mici = None, []
    for latime in LATIMI:
        masuri, octeti = micsorata(content, latime)
        if octeti is not None:
            mici.append((latime, octeti))
    content.seek(0)
    return masuri, mici
