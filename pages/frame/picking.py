"""A table of which several rows can be picked, to do something with them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.frame.address import here
from pages.frame.helping import headed

_ROW, _FRAME, _MOST = 31, 34, 20


def fitting(rows: int) -> int:
    """The height in pixels in which that many rows of a table are seen, longer ones scroll."""
    return _FRAME + _ROW * min(rows, _MOST)


def picking(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, Any], key: str, *, alt: str) -> list[int]:
    """Draw rows as `tables.table` does and return the indices of those picked; `unpick` lets go of them."""
    frame = pd.DataFrame([[row.get(name) for name in columns] for row in rows], columns=list(columns))
    event = st.dataframe(
        frame,
        key=f"{key}-{st.session_state.get(f'{key}-round', 0)}",
        hide_index=True,
        column_config=headed(here().language, columns),
        alt=alt,
        height=fitting(len(rows)),
        on_select="rerun",
        selection_mode="multi-row",
    )
    return [index for index in event["selection"]["rows"] if index < len(rows)]  # pyright: ignore[reportIndexIssue]


def unpick(key: str) -> None:
    """Let go of the picked rows; for callbacks."""
    st.session_state[f"{key}-round"] = st.session_state.get(f"{key}-round", 0) + 1
