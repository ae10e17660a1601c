"""`python -m fuyuan.deploy`: the work pool, every deployment of prefect.yaml, the automations."""

import subprocess
import sys

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.exceptions import ObjectAlreadyExists

from fuyuan.automations import apply
from fuyuan.environment import ROOT, Ports
from fuyuan.worker import POOL, WORKER_TYPE, ThreadWorker


def main() -> int:
    """Create what is missing, update what changed; returns the exit code."""
    pool = WorkPoolCreate(
        name=POOL,
        type=WORKER_TYPE,
        description="府院通执行器：在一个进程的线程里运行流程",
        base_job_template=ThreadWorker.get_default_base_job_template(),
    )
    with get_client(sync_client=True) as client:
        try:
            client.create_work_pool(pool)
        except ObjectAlreadyExists:
            # An older release made it, and may not have known all that a run can ask for.
            client.update_work_pool(POOL, WorkPoolUpdate(base_job_template=pool.base_job_template))
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
        return code
    with get_client(sync_client=True) as client:
        apply(client, Ports.configured().desk_url)
    return 0


if __name__ == "__main__":
    sys.exit(main())
