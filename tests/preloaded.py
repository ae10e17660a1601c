"""What the processes of `tests.processes` need, imported once."""

import apprise
import psycopg
import pytest
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.dialects.sqlite.pysqlite

import fuyuan.importing
import models.schema
import tasks.letters
import tasks.registration
import tasks.watch
import tests.building

apprise.Apprise.instantiate("json://127.0.0.1")  # This loads its plugins.

__all__ = ["apprise", "fuyuan", "models", "psycopg", "pytest", "sqlalchemy", "tasks", "tests"]
