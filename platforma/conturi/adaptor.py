"""How allauth meets the platform: its mails go through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter


class Adaptor(DefaultAccountAdapter):
    pass
