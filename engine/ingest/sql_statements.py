"""The statements of a SQL dump as items: rows of INSERT and COPY, and the text in other statements that change data."""

from collections.abc import Iterator
from itertools import count

from engine.ingest import embedded, flat
from engine.ingest.place import Place
from engine.ingest.sql_text import END, Token, Tokens
from engine.ingest.table import Columns, Row
from engine.model.records import Record, RecordKind, Skipped

_DEFINING = frozenset(
    {
        "CREATE", "ALTER", "DROP", "SET", "COMMENT", "USE", "LOCK", "UNLOCK", "PRAGMA", "GRANT", "REVOKE", "DELIMITER",
        "PRINT", "ANALYZE", "TRUNCATE", "START", "BEGIN", "COMMIT", "END", "SELECT", "GO", "IF", "REM", "PROMPT",
        "FLUSH", "EXEC", "VACUUM", "REINDEX", "ROLLBACK",
    }
)  # fmt: skip
_BEFORE_NAME = frozenset(
    {
        "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "OR", "REPLACE", "ROLLBACK", "ABORT", "FAIL", "INTO",
    }
)  # fmt: skip
_NO_COLUMN = frozenset(
    {
        "PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "INDEX", "FOREIGN", "CHECK", "FULLTEXT", "SPATIAL", "EXCLUDE", "LIKE",
        "PERIOD",
    }
)  # fmt: skip
_BEGINNING = frozenset({"INSERT", "GO", "CREATE"})
_TEXT = frozenset({"string", "escaped", "dollar", "unclosed"})
_NAMES = frozenset({"word", "quoted"})
_COPY_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_Item = Record | Skipped


