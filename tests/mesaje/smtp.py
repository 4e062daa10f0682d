"""A mail server of a few lines that keeps what it gets, and answers badly when told to."""

import email
import email.policy
import socketserver
import threading
import time

import pytest

MESAJE = "django.core.mail.backends.smtp.EmailBackend"


class _Conversatie(socketserver.StreamRequestHandler):
    def handle(self):
        server = self.server
        self.spune(server.salut)
        catre = ""
        while linie := self.rfile.readline():
            comanda = linie.decode().strip()
            verb = comanda.split(" ")[0].split(":")[0].upper()
            if verb == "QUIT":
                self.spune("221 pa")
                return
            if verb == "RCPT":
                catre = comanda.partition("<")[2].partition(">")[0]
                self.spune(server.la_destinatar.get(catre, "250 bine"))
            elif verb == "DATA":
                self.spune("354 ascult")
                continut = b"".join(iter(self.rfile.readline, b".\r\n"))
                server.la_date(catre)
                raspuns = server.la_continut.get(catre, "250 primit")
                if raspuns is None:  # hangs up in the middle of the conversation
                    return
                if raspuns.startswith("250"):
                    server.primite.append(email.message_from_bytes(continut, policy=email.policy.default))
                time.sleep(server.intarziere)
                self.spune(raspuns)
            else:
                self.spune("250 bine")

    def spune(self, rand):
        self.wfile.write(f"{rand}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversatie)
        self.primite = []
        self.salut = "220 proba"
        self.la_destinatar, self.la_continut = {}, {}  # address → answer; None hangs up
        self.intarziere = 0.0  # seconds between taking a mail and saying so
        self.la_date = lambda catre: None

    @property
    def port(self):
        return self.server_address[1]

    def handle_error(self, request, client_address):
        """A client that was killed is part of the test."""


@pytest.fixture
def smtp(settings):
    """A running server, to which Django's own SMTP backend is pointed."""
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.EMAIL_BACKEND = MESAJE
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        yield server
        server.shutdown()
