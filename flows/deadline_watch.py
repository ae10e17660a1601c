"""期限监测: every night, what is near, what has passed, what that sets in motion."""

from prefect import flow

from tasks.artifacts import publish_watch
from tasks.watch import watch_deadlines


@flow(name="期限监测", flow_run_name="期限监测")
def deadline_watch() -> dict[str, int]:
    """Remind, record what has passed, tell the next rung, wake the cases that go on."""
    found = watch_deadlines()
    publish_watch(found)
    return found
