"""What was done in a demo engagement before it is looked at: inventory, controls, registers, notices and tasks."""

from collections.abc import Iterator
from typing import Any

import yaml

from engine.demo.world import FOLDER


def steps(case: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The actions to carry out, in their order, each with what it is given; sources go by the order of the files."""
    for step in yaml.safe_load((FOLDER / f"work_{case}.yaml").read_text(encoding="utf-8")):
        given = dict(step)
        yield given.pop("do"), given
