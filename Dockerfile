# One image for web, worker, beat and migrations; the service decides what it runs (docker-compose.yml).
FROM python:3.13-slim AS constructie
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /aplicatie
COPY requirements.lock requirements-unelte.lock ./
RUN python -m venv /venv && /venv/bin/pip install --require-hashes -r requirements.lock
# Babel compiles the translations and stays behind in this stage.
RUN pip install --require-hashes --target /unelte -r requirements-unelte.lock
COPY . .
# The settings want to be complete even for collectstatic; none of these values reaches the image.
RUN PYTHONPATH=/unelte /venv/bin/python unelte/traduceri.py compileaza \
 && MOD=productie SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=constructie.invalid \
    DATABASE_URL=postgres://constructie/bss REDIS_URL=redis://constructie EMAIL_URL=smtp://constructie \
    /venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin bss \
 && install -d -o bss -g bss /date /date/media /date/privat /date/beat
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MOD=productie DATE_DIR=/date
WORKDIR /aplicatie
COPY --from=constructie /venv /venv
COPY --from=constructie /aplicatie /aplicatie
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "platforma.wsgi"]
