"""gunicorn, in production and under `make run`: few processes, each with threads (views wait for PostgreSQL)."""

import os

bind = os.environ.get("WEB_ADRESA", "0.0.0.0:8000")  # in a container; the reverse proxy is the only client
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESE", "2"))
threads = int(os.environ.get("WEB_FIRE", "8"))
preload_app = True  # one import for all the processes, shared memory
timeout = 60  # seconds without a sign of life before a process is replaced
graceful_timeout = int(os.environ.get("WEB_RAGAZ", "30"))  # seconds for running requests on shutdown
keepalive = 75  # longer than the proxy keeps an idle connection, so that the proxy is the one who closes
limit_request_line = 8190  # bytes, the most it allows: past it the answer is a bare page in English
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
loglevel = "warning"
