"""SQL dumps: rows of every dialect, columns by name, text in other statements, nothing executed, nothing lost."""

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import ingest
from engine.model.records import Record, Skipped
from tests.ingest.reading import fixture, items_of, records_of

MYSQL = """/*!40101 SET NAMES utf8 */;
CREATE TABLE `c` (
  `id` int(11) NOT NULL COMMENT 'x, y',
  `name` varchar(50) DEFAULT NULL COMMENT '姓名;',
  KEY `k` (`id`)
) ENGINE=InnoDB COMMENT='顾客';
LOCK TABLES `c` WRITE;
INSERT INTO `c` VALUES (1,'a\\'b, (c)'),(2,"双引号"),(3,_binary 'x'),(-4.5,NULL);
UNLOCK TABLES;
"""
POSTGRES = """-- PostgreSQL database dump
SET client_encoding = 'UTF8';
CREATE TABLE public.users (id integer NOT NULL, name text, PRIMARY KEY (id));
COPY public.users (id, name) FROM stdin;
1\t林小满
2\ta\\tb\\\\n
3\t\\N
\\.

SELECT pg_catalog.setval('public.users_id_seq', 2, true);
INSERT INTO public.users VALUES (4, E'it\\'s'), (5, 'back\\'), (6, $q$a'b$q$);
"""
SERVER = """USE [shop]
GO
SET IDENTITY_INSERT [dbo].[Customer] ON
INSERT [dbo].[Customer] ([Id], [Name]) VALUES (1, CAST(N'1990-01-01' AS DateTime))
INSERT [dbo].[Customer] ([Id], [Name]) VALUES (2, N'O''Neil')
GO
"""
SQLITE = """PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "c" (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO c VALUES(1,'a;b -- no comment');
INSERT INTO c(name,id) VALUES(X'e69e97','2');
COMMIT;
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MYSQL, [("1", "a'b, (c)"), ("2", "双引号"), ("3", "x"), ("-4.5", "")]),
        (POSTGRES, [("1", "林小满"), ("2", "a\tb\\n"), ("3", ""), ("4", "it's"), ("5", "back\\"), ("6", "a'b")]),
        (SERVER, [("1", "1990-01-01"), ("2", "O'Neil")]),
        (SQLITE, [("1", "a;b -- no comment"), ("2", "林")]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_rows_of_every_dialect(text: str, expected: list[tuple[str, str]], encoding: str):
    rows = records_of(text.encode(encoding))
    names = [{name.lower(): value for name, value in row.fields.items()} for row in rows]
    assert [(row["id"], row["name"]) for row in names] == expected
    assert [row.locator for row in rows] == [f"table1!{number}" for number in range(1, len(rows) + 1)]


def test_rows_without_known_columns_are_numbered():
    (row,) = records_of(b"INSERT INTO t VALUES (1, 'x');")
    assert dict(row.fields) == {"column 1": "1", "column 2": "x", "sheet": "t"}


def test_text_in_other_statements_is_read():
    data = b"INSERT INTO t VALUES (1);\nUPDATE users SET phone = '13700137000', note='a' WHERE name='x';\n"
    statement = records_of(data)[1]
    assert statement.locator == "statement-1"
    assert dict(statement.fields) == {"phone": "13700137000", "note": "a", "name": "x"}
    (chosen,) = records_of(b"INSERT INTO t (a, b) SELECT '13800138000', 'y';\n")
    assert "13800138000" in chosen.fields.values()


def test_pictures_in_a_dump_are_items():
    data = "INSERT INTO t VALUES ('林小满', 0x424547494e3a5643415244);\nINSERT INTO t VALUES (1, X'00ff01fe');\n"
    found = [item.reason if isinstance(item, Skipped) else item.locator for item in items_of(data.encode())]
    assert found == ["table1!1", "table1!2", "attachment_format_not_read"]


def test_a_string_without_an_end_keeps_what_it_holds():
    rows = records_of(b"INSERT INTO t VALUES (1, 'a'), (2, 'never 13800138000")
    assert rows[1].fields["column 2"] == "never 13800138000"
    assert rows[1].warnings == ("statement_unfinished",)


def test_raw_bytes_of_a_picture_do_not_change_the_encoding():
    data = "INSERT INTO t VALUES ('影楼的老客户沈知夏女士', '".encode() + b"\xff\xd8\xff\xe0');\n"
    assert records_of(data)[0].fields["column 1"] == "影楼的老客户沈知夏女士"


def test_a_token_longer_than_the_window_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("engine.ingest.window.BLOCK", 7)
    assert [row.fields["name"] for row in records_of(MYSQL.encode())][:2] == ["a'b, (c)", "双引号"]
    assert len(records_of(POSTGRES.encode())) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Set up the studio, then create a table of contents for the album.\nSelect the best pictures.\n",
        "insert coin\nupdate me\n",
        "-- \nRegards, Nora\n",
    ],
)
def test_what_is_no_dump(text: str):
    assert ingest.describe(io.BytesIO(text.encode()), "x").format != "sql"


TEXT = st.text(st.sampled_from("ab 林\\'\"`;(),-#/*$[]N\n"), max_size=12)


@settings(max_examples=100)
@given(st.lists(TEXT, min_size=1, max_size=6), st.booleans())
@example(["`N`\\"], False)
@example(["\\", "`N`"], False)
@example(["PRAGMA\\"], True)
def test_any_text_comes_back(texts: list[str], mysql: bool):
    if mysql:
        values = [text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") for text in texts]
        head = "CREATE TABLE `t` (`a` text) ENGINE=InnoDB;\n"
    else:
        values = [text.replace("'", "''") for text in texts]
        head = "PRAGMA x;\nCREATE TABLE t (a text);\n"
    data = head + "INSERT INTO t VALUES " + ",".join(f"('{value}')" for value in values) + ";\n"
    assert [row.fields["a"] for row in records_of(data.encode())] == texts


@settings(max_examples=80)
@given(st.sampled_from([MYSQL, POSTGRES, SERVER, SQLITE]), st.data())
def test_damage_costs_no_exception(text: str, data: st.DataObject):
    content = bytearray(text.encode())
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    items = items_of(bytes(content[: data.draw(st.integers(1, len(content)))]))
    assert items
    assert len({item.locator for item in items}) == len(items)
    assert not any(isinstance(item, Skipped) and item.reason == "reader_failed" for item in items)


def test_the_fixture_names_its_columns():
    assert all(isinstance(item, Record) and "phone" in item.fields for item in items_of(fixture("sql/shop.sql")))
