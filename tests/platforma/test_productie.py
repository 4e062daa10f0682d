"""Production: loud when incomplete, and the proxy keeps what it promises (a real nginx, where one is installed)."""

import ast
import contextlib
import http.client
import http.cookiejar
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from platforma.servicii_locale import Servicii

RADACINA = Path(__file__).resolve().parents[2]
OPERARE = (RADACINA / "docs/operare.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
COMPLET = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR",
    "ALLOWED_HOSTS": "exemplu.ro, www.exemplu.ro",
    "DATABASE_URL": "postgres://bss:parola@postgres:5432/bss",
    "REDIS_URL": "redis://valkey:6379/0",
    "EMAIL_URL": "submission://utilizator:parola@smtp.exemplu.ro:587",
}


def manage(*argumente, **mediu):
    return subprocess.run(
        [sys.executable, "manage.py", *argumente], cwd=RADACINA, env=mediu, capture_output=True, text=True, timeout=60
    )


# --- settings -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("nume", COMPLET)
def test_each_missing_variable_is_named(nume):
    rezultat = manage("check", **{n: valoare for n, valoare in COMPLET.items() if n != nume})
    assert rezultat.returncode == 1
    assert f"{nume} is missing. See docs/operare.md" in rezultat.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("schimbate", "mesaj"),
    [
        ({"SECRET_KEY": "scurta"}, "SECRET_KEY must have at least 50 characters."),
        ({"MOD": "dezvoltare"}, "MOD must be „local” or „productie”, not 'dezvoltare'."),
        ({"EMAIL_URL": "smtp+tls://server:587"}, "EMAIL_URL must begin with submission:// or smtp://."),
        ({"EMAIL_URL": "console://"}, "EMAIL_URL must begin with submission:// or smtp://."),
    ],
)
def test_each_wrong_variable_is_named(schimbate, mesaj):
    rezultat = manage("check", **COMPLET | schimbate)
    assert rezultat.returncode == 1
    assert mesaj in rezultat.stderr.splitlines()[-1]


def test_the_example_file_filled_in_passes_the_deploy_check():
    exemplu = dict(re.findall(r"^([A-Z_]+)=(.*)$", (RADACINA / ".env.exemplu").read_text(encoding="utf-8"), re.M))
    assert {nume for nume, valoare in exemplu.items() if not valoare} == {"SECRET_KEY", "PAROLA_BAZA"}
    rezultat = manage(
        "check", "--deploy", "--fail-level", "WARNING", **COMPLET | {n: v for n, v in exemplu.items() if v}
    )
    assert (rezultat.returncode, rezultat.stderr) == (0, "")


def variabile():
    """Every environment variable that the program reads."""
    for fisier in ("platforma/settings.py", "gunicorn.conf.py"):
        for nod in ast.walk(ast.parse((RADACINA / fisier).read_text(encoding="utf-8"))):
            if isinstance(nod, ast.Call) and nod.args and isinstance(nod.args[0], ast.Constant):
                functie = ast.unparse(nod.func)
                if functie in {"obligatoriu", "lista", "os.environ.get"} or re.fullmatch(r"env\.\w+", functie):
                    yield nod.args[0].value
    yield from re.findall(r"\$\{(\w+)", (RADACINA / "docker-compose.yml").read_text(encoding="utf-8"))


def test_every_variable_is_documented():
    assert {nume for nume in variabile() if f"`{nume}`" not in OPERARE} == set()


# --- compose ------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((RADACINA / "docker-compose.yml").read_text(encoding="utf-8"))


def test_compose_only_the_proxy_is_reachable_from_outside(compose):
    assert [nume for nume, serviciu in compose["services"].items() if "ports" in serviciu] == ["proxy"]


def test_compose_volumes_and_dependencies_exist(compose):
    servicii = compose["services"]
    for serviciu in servicii.values():
        assert set(serviciu.get("depends_on", [])) <= set(servicii)
        numite = {v.split(":")[0] for v in serviciu.get("volumes", []) if not v.startswith((".", "$"))}
        assert numite <= set(compose["volumes"])
    for nume, conditie in servicii["web"]["depends_on"].items():
        assert conditie["condition"] != "service_healthy" or "healthcheck" in servicii[nume]


def test_compose_our_containers_have_a_read_only_root_and_no_privileges(compose):
    for nume in ("proxy", "web", "lucrator", "beat", "migrare"):
        serviciu = compose["services"][nume]
        assert (serviciu["read_only"], serviciu["cap_drop"]) == (True, ["ALL"])


