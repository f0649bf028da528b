class WorkerDied(Exception):  # a fact about a process, as the job's record names it
    """Every worker that took a job up died while working on it; the job's last exception, though nobody raised it."""
