# `make ajutor` lists the verbs. Each one sets up what it needs.
.DEFAULT_GOAL := ajutor
.PHONY: ajutor help run test bench relevanta lint chromium curat traduceri blocare
PYTHON ?= python3
PY := .venv/bin/python
PYTEST ?= -q --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder
LACAT := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
# Production settings with made-up values, for the checks that only need them to be complete.
PRODUCTIE := env MOD=productie SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR ALLOWED_HOSTS=exemplu.ro \
	DATABASE_URL=postgres://bss@localhost/bss REDIS_URL=redis://localhost/0 EMAIL_URL=smtp://localhost:25

ajutor: ## arată aceste rânduri
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

help: ajutor

run: ## pornește platforma la http://127.0.0.1:8000 (PORT=8123 make run pentru alt port)
	@$(PYTHON) unelte/pregatire.py 6 && exec $(PY) unelte/ruleaza.py

test: lint chromium ## toate verificările; make test PYTEST="tests/organizatii -k cif" pentru o parte
	@echo "• migrări nescrise";     MOD=local DATE_DIR=.date/teste $(PY) manage.py makemigrations --check --dry-run
	@echo "• setări de producție";  $(PRODUCTIE) $(PY) manage.py check --deploy --fail-level WARNING
	@echo "• traduceri";            $(PY) unelte/traduceri.py verifica
	@echo "• teste";                $(PY) -m pytest $(PYTEST)

bench: ## măsurătorile din docs/performanta.md, pe date generate
	@$(PYTHON) unelte/pregatire.py
	@$(PY) bench/importa_registru.py
	@$(PY) bench/buletin.py
	@$(PY) bench/inscrieri.py
	@$(PY) bench/certificate.py
	@$(PY) bench/director.py
	@$(PY) bench/potriviri.py

relevanta: ## cât de bine găsește căutarea din organizații: întrebări cu răspunsuri știute, pe date generate
	@$(PYTHON) unelte/pregatire.py
	@$(PY) bench/relevanta.py

lint:
	@$(PYTHON) unelte/pregatire.py
	@echo "• stilul codului";       $(PY) -m ruff check --quiet . && $(PY) -m ruff format --quiet --check .
	@echo "• stilul șabloanelor";   $(PY) -m djlint --quiet --lint templates

chromium:
	@sh unelte/chromium.sh

traduceri: ## adună mesajele din surse în locale/ro și le verifică
	@$(PYTHON) unelte/pregatire.py
	@$(PY) unelte/traduceri.py extrage && $(PY) unelte/traduceri.py compileaza && $(PY) unelte/traduceri.py verifica

blocare: ## rescrie fișierele .lock după pyproject.toml (make blocare ALTELE=--upgrade pentru versiuni noi)
	@$(PYTHON) unelte/pregatire.py
	$(LACAT) $(ALTELE) --group unelte -o requirements-unelte.lock
	$(LACAT) $(ALTELE) pyproject.toml -o requirements.lock
	$(LACAT) $(ALTELE) pyproject.toml --group dev -o requirements-dev.lock

curat: ## șterge datele locale (.date), cu baza și fișierele încărcate
	@$(PYTHON) unelte/curat.py
