# SPDX-License-Identifier: GPL-2.0-or-later
"""Legends: what classes are called, how they are coloured, and which of them are shown as one. Needs no QGIS."""

import csv
import io
import json
import re

from ..client.errors import ServerError

_COLUMNS = ("class", "name", "color", "group")
_MOST_CLASSES = 255


class Entry:
    """What a legend says of a class; color and group are None where it says nothing."""

    def __init__(self, label, name, color=None, group=None):
        self.label = label
        self.name = name
        self.color = color
        self.group = group


class Legend:
    """Entries by the label of the class."""

    def __init__(self, entries):
        self.entries = entries

    def shown(self, label, name, color):
        """Name and color that maps show for a class which has these itself: those of its group, if it is in one.

        A group has the color of its class of the lowest label; None if the legend does not say it.
        """
        entry = self.entries.get(label)
        if entry is None:
            return name, color
        if entry.group is None:
            return entry.name, entry.color or color
        first = min(each.label for each in self.entries.values() if each.group == entry.group)
        return entry.group, self.entries[first].color or (color if first == label else None)

    def first_of_group(self, label):
        """The class whose color a class is shown in: the first of its group, or itself."""
        entry = self.entries.get(label)
        if entry is None or entry.group is None:
            return label
        return min(each.label for each in self.entries.values() if each.group == entry.group)


def read_legend(path):
    """The legend in a JSON or CSV file. Raises ServerError with what is wrong with it, OSError if it can't be read."""
    with open(path, "rb") as file:
        content = file.read()
    try:
        return parse_legend(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ServerError(f"{path} is not text in UTF-8; give a legend.json or legend.csv.") from None
    except ServerError as error:
        raise ServerError(f"{path}: {error}") from None


def parse_legend(text):
    """The legend in a text. Raises ServerError with what is wrong with it."""
    rows = _json_rows(text) if text.lstrip()[:1] in ("{", "[") else _csv_rows(text)
    entries = {}
    for row in rows:
        entry = _entry(row)
        if entry.label in entries:
            raise ServerError(f"The legend has class {entry.label} twice; keep one of them.")
        entries[entry.label] = entry
    if not entries:
        raise ServerError("The legend has no class; give one for each.")
    _check_groups(entries)
    return Legend(entries)


def _json_rows(text):
    try:
        document = json.loads(text)
    except ValueError as error:
        raise ServerError(f"It is not valid JSON ({error}).") from None
    if not isinstance(document, dict) or document.get("format") != "iikmc-legend":
        raise ServerError('It does not say "format": "iikmc-legend"; give a legend.json or legend.csv.')
    rows = document.get("classes")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ServerError('"classes" must be a list of classes.')
    return rows


def _csv_rows(text):
    lines = text.splitlines()
    head = lines[0] if lines else ""
    # Spreadsheets of some languages write semicolons.
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    names = {name: (name or "").strip().lower() for name in reader.fieldnames or ()}
    missing = [column for column in _COLUMNS[:2] if column not in names.values()]
    if missing:
        raise ServerError(f"It has no column “{missing[0]}”; give a legend with the columns {', '.join(_COLUMNS)}.")
    for row in reader:
        cells = {names[name]: (cell or "").strip() for name, cell in row.items() if name is not None}
        if any(cells.values()):
            yield {name: cell for name, cell in cells.items() if cell}


def _entry(row):
    label = row.get("class")
    if isinstance(label, bool) or not re.fullmatch(r"[0-9]{1,9}", str(label)) or not 1 <= int(label) <= _MOST_CLASSES:
        raise ServerError(f"A class of the legend is “{label}”, but must be a whole number from 1 to {_MOST_CLASSES}.")
    label = int(label)
    name, color, group = (_text(row.get(column), column, label) for column in _COLUMNS[1:])
    if name is None:
        raise ServerError(f"Class {label} of the legend has no name; give one.")
    if color is not None and not re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", color):
        raise ServerError(f"The color of class {label} is “{color}”, but must be #rrggbb, such as #1f78b4.")
    return Entry(label, name, color, group)


def _text(value, column, label):
    """Without blanks around it; None if there is none."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ServerError(f"The {column} of class {label} must be a text.")
    return value.strip() or None


def _check_groups(entries):
    groups = {}
    for entry in entries.values():
        if entry.group is not None:
            groups.setdefault(entry.group, []).append(str(entry.label))
    for entry in entries.values():
        if entry.group is None and entry.name in groups:
            raise ServerError(
                f"Class {entry.label} is called “{entry.name}”, as the group of {', '.join(sorted(groups[entry.name], key=int))}"
                " is; put it into the group, or change a name."
            )
