"""What a person is told when something about her account has changed: one line for each of allauth's notices."""

from django.utils.translation import gettext_lazy as _

SCHIMBARI = {  # allauth's name of the notice → subject, sentence
    "account/email/email_changed": (
        _("Adresa contului s-a schimbat"),
        _("Adresa de e-mail a contului s-a schimbat din %(from_email)s în %(to_email)s."),
    ),
    "account/email/email_deleted": (
        _("O adresă a fost scoasă din cont"),
        _("Adresa %(deleted_email)s nu mai este legată de contul dumneavoastră."),
    ),
    "account/email/password_changed": (_("Parola s-a schimbat"), _("Parola contului dumneavoastră s-a schimbat.")),
    "account/email/password_reset": (
        _("Parola s-a schimbat"),
        _("Ați ales o parolă nouă pentru contul dumneavoastră. Sesiunile deschise până acum s-au închis."),
    ),
    "account/email/password_set": (_("Contul are parolă"), _("Contul dumneavoastră are acum o parolă.")),
    "mfa/email/totp_activated": (
        _("Aplicație de autentificare activată"),
        _("La autentificare vi se cere de acum și un cod din aplicația de pe telefon."),
    ),
    "mfa/email/totp_deactivated": (
        _("Aplicație de autentificare dezactivată"),
        _("La autentificare nu vi se mai cere codul din aplicația de pe telefon."),
    ),
    "mfa/email/recovery_codes_generated": (
        _("Coduri de recuperare noi"),
        _("Contul are un set nou de coduri de recuperare; cele vechi nu mai sunt valabile."),
    ),
    "mfa/email/webauthn_added": (
        _("Cheie de acces adăugată"),
        _("Contul dumneavoastră are o cheie de acces nouă."),
    ),
    "mfa/email/webauthn_removed": (
        _("Cheie de acces scoasă"),
        _("O cheie de acces a fost scoasă din contul dumneavoastră."),
    ),
}
