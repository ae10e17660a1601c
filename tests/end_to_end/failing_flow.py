"""A flow that fails, under a run name that names a person."""

from prefect import flow


@flow(name="失败", flow_run_name="(2026)鄂0503行诉前调1号｜周某1")
def failing() -> None:
    """Fail."""
    raise RuntimeError


if __name__ == "__main__":
    import asyncio

    from fuyuan.worker import POOL, ThreadWorker

    asyncio.run(ThreadWorker(work_pool_name=POOL, limit=2, heartbeat_interval_seconds=5).start())
