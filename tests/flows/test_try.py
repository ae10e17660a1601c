import time
from fuyuan.demo_stories import STORIES
from tests.flows.office import *
def test_a(office):
    t=time.monotonic(); n=office.take_in(); print(n, time.monotonic()-t)
    for c,a in STORIES[0].answers:
        if c in office.asks(n):
            t=time.monotonic(); office.answer(n,c,a); print(c, time.monotonic()-t)
    print(stages(n), letters(n), office.asks(n))
