"""What the command line says while a scan runs and when it is over."""

import argparse
import json
import sys

from engine.desk import Seat
from engine.strings import words
from engine.views.summary import summary

PROGRESS_SECONDS = 1.0


def watch(seat: Seat, options: argparse.Namespace) -> None:
    """Report progress until the scan has ended: a bar on a terminal, plain lines otherwise."""
    say, terminal, last = words(options.lang), sys.stderr.isatty(), ""
    while (progress := seat.progress()) and progress.running:
        seat.wait_for_scan(PROGRESS_SECONDS)
        left = "" if progress.seconds_left is None else say("cli.left", seconds=round(progress.seconds_left))
        line = say(
            f"cli.phase.{progress.phase}",
            read=progress.read,
            skipped=progress.skipped,
            rate=round(progress.rate, 1),
            share=round(100 * progress.share),
        )
        if terminal:
            filled = round(30 * progress.share)
            print(f"\r\033[K[{'█' * filled}{'·' * (30 - filled)}] {line} {left}", end="", file=sys.stderr, flush=True)
        elif line != last:
            print(line, left, file=sys.stderr, flush=True)
        last = line
    if terminal:
        print(file=sys.stderr)
    seat.wait_for_scan()


def print_summary(seat: Seat, options: argparse.Namespace) -> None:
    """The engagement in figures: as JSON on request, else in a few lines."""
    result = seat.view(summary)
    if options.json:
        print(json.dumps(result, ensure_ascii=False, default=str))
        return
    say = words(options.lang)
    sources, findings = result["sources"], result["findings"]
    assert isinstance(sources, list) and isinstance(findings, dict)
    counts = {
        name: say("cli.comma").join(f"{say(f'{section}.{state}')} {count}" for state, count in states.items())
        for name, section in (("dispositions", "disposition_state"), ("risks", "level"), ("tasks", "task_state"))
        if isinstance(states := result[name], dict)
    }
    print(say("cli.summary", **{**result, **counts, "sources": len(sources), "findings": sum(findings.values())}))
