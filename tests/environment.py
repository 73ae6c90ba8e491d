"""Loaded by pytest before Django's settings: what the environment must hold while testing."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-the-tests")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("LOCAL_DIR", tempfile.mkdtemp(prefix="kansrijk-tests-"))
