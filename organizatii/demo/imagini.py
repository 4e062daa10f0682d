"""Pictures and papers of the fictional organisations: plain geometry in the platform's colours, drawn by Pillow."""

import math
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

HARTIE, CERNEALA = "#fffdf8", "#1c2522"
PERECHI = [  # background, mark, accent
    ("#dce9e2", "#0d5c54", "#d29a2e"),
    ("#f5e1d3", "#9a3d1e", "#0d5c54"),
    ("#f8eac8", "#7a5006", "#9a3d1e"),
    ("#0d5c54", "#dce9e2", "#d29a2e"),
    ("#9a3d1e", "#f8eac8", "#fffdf8"),
    ("#e6e0d3", "#08433d", "#b04e29"),
]
DESENATE_MAI_MARI = 3  # drawn larger, then reduced: smooth edges


def logo(rng):
    """A square PNG of 320 px with one geometric mark."""
    latura = 320 * DESENATE_MAI_MARI
    fond, semn, accent = rng.choice(PERECHI)
    imagine = Image.new("RGB", (latura, latura), fond)
    rng.choice([_arce, _casa, _frunze, _trepte, _raze, _cercuri])(ImageDraw.Draw(imagine), latura, semn, accent, fond)
    return _fisier(imagine.resize((320, 320), Image.Resampling.BOX), "PNG", "logo.png")


def _arce(desen, latura, semn, accent, fond):
    for i, culoare in enumerate([semn, fond, semn, fond, accent]):
        raza = latura * (0.4 - i * 0.075)
        cutie = [latura / 2 - raza, latura * 0.68 - raza, latura / 2 + raza, latura * 0.68 + raza]
        desen.pieslice(cutie, 180, 360, fill=culoare)


def _casa(desen, latura, semn, accent, fond):
    u = latura / 20
    desen.polygon([(3 * u, 10 * u), (10 * u, 4 * u), (17 * u, 10 * u)], fill=semn)
    desen.rectangle([5 * u, 10 * u, 15 * u, 16 * u], fill=semn)
    desen.pieslice([8 * u, 10 * u, 12 * u, 14 * u], 180, 360, fill=accent)
    desen.rectangle([8 * u, 12 * u, 12 * u, 16 * u], fill=accent)


def _frunze(desen, latura, semn, accent, fond):
    u = latura / 20
    for culoare, stanga, sus in [(semn, 3.5, 3.5), (accent, 9.5, 9.5)]:
        cutie = [stanga * u, sus * u, (stanga + 7) * u, (sus + 7) * u]
        desen.rounded_rectangle(cutie, radius=4.5 * u, fill=culoare, corners=(False, True, False, True))
    desen.rounded_rectangle(
        [10.8 * u, 4.2 * u, 15.4 * u, 8.8 * u], radius=3 * u, fill=semn, corners=(True, False, True, False)
    )


def _trepte(desen, latura, semn, accent, fond):
    u = latura / 20
    for i in range(4):
        desen.rectangle([(3.5 + i * 3.25) * u, (13.5 - i * 2.75) * u, (6.5 + i * 3.25) * u, 16.5 * u], fill=semn)
    desen.ellipse([3.5 * u, 3.5 * u, 7.5 * u, 7.5 * u], fill=accent)


def _raze(desen, latura, semn, accent, fond):
    centru, raza = latura / 2, latura * 0.38
    for i in range(0, 12, 2):
        desen.pieslice([centru - raza, centru - raza, centru + raza, centru + raza], i * 30, i * 30 + 30, fill=semn)
    raza *= 0.42
    desen.ellipse([centru - raza, centru - raza, centru + raza, centru + raza], fill=accent)


def _cercuri(desen, latura, semn, accent, fond):
    raza = latura * 0.17
    for i in range(6):
        x = latura / 2 + latura * 0.21 * math.cos(math.radians(60 * i))
        y = latura / 2 + latura * 0.21 * math.sin(math.radians(60 * i))
        desen.ellipse([x - raza, y - raza, x + raza, y + raza], outline=semn, width=int(latura * 0.035))
    raza = latura * 0.07
    desen.ellipse([latura / 2 - raza, latura / 2 - raza, latura / 2 + raza, latura / 2 + raza], fill=accent)


def coperta(rng):
    """(JPEG of 1200×450 px, its description in Romanian)."""
    fond, semn, accent = rng.choice(PERECHI[:3])
    imagine = Image.new("RGB", (2400, 900), fond)
    culori = [semn, accent, *(c for c in ("#0d5c54", "#9a3d1e", "#d29a2e", "#b04e29") if c not in {semn, accent})]
    alt = rng.choice([_mozaic, _siluete])(rng, ImageDraw.Draw(imagine), culori)
    return _fisier(imagine.resize((1200, 450), Image.Resampling.BOX), "JPEG", "coperta.jpg"), alt


def _mozaic(rng, desen, culori):
    for x in range(0, 2400, 150):
        for y in range(0, 900, 150):
            dx, dy, unghi = rng.choice([(0, 0, 0), (150, 0, 90), (150, 150, 180), (0, 150, 270)])
            if rng.random() < 0.8:
                cutie = [x + dx - 150, y + dy - 150, x + dx + 150, y + dy + 150]
                desen.pieslice(cutie, unghi, unghi + 90, fill=rng.choice(culori))
    return "Compoziție abstractă: sferturi de cerc colorate, așezate ca plăcile unui mozaic."


def _siluete(rng, desen, culori):
    raza, x_soare = rng.randint(110, 170), rng.randint(400, 2000)
    desen.ellipse([x_soare - raza, 120, x_soare + raza, 120 + 2 * raza], fill=culori[1])
    x = -20
    while x < 2400:
        latime, inaltime = rng.randint(120, 260), rng.randint(220, 620)
        culoare = rng.choice([culori[0], culori[0], culori[2]])
        desen.rectangle([x, 900 - inaltime, x + latime, 900], fill=culoare)
        for fx in range(x + 28, x + latime - 40, 56):
            for fy in range(900 - inaltime + 40, 860, 84):
                if rng.random() < 0.4:
                    desen.rectangle([fx, fy, fx + 26, fy + 40], fill=culori[1])
        x += latime + rng.choice([0, 0, 24, 60])
    return "Desen geometric: un șir de blocuri cu ferestre luminate și un soare rotund deasupra lor."


def hartie(titlu, randuri):
    """A one-page PDF. Pillow's own letters lack ă, ș and ț, so the caller chooses words without them."""
    imagine = Image.new("L", (827, 1170), 255)  # A4 at 100 dpi
    desen = ImageDraw.Draw(imagine)
    desen.text((90, 110), titlu, font=ImageFont.load_default(34), fill=20)
    for i, rand in enumerate(randuri):
        desen.text((90, 230 + i * 44), rand, font=ImageFont.load_default(20), fill=40)
    return _fisier(imagine, "PDF", "document.pdf")


def _fisier(imagine, format_fisier, nume):
    memorie = BytesIO()
    imagine.save(memorie, format_fisier)
    return ContentFile(memorie.getvalue(), name=nume)
