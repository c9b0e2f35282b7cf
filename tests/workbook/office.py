"""LibreOffice converts a workbook to xlsx, ods and csv; what is read back must be what was written."""

import csv
import shutil
import subprocess
import tempfile
from datetime import date, datetime
from pathlib import Path

# comma, quote, UTF-8, from row 1, numbers as they are and not as shown, every sheet a file of its own
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def office_faults(path, name, written, read):
    """Faults of each format; `read` gives the values of an xlsx file, in the form of `written`."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        book = folder / f"{name}.xlsx"
        shutil.copy(path, book)
        groups = {}
        try:
            groups["LibreOffice xlsx"] = differences(written, read(convert(book, folder / "xlsx", "xlsx")))
            ods = convert(book, folder / "ods", "ods")
            groups["LibreOffice ods"] = differences(written, read(convert(ods, folder / "again", "xlsx")))
            convert(book, folder / "csv", CSV)
            groups["LibreOffice csv"] = csv_faults(written, folder / "csv", name)
        except (OSError, subprocess.SubprocessError) as error:
            groups["LibreOffice"] = [str(error)]
        return groups


def convert(book, to, kind):
    profile = f"-env:UserInstallation={(Path(tempfile.gettempdir()) / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(to), str(book)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    made = to / f"{book.stem}.{kind}"
    if not kind.startswith("csv") and not made.exists():
        raise OSError(f"no {kind} was made: {run.stdout} {run.stderr}")
    return made


def convert_all(books, to, kind):
    """Converts many workbooks in one run of LibreOffice."""
    profile = f"-env:UserInstallation={(Path(tempfile.gettempdir()) / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(to), *map(str, books)]
    subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)


def differences(written, back):
    if list(written) != list(back):
        return [f"sheets are {list(back)}"]
    faults = []
    for sheet, rows in written.items():
        other = back[sheet]
        for at in range(max(len(rows), len(other))):
            one, two = (trimmed(side[at]) if at < len(side) else [] for side in (rows, other))
            faults += [
                f"{sheet} row {at + 1} column {column + 1}: {a!r} became {b!r}"
                for column, (a, b) in enumerate(zip(padded(one, two), padded(two, one)))
                if a != b or type(a) is not type(b) and not (is_number(a) and is_number(b))
            ]
    return faults


def trimmed(row):
    """Without the empty cells at its end, which need not be written."""
    row = [None if cell == "" else cell for cell in row]
    while row and row[-1] is None:
        row.pop()
    return row


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def padded(row, other):
    return row + [None] * (len(other) - len(row))


def csv_faults(written, folder, name):
    faults = []
    for sheet, rows in written.items():
        with open(folder / f"{name}-{sheet}.csv", encoding="utf-8", newline="") as file:
            back = list(csv.reader(file))
        while rows and not trimmed(rows[-1]):
            rows = rows[:-1]
        if len(back) != len(rows):
            faults.append(f"{sheet}: {len(back)} rows, must be {len(rows)}")
        for at, (row, cells) in enumerate(zip(rows, back)):
            for column, value in enumerate(trimmed(row)):
                cell = cells[column] if column < len(cells) else ""
                if not same(value, cell):
                    faults.append(f"{sheet} row {at + 1} column {column + 1}: {value!r} became {cell!r}")
    return faults


def same(value, cell):
    if value is None:
        return cell == ""
    if isinstance(value, (date, datetime)):
        return str(value.year) in cell or f"{value.year % 100:02}" in cell  # as the locale writes days
    if is_number(value):
        try:
            return float(cell) == value
        except ValueError:
            return False
    return cell.replace("\r\n", "\n") == value.replace("\r\n", "\n")
