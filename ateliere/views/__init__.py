from ateliere.views.calendare import (
    calendar_atelier,
    calendar_inscriere,
    calendar_sector,
    calendar_tema,
    calendar_toate,
)
from ateliere.views.concluzii import concluzie_noua, concluzii, modifica_concluzie, raspunde, sterge_concluzie
from ateliere.views.exporturi import export, exporturi
from ateliere.views.inscriere import anuleaza, inscrie, inscriere
from ateliere.views.inscrisi import adauga, inscris, inscrisi, promoveaza
from ateliere.views.intrare import intrare
from ateliere.views.materiale import (
    fotografie,
    fotografii,
    material,
    material_inscris,
    materiale,
    modifica_fotografie,
    sterge_fotografie,
    sterge_material,
)
from ateliere.views.mesaje import mesaj, mesaj_nou, mesaje, modifica_mesaj, sterge_mesaj, trimite_mesaj
from ateliere.views.organizare import agenda, capacitate, modifica, muta, nou, organizare
from ateliere.views.prezenta import bifeaza, hartie, inchide_prezenta, lista_semnaturi, prezenta, redeschide_prezenta
from ateliere.views.procese import dupa, muta_proces, proces_verbal, versiune
from ateliere.views.program import atelier, calendar, lista
from ateliere.views.spatiu import ale_mele

__all__ = [
    "adauga",
    "agenda",
    "ale_mele",
    "anuleaza",
    "atelier",
    "bifeaza",
    "calendar",
    "calendar_atelier",
    "calendar_inscriere",
    "calendar_sector",
    "calendar_tema",
    "calendar_toate",
    "capacitate",
    "concluzie_noua",
    "concluzii",
    "dupa",
    "export",
    "exporturi",
    "fotografie",
    "fotografii",
    "hartie",
    "inchide_prezenta",
    "inscrie",
    "inscriere",
    "inscris",
    "inscrisi",
    "intrare",
    "lista",
    "lista_semnaturi",
    "material",
    "material_inscris",
    "materiale",
    "mesaj",
    "mesaj_nou",
    "mesaje",
    "modifica",
    "modifica_concluzie",
    "modifica_fotografie",
    "modifica_mesaj",
    "muta",
    "muta_proces",
    "nou",
    "organizare",
    "prezenta",
    "proces_verbal",
    "promoveaza",
    "raspunde",
    "redeschide_prezenta",
    "sterge_concluzie",
    "sterge_fotografie",
    "sterge_material",
    "sterge_mesaj",
    "trimite_mesaj",
    "versiune",
]
