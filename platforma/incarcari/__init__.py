"""What happens to a file somebody uploads: where it goes, under which name, what is refused, how it is handed out.

`imagini` and `documente` judge the content, `latimi` keeps a picture in several widths, `parcate` keeps a file while
its form is being corrected, `servire` hands out private files.
"""

import secrets
from pathlib import PurePosixPath

from django.core.files.storage import storages
from django.db import transaction


def stocare_privata():
    """Storage of files that only a view which checks the right may hand out."""
    return storages["privat"]


def nume_intamplator(dosar, nume):
    """`dosar/ab/abcdef….ext`: nothing of the uploader's name survives but a known extension."""
    cod = secrets.token_hex(16)
    return f"{dosar}/{cod[:2]}/{cod}{PurePosixPath(nume).suffix.lower()[:8]}"


def cale_logo(obiect, nume):
    return nume_intamplator("logo", nume)


def cale_coperta(obiect, nume):
    return nume_intamplator("coperta", nume)


def cale_document(obiect, nume):
    return nume_intamplator("documente", nume)


def cale_parcat(obiect, nume):
    return nume_intamplator("parcat", nume)


def cale_dovada(obiect, nume):
    return nume_intamplator("dovezi", nume)


def cale_sigla(obiect, nume):
    return nume_intamplator("sigle", nume)


def cale_noutate(obiect, nume):
    from platforma.incarcari.latimi import nume_cu_masuri

    return nume_cu_masuri("noutati", nume)


def cale_parteneriate(obiect, nume):
    return nume_intamplator("parteneriate", nume)


def cale_document_noutate(obiect, nume):
    return nume_intamplator("noutati-documente", nume)


def sterge_dupa_commit(fisier):
    """Delete a stored file once its row is surely gone: a file without a row is litter, the reverse is an error."""
    from platforma.incarcari.latimi import FisierInLatimi

    if fisier:
        depozit, cai = fisier.storage, fisier.cai if isinstance(fisier, FisierInLatimi) else [fisier.name]
        fisier.close()
        transaction.on_commit(lambda: [depozit.delete(cale) for cale in cai])
