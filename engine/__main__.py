"""The command line: everything the screen's main job does. JSON goes to stdout, progress and messages to stderr."""

import argparse
import json
import locale
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from engine import ingest
from engine.assess.facts import parse_facts
from engine.catalogue import catalogue
from engine.demo import CASES
from engine.desk import Desk, Seat
from engine.model.engagement import DealStructure, Engagement
from engine.model.errors import ActionableError
from engine.model.events import Profile, ProfileRole
from engine.model.records import Record
from engine.pipeline.detecting import detected
from engine.pipeline.intake import hashed
from engine.pipeline.mail_folder import named, opened
from engine.report.export import export, item_line
from engine.strings import LANGUAGES, words
from engine.terminal import print_summary, watch

DONE, BUG, USAGE, MENDABLE = 0, 1, 2, 3
TASK_FILES = ("ics", "xlsx", "csv")
ASSUMED_STRUCTURE = DealStructure.ASSET_TRANSFER.value
"""Taken when nobody states the form of the exit: the path with the strictest duty, separate consent (PIPL 23)."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and answer its exit code: 0 done, 2 wrong usage, 3 an error the user can mend, 1 a bug."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except ActionableError as error:
        print(words(options.lang).sentence(error), file=sys.stderr)
        return MENDABLE
    except KeyboardInterrupt:
        print(words(options.lang)("cli.interrupted"), file=sys.stderr)
        return MENDABLE
    return DONE


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--workspace", type=Path, default=Path(os.environ.get("CLOSEOUT_WORKSPACE", "workspace")))
    shared.add_argument("--lang", choices=LANGUAGES, default=_language())
    slug = argparse.ArgumentParser(add_help=False)
    slug.add_argument("--engagement", required=True, metavar="SLUG")
    parser = argparse.ArgumentParser(prog="engine", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], None], text: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[shared, *parents])
        made.set_defaults(command=run)
        return made

    demo = command("demo", _demo, "make a demo engagement and run the main job on it")
    demo.add_argument("--case", choices=tuple(CASES), default="studio", help="a studio's transfer or a shop's end")
    scan = command("scan", _scan, "bring files and folders in, scan and assess them", slug)
    scan.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    scan.add_argument("--facts", type=Path, help="facts file (YAML or JSON)")
    scan.add_argument("--as-of", type=date.fromisoformat, help="date of the assessment, default today")
    status = command("status", _status, "the summary of an engagement", slug)
    for made in (demo, scan):
        made.add_argument("--workers", type=int)
    for made in (demo, scan, status):
        made.add_argument("--json", action="store_true")
    listed = command("records", _records, "what is read from each file, without storing it")
    listed.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    for made in (scan, listed):
        made.add_argument("--passwords", type=Path, metavar="FILE", help="passwords of locked files, one a line")
    listed.add_argument("--jsonl", action="store_true")
    detect = command("detect", _detect, "find personal data in texts")
    detect.add_argument("texts", type=Path, metavar="IN.jsonl")
    detect.add_argument("findings", type=Path, metavar="OUT.jsonl")
    detect.add_argument("--workers", type=int)
    exported = command("export", _export, "write records, findings and decisions as CSV", slug)
    exported.add_argument("folder", type=Path, metavar="DIR")
    printed = command("report", _report, "print the PDF snapshot", slug)
    printed.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    todo = command("tasks", _tasks, "write the tasks as calendar, workbook or text table, or print them", slug)
    for form in TASK_FILES:
        todo.add_argument(f"--{form}", type=Path, metavar="FILE")
    command("audit", _audit, "verify the audit log's chain", slug)
    return parser


def _demo(options: argparse.Namespace) -> None:
    desk, actor = Desk(options.workspace, options.workers), _actor()
    try:
        seat = desk.seat(desk.create_demo(actor, options.case), actor)
        watch(seat, options)
        print_summary(seat, options)
    finally:
        desk.close()


def _scan(options: argparse.Namespace) -> None:
    paths = list(named(options.paths))
    desk, actor = Desk(options.workspace, options.workers), _actor()
    try:
        _engage(desk, options, actor)
        seat = desk.seat(options.engagement, actor)
        for path in paths:
            with opened(path) as file:
                seat.receive(path.resolve().name, file)
        progress = seat.progress()
        if not (progress and progress.running) and seat.unfinished:
            seat.start_scan()
        watch(seat, options)
        if seat.unlock(_passwords(options)):
            seat.start_scan()
            watch(seat, options)
        print_summary(seat, options)
    finally:
        desk.close()


def _passwords(options: argparse.Namespace) -> tuple[str, ...]:
    if options.passwords is None:
        return ()
    try:
        return tuple(line for line in options.passwords.read_text(encoding="utf-8").splitlines() if line)
    except (OSError, UnicodeDecodeError):
        raise ActionableError("path_unreadable", path=options.passwords) from None


def _engage(desk: Desk, options: argparse.Namespace, actor: Profile) -> None:
    """Make the engagement, or bring its facts up to date with what was given."""
    known = {label.slug for label in desk.engagements()}
    base: Engagement | None = None
    if options.engagement in known:
        base = desk.seat(options.engagement, actor).engagement
    stated = _facts(options.facts) if options.facts else {}
    if options.as_of:
        stated["as_of"] = options.as_of
    if base is None and "deal_structure" not in stated:
        stated["deal_structure"] = ASSUMED_STRUCTURE
        print(words(options.lang)("cli.assumed_structure"), file=sys.stderr)
    today = datetime.now(UTC).date()
    engagement = parse_facts(stated, options.engagement, catalogue(), today, base)
    if base is None:
        desk.create(engagement, actor)
    elif engagement != base:
        desk.seat(options.engagement, actor).perform("update_engagement", engagement=engagement)


def _facts(file: Path) -> dict[str, object]:
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError:
        raise ActionableError("path_unreadable", path=file) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise ActionableError("facts_unreadable", path=file) from None
    if not isinstance(read, dict):
        raise ActionableError("facts_unreadable", path=file)
    return read


def _status(options: argparse.Namespace) -> None:
    with _opened(options) as seat:
        print_summary(seat, options)


def _records(options: argparse.Namespace) -> None:
    say, settings = words(options.lang), ingest.Settings(_passwords(options))
    for path in named(options.paths):
        found = read = 0
        with opened(path) as file:
            source, _ = hashed(file)
            file.seek(0)
            for item in ingest.read(file, source, path.name, settings):
                found += 1
                read += isinstance(item, Record)
                if options.jsonl:
                    print(json.dumps(item_line(item, str(path)), ensure_ascii=False))
        counts = {"found": found, "read": read, "skipped": found - read}
        if options.jsonl:
            print(json.dumps({"kind": "summary", "source": str(path), **counts}, ensure_ascii=False))
        else:
            print(say("cli.read", path=path, **counts))


def _detect(options: argparse.Namespace) -> None:
    try:
        lines = [json.loads(line) for line in options.texts.read_text(encoding="utf-8").splitlines() if line.strip()]
        texts = [(line["id"], str(line["text"])) for line in lines]
    except OSError:
        raise ActionableError("path_unreadable", path=options.texts) from None
    except (ValueError, KeyError, TypeError):
        raise ActionableError("jsonl_unreadable", path=options.texts) from None
    with options.findings.open("w", encoding="utf-8") as out:
        for name, spans in detected(texts, options.workers):
            findings = [
                {"start": one.start, "end": one.end, "entity_type": one.entity_type, "score": round(one.score, 4)}
                for one in spans
            ]
            out.write(json.dumps({"id": name, "findings": findings}, ensure_ascii=False) + "\n")


def _export(options: argparse.Namespace) -> None:
    with _opened(options) as seat:
        for file in seat.view(export, options.folder):
            print(file, file=sys.stderr)


def _report(options: argparse.Namespace) -> None:
    with _opened(options) as seat:
        printed = seat.snapshot(options.lang)
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_bytes(printed.pdf)
        print(words(options.lang)("cli.printed", path=options.output, id=printed.id), file=sys.stderr)


def _tasks(options: argparse.Namespace) -> None:
    with _opened(options) as seat:
        wanted = {form: file for form in TASK_FILES if (file := getattr(options, form))}
        for form, file in wanted.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(seat.task_file(form, options.lang))
            print(file, file=sys.stderr)
        if not wanted:
            print(seat.task_file("csv", options.lang).decode("utf-8-sig"), end="")


def _audit(options: argparse.Namespace) -> None:
    with _opened(options) as seat:
        checked = seat.verify()
    result = {"engagement": options.engagement, "events": checked.events, "intact": checked.intact}
    print(json.dumps(result | {"broken_at": checked.broken_at}))
    if not checked.intact:
        raise ActionableError("audit_broken", sequence=checked.broken_at)


class _opened:
    """A seat at an existing engagement, and the desk closed afterwards."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._desk = Desk(options.workspace, getattr(options, "workers", None))
        self._slug = options.engagement

    def __enter__(self) -> Seat:
        try:
            return self._desk.seat(self._slug, _actor(), resume=False)
        except BaseException:
            self._desk.close()
            raise

    def __exit__(self, *_: object) -> None:
        self._desk.close()


def _actor() -> Profile:
    """Who runs the command: `$CLOSEOUT_PROFILE`, else the command line itself."""
    return Profile(os.environ.get("CLOSEOUT_PROFILE", "command line"), ProfileRole.CONSULTANT)


def _language() -> str:
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


if __name__ == "__main__":
    sys.exit(main())
