"""One settings file: everything from the environment, safe when nothing is said.

Two ways to run. *Embedded* (newcomers, tests): neither DATABASE_URL nor REDIS_URL is given, so
`servicii_locale` has started PostgreSQL and Valkey under DATE_DIR and handed their addresses over.
*Production*: both addresses, SECRET_KEY and ALLOWED_HOSTS must be given, or start-up stops with a sentence
that names what is missing.
"""

from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# MOD is "local" (make run, make test) or "productie". It is production unless somebody says otherwise.
MOD = env.str("MOD", "productie")
if MOD not in {"local", "productie"}:
    raise ImproperlyConfigured(f"MOD must be „local” or „productie”, not {MOD!r}.")
LOCAL = MOD == "local"
DATE_DIR = Path(env.str("DATE_DIR", str(BASE_DIR / ".date")))


def obligatoriu(nume):
    """Value of an environment variable that production cannot do without."""
    valoare = env.str(nume, "")
    if not valoare:
        raise ImproperlyConfigured(f"{nume} is missing. See docs/operare.md, „Variabile de mediu”.")
    return valoare


def lista(nume, implicit=()):
    return [parte.strip() for parte in env.str(nume, ",".join(implicit)).split(",") if parte.strip()]


DEBUG = LOCAL and env.bool("DEBUG", False)
SECRET_KEY = "cheie-numai-pentru-rularea-locala" if LOCAL else obligatoriu("SECRET_KEY")
if not LOCAL and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters.")
SECRET_KEY_FALLBACKS = lista("SECRET_KEY_VECHI")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"] if LOCAL else lista("ALLOWED_HOSTS")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is missing. See docs/operare.md, „Variabile de mediu”.")
# The public address, used in mails, feeds and the sitemap; never taken from a request's Host header.
ADRESA_SITE = env.str("ADRESA_SITE", "http://127.0.0.1:8000" if LOCAL else f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
CSRF_TRUSTED_ORIGINS = lista("CSRF_TRUSTED_ORIGINS", [] if LOCAL else [ADRESA_SITE])
NUME_SITE = "Bucureștiul social și solidar"

INSTALLED_APPS = [
    "platforma.administrare.apps.AdministrareConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "platforma",
    "platforma.conturi",
    "platforma.nomenclatoare",
    "platforma.mesaje",
    "platforma.moderare",
    "platforma.calendar",
    "organizatii",
    "ateliere",
    "cursuri",
    "parteneriate",
    "noutati",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "platforma.middleware.antete",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "platforma.conturi.middleware.activitatea_sesiunii",
    "platforma.conturi.middleware.mfa_pentru_personal",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "platforma.urls"
WSGI_APPLICATION = "platforma.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "platforma.context.site",
            ],
        },
    }
]

# --- data ---------------------------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", "")
REDIS_URL = env.str("REDIS_URL", "")
if not LOCAL:
    obligatoriu("DATABASE_URL"), obligatoriu("REDIS_URL")
elif not (DATABASE_URL and REDIS_URL):
    from platforma.servicii_locale import adrese

    adrese_locale = adrese(DATE_DIR)
    DATABASE_URL = DATABASE_URL or adrese_locale.baza
    REDIS_URL = REDIS_URL or adrese_locale.valkey

DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
DATABASES["default"]["TEST"] = {"NAME": env.str("BAZA_TEST", "test_bss")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# A request that wakes the worker must not wait for a broker that is down: the outbox is swept every 30 seconds anyway.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,  # seconds
    "socket_connect_timeout": 3,
    "max_retries": 0,
    "interval_start": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Bucharest"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATE_DIR / "beat" / "program")
CELERY_BEAT_SCHEDULE = {
    "mesaje": {"task": "platforma.mesaje.tasks.expediaza", "schedule": 30.0, "options": {"expires": 25}},
    "conturi-curatenie": {"task": "platforma.conturi.tasks.curata", "schedule": crontab(hour=3, minute=40)},
    "mesaje-curatenie": {"task": "platforma.mesaje.tasks.curata", "schedule": crontab(hour=3, minute=20)},
    "organizatii-cuvinte": {"task": "organizatii.tasks.reface_cuvintele", "schedule": crontab(minute=17)},
    "organizatii-confirmari": {
        "task": "organizatii.tasks.aminteste_confirmarile",
        "schedule": crontab(hour=9, minute=20),
    },
    "organizatii-curatenie": {"task": "organizatii.tasks.curata", "schedule": crontab(hour=3, minute=30)},
    "organizatii-perechi": {"task": "organizatii.tasks.cauta_perechi", "schedule": crontab(hour=2, minute=40)},
    "organizatii-acte": {"task": "organizatii.tasks.aminteste_actele", "schedule": crontab(hour=9, minute=30)},
    "organizatii-sarcini": {"task": "organizatii.tasks.rezumatul_sarcinilor", "schedule": crontab(hour=8, minute=15)},
    "noutati-rezumate": {"task": "noutati.tasks.rezumate", "schedule": 60.0, "options": {"expires": 55}},
    "noutati-buletine": {"task": "noutati.tasks.buletine", "schedule": 60.0, "options": {"expires": 55}},
    "noutati-curatenie": {"task": "noutati.tasks.curata", "schedule": crontab(hour=3, minute=50)},
    "ateliere-cozi": {"task": "ateliere.tasks.verifica_cozile", "schedule": 600.0},
    "ateliere-mementouri": {"task": "ateliere.tasks.trimite_mementouri", "schedule": crontab(minute="*/15")},
    "ateliere-incheiate": {"task": "ateliere.tasks.inchide_ce_s_a_incheiat", "schedule": 300.0},
    "ateliere-concluzii": {"task": "ateliere.tasks.aminteste_concluziile", "schedule": crontab(hour=9, minute=10)},
    "ateliere-curatenie": {"task": "ateliere.tasks.curata", "schedule": crontab(hour=3, minute=50)},
    "cursuri-locuri": {"task": "cursuri.tasks.expira_locurile", "schedule": 300.0},
    "cursuri-cozi": {"task": "cursuri.tasks.verifica_cozile", "schedule": 600.0},
    "cursuri-mementouri": {"task": "cursuri.tasks.trimite_mementouri", "schedule": crontab(minute="*/15")},
    "cursuri-certificate": {"task": "cursuri.tasks.certificate", "schedule": 60.0, "options": {"expires": 55}},
    "cursuri-sesiuni": {
        "task": "cursuri.tasks.trimite_mementourile_sesiunilor",
        "schedule": crontab(minute="*/15"),
    },
    "cursuri-curatenie": {"task": "cursuri.tasks.curata", "schedule": crontab(hour=3, minute=55)},
    "noutati-aparitii": {"task": "noutati.tasks.aparitii", "schedule": 60.0, "options": {"expires": 55}},
    "parteneriate-anunturi": {"task": "parteneriate.tasks.aminteste_anunturile", "schedule": crontab(hour=9, minute=0)},
    "parteneriate-interese": {"task": "parteneriate.tasks.aminteste_interesele", "schedule": crontab(hour=9, minute=5)},
    "parteneriate-rapoarte": {
        "task": "parteneriate.tasks.aminteste_rapoartele",
        "schedule": crontab(hour=9, minute=15),
    },
    "parteneriate-tacere": {
        "task": "parteneriate.tasks.intreaba_de_parteneriate",
        "schedule": crontab(hour=9, minute=25),
    },
    "parteneriate-potriviri": {
        "task": "parteneriate.tasks.rezumatul_potrivirilor",
        "schedule": crontab(day_of_week=1, hour=8, minute=0),
    },
    "parteneriate-verificari": {"task": "parteneriate.tasks.verificarile", "schedule": crontab(hour=9, minute=35)},
    "parcate": {"task": "platforma.tasks.sterge_parcate", "schedule": 3600.0},
}

# --- people -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "conturi.Utilizator"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]  # groups and permissions too
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/spatiu/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "platforma.conturi.adaptor.Adaptor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "platforma.conturi.forms.InregistrareForm",
    "reset_password": "platforma.conturi.forms.ResetareForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and only there
ACCOUNT_LOGIN_TIMEOUT = 3600  # seconds to open the mail and go on
ACCOUNT_RATE_LIMITS = {"signup": "20/m/ip,100/h/ip"}  # a classroom behind one address fits; the rest is allauth's own
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if ADRESA_SITE.startswith("http://") else "https"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_DE_INCREDERE", 0 if LOCAL else 1)
MFA_ADAPTER = "platforma.conturi.adaptor.AdaptorMFA"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_TOTP_ISSUER = NUME_SITE
USERSESSIONS_TRACK_ACTIVITY = True  # noted by our own middleware, not on each page view
# Staff must sign in with a second factor in production; on a newcomer's machine the demo accounts have none.
MFA_OBLIGATORIU_PERSONAL = env.bool("MFA_OBLIGATORIU_PERSONAL", not LOCAL)

# --- words and time -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ro"
LANGUAGES = [("ro", "Română")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Bucharest"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["platforma.formate"]

# --- files --------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# Locally WhiteNoise serves static/ itself; nothing is collected.
STATIC_ROOT = None if LOCAL else Path(env.str("STATIC_ROOT", str(BASE_DIR / "static-colectat")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(DATE_DIR / "media")))
PRIVAT_ROOT = Path(env.str("PRIVAT_ROOT", str(DATE_DIR / "privat")))
# With a proxy in front, private files leave through its internal location; without one Django streams them.
X_ACCEL_PREFIX = env.str("X_ACCEL_PREFIX", "" if LOCAL else "/privat-intern/")
STORAGES = {
    "default": {
        "BACKEND": env.str("MEDIA_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("MEDIA_OPTIUNI", {}),
    },
    "privat": {
        "BACKEND": env.str("PRIVAT_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("PRIVAT_OPTIUNI", {"location": str(PRIVAT_ROOT), "base_url": None}),
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = LOCAL
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes, form fields without files
FILE_UPLOAD_PERMISSIONS = 0o640

# --- mail ---------------------------------------------------------------------------------------------------------
# On a newcomer's machine mails become files, which the staff's page „Poșta” shows, unless a server is named.
EMAIL_FILE_PATH = str(DATE_DIR / "posta")
EMAIL_URL = env.str("EMAIL_URL", "") if LOCAL else obligatoriu("EMAIL_URL")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_URL else "platforma.mesaje.fisiere.EmailBackend"
if EMAIL_URL:
    _smtp = env.dj_email_url("EMAIL_URL")
    if _smtp.get("EMAIL_BACKEND") != EMAIL_BACKEND:  # an unknown scheme would silently send in the clear
        raise ImproperlyConfigured("EMAIL_URL must begin with submission:// or smtp://. See docs/operare.md.")
    EMAIL_HOST, EMAIL_PORT = _smtp["EMAIL_HOST"], _smtp["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _smtp["EMAIL_HOST_USER"], _smtp["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _smtp.get("EMAIL_USE_TLS", False), _smtp.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 30  # seconds; shorter than the outbox's lease
DEFAULT_FROM_EMAIL = env.str("EMAIL_DE_LA", f"{NUME_SITE} <nu-raspundeti@{ALLOWED_HOSTS[0].lstrip('.')}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- safety -------------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^stare/"]
SECURE_PROXY_SSL_HEADER = None if LOCAL else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600  # seconds
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- logs ---------------------------------------------------------------------------------------------------------
import structlog  # noqa: E402

_pasi = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]
structlog.configure(
    processors=[*_pasi, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "linie": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _pasi,
            "processor": structlog.dev.ConsoleRenderer(colors=False)
            if LOCAL
            else structlog.processors.JSONRenderer(ensure_ascii=False),
        }
    },
    "handlers": {"consola": {"class": "logging.StreamHandler", "formatter": "linie"}},
    "root": {"handlers": ["consola"], "level": env.str("NIVEL_JURNAL", "WARNING" if LOCAL else "INFO")},
}
