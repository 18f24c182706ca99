"""Settings of every installation; what differs comes from the environment (see `.env.example`)."""

import tomllib
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from mmsp import logs
from mmsp.languages import translated
from mmsp.sqlite import use_bundled

use_bundled()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = env.bool("DEBUG", default=False)


def _secret_key() -> str:
    """The key from the environment, or one made at the first start and kept under `VAR_DIR`."""
    if key := env("SECRET_KEY", default=""):
        return key
    path = VAR_DIR / "secret-key"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(get_random_secret_key() + get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "mmsp",
    "recommendations",
    "evaluations",
    "activities",
    "accounts",
    "editing",
    "allauth",
    "allauth.account",
    "django_prose_editor",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django_structlog",
    "whitenoise.runserver_nostatic",
    "mmsp.apps.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "mmsp.middleware.refuse_garbage",
    "mmsp.middleware.explain_what_only_a_form_does",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mmsp.middleware.leave_pages_of_the_signed_out",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mmsp.middleware.use_own_time_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "mmsp.urls"
WSGI_APPLICATION = "mmsp.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]
FORM_RENDERER = "mmsp.forms.HouseRenderer"

# One database. SQLite answers every acknowledged save with data on disk: write-ahead log,
# immediate transactions and full synchronisation (see docs/adr on the embedded database).
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'mmsp.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].update(
        CONN_MAX_AGE=60,
        CONN_HEALTH_CHECKS=True,
        OPTIONS={
            "connect_timeout": 5,
            # The questions of a page are short: compiling them takes longer than answering them.
            "options": "-c jit=off -c statement_timeout=30000 -c lock_timeout=10000"
            " -c idle_in_transaction_session_timeout=60000",
        },
    )
# The e-mail address is unique whatever its capitals: by a constraint on lower(email), not the column.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}"),
    # Who is where, for a minute: apart, so that it never pushes out a count of sign-in attempts.
    "presence": env.cache("PRESENCE_URL", default=f"filecache://{VAR_DIR / 'presence'}"),
    # What was counted of each evaluation, in the memory of each process: its stamp says if it holds.
    "figures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "figures",
        "TIMEOUT": 60 * 60 * 24,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "files", "base_url": None},
    },
    # Compressed once, when collected: the editor alone is half a megabyte, and some lines are slow.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
# What is sent to be verified is hashed on the way in and kept nowhere; of other files as much is kept as
# their address takes.
FILE_UPLOAD_HANDLERS = [
    "mmsp.publication.hashing.HashingUploadHandler",
    "mmsp.intake.CountingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Room for 5 MB of text in any script, as forms encode it: what is too long for its field is refused there,
# and the page gives it back. A form longer than this is answered by 413.html.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16_000_000

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "editing.backend.PredicateBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "reset_password": "accounts.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordForm",
    "reauthenticate": "accounts.sign_in_forms.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
# Tried passwords are counted before they are hashed: one check costs about half a second.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "update_link": "60/m/ip",
    # A calendar service fetches for all its users from a few addresses.
    "calendar": "300/m/ip",
    "verify": "30/m/ip",
}

DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("js/footnote.js")],
        "extensions": {"Footnote": "editing.richtext.allow_footnotes"},
    },
    {
        "js": [static_lazy("js/paste.js")],
        "extensions": {"Paste": html_tags([])},
    },
    {
        "js": [static_lazy("js/toolbar.js")],
        "extensions": {"Toolbar": html_tags([])},
    },
    {
        "js": [static_lazy("js/crossreference.js")],
        "extensions": {"CrossReference": "editing.richtext.allow_references"},
    },
]

# What institutions let a text be long; read by editing/limits.py.
TEXT_HINTS = tomllib.loads(
    Path(env("TEXT_HINTS", default=str(BASE_DIR / "mmsp" / "text_hints.toml"))).read_text()
)
TEXT_LIMITS = tomllib.loads(
    Path(env("TEXT_LIMITS", default=str(BASE_DIR / "mmsp" / "text_limits.toml"))).read_text()
).get("limit", [])

