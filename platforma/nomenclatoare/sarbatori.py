"""Public holidays computed from the law: Codul muncii, art. 139.

Bridge days that the Government adds each year, and holidays of years to come, are rows that staff add to
`ZiNelucratoare`; this module only gives the first rows.
"""

from datetime import date, timedelta

TEMEI = "Codul muncii, art. 139"
PRIMUL_AN_CU_BOBOTEAZA = 2024  # 6 and 7 January are public holidays since that year


def pasti(an):
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus' Julian algorithm), for the years 1900–2099."""
    if not 1900 <= an <= 2099:
        raise ValueError(f"The calendars differ by 13 days only between 1900 and 2099, not in {an}.")
    varsta_lunii = (19 * (an % 19) + 15) % 30
    saptamana = (2 * (an % 4) + 4 * (an % 7) - varsta_lunii + 34) % 7
    luna, zi = divmod(varsta_lunii + saptamana + 114, 31)
    return date(an, luna, zi + 1) + timedelta(days=13)


def sarbatori_legale(an):
    """(day, name) of the year's public holidays in calendar order; two that meet on one day share a row."""
    inviere = pasti(an)
    zile = [
        (date(an, 1, 1), "Anul Nou"),
        (date(an, 1, 2), "A doua zi de Anul Nou"),
        (date(an, 1, 24), "Ziua Unirii Principatelor Române"),
        (inviere - timedelta(days=2), "Vinerea Mare"),
        (inviere, "Paștele"),
        (inviere + timedelta(days=1), "A doua zi de Paști"),
        (date(an, 5, 1), "Ziua Muncii"),
        (date(an, 6, 1), "Ziua Copilului"),
        (inviere + timedelta(days=49), "Rusaliile"),
        (inviere + timedelta(days=50), "A doua zi de Rusalii"),
        (date(an, 8, 15), "Adormirea Maicii Domnului"),
        (date(an, 11, 30), "Sfântul Andrei"),
        (date(an, 12, 1), "Ziua Națională a României"),
        (date(an, 12, 25), "Crăciunul"),
        (date(an, 12, 26), "A doua zi de Crăciun"),
    ]
    if an >= PRIMUL_AN_CU_BOBOTEAZA:
        zile += [(date(an, 1, 6), "Boboteaza"), (date(an, 1, 7), "Sfântul Ioan Botezătorul")]
    pe_zile = {}
    for zi, nume in sorted(zile, key=lambda rand: rand[0]):
        pe_zile[zi] = f"{pe_zile[zi]} · {nume}" if zi in pe_zile else nume
    return list(pe_zile.items())
