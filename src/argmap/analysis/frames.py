"""Columns as a data frame of whichever library the user names, by way of narwhals."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from argmap.errors import InvalidOptionError, MissingExtraError

__all__ = ["frame"]


def frame(columns: Mapping[str, Sequence[Any]], library: str) -> Any:
    """A data frame of pandas, polars, pyarrow or another library that narwhals can make.

    Raises `MissingExtraError` if narwhals or the library is not installed.
    """
    try:
        narwhals = import_module("narwhals")  # optional, and heavy
    except ImportError:
        raise MissingExtraError(
            "data frames need narwhals: pip install narwhals, and the library of your choice"
        ) from None
    try:
        return narwhals.from_dict(dict(columns), backend=library).to_native()
    except ModuleNotFoundError:
        raise MissingExtraError(f"{library} is not installed: pip install {library}") from None
    except (TypeError, ValueError) as fault:
        remedy = "name one such as pandas, polars or pyarrow"
        raise InvalidOptionError("library", library, f"no such library ({fault})", remedy) from None
