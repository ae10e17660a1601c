"""The verbs of this path."""

from functools import partial

from tasks.agencies import of_each_agency as of_each_agency_on
from tasks.asking import ask as ask_on
from tasks.stages import move as move_on

ask = partial(ask_on, path="litigation")
of_each_agency = partial(of_each_agency_on, path="litigation")
move = partial(move_on, path_code="litigation")
