# ruff: noqa: F401  one name for each address, so that urls.py says views.x
from organizatii.views.acasa import acasa
from organizatii.views.director import autoritati, lista, profil
from organizatii.views.motoare import robots, sitemap, sitemap_sectiune
