"""What a measurement was made on."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def described() -> str:
    """The day, the processor, its cores and Python, with how busy it is."""
    day = datetime.now(UTC).date().isoformat()
    return f"{day}, {_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {load()}."


def load() -> str:
    """The load average of the last one, five and fifteen minutes: beside other work times are worse, ratios less so."""
    return "load average " + " ".join(f"{each:.1f}" for each in os.getloadavg())


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
