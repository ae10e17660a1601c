"""What waits to be said is looked through, all day: called off, handed on, gathered into one."""

from tasks.digest import send_digests
from tasks.rerouting import fall_back, hand_over
from tasks.takeover import brief_successors
from tasks.withdrawing import withdraw_done


def look_through() -> int:
    """Withdraw what is done, hand on what another must hear, send the digests; how many moved.

    In this order: a digest names only what is still owed, and to whoever serves today.
    """
    moved = withdraw_done() + hand_over() + fall_back()
    return moved + brief_successors() + send_digests()
