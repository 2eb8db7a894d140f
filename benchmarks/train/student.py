"""Trains the tagger and writes `data/tagger.onnx`: python -m benchmarks.train.student [--seed N] [--teachers FILE ...].

Needs requirements-train.txt. One seed, one thread of data: the same texts give the same weights on the same machine.
With `--teachers`, weights that earlier runs left beside their ONNX files, it learns from what they say together as well
as from the marks (Hinton, Vinyals, Dean, "Distilling the Knowledge in a Neural Network", 2015).
"""

import argparse
import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from benchmarks.marked import Marked, documents
from benchmarks.train.export import export
from benchmarks.train.network import CHANNELS, Student
from benchmarks.train.samples import TAGS, Sample, sample
from benchmarks.train.slots import SEED, filled

TEXTS = Path(__file__).parent / "texts"
_BATCH = 6000  # tokens
_FITTED = 12  # every so many-th text fits the scales of the exported weights
_KEPT = 0.99  # of the running mean of weights, which is what is written, at each step
_TAUGHT = 0.7  # share of the loss that is how far from the teachers' scores, where there are teachers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--variants", type=int, default=3)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--channels", type=int, default=CHANNELS)
    parser.add_argument(
        "--forgotten", type=float, default=0.2, help="share of words hidden while training, so that context counts"
    )
    parser.add_argument("--start", type=Path, help="weights to go on from, which an earlier run left")
    parser.add_argument("--teachers", type=Path, nargs="*", default=())
    parser.add_argument("--test", type=Path)
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--out", type=Path, default=Path("data/tagger.onnx"))
    chosen = parser.parse_args()
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(1)
    random = Random(chosen.seed)
    texts = [document for path in sorted(chosen.texts.glob("*.txt")) for document in documents(path)]
    print(f"{len(texts)} texts", flush=True)
    student = _restored(chosen.start) if chosen.start else Student(chosen.channels)
    teachers = [_restored(path) for path in chosen.teachers]
    kept = AveragedModel(student, multi_avg_fn=get_ema_multi_avg_fn(_KEPT), use_buffers=True)
    optimiser = torch.optim.AdamW(student.parameters(), lr=chosen.rate, weight_decay=0.01)
    for epoch in range(chosen.epochs):
        begun = time.time()
        samples = _epoch(texts, chosen.variants, random)
        loss, tokens = _taught_once(
            student,
            teachers,
            kept,
            optimiser,
            samples,
            chosen.forgotten,
            random,
            lambda share, past=epoch: _rate(chosen.rate, (past + share) / chosen.epochs),
        )
        print(f"epoch {epoch + 1}: loss {loss:.4f}, {tokens:,} tokens, {time.time() - begun:.0f} s", flush=True)
        if (epoch + 1) % 4 == 0 or epoch + 1 == chosen.epochs:
            if chosen.test:
                print(_measured(kept.module, chosen.test), flush=True)
            torch.save(kept.module.state_dict(), chosen.out.with_suffix(".pt"))
    seen = [one for document in texts[::_FITTED] for one in sample(list(document.parts), None)]
    export(kept.module, seen, chosen.out, f"{len(texts)} texts, {chosen.epochs} epochs, seed {chosen.seed}")


def _rate(highest: float, share: float) -> float:
    """The learning rate after a share of the training: half a cosine from `highest` down to nothing."""
    return highest * 0.5 * (1 + math.cos(math.pi * min(1.0, share)))


def _taught_once(
    student: Student,
    teachers: Sequence[Student],
    kept: AveragedModel,
    optimiser: torch.optim.Optimizer,
    samples: Sequence[Sample],
    forgotten: float,
    random: Random,
    rate: Callable[[float], float],
) -> tuple[float, int]:
    """Mean loss and number of tokens of one pass over `samples`; `rate` gives the rate at a share of the pass."""
    total = max(1, sum(len(one.ids) for one in samples))
    losses, tokens = [], 0
    student.train()
    for ids, tags, mask in _batches(samples, random):
        optimiser.param_groups[0]["lr"] = rate(tokens / total)
        scores = student(_forgetting(ids, forgotten), mask)
        loss = nn.functional.cross_entropy(scores.reshape(-1, len(TAGS)), tags.reshape(-1), ignore_index=-100)
        if teachers:
            loss = (1 - _TAUGHT) * loss + _TAUGHT * _distance(scores, _told(teachers, ids, mask), tags >= 0)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 5.0)
        optimiser.step()
        kept.update_parameters(student)
        losses.append(float(loss.detach()))
        tokens += int((tags >= 0).sum())
    return float(np.mean(losses)), tokens


