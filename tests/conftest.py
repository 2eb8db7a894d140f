import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The shared corpora, or a skip that says so."""
    folder = Path(os.environ.get("CLOSEOUT_CORPORA", ROOT.parent / "shared" / "corpora"))
    if not folder.is_dir():
        pytest.skip("corpora not here: set CLOSEOUT_CORPORA to run this test")
    return folder
