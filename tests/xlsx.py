"""A minimal .xlsx writer: register files with chosen dirt, made without a library and without real rows."""

import zipfile
from xml.sax.saxutils import escape

SPATIU = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATII = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REGISTRU = f"""<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="{SPATIU}" xmlns:r="{RELATII}">
<sheets><sheet name="Foaie" sheetId="1" r:id="rId1"/></sheets></workbook>"""
LEGATURI = f"""<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{RELATII}/worksheet" Target="worksheets/foaia.xml"/></Relationships>"""

ANTET = [
    "Denumire", "Numar inreg Reg National", "Starea actuala", "sediu schimbat",
    "organizatia trece in circumscriptia altei instante", "Judet", "Localitate", "Adresa", "Scopul initial",
    "Modificari ale scopului 1", "Modificari ale scopului 2", "HG utilitate publica", "Data HG utilitate publica",
]  # fmt: skip


def coloana(n):
    """0 → A, 25 → Z, 26 → AA."""
    return (coloana(n // 26 - 1) if n >= 26 else "") + chr(65 + n % 26)


def celula(text):
    """Text as Excel stores it: carriage returns as _x000D_."""
    return escape(text.replace("\r", "_x000D_"))


def scrie_xlsx(cale, randuri, in_linie=False):
    """Write the rows (lists of text or None) and return the path. Empty cells are left out, as Excel does."""
    siruri, foaie = {}, []
    for r, rand in enumerate(randuri, 1):
        celule = []
        for c, text in enumerate(rand):
            if not text:
                continue
            referinta = f"{coloana(c)}{r}"
            if in_linie:
                celule.append(f'<c r="{referinta}" t="inlineStr"><is><t>{celula(text)}</t></is></c>')
            else:
                celule.append(f'<c r="{referinta}" t="s"><v>{siruri.setdefault(text, len(siruri))}</v></c>')
        foaie.append(f'<row r="{r}">{"".join(celule)}</row>')
    with zipfile.ZipFile(cale, "w", zipfile.ZIP_DEFLATED) as arhiva:
        arhiva.writestr("xl/workbook.xml", REGISTRU)
        arhiva.writestr("xl/_rels/workbook.xml.rels", LEGATURI)
        arhiva.writestr(
            "xl/worksheets/foaia.xml",
            f'<worksheet xmlns="{SPATIU}"><sheetData>{"".join(foaie)}</sheetData></worksheet>',
        )
        if not in_linie:
            parti = "".join(f'<si><t xml:space="preserve">{celula(text)}</t></si>' for text in siruri)
            arhiva.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SPATIU}">{parti}</sst>')
    return cale


def rand(denumire, nr_registru, **celule):
    """One row under ANTET, active and seated in Sector 2 unless told otherwise."""
    celule = {
        "judet": "BUCURESTI",
        "localitate": "BUCURESTI",
        "adresa": "STR. PROBEI NR. 1, SECTOR 2",
        "scop": "Ajutor pentru vecini.",
    } | celule
    nume = ("stare", "sediu", "mutat", "judet", "localitate", "adresa", "scop", "modificare", "", "hg", "data_hg")
    return [denumire, nr_registru, *(celule.get(n) for n in nume)]
