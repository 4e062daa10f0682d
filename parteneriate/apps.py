from django.apps import AppConfig


class ParteneriateConfig(AppConfig):
    name = "parteneriate"
    verbose_name = "Parteneriate"
