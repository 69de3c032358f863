"""The addresses of signing in. Only those of the library's pages that are used here exist; no sign-up, no mail."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as municipal
from allauth.socialaccount.providers.saml import views as saml
from django.urls import path, re_path

from spelregler.apps.identity.pages.account import views as own_account
from spelregler.apps.identity.pages.groups import views
from spelregler.platform.accounts.oidc import views as oidc

urlpatterns = [
    path("", own_account.my_account, name="identity_account"),
    path("grupper/", views.groups, name="identity_groups"),
    path("grupper/ge/", views.give, name="identity_group_give"),
    path("grupper/<count:number>/avsluta/", views.stop, name="identity_group_stop"),
    path("inloggningar/", own_account.sessions, name="identity_sessions"),
    path("inloggningar/avsluta/", own_account.end_session, name="identity_end_session"),
    path("kvar/<str:key>/", own_account.kept_form, name="identity_kept"),
    path("kvar/<str:key>/kasta/", own_account.throw_away_form, name="identity_throw_away"),
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("stangt/", account.account_inactive, name="account_inactive"),
    path("visa-att-det-ar-du/", account.reauthenticate, name="account_reauthenticate"),
    path("losenord/", account.password_change, name="account_change_password"),
    path("losenord/nytt/", account.password_set, name="account_set_password"),
    path("losenord/valt/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^losenord/valj/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("andra-steget/", steps.index, name="mfa_index"),
    path("andra-steget/ange/", steps.authenticate, name="mfa_authenticate"),
    path("andra-steget/visa/", steps.reauthenticate, name="mfa_reauthenticate"),
    path("andra-steget/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("andra-steget/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("andra-steget/koder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("andra-steget/koder/nya/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("andra-steget/koder/fil/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("andra-steget/nycklar/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("andra-steget/nycklar/ny/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("andra-steget/nycklar/visa/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("andra-steget/nycklar/<id:pk>/ta-bort/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("andra-steget/nycklar/<id:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("oidc/<code:provider_id>/", oidc.login, name="oidc_login"),
    path("oidc/<code:provider_id>/svar/", oidc.callback, name="oidc_callback"),
    path("saml/<code:organization_slug>/", saml.login, name="saml_login"),
    path("saml/<code:organization_slug>/acs/", saml.acs, name="saml_acs"),
    path("saml/<code:organization_slug>/svar/", saml.finish_acs, name="saml_finish_acs"),
    path("saml/<code:organization_slug>/sls/", saml.sls, name="saml_sls"),
    path("saml/<code:organization_slug>/metadata/", saml.metadata, name="saml_metadata"),
    path("avbrutet/", municipal.login_cancelled, name="socialaccount_login_cancelled"),
    path("nyckel/", keys.login_webauthn, name="mfa_login_webauthn"),
]
