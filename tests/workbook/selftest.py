"""Proves the checks: a small good workbook passes, and each planted fault is found in its group."""

import datetime
import tempfile
import zipfile
from pathlib import Path
from unittest import mock

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

import check
import filling
from office import differences


def good():
    book = Workbook()
    book.remove(book.active)
    for title in check.SHEETS:
        sheet = book.create_sheet(title)
        for letter in "ABCD":
            sheet.column_dimensions[letter].width = 18
        if title not in check.TABLES:
            sheet.append(["Round", "2026"])
            sheet.append(["Overall %", 74.4])
            sheet.append(["As of", datetime.date(2026, 10, 23)])
            continue
        sheet.append(["Criterion", "Points", "Due date", "Answer"])
        sheet.append(["AA-01", 0.1 + 0.2, datetime.date(2026, 11, 1), "12"])
        sheet.append(["AA-02", 3, None, "two lines,\n\"quoted\" and \u00e4\u20ac"])
        sheet.append(["AA-03", None, datetime.date(2027, 1, 31), "yes"])
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = "A1:D4"
        red = PatternFill(end_color="FFC7CE")
        sheet.conditional_formatting.add("B2:B4", CellIsRule(operator="lessThan", formula=["1"], fill=red))
    return book


def put(cell, value):
    return lambda book: book["Gaps"].__setitem__(cell, value)


def attribute(name, value):
    return lambda book: setattr(book["Gaps"], name, value)


FAULTS = [
    ("number as text", put("B3", "3"), "types", "a number written as text"),
    ("percent as text", put("B3", "74.4 %"), "types", "a number written as text"),
    ("words among numbers", put("B3", "three"), "types", "no number"),
    ("date as text", put("C3", "2026-11-01"), "types", "a date written as text"),
    ("words among dates", put("C3", "soon"), "types", "no date"),
    ("number among dates", put("C3", 46327), "types", "without the format of a date"),
    ("formula", put("B3", "=1+1"), "types", "a formula"),
    ("true or false", put("D3", True), "types", "true or false"),
    ("no frozen header", attribute("freeze_panes", None), "layout", "not frozen"),
    ("wrong row frozen", attribute("freeze_panes", "A3"), "layout", "not frozen"),
    ("no autofilter", lambda book: setattr(book["Gaps"].auto_filter, "ref", None), "layout", "no autofilter"),
    ("autofilter too short", lambda book: setattr(book["Gaps"].auto_filter, "ref", "A1:D3"), "layout", "ends at row 3"),
    ("no conditional format", lambda book: book["Gaps"].conditional_formatting.__init__(), "layout", "no conditional"),
    ("no width", lambda book: book["Gaps"].column_dimensions.pop("C"), "layout", "without a width: C"),
    ("header twice", put("A1", "Answer"), "layout", "header twice"),
    ("wrong order of sheets", lambda book: book.move_sheet("Gaps", 2), "sheets", "sheets are"),
    ("hidden sheet", attribute("sheet_state", "hidden"), "sheets", "hidden"),
]


def save(book, path, year=1980):
    """As the report does: nothing in the archive bears the time of writing."""
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), content)
    return path


def main():
    tally = check.Tally()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        tally.add("good workbook", check.check(save(good(), path), "good"))
        with mock.patch("check.office_faults", return_value={}):  # once is enough
            for name, plant, group, says in FAULTS:
                book = good()
                plant(book)
                groups = check.check(save(book, path), "bad")
                tally.add(name, {group: unexpected(groups, group, says)})
            groups = check.check(save(good(), path, 2026), "bad")
            tally.add("time of writing", {"archive": unexpected(groups, "archive", "bear times")})
            path.write_bytes(b"no archive")
            tally.add("no workbook", {"opens": unexpected(check.check(path, "bad"), "opens", "openpyxl")})
    changed = differences({"Gaps": [[1, "a"], [True]]}, {"Gaps": [[1, "b"], [1]]})
    for name, groups in planted_in_figures():
        tally.add(name, groups)
    tally.add("values that change", {"LibreOffice": [] if len(changed) == 2 else [f"found: {changed}"]})
    tally.close()


