"""Processor time, so that a busy machine shows the same figures as an idle one."""

import resource


def processor() -> float:
    """Seconds of processor time of this process and of the helpers that have ended."""
    own, helpers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + helpers.ru_utime + helpers.ru_stime
