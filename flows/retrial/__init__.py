"""再审: examined, ordered, tried again; until it ends the decision in force is not touched."""

from flows.retrial.deciding import decide_whether
from flows.retrial.examining import examine_application
from flows.retrial.ordering import order
from flows.retrial.trying import retry
from rules.paths.retrial import PATH
from tasks.case_facts import reached_on
from tasks.exits import PathEnded
from tasks.procedure import procedure
from tasks.retrial import course_of, filed_in
from tasks.supersession import release_if_held


@procedure(PATH)
def retrial(case_number: str) -> str:
    """See one request for a retrial to its end; returns the stage it ended at."""
    course = course_of(case_number)
    try:
        return see_through(case_number)
    except PathEnded as ended:
        # However the retrial was left, the old decision is performed again (解释第一百二十一条).
        left_on = reached_on(case_number, PATH.code, ended.stage, occasion=course.occasion)
        release_if_held(case_number, "performance", cause=course.cause, on=left_on)
        raise


def see_through(case_number: str) -> str:
    """Whether there is a retrial, and what comes of it."""
    filed = filed_in(case_number)
    if filed.given.is_application:
        found = examine_application(case_number, filed)
    else:
        found = decide_whether(case_number, filed)
    return found.end or retry(case_number, order(case_number, filed, found))
