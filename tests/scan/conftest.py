import pytest

from engine.scan import worker
from engine.scan.detector import Detector


@pytest.fixture(scope="session")
def detector() -> Detector:
    """One for all tests of this process, the one its desks scan with."""
    return worker._detector()
