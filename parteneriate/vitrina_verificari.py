"""What the check after six months shows on pages of the apps below."""

from parteneriate.verificari import verificari_de_raspuns
from platforma.vitrina import Bucata, bucata


@bucata("spatiu", ordine=6)
def verificarile_mele(persoana):
    """The checks that wait for this person's answer, when there are any."""
    datorate = list(verificari_de_raspuns(persoana))
    return Bucata("parteneriate/_verificari_in_spatiul_meu.html", {"datorate": datorate}) if datorate else None