class Statements:
    """One pass over the statements: the columns each table was created with, and how many rows it has had."""

    def __init__(self, tokens: Tokens, place: Place) -> None:
        self._tokens, self._place = tokens, place
        self._created: dict[str, list[str]] = {}
        self._tables: dict[str, tuple[int, Iterator[int]]] = {}
        self._columns: dict[tuple[str, tuple[str, ...]], Columns] = {}
        self._others = count(1)

    def items(self) -> Iterator[_Item]:
        """The items of every statement."""
        while first := self._tokens.next():
            if first.word in ("INSERT", "REPLACE"):
                yield from self._insert()
            elif first.word == "COPY":
                yield from self._copy()
            elif first.word == "CREATE":
                self._create()
            elif first.text != ";" and first.word != "GO":
                yield from self._other(first)

    def _insert(self) -> Iterator[_Item]:
        token = self._tokens.next()
        while token.word in _BEFORE_NAME:
            token = self._tokens.next()
        table, token = self._name(token)
        names: list[str] = []
        if token.text == "(" and token.kind == "mark":
            names = self._listed()
            token = self._tokens.next()
        while token.word in ("OVERRIDING", "SYSTEM", "USER", "VALUE") and token.word != "VALUES":
            if token.word == "VALUE":
                following = self._tokens.next()
                self._tokens.hold(following)
                if following.text == "(":
                    break
            token = self._tokens.next()
        if token.word not in ("VALUES", "VALUE"):
            yield from self._other(token, data=True)
            return
        yield from self._rows(table, names)
        self._skip_statement()

    def _rows(self, table: str, names: list[str]) -> Iterator[_Item]:
        while True:
            token = self._tokens.next()
            if token.kind != "mark" or token.text != "(":
                self._tokens.hold(token)
                return
            values, whole = self._values()
            yield from self._row(table, names, values, () if whole else ("statement_unfinished",))
            token = self._tokens.next()
            if token.text != "," or not whole:
                self._tokens.hold(token)
                return

    def _row(
        self, table: str, names: list[str], values: list[str | bytes], warnings: tuple[str, ...] = ()
    ) -> Iterator[_Item]:
        names = names or self._created.get(table.lower(), [])
        key = (table, tuple(names))
        columns = self._columns.get(key)
        if columns is None:
            columns = self._columns[key] = Columns.named(names, {"sheet": table} if table else {})
        number, rows = self._tables.setdefault(table.lower(), (len(self._tables) + 1, count(1)))
        step = f"table{number}!{next(rows)}"
        contents: list[tuple[int, bytes]] = []
        cells: list[str] = []
        for at, value in enumerate(values, start=1):
            shown = embedded.as_text(value) if isinstance(value, bytes) else value
            if shown is None and isinstance(value, bytes):
                contents.append((at, value))
            cells.append(shown or "")
        if any("\ufffd" in cell for cell in cells):
            warnings = (*warnings, "charset_damaged")
        yield columns.record(Row(cells, warnings), self._place, step)
        for at, content in contents:
            yield from embedded.items(content, self._place, f"{step}/column-{at}")

    def _values(self) -> tuple[list[str | bytes], bool]:
        """The values up to the closing bracket, and whether there was one."""
        values: list[str | bytes] = []
        pieces: list[Token] = []
        depth = 0
        take = self._tokens.next
        while token := take():
            if token.kind == "mark":
                if token.text == "," and not depth:
                    values.append(_value(pieces))
                    pieces = []
                    continue
                if token.text == "(":
                    depth += 1
                elif token.text == ")":
                    if not depth:
                        values.append(_value(pieces))
                        return values, True
                    depth -= 1
            pieces.append(token)
            if token.kind == "unclosed":
                break
        return [*values, _value(pieces)], False

    def _copy(self) -> Iterator[_Item]:
        table, token = self._name(self._tokens.next())
        names: list[str] = []
        if token.text == "(":
            names = self._listed()
            token = self._tokens.next()
        words: list[str] = []
        while token and token.text != ";":
            words.append(token.text.lower())
            token = self._tokens.next()
        if "stdin" not in words:
            return
        delimiter = "," if "csv" in words else "\t"
        for line in self._tokens.lines():
            line = line.rstrip("\r\n")
            if line == "\\.":
                return
            yield from self._row(table, names, [_copied(cell) for cell in line.split(delimiter)])

    def _create(self) -> None:
        token = self._tokens.next()
        while token and token.word not in ("TABLE", "") and not (token.fresh and token.word in _BEGINNING):
            token = self._tokens.next()
        if token.word != "TABLE":
            self._tokens.hold(token)
            self._skip_statement()
            return
        token = self._tokens.next()
        while token.word in ("IF", "NOT", "EXISTS"):
            token = self._tokens.next()
        table, token = self._name(token)
        if token.text == "(" and token.kind == "mark":
            self._created[table.lower()] = self._defined()
        else:
            self._tokens.hold(token)
        self._skip_statement()

    def _defined(self) -> list[str]:
        """The names of the columns that a CREATE TABLE lists."""
        names: list[str] = []
        depth, begins = 0, True
        while token := self._tokens.next():
            if begins and token.kind in _NAMES and token.word not in _NO_COLUMN:
                names.append(token.text)
            begins = False
            if token.kind == "mark":
                depth += {"(": 1, ")": -1}.get(token.text, 0)
                if depth < 0:
                    break
                begins = token.text == "," and not depth
        return names

    def _listed(self) -> list[str]:
        """The names up to the closing bracket."""
        names: list[str] = []
        while (token := self._tokens.next()) and not (token.kind == "mark" and token.text in ");"):
            if token.kind in _NAMES or token.kind in _TEXT:
                names.append(token.text)
        return names

    def _name(self, token: Token) -> tuple[str, Token]:
        """A table's name, without its schema, that begins with `token`; and the token that follows it."""
        name = ""
        while token.kind in _NAMES or token.kind in _TEXT:
            name, token = token.text, self._tokens.next()
            if token.text != ".":
                break
            token = self._tokens.next()
        return name, token

    def _other(self, first: Token, *, data: bool = False) -> Iterator[_Item]:
        """The text in a statement that is no row; of a definition or setting, nothing."""
        found = flat.Pairs()
        name, warnings = "", ()
        for token in self._statement(first):
            if token.kind in _TEXT:
                found.append((name or "value", token.text))
                warnings = ("statement_unfinished",) if token.kind == "unclosed" else warnings
            elif token.kind in _NAMES:
                name = token.text
            elif token.text != "=":
                name = ""
        if found and (data or first.word not in _DEFINING):
            fields, _ = flat.fields(found)
            step = f"statement-{next(self._others)}"
            yield self._place.record(step, RecordKind.ROW, fields, date=flat.dated(fields), warnings=warnings)

    def _skip_statement(self) -> None:
        first = self._tokens.next()
        if first.fresh and first.word in _BEGINNING:
            self._tokens.hold(first)
            return
        for _ in self._statement(first):
            pass

    def _statement(self, token: Token) -> Iterator[Token]:
        """The tokens up to the statement's end: a semicolon, or what begins the next one on a line of its own."""
        started = False
        while token is not END and token:
            if token.kind == "mark" and token.text == ";":
                return
            if token.fresh and token.word in _BEGINNING and started:
                self._tokens.hold(token)
                return
            yield token
            started = True
            token = self._tokens.next()


def _value(pieces: list[Token]) -> str | bytes:
    """What an expression says: its strings, else the content of its hexadecimal number, else itself; NULL is ""."""
    if len(pieces) == 1 and pieces[0].kind in ("string", "number"):
        return pieces[0].text
    texts = [each.text for each in pieces if each.kind in _TEXT or (each.kind == "quoted" and len(pieces) == 1)]
    if texts:
        return " ".join(texts)
    for each in pieces:
        if each.kind == "hex":
            digits = "".join(each.text[2:].rstrip("'").split())
            return bytes.fromhex(digits if len(digits) % 2 == 0 else f"0{digits}")
    text = " ".join(each.text for each in pieces)
    return "" if text.upper() == "NULL" else text


def _copied(cell: str) -> str:
    if "\\" not in cell:
        return cell
    if cell == "\\N":
        return ""
    pieces = cell.split("\\\\")
    for at, piece in enumerate(pieces):
        for letter, char in _COPY_ESCAPES.items():
            piece = piece.replace(f"\\{letter}", char)
        pieces[at] = piece
    return "\\".join(pieces)
