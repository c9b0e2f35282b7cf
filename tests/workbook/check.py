"""Checks workbooks named on the command line: what openpyxl reads, and what LibreOffice makes of it."""

import datetime
import io
import re
import sys
import zipfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from office import office_faults

SHEETS = ["Summary", "Gaps", "Open questions", "Criteria", "Evidence", "Method"]
SHEETS_OF_PLAN = ["Plan", "At once", "Milestones", "Load", "Left", "Method"]
TABLES = SHEETS[1:5] + SHEETS_OF_PLAN[:5]
COLOURED = ["Gaps", "Criteria", "Plan"]

NUMBER = re.compile(r"^-?\d+(\.\d+)?( ?%)?$")
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
DATE_HEADER = re.compile(r"\b(date|dates)\b", re.I)
NUMBER_HEADER = re.compile(r"%|\b(percent|points|days|weight|rank|row)\b", re.I)
# what is text though it may look like a number: names of rounds and versions, and what a hospital wrote
TEXT_HEADER = re.compile(r"\b(round|version|id|code|answer|response|as written)\b", re.I)


def values(book):
    return {sheet.title: [[day(cell.value) for cell in row] for row in sheet.iter_rows()] for sheet in book}


def day(value):
    """LibreOffice makes no difference between a day and its midnight."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    return value


def table_area(sheet):
    """First row, last row of the table, by its filter."""
    refs = [sheet.auto_filter.ref] if sheet.auto_filter.ref else []
    refs += [table.autoFilter.ref for table in sheet.tables.values() if table.autoFilter]
    if not refs:
        return None
    _, first, _, last = range_boundaries(refs[0])
    return first, last


def sheet_faults(book):
    found = [sheet.title for sheet in book]
    wanted = SHEETS_OF_PLAN if "Plan" in found else SHEETS
    faults = [] if found == wanted else [f"sheets are {found}, must be {wanted}"]
    return faults + [f"{sheet.title} is hidden" for sheet in book if sheet.sheet_state != "visible"]


def layout_faults(sheet):
    faults = []
    area = table_area(sheet)
    if sheet.title in TABLES and not area:
        faults.append("no autofilter")
    if area:
        first, last = area
        if not sheet.freeze_panes or int(re.sub(r"\D", "", sheet.freeze_panes)) != first + 1:
            faults.append(f"the header in row {first} is not frozen: {sheet.freeze_panes}")
        if last < sheet.max_row:
            faults.append(f"the autofilter ends at row {last} of {sheet.max_row}")
        heads = [cell.value for cell in sheet[first]]
        faults += [f"column {get_column_letter(at + 1)} has no header" for at, head in enumerate(heads) if not head]
        faults += [f"header twice: {head}" for head in sorted({head for head in heads if head and heads.count(head) > 1})]
        if sheet.title in COLOURED and sheet.max_row > first and not len(sheet.conditional_formatting):
            faults.append("no conditional format")
    wide = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.width and dimension.customWidth:
            wide.update(range(dimension.min, dimension.max + 1))
    bare = [get_column_letter(at) for at in range(1, sheet.max_column + 1) if at not in wide]
    return faults + ([f"columns without a width: {' '.join(bare)}"] if bare else [])


def type_faults(sheet):
    faults = []
    area = table_area(sheet)
    header_row = area[0] if area else int(sheet.title in TABLES)
    for row in sheet.iter_rows():
        for cell in row:
            head = sheet.cell(header_row, cell.column).value if 0 < header_row < cell.row else None
            where = f"{cell.coordinate} ({head})" if head else cell.coordinate
            faults += [f"{where}: {fault}" for fault in cell_faults(cell, str(head or label(sheet, cell)), bool(head))]
    return faults


def label(sheet, cell):
    """Outside a table the text to the left says what a cell is."""
    return sheet.cell(cell.row, cell.column - 1).value or "" if cell.column > 1 else ""


def cell_faults(cell, head, in_table):
    value = cell.value
    if cell.data_type == "f":
        yield f"a formula: {value}"
    elif cell.data_type == "e":
        yield f"an error value: {value}"
    elif isinstance(value, bool):
        yield "true or false: LibreOffice makes a formula of it; write a word"
    elif isinstance(value, str):
        text = value.strip()
        if TEXT_HEADER.search(head):
            return
        if NUMBER.match(text):
            yield f"a number written as text: {value!r}"
        elif DATE.match(text):
            yield f"a date written as text: {value!r}"
        elif in_table and text and DATE_HEADER.search(head):
            yield f"no date: {value!r}"
        elif in_table and text and NUMBER_HEADER.search(head):
            yield f"no number: {value!r}"
    elif in_table and isinstance(value, (int, float)) and DATE_HEADER.search(head):
        yield f"a number without the format of a date: {value!r}"


def archive_faults(path):
    faults = []
    with zipfile.ZipFile(path) as archive:
        times = {entry.date_time for entry in archive.infolist()}
        if len(times) > 1 or min(times)[0] > 1980:
            faults.append(f"entries bear times: {sorted(times)}")
        for name in archive.namelist():
            if re.search(r"vbaProject|externalLink|connections|\.bin$", name):
                faults.append(f"active or external part: {name}")
    return faults


def round_trip_faults(book):
    again = io.BytesIO()
    book.save(again)
    again.seek(0)
    return [] if values(load_workbook(again)) == values(book) else ["openpyxl's own copy differs"]


def check(path, name):
    """The check groups of one workbook with their faults."""
    try:
        book = load_workbook(path)
    except Exception as error:  # whatever openpyxl raises, the file does not open
        return {"opens": [f"openpyxl: {error}"]}
    each = lambda faults: [f"{sheet.title}: {fault}" for sheet in book for fault in faults(sheet)]
    return {
        "opens": [],
        "sheets": sheet_faults(book),
        "layout": each(layout_faults),
        "types": each(type_faults),
        "archive": archive_faults(path),
        "round trip": round_trip_faults(load_workbook(path)),
        **office_faults(path, name, values(book), lambda converted: values(load_workbook(converted))),
    }


class Tally:
    """Counts check groups and prints one line for each, its faults below it."""

    def __init__(self):
        self.passed = self.failed = 0

    def add(self, what, groups):
        for group, faults in groups.items():
            self.failed += bool(faults)
            self.passed += not faults
            print(f"{'FAIL' if faults else 'ok  '} {what}: {group}")
            for fault in faults[:12]:
                print(f"       {fault}")
            if len(faults) > 12:
                print(f"       and {len(faults) - 12} more")

    def close(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


if __name__ == "__main__":
    tally = Tally()
    for argument in sys.argv[1:]:
        path = Path(argument)
        tally.add(f"{path.parent.name}/{path.name}", check(path, path.parent.name))
    tally.close()
