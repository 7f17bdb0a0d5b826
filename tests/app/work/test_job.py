"""The table of jobs."""

import pytest

from app.work.job import JOBS, load_job


@pytest.mark.parametrize("name", sorted(JOBS))
def test_every_job_of_the_table_can_be_loaded(name):
    assert callable(load_job(JOBS[name]))
