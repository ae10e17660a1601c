"""What the processes of `tests.processes` need, imported once."""

import apprise
import prefect.client.orchestration
import psycopg
import pytest
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.dialects.sqlite.pysqlite

import fuyuan.importing
import models.schema
import rules.catalogue
import tasks.letter_batch
import tasks.letter_reissue
import tasks.letters
import tasks.registration
import tasks.triggers
import tasks.watch
import tests.building

apprise.Apprise.instantiate("json://127.0.0.1")  # This loads its plugins.
rules.catalogue.letters()  # This loads every path.

__all__ = [
    "apprise",
    "fuyuan",
    "models",
    "prefect",
    "psycopg",
    "pytest",
    "rules",
    "sqlalchemy",
    "tasks",
    "tests",
]
