"""The fixed cast of every test: named by role, each with the rights that the role has in life."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone

from organizatii.models import Membru, Organizatie
from platforma.conturi.models import Utilizator
from platforma.moderare.tranzitii import Stare
from platforma.nomenclatoare.models import Domeniu
from tests import sablon

PAROLA = "parola-de-proba-1"


def pytest_collection_modifyitems(items):
    """The files that take long come first, so that the short ones even out the work of the processes at the end."""
    lungi = {i.path for i in items if any(i.iter_markers("browser")) or any(i.iter_markers("servere"))}
    items.sort(key=lambda i: i.path not in lungi and i.path.name != "test_permisiuni.py")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = sablon.pregateste()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A test that commits (threads, a live server) leaves the database as the migrations made it, seeds included.

    Django's own flush would take the code lists and the groups away from every later test.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        tabele = [t for t in connection.introspection.table_names(cursor) if t != "django_migrations"]
        pline = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT FROM \"{t}\")" for t in tabele)
        randuri = {}
        for tabel in tabele:
            with cursor.cursor.copy(f'COPY "{tabel}" TO STDOUT') as copie:
                if continut := b"".join(copie):
                    randuri[tabel] = continut

    def pune_la_loc(self):
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # no triggers, no order of foreign keys
            cursor.execute(pline)
            for (tabel,) in cursor.fetchall():  # a few rows each: much quicker than TRUNCATE over all the files
                cursor.execute(f'DELETE FROM "{tabel}"')
            for tabel, continut in randuri.items():
                with cursor.cursor.copy(f'COPY "{tabel}" FROM STDIN') as copie:
                    copie.write(continut)
            cursor.execute("SET session_replication_role = origin")

    with pytest.MonkeyPatch.context() as petic:
        petic.setattr(TransactionTestCase, "_fixture_teardown", pune_la_loc)
        yield


@pytest.fixture(autouse=True)
def _cache_goala():
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _parole_repezi(settings):
    """Production's hasher takes a quarter of a second on purpose; a test signs in many times."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _fisiere_proprii(settings, monkeypatch, tmp_path):
    """Uploads of a test live and die with it. The private storage was made when the models were, so it is moved."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVAT_ROOT = tmp_path / "privat"
    for proprietate in ("base_location", "location"):
        monkeypatch.setitem(vars(storages["privat"]), proprietate, str(settings.PRIVAT_ROOT))


def persoana(email, nume, **campuri):
    """A person with a verified address and the tests' password."""
    utilizator = Utilizator.objects.create_user(email, PAROLA, nume=nume, **campuri)
    EmailAddress.objects.create(user=utilizator, email=email, verified=True, primary=True)
    return utilizator


def organizatie_publicata(denumire, slug, **campuri):
    """A published organisation that passes the submission check when given its lists."""
    implicite = {
        "stare": Stare.PUBLICAT,
        "publicat_la": timezone.now(),
        "forma_juridica": "asociatie",
        "scop": "Sprijină oamenii din cartier să lucreze împreună.",
        "sediu_sector_id": 3,
        "email": "contact@example.org",
        "persoana_contact": "Ana Pop",
    }
    organizatie = Organizatie.objects.create(denumire=denumire, slug=slug, **{**implicite, **campuri})
    organizatie.sectoare.set([3])
    organizatie.domenii.set(Domeniu.objects.filter(slug="servicii-sociale"))
    return organizatie


@pytest.fixture
def organizatie(db):
    """The published NGO of `reprezentant` and `coleg`."""
    return organizatie_publicata("Asociația Cartierul Nostru", "asociatia-cartierul-nostru")


@pytest.fixture
def alta_organizatie(db):
    """The published NGO of `strain`."""
    return organizatie_publicata("Fundația Malul Dâmboviței", "fundatia-malul-dambovitei", forma_juridica="fundatie")


@pytest.fixture
def primarie(db):
    """The authority of `autoritate`."""
    return organizatie_publicata(
        "Primăria de Probă", "primaria-de-proba", tip="autoritate", forma_juridica="institutie"
    )


@pytest.fixture
def reprezentant(organizatie):
    utilizator = persoana("reprezentant@exemplu.test", "Raluca Reprezentant")
    Membru.objects.create(organizatie=organizatie, utilizator=utilizator, rol=Membru.Rol.ADMINISTRATOR)
    return utilizator


@pytest.fixture
def coleg(organizatie):
    utilizator = persoana("coleg@exemplu.test", "Cosmin Coleg")
    Membru.objects.create(organizatie=organizatie, utilizator=utilizator, rol=Membru.Rol.EDITOR)
    return utilizator


@pytest.fixture
def strain(alta_organizatie):
    utilizator = persoana("strain@exemplu.test", "Sanda Străin")
    Membru.objects.create(organizatie=alta_organizatie, utilizator=utilizator, rol=Membru.Rol.ADMINISTRATOR)
    return utilizator


@pytest.fixture
def autoritate(primarie):
    utilizator = persoana("autoritate@exemplu.test", "Aurel Autoritate")
    Membru.objects.create(organizatie=primarie, utilizator=utilizator, rol=Membru.Rol.ADMINISTRATOR)
    return utilizator


@pytest.fixture
def moderator(db):
    utilizator = persoana("moderator@exemplu.test", "Mihai Moderator", is_staff=True)
    utilizator.groups.add(Group.objects.get(name="Moderatori"))
    return utilizator


@pytest.fixture
def alt_moderator(db):
    utilizator = persoana("alt-moderator@exemplu.test", "Maria Moderatoare", is_staff=True)
    utilizator.groups.add(Group.objects.get(name="Moderatori"))
    return utilizator


@pytest.fixture
def secretariat(db):
    utilizator = persoana("secretariat@exemplu.test", "Simona Secretariat", is_staff=True)
    utilizator.groups.add(Group.objects.get(name="Secretariat"))
    return utilizator


@pytest.fixture
def admin(db):
    return persoana("admin@exemplu.test", "Adela Admin", is_staff=True, is_superuser=True)


@pytest.fixture
def vizitator():
    """Nobody signed in."""
    return


@pytest.fixture
def client_pentru():
    """`client_pentru(persoana)`: a test client signed in as that person; None is a visitor."""

    def fa(utilizator, **optiuni):
        client = Client(**optiuni)
        if utilizator is not None:
            client.force_login(utilizator)
        return client

    return fa
