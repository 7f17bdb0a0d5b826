"""A process that is killed while it types and saves loses nothing that it said was kept."""

from tests.bench.kills import kill


def test_nothing_is_lost_or_half_written_when_the_process_is_killed():
    outcome = kill(20, seed=5)
    assert outcome.problems == []
    assert outcome.said.typed > 20
