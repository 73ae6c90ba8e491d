"""What DATABASES["default"]["ENGINE"] names."""

from django.db.backends.sqlite3 import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    # Django still counts with the 999 of SQLite before 3.32 (2020) and cuts a bulk write in pieces of sixty rows.
    max_query_params = 32_766


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