LANGUAGE_CODE = "en-gb"
# Papers are written in all of these; the interface is offered in those that have a translation, so
# that no page mixes two languages.
CONTENT_LANGUAGES = [
    ("en-gb", _("English")),
    ("fr", _("French")),
    ("zh-hans", _("Simplified Chinese")),
]
LANGUAGES = translated(CONTENT_LANGUAGES, BASE_DIR / "locale", LANGUAGE_CODE)
# The papers have a catalogue of their own, which is not enough for a page.
PAPER_WORDS = BASE_DIR / "mmsp" / "reports" / "locale"
PAPER_LANGUAGES = translated(CONTENT_LANGUAGES, PAPER_WORDS, LANGUAGE_CODE)
LOCALE_PATHS = [BASE_DIR / "locale", PAPER_WORDS]
TIME_ZONE = env("TIME_ZONE", default="Europe/Brussels")
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["mmsp.formats"]

EMAIL_CONFIG = env.email("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="mmsp@localhost")
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)
# From this hour on, where the person is, the digest of a day is sent.
MAIL_HOUR = env.int("MAIL_HOUR", default=7)
# For so many seconds a worker that sends a mail has it for itself; longer than EMAIL_TIMEOUT.
MAIL_LEASE = env.int("MAIL_LEASE", default=300)
# After so many tries a mail is given up, and the back office says why.
MAIL_TRIES = env.int("MAIL_TRIES", default=12)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# Served over https unless told otherwise: the demo and the tests run on plain http.
SECURE = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
# Private drafts that nobody touched for so long are forgotten by `manage.py forget_drafts`.
DRAFT_DAYS = env.int("DRAFT_DAYS", default=90)
# For so long the link of a reminder mail opens the update of its action.
UPDATE_LINK_DAYS = env.int("UPDATE_LINK_DAYS", default=14)
# For so many hours whoever changed several actions at one stroke can undo it.
UNDO_HOURS = env.int("UNDO_HOURS", default=24)
# The rules of the follow-up where an evaluation sets none of its own; days are calendar days.
FOLLOW_UP = {
    "response_days": env.int("RESPONSE_DAYS", default=60),
    "due_soon_days": env.int("DUE_SOON_DAYS", default=30),
    "stale_days": env.int("STALE_DAYS", default=90),
    "verify_days": env.int("VERIFY_DAYS", default=30),
    "escalate_days": env.int("ESCALATE_DAYS", default=30),
    # From how many words on a note proves something, and how many kinds of proof a priority asks for.
    "evidence_words": env.int("EVIDENCE_WORDS", default=5),
    "evidence_kinds": {1: env.int("EVIDENCE_KINDS_FIRST", default=2)},
    # How late an open action is in months: to the first, to the second, and longer (UNDP audit bands).
    "ageing_months": env.list("AGEING_MONTHS", cast=int, default=[6, 18]),
}
# What people need not wait for is done by `manage.py print_papers`, from a queue in the database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# After so many seconds without a word from the worker that prints a paper, another one takes it up.
PAPER_LEASE = env.int("PAPER_LEASE", default=30)
# So many papers are printed at the same time; 0 is half of the processors, so that pages keep the rest.
PRESSES = env.int("PRESSES", default=0)
# How much of a list goes into one file; whoever asks for more is shown a way that holds it.
LISTS = {
    "paper_cells": env.int("LIST_PAPER_CELLS", default=4_000),
    "sheet_cells": env.int("LIST_SHEET_CELLS", default=200_000),
}
# From which part of the words on two texts are as good as the same, so that a form says so.
SAME_TEXT_PERCENT = env.int("SAME_TEXT_PERCENT", default=75)
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
X_FRAME_OPTIONS = "DENY"
if proxy_header := env("PROXY_SSL_HEADER", default=""):
    SECURE_PROXY_SSL_HEADER = (proxy_header, "https")

LOGGING = logs.configure(
    level=env("LOG_LEVEL", default="INFO"), as_json=env.bool("LOG_JSON", default=False)
)
