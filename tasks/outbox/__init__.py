"""THE VOICE: what is queued leaves the house once, and never a second time on a guess.

`claims` takes and settles notices in the ledger, `couriers` hands one to Apprise, `wire` listens to
what the other side said, `verdict` says what that means, `dispatch` keeps every channel moving.
"""
