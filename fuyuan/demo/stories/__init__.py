"""The stories of `fuyuan demo --all-paths`: together they reach an end on every path."""

from fuyuan.demo.stories import (
    chain,
    enforced,
    mediated,
    reconsidered,
    retried,
    stayed,
    withdrawn,
)

STORIES = (
    chain.STORY,
    withdrawn.STORY,
    mediated.STORY,
    stayed.STORY,
    reconsidered.STORY,
    enforced.STORY,
    retried.STORY,
)
