"""A mailbox of gigabytes: read from the disk, brought into a vault, and read out of it, each in a fresh process."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.formats import MEGA, Cost, apart, cost, read
from benchmarks.samples import mailbox

STEPS = {"read": "read from the disk", "receive": "bring into a vault", "vault": "read out of the vault"}
_MAILBOX = "huge.mbox"


def table(size: int) -> None:
    """Write the mailbox into a temporary folder, measure every step, print them."""
    with TemporaryDirectory() as folder:
        mailbox(Path(folder) / _MAILBOX, size)
        megabytes = (Path(folder) / _MAILBOX).stat().st_size / MEGA
        print(f"| mailbox of {megabytes:,.0f} MB | items | s | processor s | MB/s | MB of memory |", flush=True)
        print("|---|--:|--:|--:|--:|--:|")
        for name, words in STEPS.items():
            took = apart(["--step", name, folder])
            if took is None:
                print(f"| {words} | failed |")
                continue
            print(
                f"| {words} | {took.items:,} | {took.seconds:.0f} | {took.processor:.0f} |"
                f" {megabytes / took.processor:.1f} | {took.memory:.0f} |",
                flush=True,
            )


def step(name: str, folder: Path) -> Cost:
    """One step, in this process; `receive` counts the bytes that it took in as its items."""
    if name == "read":
        with (folder / _MAILBOX).open("rb") as file:
            return cost(lambda: read(file))
    from engine.model.engagement import DealStructure, Engagement
    from engine.model.events import Profile, ProfileRole
    from engine.pipeline.intake import receive
    from engine.store.workspace import Workspace

    workspace = Workspace(folder / "workspace")
    try:
        if name == "receive":
            deal = Engagement("studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21))
            ledger = workspace.create(deal)
            actor = Profile("bench", ProfileRole.CONSULTANT)
            with (folder / _MAILBOX).open("rb") as file:
                return cost(lambda: receive(ledger, _MAILBOX, file, actor).source.bytes)
        ledger = workspace.open("studio")
        (digest,) = ledger.database.rows("SELECT sha256 FROM source")[0]
        with ledger.vault.open(digest) as file:
            return cost(lambda: read(file))
    finally:
        workspace.close()
