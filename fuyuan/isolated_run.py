"""`python -m fuyuan.isolated_run ENTRYPOINT RUN_ID`: one run in a process of its own."""

import sys
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.settings import temporary_settings

from fuyuan.parent import die_with_parent
from fuyuan.worker_runs import SETTINGS, run_here


def main() -> int:
    """Run it to its end or next question; returns the exit code."""
    # Otherwise it would go on beside the run that takes its place.
    die_with_parent()
    entrypoint, run_id = sys.argv[1:]
    with temporary_settings(SETTINGS):
        with get_client(sync_client=True) as client:
            flow_run = client.read_flow_run(UUID(run_id))
        return run_here(entrypoint, flow_run)


if __name__ == "__main__":
    sys.exit(main())
