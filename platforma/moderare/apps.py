from django.apps import AppConfig


class ModerareConfig(AppConfig):
    name = "platforma.moderare"
    verbose_name = "Moderare"