def _restored(path: Path) -> Student:
    weights = torch.load(path, weights_only=True)
    network = Student(len(weights["entry.weight"]))
    network.load_state_dict(weights)
    return network.eval()


def _told(teachers: Sequence[Student], ids: Tensor, mask: Tensor) -> Tensor:
    """How likely the teachers hold each tag of each token, on average."""
    with torch.no_grad():
        return torch.stack([teacher(ids, mask).softmax(-1) for teacher in teachers]).mean(0)


def _distance(scores: Tensor, told: Tensor, counted: Tensor) -> Tensor:
    """The mean cross-entropy of `scores` with what was told, over the counted tokens."""
    return -(told * scores.log_softmax(-1)).sum(-1)[counted].mean()


def _epoch(texts: Sequence[Marked], variants: int, random: Random) -> list[Sample]:
    return [one for document in texts for _ in range(variants) for one in sample(filled(document, random), random)]


def _batches(samples: Sequence[Sample], random: Random) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    ordered = sorted(samples, key=lambda one: len(one.ids) + random.random() * 20)
    groups: list[list[Sample]] = [[]]
    for one in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(one.ids) > _BATCH:
            groups.append([])
        groups[-1].append(one)
    random.shuffle(groups)
    for group in groups:
        yield _padded(group)


def _padded(group: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(one.ids) for one in group)
    ids = np.zeros((len(group), longest, 6), np.int64)
    tags = np.full((len(group), longest), -100, np.int64)
    mask = np.zeros((len(group), 1, longest), np.float32)
    for row, one in enumerate(group):
        ids[row, : len(one.ids)] = one.ids
        tags[row, : len(one.tags)] = one.tags
        mask[row, 0, : len(one.ids)] = 1
    return torch.from_numpy(ids), torch.from_numpy(tags), torch.from_numpy(mask)


def _forgetting(ids: Tensor, share: float) -> Tensor:
    hidden = torch.rand(*ids.shape[:2], 3) < share
    words = ids[:, :, :3].masked_fill(hidden, 0)
    known = ids[:, :, 4:].masked_fill(torch.rand(*ids.shape[:2], 2) < share / 2, 0)
    return torch.cat((words, ids[:, :, 3:4], known), 2)


def _measured(student: Student, path: Path) -> str:
    """Overlap precision, recall and F1 per type on the documents of a file that was not trained on."""
    student.eval()
    counts: dict[str, list[int]] = {}
    for document in documents(path):
        for one in sample(list(document.parts), None):
            with torch.no_grad():
                scores = student(torch.from_numpy(one.ids[None]), torch.ones(1, 1, len(one.ids)))[0]
            found, gold = (
                _runs([TAGS[n] for n in scores.argmax(-1).tolist()]),
                _runs([TAGS[n] if n >= 0 else "O" for n in one.tags.tolist()]),
            )
            for mine, other, place in ((gold, found, 0), (found, gold, 2)):
                for start, end, kind in mine:
                    row = counts.setdefault(kind, [0, 0, 0, 0])
                    row[place] += 1
                    row[place + 1] += any(k == kind and s < end and start < e for s, e, k in other)
    lines = []
    for kind, (gold, hit, found, right) in sorted(counts.items()):
        p, r = right / found if found else 0.0, hit / gold if gold else 0.0
        lines.append(f"  {kind:14} {gold:4} {found:4}  P {p:.3f} R {r:.3f} F {2 * p * r / (p + r) if p + r else 0:.3f}")
    return "\n".join(lines)


def _runs(tags: Iterable[str]) -> list[tuple[int, int, str]]:
    runs: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        edge, _, kind = tag.partition("-")
        if edge == "I" and runs and runs[-1][1] == at and runs[-1][2] == kind:
            runs[-1] = (runs[-1][0], at + 1, kind)
        elif edge in "BI" and kind:
            runs.append((at, at + 1, kind))
    return runs


if __name__ == "__main__":
    main()
