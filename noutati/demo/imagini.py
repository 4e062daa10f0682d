"""Pictures of the fictional news: plain geometry in the platform's colours, drawn by Pillow.

Each motif returns what it shows, in Romanian, for those who do not see it.
"""

import math
import random
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

L, H = 3200, 1800  # drawn twice as large as kept: smooth edges
TEAL, TEAL_DESCHIS, TEAL_INCHIS = "#0d5c54", "#5f9a8c", "#084d46"
CARAMIDA, CARAMIDA_DESCHIS, OCRU, LUMINA = "#9a3d1e", "#c97a4f", "#d29a2e", "#ecc063"
HARTIE, NISIP, RAU = "#f8f4ec", "#f0e2c4", "#8fc1cb"


def imagine(motiv, samanta):
    """(JPEG of 1600×900 px, its description); the same seed draws the same picture."""
    rng = random.Random(samanta)  # noqa: S311
    panza = Image.new("RGB", (L, H), HARTIE)
    alt = MOTIVE[motiv](rng, ImageDraw.Draw(panza))
    memorie = BytesIO()
    panza.resize((L // 2, H // 2), Image.Resampling.BOX).save(memorie, "JPEG", quality=86, optimize=True)
    return ContentFile(memorie.getvalue(), name="noutate.jpg"), alt


def _val(rng, baza, inaltime, perioade):
    faza = rng.random() * math.tau
    return [(x, baza + inaltime * math.sin(faza + perioade * math.tau * x / L)) for x in range(0, L + 20, 20)]


def _disc(desen, x, y, raza, culoare):
    desen.ellipse([x - raza, y - raza, x + raza, y + raza], fill=culoare)


def _dealuri(rng, desen):
    desen.rectangle([0, 0, L, H], fill=NISIP)
    _disc(desen, rng.randint(700, 2500), 560, 300, LUMINA)
    straturi = [(860, TEAL_DESCHIS), (1060, OCRU), (1240, CARAMIDA_DESCHIS), (1420, TEAL), (1610, TEAL_INCHIS)]
    for baza, culoare in straturi:
        desen.polygon([*_val(rng, baza, 90, rng.uniform(0.8, 1.9)), (L, H), (0, H)], fill=culoare)
    return "Desen: dealuri suprapuse, verzi și cărămizii, sub un soare rotund."


def _rau(rng, desen):
    desen.rectangle([0, 0, L, H], fill=TEAL)
    mal = _val(rng, 930, 190, 1.35)
    desen.polygon([*mal, (L, H), (0, H)], fill=CARAMIDA)
    for jumatate, culoare in ((165, HARTIE), (115, RAU)):
        sus, jos = [(x, y - jumatate) for x, y in mal], [(x, y + jumatate) for x, y in reversed(mal)]
        desen.polygon([*sus, *jos], fill=culoare)
    for _n in range(26):
        x, y = rng.randint(80, L - 80), rng.choice([rng.randint(60, 480), rng.randint(1380, 1740)])
        _disc(desen, x, y, rng.randint(28, 70), rng.choice([LUMINA, OCRU, TEAL_DESCHIS, CARAMIDA_DESCHIS]))
    return "Desen: un râu albastru între un mal verde și unul cărămiziu, cu puncte de lumină pe amândouă."


def _mozaic(rng, desen):
    u = 400
    culori = [TEAL, TEAL_DESCHIS, CARAMIDA, CARAMIDA_DESCHIS, OCRU, LUMINA]
    for x in range(0, L, u):
        for y in range(-200, H, u):
            desen.rectangle([x, y, x + u, y + u], fill=rng.choice([NISIP, HARTIE, NISIP]))
            dx, dy, unghi = rng.choice([(0, 0, 0), (u, 0, 90), (u, u, 180), (0, u, 270)])
            centru = (x + dx, y + dy)
            for raza, culoare in zip((u, u * 0.6), rng.sample(culori, 2), strict=True):
                cutie = [centru[0] - raza, centru[1] - raza, centru[0] + raza, centru[1] + raza]
                desen.pieslice(cutie, unghi, unghi + 90, fill=culoare)
    return "Compoziție abstractă: sferturi de cerc colorate, așezate ca plăcile unui mozaic."


def _blocuri(rng, desen):
    desen.rectangle([0, 0, L, H], fill=TEAL_INCHIS)
    _disc(desen, rng.randint(600, 2600), 430, 230, LUMINA)
    x = -40
    while x < L:
        latime, inaltime = rng.choice([360, 440, 520, 600]), rng.randint(600, 1330)
        desen.rectangle([x, H - inaltime, x + latime, H], fill=rng.choice([CARAMIDA, TEAL, CARAMIDA_DESCHIS, TEAL]))
        for fx in range(x + 60, x + latime - 90, 120):
            for fy in range(H - inaltime + 80, H - 60, 170):
                if rng.random() < 0.45:
                    desen.rectangle([fx, fy, fx + 56, fy + 84], fill=rng.choice([LUMINA, LUMINA, NISIP]))
        x += latime + rng.choice([0, 0, 60])
    return "Desen: blocuri seara, cu ferestre luminate, sub o lună plină."


def _frunze(rng, desen):
    desen.rectangle([0, 0, L, H], fill="#dce9e2")
    u = 400
    for i, x in enumerate(range(0, L, u)):
        for j, y in enumerate(range(-200, H, u)):
            culoare = rng.choice([TEAL, TEAL, TEAL_DESCHIS, TEAL_INCHIS, OCRU])
            colturi = (True, False, True, False) if (i + j) % 2 else (False, True, False, True)
            cutie = [x + 24, y + 24, x + u - 24, y + u - 24]
            desen.rounded_rectangle(cutie, radius=300, fill=culoare, corners=colturi)
            if rng.random() < 0.16:
                _disc(desen, x + u / 2, y + u / 2, 70, CARAMIDA)
    return "Desen: frunze verzi și ocru, așezate în rânduri ca într-o livadă văzută de sus."


def _cercuri(rng, desen):
    desen.rectangle([0, 0, L, H], fill="#f5e1d3")
    for n in range(7):
        x, raza = 260 + n * 450, rng.randint(250, 350)
        culoare = [CARAMIDA, TEAL, OCRU, CARAMIDA_DESCHIS, TEAL_DESCHIS, CARAMIDA, TEAL][n]
        desen.pieslice([x - raza, 1780 - raza * 1.7, x + raza, 1780 + raza * 1.7], 180, 360, fill=culoare)
        _disc(desen, x, 1780 - raza * 2.05, raza * 0.52, rng.choice([culoare, culoare, LUMINA]))
    return "Desen: șapte siluete simple, umăr la umăr, în culori diferite."


def _masa(rng, desen):
    desen.rectangle([0, 0, L, H], fill=CARAMIDA)
    for raza, culoare in ((1010, CARAMIDA_DESCHIS), (640, NISIP), (560, HARTIE)):
        _disc(desen, L / 2, H / 2, raza, culoare)
    for n in range(10):
        unghi = math.tau * n / 10 + 0.2
        x, y = L / 2 + 800 * math.cos(unghi), H / 2 + 800 * math.sin(unghi)
        _disc(desen, x, y, 132, [TEAL, LUMINA, TEAL_INCHIS, OCRU, TEAL_DESCHIS][n % 5])
        _disc(desen, L / 2 + 420 * math.cos(unghi), H / 2 + 420 * math.sin(unghi), 62, rng.choice([OCRU, TEAL]))
    return "Desen: o masă rotundă văzută de sus, cu zece oameni în jurul ei."


def _drum(rng, desen):
    desen.rectangle([0, 0, L, H], fill=LUMINA)
    _disc(desen, L / 2, 700, 380, CARAMIDA)
    desen.rectangle([0, 760, L, H], fill=TEAL)
    for stanga, culoare in ((0.34, TEAL_INCHIS), (0.20, NISIP), (0.17, TEAL_INCHIS)):
        desen.polygon([(L / 2 - 30, 760), (L / 2 + 30, 760), (L * (1 - stanga), H), (L * stanga, H)], fill=culoare)
        desen.polygon([(L / 2 - 20, 760), (L / 2 + 20, 760), (L * 0.57, H), (L * 0.43, H)], fill=culoare)
    for n in range(5):
        y, latime = 860 + n * n * 55, 14 + n * 10
        desen.rectangle([L / 2 - latime, y, L / 2 + latime, y + 40 + n * 26], fill=HARTIE)
    for _n in range(14):
        x, y = rng.choice([rng.randint(40, 900), rng.randint(2300, 3160)]), rng.randint(800, 1000)
        _disc(desen, x, y, rng.randint(50, 120), rng.choice([TEAL_DESCHIS, TEAL_INCHIS]))
    return "Desen: un drum care duce spre un apus cărămiziu, cu copaci pe margini."


MOTIVE = {
    "dealuri": _dealuri,
    "rau": _rau,
    "mozaic": _mozaic,
    "blocuri": _blocuri,
    "frunze": _frunze,
    "cercuri": _cercuri,
    "masa": _masa,
    "drum": _drum,
}
