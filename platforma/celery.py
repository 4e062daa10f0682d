"""The Celery application: one queue, one worker kind, a static beat schedule in settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "platforma.settings")
app = Celery("platforma")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
