"""The relevance set over a small corpus: what `make relevanta` measures on 5,000 organisations."""

import pytest

from bench.relevanta import masoara, media, pregateste, sub_tinte

pytestmark = pytest.mark.django_db


def test_cautarea_gaseste_ce_se_cauta():
    rezultate = masoara(pregateste(600, samanta=7))
    assert sum(map(len, rezultate.values())) >= 120
    assert list(sub_tinte(rezultate)) == []
    toate = [r for raspunsuri in rezultate.values() for r in raspunsuri]
    assert media(toate, "regasire") >= 0.95
