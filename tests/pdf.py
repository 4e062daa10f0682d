"""What a reader finds in a PDF: its text in order of drawing, and what a screen reader is told."""

import re
from io import BytesIO

import pikepdf


def deschide(octeti):
    return pikepdf.open(BytesIO(octeti))


def text(octeti):
    """The text of each page, with the glyphs turned back into letters as a copy from the page would."""
    with deschide(octeti) as pdf:
        return [_textul_paginii(pagina) for pagina in pdf.pages]


def _textul_paginii(pagina):
    fonturi = {nume: _litere(font) for nume, font in pagina.resources.get("/Font", {}).items()}
    bucati, litere = [], {}
    for operanzi, operator in pikepdf.parse_content_stream(pagina):
        if str(operator) == "Tf":
            litere = fonturi[str(operanzi[0])]
        elif str(operator) == "ET":
            bucati.append(" ")
        elif str(operator) in {"Tj", "TJ"}:
            siruri = operanzi[0] if str(operator) == "TJ" else [operanzi[0]]
            for sir in siruri:
                if isinstance(sir, pikepdf.String):
                    octeti = bytes(sir)
                    bucati += [litere[octeti[i : i + 2]] for i in range(0, len(octeti), 2)]
    return re.sub(r"\s+", " ", "".join(bucati))


def _litere(font):
    """{glyph, two bytes: text} of a font's ToUnicode map."""
    harta = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    litere = {}
    for grup in re.findall(r"beginbfchar(.*?)endbfchar", harta, re.DOTALL):
        for semn, litera in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", grup):
            litere[bytes.fromhex(semn)] = bytes.fromhex(litera).decode("utf-16-be")
    for grup in re.findall(r"beginbfrange(.*?)endbfrange", harta, re.DOTALL):
        for de_la, pana_la, litera in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", grup):
            for n in range(int(pana_la, 16) - int(de_la, 16) + 1):
                litere[(int(de_la, 16) + n).to_bytes(2, "big")] = chr(int(litera, 16) + n)
    return litere


def etichete(octeti):
    """The kinds of structure elements, in the order of reading."""
    with deschide(octeti) as pdf:
        return list(_elemente(pdf.Root.StructTreeRoot))


def _elemente(nod):
    if not isinstance(nod, pikepdf.Dictionary):
        return
    if "/S" in nod:
        yield str(nod.S)[1:]
    copii = nod.get("/K", [])
    for copil in copii if isinstance(copii, pikepdf.Array) else [copii]:
        yield from _elemente(copil)
