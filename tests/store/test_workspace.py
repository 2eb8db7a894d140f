import base64
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from engine.model.engagement import DealStructure, Destroyed, Engagement
from engine.model.errors import ActionableError
from engine.model.events import Profile, ProfileRole
from engine.store.keys import MASTER_KEY_VARIABLE
from engine.store.workspace import Ledger, Workspace

FACTS = Engagement(
    "shop",
    "某免税店",
    DealStructure.DISSOLUTION,
    date(2026, 11, 21),
    date(2027, 3, 31),
    recipient="",
    jurisdictions=("CN", "HK"),
    staff_domains=("shop.example",),
    facts={"is_duty_free": True, "pi_subject_count": 1200},
)


def test_facts_come_back_as_they_were_saved(workspace: Workspace) -> None:
    workspace.create(FACTS)
    workspace.close()
    assert workspace.open("shop").engagement == FACTS


def test_the_list_needs_no_opening(workspace: Workspace) -> None:
    workspace.create(FACTS)
    workspace.close()
    assert [(label.slug, label.company) for label in workspace.engagements()] == [("shop", "某免税店")]


@pytest.mark.parametrize("slug", ["", "A", "../x", "a/b", "-a", "a" * 64, "名"])
def test_a_slug_is_a_plain_folder_name(workspace: Workspace, slug: str) -> None:
    with pytest.raises(ActionableError, match="slug_malformed"):
        workspace.create(Engagement(slug, "x", DealStructure.MERGER, date(2026, 1, 1)))


def test_a_slug_stands_once(workspace: Workspace, ledger: Ledger) -> None:
    with pytest.raises(ActionableError, match="engagement_exists"):
        workspace.create(Engagement("studio", "x", DealStructure.MERGER, date(2026, 1, 1)))


def test_an_unknown_engagement_is_said_to_be(workspace: Workspace) -> None:
    with pytest.raises(ActionableError, match="engagement_unknown"):
        workspace.open("nowhere")


def test_without_the_master_key_nothing_opens(workspace: Workspace, ledger: Ledger) -> None:
    workspace.close()
    (workspace.folder / "master.key").write_bytes(base64.b64encode(bytes(32)))
    with pytest.raises(ActionableError, match="wrong_key"):
        Workspace(workspace.folder).open("studio")


def test_the_master_key_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MASTER_KEY_VARIABLE, base64.b64encode(os.urandom(32)).decode())
    workspace = Workspace(tmp_path)
    workspace.create(FACTS)
    workspace.close()
    assert not (tmp_path / "master.key").exists()
    monkeypatch.setenv(MASTER_KEY_VARIABLE, "short")
    with pytest.raises(ActionableError, match="master_key_malformed"):
        Workspace(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file mode")
def test_the_key_file_is_for_its_owner_alone(workspace: Workspace) -> None:
    assert stat.S_IMODE((workspace.folder / "master.key").stat().st_mode) == 0o600


def test_destroying_an_engagement_leaves_nothing(workspace: Workspace, ledger: Ledger) -> None:
    left = Destroyed("studio", "某某摄影", "交付完毕", "甲", "乙", "甲", "2026-11-22T09:00:00+00:00", 3, "f" * 64)
    inbox = workspace.inbox / "studio"
    inbox.mkdir()
    (inbox / "box.mbox").write_bytes(b"clear")
    workspace.destroy(left)
    assert workspace.engagements() == [] and not ledger.folder.exists() and not inbox.exists()
    assert workspace.destroyed() == [left]
    assert "某某摄影".encode() not in (workspace.folder / "destroyed.sealed").read_bytes()


def test_profiles_are_kept_encrypted_and_once(workspace: Workspace) -> None:
    workspace.add_profile(Profile("顾问甲", ProfileRole.CONSULTANT))
    workspace.add_profile(Profile("顾问甲", ProfileRole.REVIEWER))
    assert workspace.profiles() == [Profile("顾问甲", ProfileRole.REVIEWER)]
    assert "顾问甲".encode() not in (workspace.folder / "profiles.sealed").read_bytes()


def test_a_second_process_is_told_that_the_engagement_is_open(workspace: Workspace, ledger: Ledger) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from engine.store.workspace import Workspace\n"
        "from engine.model.errors import ActionableError\n"
        "try: Workspace(Path(sys.argv[1])).open('studio')\n"
        "except ActionableError as error: print(error.key)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(workspace.folder)], capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stdout.strip() == "engagement_open_elsewhere"


def test_spilled_queries_leave_no_clear_text(ledger: Ledger) -> None:
    with ledger.database.writing() as writer:
        writer.execute(
            "INSERT INTO record (id, fields)"
            " SELECT i, 'needle-in-clear-' || i || repeat('x', 100) FROM range(200000) t(i)"
        )
    cursor = ledger.database._connection.cursor()
    cursor.execute("USE e")
    seen = b""
    cursor.execute("SELECT fields FROM record ORDER BY hash(fields)")
    while cursor.fetchmany(20000):
        for file in ledger.folder.rglob("*"):
            if file.is_file():
                seen += file.read_bytes()[:2_000_000]
    assert b"needle-in-clear" not in seen
