"""What the processes of `tests.processes` need, imported once."""

import psycopg
import pytest
import sqlalchemy.dialects.postgresql.psycopg
import sqlalchemy.dialects.sqlite.pysqlite

import fuyuan.importing
import models.schema
import tasks.registration
import tasks.watch
import tests.building

__all__ = ["fuyuan", "models", "psycopg", "pytest", "sqlalchemy", "tasks", "tests"]
