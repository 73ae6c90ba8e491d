"""All settings, in the order of a visitor's request. What differs between machines comes from the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from kansrijk.environment import database_from_url, env, env_bool, env_int, env_list, env_secret, read_secret

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = Path(env("LOCAL_DIR", str(BASE_DIR / ".local")))
"""What this machine makes itself: database, photos, collected static files, secrets. Never in git."""

DEBUG = env_bool("DEBUG", False)
OWN_SECRET_KEY = LOCAL_DIR / "secret_key"
"""What make run wrote for this machine, so that manage.py runs in a bare shell too."""
SECRET_KEY = env_secret(
    "SECRET_KEY",
    read_secret(str(OWN_SECRET_KEY)) if OWN_SECRET_KEY.exists() else "",
    hint="make run writes one",
)

# --- Address of the site -------------------------------------------------------------------------------

SITE_URL = env("SITE_URL", f"http://{env('HOST', '127.0.0.1')}:{env('PORT', '8000')}").rstrip("/")
"""Where the public reaches the site, without a slash at the end; canonical links begin with it."""

IS_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env_list(
    "ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname or "", "localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ROOT_URLCONF = "kansrijk.urls"
WSGI_APPLICATION = "kansrijk.wsgi.application"

ADMIN_PATH = "/admin/"
PREVIEW_PATH = "/voorbeeld/"
"""Under which drafts are shown; an outside reader answers there."""
"""What lies under it takes forms and knows who you are; all other addresses only answer questions."""

# --- Limits of a request -------------------------------------------------------------------------------

MAX_QUERY_CHARACTERS = 4_000
"""Room for every filter of the list at once and a long question besides."""
MAX_PUBLIC_BODY_BYTES = 10_000
"""Public pages take no form: whatever comes is thrown away, so it may not be much."""
MAX_FORM_BYTES = 25_000_000
"""The whole form with its photos. What one photo may be stands in kansrijk.photos."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
"""The text of a form: many times the longest story, see kansrijk.richtext."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
"""A story with a hundred rows (key figures, links) sends some six hundred."""
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
"""Larger uploads wait on disk instead of in memory."""

# --- Security ------------------------------------------------------------------------------------------

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
"""Believed, because the server binds to loopback unless HOST says otherwise: only our own proxy reaches it.
That proxy must set the header itself and throw away what a visitor sends."""
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]
"""A load balancer asks over plain http whether we are well."""
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
"""Two years; the preload list and internet.nl ask at least one."""
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-sessie" if IS_HTTPS else "sessie"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
"""__Host-: the browser then takes it from this host alone, and over https alone."""
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kansrijk.errors.csrf_failure"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
    "manifest-src": ["'self'"],
}
"""The shape Django 6 uses. No inline script or style anywhere, so nobody can put one in."""
SESSION_COOKIE_AGE = 10 * 3600
"""A working day: nobody logs in twice, and a machine left behind is safe the next morning."""

INSTALLED_APPS = [
    "kansrijk.apps.KansrijkAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "kansrijk.delivery.static.SiteStaticFilesConfig",
    "django.contrib.sitemaps",
    "django_filters",
    "import_export",
    "django_prose_editor",
    "js_asset",
    "axes",
    "kansrijk.apps.KansrijkConfig",
    "kansrijk.accounts",
    "kansrijk.publishing",
    "kansrijk.workbooks",
    "kansrijk.richtext",
    "kansrijk.photos",
    "kansrijk.delivery",
    "kansrijk.pages",
    "areas",
    "interventions",
]

# From the outside in: who answers a request early, such as a limit or a static file, still gets headers and a log line.
MIDDLEWARE = [
    "kansrijk.delivery.logging.RequestLogMiddleware",
    "kansrijk.delivery.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kansrijk.delivery.limits.RequestLimitsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kansrijk.delivery.compression.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "kansrijk.publishing.clock.PublishDueMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

# --- Data ----------------------------------------------------------------------------------------------

DATABASES = {
    "default": database_from_url(env_secret("DATABASE_URL", f"sqlite:///{LOCAL_DIR / 'db.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = LOCAL_DIR / "media"

# --- Accounts ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXY_COUNT", 0)
"""How many proxies of ours pass a request on; each adds one address to X-Forwarded-For."""
LOGIN_FAILURES_PER_ADDRESS = 30
"""For all accounts together: against guessing a little at many accounts. A whole town hall may share an address."""
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
"""The pair, so that nobody can lock a colleague out from elsewhere."""
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
"""Trying again too early does not make the wait longer; the page named a time, and that time holds."""
AXES_HANDLER = "kansrijk.accounts.throttle.LoginThrottle"
AXES_LOCKOUT_CALLABLE = "kansrijk.accounts.throttle.locked_out"
AXES_USERNAME_CALLABLE = "kansrijk.accounts.throttle.counted_name"
AXES_CLIENT_IP_CALLABLE = "kansrijk.accounts.throttle.client_address"
AXES_DISABLE_ACCESS_LOG = True
"""We keep failures only: when an account last logged in, the account itself says."""
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- Screen --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
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
            ],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kansrijk.delivery.static.SiteStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
"""Other sites have no business with our style sheets and scripts."""

# --- Log -----------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "kansrijk.delivery.logging.JsonFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # Only what is our fault; a 404 has its line already.
        "django.request": {"level": "ERROR"},
        # Any scanner could fill the log with these; they get a 400 and their line.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        # Its messages hold the name and address of whoever tries to log in. The database keeps those.
        "axes": {"handlers": ["nowhere"], "propagate": False},
    },
}

# --- For machines and researchers ----------------------------------------------------------------------

SECURITY_CONTACT = env("SECURITY_CONTACT", f"https://{urlsplit(SITE_URL).netloc}/contact/")
"""Where to report a vulnerability: https://, mailto: or tel:; the standard (RFC 9116) knows no http://."""
SECURITY_EXPIRES = env("SECURITY_EXPIRES", "2027-10-31T23:00:00Z")
"""Until when security.txt holds; less than a year ahead. A system check warns when it has passed."""
SECURITY_POLICY_URL = env("SECURITY_POLICY_URL")
"""A page that says how we treat a report, if there is one."""

# --- Words that differ between organisations -----------------------------------------------------------

CONTACT_EMAIL = env("CONTACT_EMAIL")
"""Where visitors can ask and report; empty means the pages say that there is no address yet."""

WOO_URL = env("WOO_URL")
"""Page where one can ask for information under the Open Government Act (Woo)."""

ACCESSIBILITY_REGISTER_URL = env("ACCESSIBILITY_REGISTER_URL")
"""This site's entry in the national register of accessibility statements."""