# --- nginx --------------------------------------------------------------------------------------------------------
class Aplicatia(BaseHTTPRequestHandler):
    """Stands for Django: says which headers came in, and answers /document as a view with a private file does."""

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        if self.path == "/document":
            self.send_header("X-Accel-Redirect", "/privat-intern/documente/hot%C4%83r%C3%A2re.pdf")
            self.send_header("Content-Type", "application/pdf")
            self.send_header("Content-Disposition", 'attachment; filename="h.pdf"')
            self.send_header("Cache-Control", "private, no-cache")
            self.end_headers()
        else:
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((f"{self.headers}" + " " * 2000).encode())

    do_POST = do_GET

    def log_message(self, *_):
        pass


def port_liber():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def certificat(dosar):
    cheie = ec.generate_private_key(ec.SECP256R1())
    nume = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "exemplu.ro")])
    acum = datetime.now(UTC)
    semnat = (
        x509.CertificateBuilder(nume, nume, cheie.public_key(), x509.random_serial_number())
        .not_valid_before(acum - timedelta(days=1))
        .not_valid_after(acum + timedelta(days=1))
        .sign(cheie, hashes.SHA256())
    )
    (dosar / "fullchain.pem").write_bytes(semnat.public_bytes(serialization.Encoding.PEM))
    (dosar / "privkey.pem").write_bytes(
        cheie.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@contextlib.contextmanager
def nginx(dosar, port_aplicatie):
    """nginx with the real configuration, moved into `dosar` and onto free ports of loopback; yields (http, https)."""
    http_port, https_port = port_liber(), port_liber()
    for nume in ("certificate", "acme", "date/media", "date/privat/documente", "tmp"):
        (dosar / nume).mkdir(parents=True, exist_ok=True)
    certificat(dosar / "certificate")
    text = (RADACINA / "desfasurare/nginx.conf").read_text(encoding="utf-8")
    for vechi, nou in {
        "listen 8080;": f"listen 127.0.0.1:{http_port};",
        "listen 8443 ssl;": f"listen 127.0.0.1:{https_port} ssl;",
        "web:8000": f"127.0.0.1:{port_aplicatie}",
        " /tmp/": f" {dosar}/tmp/",
        " /date/": f" {dosar}/date/",
        " /certificate/": f" {dosar}/certificate/",
        " /acme;": f" {dosar}/acme;",
    }.items():
        assert vechi in text
        text = text.replace(vechi, nou)
    (dosar / "nginx.conf").write_text(text)
    comanda = [NGINX, "-e", "stderr", "-c", dosar / "nginx.conf", "-g", "daemon off; user root;" * (os.geteuid() == 0)]
    with (dosar / "jurnal").open("w") as jurnal:
        proces = subprocess.Popen(comanda, stdout=jurnal, stderr=jurnal)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", https_port)):
                break
            assert proces.poll() is None, (dosar / "jurnal").read_text()
            time.sleep(0.05)
        yield http_port, https_port
    finally:
        proces.terminate()
        proces.wait()


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """`proxy(path)` → response through nginx over TLS; `proxy.dosar` is the root of its files."""
    if NGINX is None:
        pytest.skip("nginx is not installed")
    dosar = tmp_path_factory.mktemp("proxy")
    aplicatia = ThreadingHTTPServer(("127.0.0.1", 0), Aplicatia)
    threading.Thread(target=aplicatia.serve_forever, daemon=True).start()
    with nginx(dosar, aplicatia.server_port) as (http_port, https_port):

        def cere(cale, metoda="GET", corp=None, tls=True, **antete):
            context = ssl._create_unverified_context()
            conexiune = (
                http.client.HTTPSConnection("127.0.0.1", https_port, context=context, timeout=20)
                if tls
                else http.client.HTTPConnection("127.0.0.1", http_port, timeout=20)
            )
            with contextlib.closing(conexiune):
                conexiune.request(metoda, cale, corp, {"Host": "exemplu.ro"} | antete)
                raspuns = conexiune.getresponse()
                raspuns.corp = raspuns.read()
                return raspuns

        cere.dosar = dosar
        yield cere
    aplicatia.shutdown()
    aplicatia.server_close()


def test_proxy_sends_http_to_https_and_leaves_the_certificate_challenge(proxy):
    raspuns = proxy("/organizatii/?q=a", tls=False)
    assert (raspuns.status, raspuns.getheader("Location")) == (301, "https://exemplu.ro/organizatii/?q=a")
    (proxy.dosar / "acme/.well-known/acme-challenge").mkdir(parents=True)
    (proxy.dosar / "acme/.well-known/acme-challenge/proba").write_text("proba")
    assert proxy("/.well-known/acme-challenge/proba", tls=False).corp == b"proba"
    assert proxy("/proxy-viu", tls=False).status == 204


def test_proxy_tells_django_who_asks_and_believes_nothing_of_what_the_visitor_claims(proxy):
    minciuni = {"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "rau.ro"}
    antete = proxy("/", **minciuni).corp.decode()
    assert "Host: exemplu.ro" in antete
    assert "X-Forwarded-For: 127.0.0.1" in antete
    assert "X-Forwarded-Proto: https" in antete
    assert "6.6.6.6" not in antete
    assert "rau.ro" not in antete


def test_proxy_compresses_pages(proxy):
    raspuns = proxy("/", **{"Accept-Encoding": "gzip"})
    assert raspuns.getheader("Content-Encoding") == "gzip"


def test_proxy_refuses_a_body_over_40_megabytes(proxy):
    assert proxy("/", "POST", b"x" * 1024).status == 200
    assert proxy("/", "POST", **{"Content-Length": str(41 * 1024 * 1024)}).status == 413


def test_proxy_shows_uploaded_pictures_and_only_downloads_anything_else(proxy):
    for nume in ("a.webp", "b.svg", "c.html"):
        (proxy.dosar / "date/media" / nume).write_text("<script>1</script>")
    gasite = {
        nume: (r.status, r.getheader("Content-Type"), r.getheader("Content-Disposition"))
        for nume in ("a.webp", "b.svg", "c.html", "d.png")
        if (r := proxy(f"/media/{nume}"))
    }
    assert gasite == {
        "a.webp": (200, "image/webp", "inline"),
        "b.svg": (200, "application/octet-stream", "attachment"),
        "c.html": (200, "application/octet-stream", "attachment"),
        "d.png": (404, "text/html", "inline"),
    }
    raspuns = proxy("/media/a.webp")
    assert raspuns.getheader("X-Content-Type-Options") == "nosniff"
    assert raspuns.getheader("Content-Security-Policy") == "default-src 'none'; sandbox"
    assert raspuns.getheader("Cache-Control") == "public, max-age=31536000, immutable"
    assert proxy("/media/d.png").getheader("Cache-Control") is None


def test_proxy_lists_no_directory(proxy):
    assert proxy("/media/").status == 403


@pytest.mark.parametrize("urcus", ["/media/../privat", "/media../privat", "/media/..%2Fprivat", "/media/%2e%2e/privat"])
def test_proxy_climbs_out_of_no_directory(proxy, urcus):
    (proxy.dosar / "date/privat/secret.pdf").write_bytes(b"%PDF-secret")
    assert b"%PDF-secret" not in proxy(f"{urcus}/secret.pdf").corp


def test_private_files_leave_only_by_order_of_a_view(proxy):
    (proxy.dosar / "date/privat/documente/hotărâre.pdf").write_bytes(b"%PDF-1.7")
    assert proxy("/privat-intern/documente/hot%C4%83r%C3%A2re.pdf").status == 404
    raspuns = proxy("/document")
    assert (raspuns.status, raspuns.corp) == (200, b"%PDF-1.7")
    antete = (
        "Content-Type",
        "Content-Disposition",
        "Cache-Control",
        "X-Content-Type-Options",
        "Content-Security-Policy",
    )
    assert [raspuns.getheader(nume) for nume in antete] == [
        "application/pdf",
        'attachment; filename="h.pdf"',
        "private, no-cache",
        "nosniff",
        "default-src 'none'; sandbox",
    ]


# --- the whole -----------------------------------------------------------------------------------------------------
OAMENI = """
from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from organizatii.models import Document, Membru, Organizatie
from platforma.conturi.models import Utilizator
om = Utilizator.objects.create_user("reprezentant@exemplu.ro", "parola-de-proba-1", nume="Raluca")
EmailAddress.objects.create(user=om, email=om.email, verified=True, primary=True)
organizatie = Organizatie.objects.create(denumire="Asociația de Probă", slug="asociatia-de-proba")
Membru.objects.create(organizatie=organizatie, utilizator=om, rol="administrator")
document = Document(organizatie=organizatie, titlu="Statut", nume_fisier="Statut ștampilat.pdf", marime=8)
document.fisier.save("x.pdf", ContentFile(b"%PDF-1.7"))
print("adresa:", document.get_absolute_url())
"""


@pytest.fixture(scope="module")
def instalatie(tmp_path_factory):
    """(opener of an anonymous visitor, maker of more, root address, address of a private document)."""
    if NGINX is None:
        pytest.skip("nginx is not installed")
    dosar = tmp_path_factory.mktemp("productie")
    servicii = Servicii(dosar / "servicii")
    port = port_liber()
    mediu = COMPLET | {
        "DATABASE_URL": servicii.baza,
        "REDIS_URL": servicii.valkey,
        "DATE_DIR": str(dosar / "date"),
        "STATIC_ROOT": str(dosar / "static"),
        "WEB_ADRESA": f"127.0.0.1:{port}",
        "WEB_PROCESE": "1",
        "WEB_RAGAZ": "1",
    }
    for comanda in (["migrate", "--noinput"], ["collectstatic", "--noinput"]):
        rezultat = manage(*comanda, **mediu)
        assert rezultat.returncode == 0, rezultat.stderr
    rezultat = manage("shell", "-v0", "-c", OAMENI, **mediu)
    assert "adresa: " in rezultat.stdout, rezultat.stderr
    with (dosar / "web.log").open("w") as jurnal:
        comanda = [sys.executable, "-m", "gunicorn", "platforma.wsgi"]
        web = subprocess.Popen(comanda, cwd=RADACINA, env=mediu, stdout=jurnal, stderr=jurnal)
    try:
        with nginx(dosar, port) as (_, https_port):
            vizitator = Vizitator(f"https://127.0.0.1:{https_port}")
            for _ in range(300):
                if vizitator("/stare/viu").status == 200:
                    break
                assert web.poll() is None, (dosar / "web.log").read_text()
                time.sleep(0.1)
            yield vizitator, rezultat.stdout.split("adresa: ")[1].strip()
    finally:
        web.terminate()
        web.wait()
        servicii.inchide()


class Vizitator:
    """A browser without windows: keeps cookies, believes the certificate, says the public name of the site."""

    def __init__(self, adresa):
        self.adresa = adresa
        tls = urllib.request.HTTPSHandler(context=ssl._create_unverified_context())
        self.biscuiti = http.cookiejar.CookieJar()
        self.deschide = urllib.request.build_opener(
            tls, FaraRedirectionare, urllib.request.HTTPCookieProcessor(self.biscuiti)
        ).open

    def __call__(self, cale, date=None, **antete):
        corp = urllib.parse.urlencode(date).encode() if date else None
        antete |= {"Host": "exemplu.ro", "Origin": "https://exemplu.ro", "Referer": "https://exemplu.ro/"}
        try:
            raspuns = self.deschide(urllib.request.Request(self.adresa + cale, corp, antete), timeout=20)
        except urllib.error.HTTPError as eroare:
            raspuns = eroare
        with raspuns:
            raspuns.corp = raspuns.read()
        return raspuns


class FaraRedirectionare(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def test_the_platform_is_ready_behind_the_proxy(instalatie):
    vizitator, _ = instalatie
    raspuns = vizitator("/stare/pregatit")
    assert (raspuns.status, json.loads(raspuns.corp)["stare"]) == (200, "bine")


def test_pages_are_safe_and_their_files_are_kept_for_ever(instalatie):
    vizitator, _ = instalatie
    pagina = vizitator("/")
    assert pagina.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "default-src 'self'" in pagina.headers["Content-Security-Policy"]
    foaie = re.search(rb'href="(/static/css/baza\.[0-9a-f]{12}\.css)"', pagina.corp)[1].decode()
    raspuns = vizitator(foaie, **{"Accept-Encoding": "gzip"})
    assert (raspuns.headers["Content-Encoding"], raspuns.headers["Cache-Control"]) == (
        "gzip",
        "max-age=315360000, public, immutable",
    )


def test_a_name_that_is_not_ours_is_refused(instalatie):
    vizitator, _ = instalatie
    cerere = urllib.request.Request(vizitator.adresa + "/", headers={"Host": "rau.ro"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        vizitator.deschide(cerere, timeout=20)


def test_sign_in_over_the_proxy_and_a_private_document(instalatie):
    strain, adresa = instalatie
    assert strain(adresa).status == 404
    vizitator = Vizitator(strain.adresa)
    jeton = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', vizitator("/cont/login/").corp)[1].decode()
    date = {"login": "reprezentant@exemplu.ro", "password": "parola-de-proba-1", "csrfmiddlewaretoken": jeton}
    assert vizitator("/cont/login/", date).status == 302
    assert {b.name: b.secure for b in vizitator.biscuiti if b.name == "sessionid"} == {"sessionid": True}
    raspuns = vizitator(adresa)
    assert (raspuns.status, raspuns.corp) == (200, b"%PDF-1.7")
    assert raspuns.headers["Content-Type"] == "application/pdf"
    assert raspuns.headers["Content-Disposition"] == ("attachment; filename*=utf-8''Statut%20%C8%99tampilat.pdf")
    assert raspuns.headers["Server"] == "nginx"
    assert "X-Accel-Redirect" not in raspuns.headers
