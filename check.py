"""Every check and test, in the order in which a mistake is cheapest to find: ``python check.py``."""

import subprocess
import sys

CHECKS = {
    "format": ("-m", "ruff", "format", "--check", "."),
    "lint": ("-m", "ruff", "check", "."),
    "floors": ("-c", "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"),
    "types": ("-m", "pyright"),
    "tests": ("-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"),
}


def main() -> int:
    """Run the checks, stop at the first that fails, answer its exit code."""
    for name, command in CHECKS.items():
        print(f"== {name}", flush=True)
        run = subprocess.run([sys.executable, *command], check=False)  # noqa: S603 - our own list
        if run.returncode:
            return run.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
