"""What the processes of `tests.processes` need, imported once."""

import fuyuan.importing
import models.schema
import tasks.registration
import tasks.watch

__all__ = ["fuyuan", "models", "tasks"]
