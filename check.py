"""Every check and test, in the order in which a mistake is cheapest to find: ``python check.py``."""

import subprocess
import sys

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("importlinter",),
    ("pyright",),
    ("pytest", "-n", "2", "--dist", "loadfile"),
)


def main() -> int:
    """Run the checks, stop at the first that fails, answer its exit code."""
    for module, *arguments in CHECKS:
        print(f"== {module} {' '.join(arguments)}", flush=True)
        run = subprocess.run([sys.executable, "-m", module, *arguments], check=False)  # noqa: S603 - our own list
        if run.returncode:
            return run.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