class Calculated:
    """The figures of a small workbook that agrees with SCORE."""

    def __init__(self):
        self.facts = {
            "Must-pass met": 1, "Must-pass not met": 0, "Must-pass open": 0, "Assessed": 50, "Overall score now": 33.3,
            "Overall score at best": 100, "Indicated result": "undetermined: Low if nothing more is met, High if all that is open turns out in full",
        }
        row = [None, None, 33.3, 100, 1, 0, 0, 1, 0, 50, 1, 1]
        self.scores = {"Ward": list(row), "Overall": list(row)}
        self.gates = [["overall", "high", 33.3, 85, "", "", "not yet, open answers decide"]]
        self.rows = [[("AA-1", None), "met", 1], [("AA-2", "lake"), "not assessed", 0]]

    def items(self):
        return [tuple(row) for row in self.rows]

    def tiers(self):
        return {"high": "High", "low": "Low"}


def item(criterion, place, state, credit, critical):
    return {
        "criterion": criterion, "location": place, "state": state, "credit": credit, "critical": critical,
        "counted": True, "scored": True, "reason": None, "checklist": "ward",
    }


SCORE_OF_WARD = {
    "id": "ward", "title": "Ward", "percent": 33.3, "low": 33.3, "high": 100.0,
    "counts": {"met": 1, "partial": 0, "not_met": 0, "not_assessed": 1, "too_small": 0, "not_applicable": 0},
}
GATE = {
    "id": "g", "tier": "high", "percent": 33.3, "threshold": "17/20", "of": None, "count": None, "open": True, "holds": False,
}
SCORE = {
    "items": [item("AA-1", None, "met", "1", True), item("AA-2", "lake", "not_assessed", "0", False)],
    "scores": {"checklists": [SCORE_OF_WARD], "overall": SCORE_OF_WARD | {"id": "overall"}},
    "complete": 50.0,
    "result": {"tier": "undetermined", "low_tier": "low", "high_tier": "high", "gates": [GATE]},
}


def planted_in_figures():
    """Each figure of a workbook, changed, is found; unchanged, nothing is."""
    yield "figures that agree", {"figures": filling.compare(Calculated(), SCORE)}
    places = [("facts", key) for key in Calculated().facts]
    places += [("scores", name, at) for name in ("Ward", "Overall") for at in range(2, 12)]
    places += [("gates", 0, at) for at in (1, 2, 3, 6)] + [("rows", row, at) for row in (0, 1) for at in (1, 2)]
    for attribute, *way, last in places:
        figures = Calculated()
        at = getattr(figures, attribute)
        for step in way:
            at = at[step]
        at[last] = "changed" if isinstance(at[last], str) else at[last] + 0.1
        found = filling.compare(figures, SCORE)
        yield f"changed {attribute} {[*way, last]}", {"figures": [] if found else ["not found"]}
    figures = Calculated()
    figures.rows.pop()
    yield "a row too few", {"figures": [] if filling.compare(figures, SCORE) else ["not found"]}
    faults = filling.lost({("ward", "AA-1", None, "comment"): "a"}, {})
    yield "an answer that is lost", {"figures": [] if len(faults) == 1 else [f"found: {faults}"]}
    new = [bool(filling.TOO_NEW.search(text)) for text in ("=IFS(A1,1)", "=_xlfn.LET(a,1)", "=COUNTIFS(A:A,1)", "=SUMIF(A:A,1)")]
    yield "formulas that are too new", {"figures": [] if new == [True, True, False, False] else [f"found: {new}"]}


def unexpected(groups, wanted, says):
    faults = [f"{group} complains as well: {found[0]}" for group, found in groups.items() if group != wanted and found]
    if not any(says in fault for fault in groups.get(wanted, [])):
        faults.append(f"not found by {wanted}: {groups.get(wanted)}")
    return faults


main()
