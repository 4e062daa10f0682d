from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "platforma.calendar"
    verbose_name = "Calendare"
