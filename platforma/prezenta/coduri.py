"""The code that stands in the QR of an entrance: opaque, without personal data, hard to mistype from paper."""

import secrets

ALFABET_COD = "abcdefghijkmnpqrstuvwxyz23456789"  # 32 letters and digits, without l, o, 0 and 1
LUNGIME_COD = 26  # 130 bits


def cod_nou():
    return "".join(secrets.choice(ALFABET_COD) for _n in range(LUNGIME_COD))
