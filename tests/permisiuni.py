"""The permission table: for each address, what each role gets to GET and to an empty POST.

An answer is a status: 200 a page (for POST: the form again, with its errors), 302 onward (for a visitor: to sign in),
403 refused, 404 not hers to know about, 405 never by this method. „*” stands for the roles not named.
The world of the addresses is the fixture `lume_permisiuni` in test_permisiuni.py.
"""

from dataclasses import dataclass, field

ROLURI = "vizitator strain coleg reprezentant autoritate moderator secretariat admin".split()
METODE = ("GET", "POST")
PERSONAL = ("moderator", "secretariat", "admin")


@dataclass(frozen=True)
class Ruta:
    adresa: str
    GET: object = 405
    POST: object = field(default=405)

    def asteptat(self, metoda):
        raspuns = getattr(self, metoda)
        if isinstance(raspuns, int):
            raspuns = {"*": raspuns}
        return {rol: raspuns.get(rol, raspuns.get("*")) for rol in ROLURI}


def autentificati(stare):
    return {"vizitator": 302, "*": stare}


def membri(stare, coleg=None):
    """Members of the organisation; `coleg` where an editor gets another answer. Everybody else does not see it."""
    return {"vizitator": 302, "reprezentant": stare, "coleg": coleg or stare, "*": 404}


def personal(stare, **altfel):
    """Staff by role; whoever is signed in and is not staff is refused, a visitor signs in."""
    return {"vizitator": 302, "*": 403, **dict.fromkeys(PERSONAL, stare), **altfel}


