"""Where a trial stands, as others ask: not judged yet, on appeal, decided with force."""

# The stages of the trial of first instance: docketed, and no judgment given yet.
BEFORE_JUDGMENT = frozenset({"noticing", "answering", "trial", "hearing_fixed", "awaiting"})
ON_APPEAL = "second_instance"
# Its ends by a judgment, a ruling or an instrument, which a retrial may be about (解释第六十条).
IN_FORCE = frozenset({"effective", "dismissed", "mediated", "withdrawn", "deemed_withdrawn"})