ORG = "/spatiu/organizatii/{organizatie.pk}/"
PUBLICE = {
    "organizatii:acasa": Ruta("/", GET=200),
    "organizatii:lista": Ruta("/organizatii/", GET=200),
    "organizatii:autoritati": Ruta("/autoritati/", GET=200),
    "organizatii:profil": Ruta("/organizatii/{organizatie.slug}/", GET=200),
    "organizatii:robots": Ruta("/robots.txt", GET=200),
    "organizatii:sitemap": Ruta("/sitemap.xml", GET=200),
    "organizatii:sitemap_sectiune": Ruta("/sitemap-organizatii.xml", GET=200),
    "organizatii:document": Ruta(
        "/documente/{document.uuid}/",
        GET={"reprezentant": 200, "coleg": 200, "moderator": 200, "admin": 200, "secretariat": 200, "*": 404},
    ),
    "despre": Ruta("/despre/", GET=200),
    "accesibilitate": Ruta("/accesibilitate/", GET=200),
    "confidentialitate": Ruta("/confidentialitate/", GET=200),
    "termeni": Ruta("/termeni/", GET=200),
    "contact": Ruta("/contact/", GET=200, POST=200),
    "stare_viu": Ruta("/stare/viu", GET=200),
    "stare_pregatit": Ruta("/stare/pregatit", GET=200),
    "media": Ruta("/media/nu-exista.png", GET=404, POST=404),
}
SPATIU = {
    "organizatii:spatiu": Ruta("/spatiu/", GET=autentificati(200)),
    "organizatii:inscrie": Ruta("/spatiu/organizatii/noua/", GET=autentificati(200), POST=autentificati(200)),
    "organizatii:cere_invitatie": Ruta(
        "/organizatii/{organizatie.slug}/cere-invitatie/", GET=autentificati(200), POST=autentificati(200)
    ),
    "organizatii:spatiu_organizatie": Ruta(ORG, GET=membri(200)),
    "organizatii:modifica": Ruta(ORG + "sectiunea/identitate/", GET=membri(200), POST=membri(200)),
    "organizatii:previzualizare": Ruta(ORG + "previzualizare/", GET=membri(200)),
    "organizatii:trimite": Ruta(ORG + "trimite/", GET=membri(302), POST=membri(302)),
    "organizatii:retrage": Ruta(ORG + "retrage/", POST=membri(302)),
    "organizatii:redeschide": Ruta(ORG + "redeschide/", POST=membri(302)),
    "organizatii:renunta": Ruta(ORG + "renunta/", POST=membri(302)),
    "organizatii:arhiveaza": Ruta(ORG + "arhiveaza/", GET=membri(200, coleg=404), POST=membri(200, coleg=404)),
    "organizatii:sterge": Ruta(ORG + "sterge/", GET=membri(404), POST=membri(404)),
    "organizatii:documente": Ruta(ORG + "documente/", GET=membri(200), POST=membri(200)),
    "organizatii:modifica_document": Ruta(ORG + "documente/{document.uuid}/", GET=membri(200), POST=membri(200)),
    "organizatii:sterge_document": Ruta(ORG + "documente/{document.uuid}/sterge/", GET=membri(200), POST=membri(302)),
    "organizatii:persoane": Ruta(ORG + "persoane/", GET=membri(200)),
    "organizatii:invita": Ruta(ORG + "persoane/invita/", POST=membri(200, coleg=404)),
    "organizatii:pleaca": Ruta(ORG + "persoane/pleaca/", GET=membri(200), POST=membri(302)),
    "organizatii:schimba_rol": Ruta(ORG + "persoane/{membru.pk}/rol/", POST=membri(302, coleg=404)),
    "organizatii:preda": Ruta(
        ORG + "persoane/{membru.pk}/preda/", GET=membri(200, coleg=404), POST=membri(302, coleg=404)
    ),
    "organizatii:scoate": Ruta(
        ORG + "persoane/{membru.pk}/scoate/", GET=membri(200, coleg=404), POST=membri(302, coleg=404)
    ),
    "organizatii:retrimite": Ruta(
        "/spatiu/organizatii/{organizatie.pk}/invitatii/{invitatie.pk}/retrimite/", POST=membri(302, coleg=404)
    ),
    "organizatii:revoca": Ruta(
        "/spatiu/organizatii/{organizatie.pk}/invitatii/{invitatie.pk}/revoca/", POST=membri(302, coleg=404)
    ),
    "organizatii:invitatie": Ruta("/invitatii/{jeton}/", GET=200, POST={"vizitator": 302, "*": 200}),
    "organizatii:revendica": Ruta(
        "/organizatii/{nerevendicata.slug}/revendica/", GET=autentificati(200), POST=autentificati(200)
    ),
    "organizatii:spatiu_revendicare": Ruta(
        "/spatiu/revendicari/{revendicare.pk}/",
        GET={"vizitator": 302, "strain": 200, "*": 404},
        POST={"vizitator": 302, "strain": 302, "*": 404},
    ),
    "organizatii:renunta_revendicare": Ruta(
        "/spatiu/revendicari/{revendicare.pk}/renunta/", POST={"vizitator": 302, "strain": 302, "*": 404}
    ),
}
CONT = {
    "conturi:date": Ruta("/cont/date/", GET=autentificati(200), POST=autentificati(200)),
    "account_login": Ruta("/cont/login/", GET={"vizitator": 200, "*": 302}, POST={"vizitator": 200, "*": 302}),
    "account_logout": Ruta("/cont/logout/", GET=autentificati(200), POST=302),
    "account_inactive": Ruta("/cont/inactive/", GET=200),
    "account_signup": Ruta("/cont/signup/", GET={"vizitator": 200, "*": 302}, POST={"vizitator": 200, "*": 302}),
    "account_reauthenticate": Ruta("/cont/reauthenticate/", GET=autentificati(200), POST=autentificati(200)),
    "account_email": Ruta("/cont/email/", GET=autentificati(200), POST=autentificati(302)),
    "account_email_verification_sent": Ruta("/cont/confirm-email/", GET=200, POST=200),
    "account_change_password": Ruta("/cont/password/change/", GET=autentificati(200), POST=autentificati(200)),
    "account_set_password": Ruta("/cont/password/set/", GET=302, POST=302),
    "account_reset_password": Ruta("/cont/password/reset/", GET=200, POST=200),
    "account_confirm_login_code": Ruta("/cont/login/code/confirm/", GET=302, POST=302),
    "account_confirm_email": Ruta("/cont/confirm-email/nu-exista/", GET=200, POST=404),
    "account_reset_password_from_key_done": Ruta("/cont/password/reset/key/done/", GET=200),
    "account_reset_password_from_key": Ruta("/cont/password/reset/key/1-nu-exista/", GET=200, POST=200),
    "account_reset_password_done": Ruta("/cont/password/reset/done/", GET=200),
    "mfa_index": Ruta("/cont/2fa/", GET=autentificati(200)),
    "mfa_authenticate": Ruta("/cont/2fa/authenticate/", GET=302, POST=302),
    "mfa_reauthenticate": Ruta("/cont/2fa/reauthenticate/", GET=302, POST=302),
    "mfa_activate_totp": Ruta("/cont/2fa/totp/activate/", GET=302, POST=302),
    "mfa_deactivate_totp": Ruta("/cont/2fa/totp/deactivate/", GET=302, POST=302),
    "mfa_view_recovery_codes": Ruta("/cont/2fa/recovery-codes/", GET=302, POST=302),
    "mfa_generate_recovery_codes": Ruta("/cont/2fa/recovery-codes/generate/", GET=302, POST=302),
    "mfa_download_recovery_codes": Ruta("/cont/2fa/recovery-codes/download/", GET=302, POST=302),
    "mfa_list_webauthn": Ruta("/cont/2fa/webauthn/", GET=302, POST=302),
    "mfa_add_webauthn": Ruta("/cont/2fa/webauthn/add/", GET=302, POST=302),
    "mfa_reauthenticate_webauthn": Ruta("/cont/2fa/webauthn/reauthenticate/", GET=302, POST=302),
    "mfa_remove_webauthn": Ruta("/cont/2fa/webauthn/keys/1/remove/", GET=302, POST=302),
    "mfa_edit_webauthn": Ruta("/cont/2fa/webauthn/keys/1/edit/", GET=302, POST=302),
    "mfa_login_webauthn": Ruta("/cont/2fa/webauthn/login/", GET=200, POST=302),
    "usersessions_list": Ruta("/cont/sessions/", GET=autentificati(200), POST=autentificati(302)),
}
TABEL = {**PUBLICE, **SPATIU, **CONT}
