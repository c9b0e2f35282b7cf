"""Fills in workbooks that `template` wrote, lets LibreOffice calculate them, and compares every figure with
what the binary says of the same answers. `filling.py BINARY`: all four scoring models and both examples."""

import csv
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from openpyxl import load_workbook

from check import Tally, archive_faults
from office import convert_all

ROOT = Path(__file__).resolve().parents[2]
MARK = "concordant.note/1"
MODELS = ["flat", "flat-unweighted", "tree", "absolute"]
STATES = {
    "met": "met", "partial": "partly met", "not_met": "not met", "not_assessed": "not assessed",
    "too_small": "too few cases", "not_applicable": "not applicable",
}
OPEN = ("not_assessed", "too_small")
# as a person saves it: comma, quote, UTF-8, cells as shown, every sheet a file of its own
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
# what Excel 2016 has not, or has only since
TOO_NEW = re.compile(r"_xlfn|_xlws|LET\(|LAMBDA\(|IFS\((?<!COUNTIFS\()(?<!SUMIFS\()|XLOOKUP|FILTER\(|TEXTJOIN|CONCAT\(")


class Case:
    """A facility in a folder, its blank workbook, and how it is filled in."""

    def __init__(self, folder, name, seed, mood):
        self.name, self.dice, self.mood = name, random.Random(seed), mood
        self.home = folder / name
        self.home.mkdir()
        self.blank = self.home / "blank.xlsx"
        self.book = folder / "filled" / f"{name}.xlsx"
        self.more = []

    def facility(self):
        return self.home / "oak"


def small(folder, binary, model, seed, mood):
    case = Case(folder, f"{model}-{seed}", seed, mood)
    standards = case.home / "standards"
    shutil.copytree(ROOT / "tests/sheets/small", standards)
    program = standards / "programs/small/1.0.0.toml"
    program.write_text(program.read_text().replace('model = "flat"', f'model = "{model}"'))
    case.more = ["--standards", str(standards)]
    case.facility().mkdir()
    (case.facility() / "facility.toml").write_text(facility_text(case.dice))
    party = case.dice.choice(["self", "self", "site-visit"])
    run(binary, ["init", "oak", "--program", "small", "--as-of", "2026-06-30", "--party", party, *case.more], case.home)
    for sheet in case.facility().glob("*/*.xlsx"):
        sheet.unlink()
    return case


def facility_text(dice):
    services = ["infusion", "dispensing", "compounding", "vesicant", "trials", "cell_therapy", "radiation"]
    known = [(service, dice.choice(["", "false", "true", "true"])) for service in services]
    lines = [f"{service} = {value}" for service, value in known if value]
    places = '\n[[location]]\nid = "main"\nname = "Main"\n'
    if dice.random() < 0.8:
        places += '\n[[location]]\nid = "lake"\nname = "Lake"\nservices = { compounding = %s }\n' % dice.choice(["true", "false"])
    if dice.random() < 0.4:
        places += '\n[[location]]\nid = "hill"\nname = "Hill"\n'
    head = 'format = 1\nid = "oak"\nname = "Oak"\nprogram = "small"\n\n[services]\n'
    facts = f"\n\n[facts]\nbeds = {dice.randrange(300)}\n" + dice.choice(["", "outsourced = false\n"])
    return head + "\n".join(lines) + facts + places


def example(folder, name, seed, mood):
    case = Case(folder, f"{name}-{seed}", seed, mood)
    own = case.facility() / "2026-self"
    own.mkdir(parents=True)
    shutil.copy(ROOT / "examples" / name / "facility.toml", case.facility())
    shutil.copy(ROOT / "examples" / name / "2026-self/assessment.toml", own)
    return case


def run(binary, words, at, codes=(0,)):
    done = subprocess.run([binary, *words], cwd=at, capture_output=True, text=True, timeout=120)
    if done.returncode not in codes:
        raise OSError(f"{words}: {done.returncode} {done.stdout} {done.stderr}")
    return done.stdout


def is_note(sheet):
    last = [cell.value for cell in sheet[1] if cell.value is not None]
    return bool(last) and last[-1] == MARK


def sheets_of_answers(book):
    return [sheet for sheet in book if not is_note(sheet) and sheet.title != "Kept answers"]


def header(sheet):
    """The columns of a checklist's sheet by their headers, and the rows of its questions."""
    columns = {cell.value.lower(): cell.column for cell in sheet[3] if cell.value}
    rows = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, columns["criterion"]).value]
    return columns, rows


def words_of(book, sheet):
    """The words of each dropdown, by cell."""
    words = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            name, _, span = rule.formula1.lstrip("=").partition("!")
            cells = [row[0].value for row in book[name.strip("'")][span.replace("$", "")]]
            words.update({cell: cells for area in rule.sqref.ranges for cell in coordinates(area)})
    return words


def coordinates(area):
    return [f"{letters(column)}{row}" for row, column in area.cells]


def letters(column):
    from openpyxl.utils import get_column_letter
    return get_column_letter(column)


def fill(case):
    book = load_workbook(case.blank)
    for sheet in sheets_of_answers(book):
        columns, rows = header(sheet)
        words = words_of(book, sheet)
        for row in rows:
            cells = {name: sheet.cell(row, column) for name, column in columns.items()}
            for name, value in answer(case, cells, words).items():
                assert not cells[name].protection.locked, f"{cells[name].coordinate} is locked"
                cells[name].value = value
    book.save(case.book)


def answer(case, cells, words):
    dice, (blank, best, odd) = case.dice, case.mood
    allowed = words[cells["response"].coordinate]
    if dice.random() < blank:
        return {}
    given = {"evidence": "Minutes of May", "comment": 'two lines,\n"quoted"; = 1', "evidence date": date(2026, 5, 4)}
    given["evidence kind"] = dice.choice(words[cells["evidence kind"].coordinate])
    if dice.random() < odd:
        return given | {"response": "not_applicable", "reason": dice.choice(["Not done here", None])}
    if dice.random() < odd / 2:
        return given | {"response": "mostly"}
    if "numerator" in cells and not cells["numerator"].protection.locked:
        return given | numbers(dice, best, odd, "percentage" in str(note_of(cells)))
    word = allowed[0] if dice.random() < best else dice.choice(allowed[:-1])
    reason = dice.choice(words[cells["reason"].coordinate]) if word == "partial" else None
    return given | {"response": word, "reason": None if dice.random() < odd else reason}


def note_of(cells):
    comment = cells["response"].comment
    return "percentage" if comment and "Numerator and Denominator" in comment.text else ""


def numbers(dice, best, odd, is_percent):
    if dice.random() < odd:
        return dice.choice([
            {"response": "met"}, {"response": "not_met"}, {"numerator": 3}, {"denominator": 0},
            {"numerator": 9, "denominator": 4}, {"numerator": 2.5, "denominator": 5}, {"value": 0.5},
            {"value": 120}, {"value": -1}, {"denominator": 0, "numerator": 0}, {"numerator": 0, "denominator": 3},
            {"response": "met", "numerator": 1, "denominator": 90}, {"value": 0.5, "numerator": 1, "denominator": 2},
        ])
    if not is_percent:
        return {"value": dice.choice([0, 1, 3, 7, 30, 45, 2.5])}
    cases = dice.choice([20, 30, 40, 60, 200])
    missed = dice.choice([0, 1, 2]) if dice.random() < best else dice.randrange(cases + 1)
    period = {"period start": date(2026, 1, 1), "period end": date(2026, 1, 1) + timedelta(days=dice.randrange(150))}
    if dice.random() < 0.2:
        return {"value": dice.choice([93.3, 95, 80, 60, 10, 5, 0, 100, 99.99])} | period
    return {"numerator": dice.choice([missed, cases - missed]), "denominator": cases} | period


def percent(value):
    """As the binary prints it: rounded down to one digit."""
    return None if value is None else float(Fraction(int(value * 1000), 10))


class Figures:
    """What a calculated workbook says."""

    def __init__(self, path):
        self.book = load_workbook(path, data_only=True)
        summary = [[cell.value for cell in row] for row in self.book["Summary"].iter_rows()]
        self.facts = {row[0]: row[1] for row in summary if row[0] and row[1] is not None}
        at = {row[0]: number for number, row in enumerate(summary) if row[0] in ("Scores", "Gates")}
        self.scores, self.gates = {}, []
        for row in summary[at["Scores"] + 2:]:
            if not row[0]:
                break
            self.scores[row[0]] = row
        if "Gates" in at:
            self.gates = [row for row in summary[at["Gates"] + 2:] if row[0]]

    def items(self):
        for sheet in sheets_of_answers(self.book):
            columns, rows = header(sheet)
            at = lambda row, name: sheet.cell(row, columns[name]).value if name in columns else None
            placed = {at(row, "criterion") for row in rows if at(row, "location")}
            for row in rows:
                value = lambda name: at(row, name)
                # rows that stand for all places are counted where they are asked, further rows nowhere
                for_all = value("criterion") in placed and not value("location")
                if value("state") != "further row" and not for_all:
                    yield (value("criterion"), value("location")), value("state"), value("credit")

    def tiers(self):
        rows = [[cell.value for cell in row] for row in self.book["Calculation"].iter_rows()]
        at = next((number for number, row in enumerate(rows) if row[0] == "Tiers"), None)
        named = {} if at is None else {row[0]: row[1] for row in rows[at + 2:] if row[0] not in (None, "result")}
        return named


def compare(figures, score):
    """Every difference between a workbook and the binary."""
    faults = []

    def same(what, found, wanted):
        close = isinstance(found, (int, float)) and isinstance(wanted, (int, float)) and abs(found - wanted) < 1e-9
        if not close and found != wanted:
            faults.append(f"{what}: the workbook says {found!r}, the binary {wanted!r}")

    items = defaultdict(list)
    for item in score["items"]:
        items[item["criterion"]].append(item)
    seen = set()
    for (criterion, place), state, credit in figures.items():
        own = [item for item in items[criterion] if item["location"] in (place, None)]
        if len(own) != 1:
            faults.append(f"{criterion} at {place}: {len(own)} items")
            continue
        seen.add((criterion, own[0]["location"]))
        same(f"{criterion} at {place}", state, STATES[own[0]["state"]])
        wanted = own[0]["credit"]
        same(f"{criterion} at {place}, credit", None if credit == "" else credit, wanted and float(Fraction(wanted)))
    left = lambda item: item["state"] == "excluded" or item["reason"] == "condition_false"
    for item in score["items"]:
        if ((item["criterion"], item["location"]) in seen) == left(item):
            faults.append(f"{item['criterion']} at {item['location']} is asked and left out, or neither")
    for checklist in [*score["scores"]["checklists"], score["scores"]["overall"]]:
        is_all = checklist["id"] == "overall"
        own = {id: rows for id, rows in items.items() if is_all or rows[0]["checklist"] == checklist["id"]}
        row = figures.scores.get("Overall" if is_all else checklist["title"])
        if row is None:
            if not all(left(item) for rows in own.values() for item in rows):
                faults.append(f"{checklist['id']} is absent")
            continue
        compare_score(same, (checklist["id"], row), checklist, own, left)
    compare_whole(same, figures, score, items)
    return faults


def compare_score(same, checklist_row, checklist, items, left):
    name, row = checklist_row
    undefined = lambda value: "–" if value is None else value
    counts = checklist["counts"]
    aside = sum(rows[0]["scored"] and all(item["reason"] == "condition_false" for item in rows) for rows in items.values())
    same(f"{name} score", row[2], undefined(checklist["percent"]))
    same(f"{name} low", row[2], undefined(checklist["low"]))
    same(f"{name} at best", row[3], undefined(checklist["high"]))
    same(f"{name} met", row[4], counts["met"])
    same(f"{name} partly met", row[5], counts["partial"])
    same(f"{name} not met", row[6], counts["not_met"])
    same(f"{name} open", row[7], counts["not_assessed"] + counts["too_small"])
    same(f"{name} not applicable", row[8], counts["not_applicable"] - aside)
    must = must_pass(items)
    counted = [rows for rows in counting(items).values()]
    assessed = sum(all(item["state"] not in OPEN for item in rows) for rows in counted)
    same(f"{name} assessed", row[9], percent(Fraction(assessed, len(counted))) if counted else "–")
    same(f"{name} must-pass met", row[10], must[0])
    same(f"{name} must-pass", row[11], sum(must))


def counting(items):
    counted = {id: [item for item in rows if item["counted"]] for id, rows in items.items()}
    return {id: rows for id, rows in counted.items() if rows}


def must_pass(items):
    """Met, not met, open."""
    met = failed = unknown = 0
    for rows in counting(items).values():
        if rows[0]["critical"]:
            full = [Fraction(item["credit"]) == 1 for item in rows]
            could = [yes or item["state"] in OPEN for yes, item in zip(full, rows)]
            met, unknown, failed = met + all(full), unknown + (all(could) and not all(full)), failed + (not all(could))
    return met, failed, unknown


def compare_whole(same, figures, score, items):
    facts, overall = figures.facts, score["scores"]["overall"]
    undefined = lambda value: "–" if value is None else value
    for label, wanted in zip(("Must-pass met", "Must-pass not met", "Must-pass open"), must_pass(items)):
        same(label, facts[label], wanted)
    same("Assessed", facts["Assessed"], undefined(score["complete"]))
    same("Overall score now", facts["Overall score now"], undefined(overall["percent"]))
    same("Overall score at best", facts["Overall score at best"], undefined(overall["high"]))
    result, titles = score["result"], figures.tiers()
    if result["tier"] == "undetermined":
        low, high = titles[result["low_tier"]], titles[result["high_tier"]]
        wanted = f"undetermined: {low} if nothing more is met, {high} if all that is open turns out in full"
    else:
        wanted = titles.get(result["tier"], "nothing to judge")
    same("Indicated result", facts["Indicated result"], wanted)
    same("number of gates", len(figures.gates), len(result["gates"]))
    for row, gate in zip(figures.gates, result["gates"]):
        same(gate["id"], row[1], gate["tier"])
        same(f"{gate['id']} reached", row[2], undefined(gate["percent"]))
        same(f"{gate['id']} needed", row[3], percent(Fraction(gate["threshold"]) * 100 / 100))
        if gate["of"] is not None:
            same(f"{gate['id']} count", row[4], gate["count"])
            same(f"{gate['id']} of", row[5], gate["of"])
        holds = {None: "nothing to judge", True: "yes", False: "not yet, open answers decide" if gate["open"] else "NO"}
        same(f"{gate['id']} holds", row[6], holds[gate["holds"]])


def formula_faults(path):
    faults = []
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and TOO_NEW.search(str(cell.value)):
                    faults.append(f"{sheet.title}!{cell.coordinate}: {cell.value}")
        if not sheet.protection.sheet:
            faults.append(f"{sheet.title} is not protected")
    return faults


def cached_faults(path, calculated):
    """What the file shows before anybody calculates is what calculating gives."""
    faults = []
    before, after = load_workbook(path, data_only=True), load_workbook(calculated, data_only=True)
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                now = after[sheet.title][cell.coordinate].value
                close = all(isinstance(v, (int, float)) for v in (now, cell.value)) and abs(now - cell.value) < 1e-9
                if (cell.value or None) != (now or None) and not close:
                    faults.append(f"{sheet.title}!{cell.coordinate}: {cell.value!r} became {now!r}")
    return faults


# what answers made wrong on purpose, or few cases, may bring about; nothing else about sheets is allowed
ON_PURPOSE = {
    "C406", "C407", "C408", "C409", "C410", "C411", "C412", "C413", "C414", "C424", "C428", "C434", "C435",
    # what rules over the answers say of answers that dice gave
    "C444", "C447", "C451", "C452", "C453", "C454", "C455",
}


def codes(binary, case):
    """The codes that `check` gives for the sheets, but for those of answers made wrong on purpose."""
    out = run(binary, ["check", "oak", "--format", "json", *case.more], case.home, (0, 1, 3))
    found = {diagnostic["code"] for diagnostic in json.loads(out)["diagnostics"]}
    return sorted(code for code in found - ON_PURPOSE if code.startswith("C4"))


def typed(book):
    """Every cell that was unlocked and is filled, by sheet, criterion, place and header, as text."""
    cells = {}
    for sheet in sheets_of_answers(book):
        columns, rows = header(sheet)
        for row in rows:
            name = lambda column: sheet.cell(row, columns[column]).value if column in columns else None
            for head, column in columns.items():
                cell = sheet.cell(row, column)
                if not cell.protection.locked and cell.value not in (None, ""):
                    cells[sheet.title, name("criterion"), name("location"), head] = as_shown(cell.value)
    return cells


def as_shown(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def csv_typed(case, folder, wanted):
    """The same cells of the sheets that LibreOffice wrote as CSV."""
    cells = {}
    for name in sorted({sheet for sheet, *_ in wanted}):
        with open(folder / f"{case.name}-{name}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        heads = [head.lower() for head in rows[2]]
        for row in rows[3:]:
            line = dict(zip(heads, row))
            cells.update({(name, line["criterion"], line.get("location") or None, head): value for head, value in line.items()})
    return cells


def lost(wanted, found):
    return [f"{key}: {value!r} became {found.get(key)!r}" for key, value in wanted.items() if found.get(key) != value]


def lay(case, folder):
    """Lays the sheets that LibreOffice wrote as CSV beside assessment.toml."""
    target = next(case.facility().glob("*/assessment.toml")).parent
    names = [sheet.title for sheet in sheets_of_answers(load_workbook(case.book))]
    for name in names:
        shutil.copy(folder / f"{case.name}-{name}.csv", target / f"{name}.csv")


def read(binary, case, book):
    """The score of a workbook as it is, without the sheets that were saved from it."""
    target = next(case.facility().glob("*/assessment.toml")).parent
    for sheet in [*target.glob("*.csv"), *target.glob("*.xlsx"), *target.glob("*.ods")]:
        sheet.unlink()
    shutil.copy(book, target)
    return json.loads(run(binary, ["score", "oak", "--format", "json", "--quiet", *case.more], case.home, (0, 3)))


def check_cases(binary, cases, folder, tally):
    for case in cases:
        run(binary, ["template", "oak", "--output", str(case.blank), *case.more], case.home)
        fill(case)
    books = [case.book for case in cases]
    convert_all(books, folder / "calculated", "xlsx")
    convert_all(books, folder / "csv", CSV)
    for case in cases:
        lay(case, folder / "csv")
        score = json.loads(run(binary, ["score", "oak", "--format", "json", "--quiet", *case.more], case.home, (0, 3)))
        figures = Figures(folder / "calculated" / f"{case.name}.xlsx")
        groups = {"every figure is the binary's": compare(figures, score), "formulas": formula_faults(case.blank)}
        groups["archive"] = archive_faults(case.blank)
        groups["the sheets are read as they are"] = codes(binary, case)
        wanted = typed(load_workbook(case.book))
        groups["nothing typed is lost in CSV"] = lost(wanted, csv_typed(case, folder / "csv", wanted))
        groups["read as XLSX, the figures are the same"] = compare(figures, read(binary, case, case.book))
        again = typed(load_workbook(folder / "calculated" / f"{case.name}.xlsx"))
        groups["nothing typed is lost in XLSX"] = lost(wanted, again)
        if not wanted and case.mood[0] < 1:
            groups["filled in"] = ["nothing was typed"]
        tally.add(case.name, groups)


def handed_on(binary, cases, folder, tally):
    """Answers laid as rows of CSV, with one answer for all places, further evidence and words as people write
    them: the workbook that `merge` and `template --with-answers` write of them says what `score` says."""
    for case in cases:
        target = next(case.facility().glob("*/assessment.toml")).parent
        for sheet in [*target.glob("*.xlsx"), *target.glob("*.ods")]:
            sheet.unlink()
        lay(case, folder / "csv")
        for sheet in sorted(target.glob("*.csv")):
            roughen(case.dice, sheet)
        score = json.loads(run(binary, ["score", "oak", "--format", "json", "--quiet", *case.more], case.home, (0, 3)))
        case.score = score
        books = folder / "handed-on"
        books.mkdir(exist_ok=True)
        sheets = [str(sheet.relative_to(case.home)) for sheet in sorted(target.glob("*.csv"))]
        merged = f"oak/{case.name}-merged.xlsx"
        run(binary, ["merge", *sheets, "--output", merged, *case.more], case.home, (0, 3))
        shutil.move(case.home / merged, books)
        again = str(books / f"{case.name}-again.xlsx")
        run(binary, ["template", "oak", "--with-answers", "--output", again, *case.more], case.home, (0, 3))
    made = sorted((folder / "handed-on").glob("*.xlsx"))
    # as they are: no program has touched them, so the office program must compute them by itself
    convert_all(made, folder / "computed", "xlsx")
    for case in cases:
        for kind in ("merged", "again"):
            path = folder / "computed" / f"{case.name}-{kind}.xlsx"
            figures = Figures(path)
            states = [state for _, state, _ in figures.items()]
            groups = {f"{kind}: every figure is the binary's": compare(figures, case.score)}
            groups[f"{kind}: formulas"] = formula_faults(folder / "handed-on" / path.name)
            groups[f"{kind}: some rows are answered"] = [] if set(states) - {"not assessed"} else ["none is"]
            groups[f"{kind}: archive"] = archive_faults(folder / "handed-on" / path.name)
            tally.add(case.name, groups)


def roughen(dice, sheet):
    """A sheet as a hospital has it: other words, further evidence, one row for all places."""
    with open(sheet, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    heads, rough = [head.lower() for head in rows[2]], []
    at = heads.index
    words = {"met": ["yes", "Fully met"], "not_met": ["no", "Not met"], "not_applicable": ["N/A"], "partial": ["partly"]}
    said = set()
    for row in rows[3:]:
        word = row[at("response")]
        row[at("response")] = dice.choice([word, *words.get(word, [word])])
        id = row[at("criterion")]
        if "location" in heads and row[at("location")] and dice.random() < 0.5:
            if id not in said:
                rough.append([cell if head != "location" else "" for head, cell in zip(heads, row)])
                said.add(id)
            # a place without an answer of its own takes that for all
            answers = ("response", "reason", "numerator", "denominator", "value")
            row = [cell if head not in answers else "" for head, cell in zip(heads, row)]
        rough.append(row)
        if id and dice.random() < 0.2:
            more = {"criterion": id, "location": row[at("location")] if "location" in heads else "", "evidence": "Log of June"}
            rough.append([more.get(head, "") for head in heads])
    with open(sheet, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*rows[:3], *rough])


def through_ods(binary, cases, folder, tally):
    """Saved as ODS and from there as XLSX: the answers stay, and so do the figures."""
    convert_all([folder / "calculated" / f"{case.name}.xlsx" for case in cases], folder / "ods", "ods")
    convert_all([folder / "ods" / f"{case.name}.ods" for case in cases], folder / "again", "xlsx")
    for case in cases:
        again = folder / "again" / f"{case.name}.xlsx"
        figures = [Figures(path) for path in (folder / "calculated" / again.name, again)]
        same = [(f.facts, f.scores, f.gates, list(f.items())) for f in figures]
        groups = {"nothing typed is lost in ODS": lost(typed(load_workbook(case.book)), typed(load_workbook(again)))}
        groups["the figures stay in ODS"] = [] if same[0] == same[1] else ["they differ"]
        score = read(binary, case, folder / "ods" / f"{case.name}.ods")
        groups["read as ODS, the figures are the same"] = compare(figures[0], score)
        tally.add(case.name, groups)


def main():
    binary, tally = str(Path(sys.argv[1]).resolve()), Tally()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "filled").mkdir()
        moods = [(0.3, 0.6, 0.2), (0.05, 0.95, 0.05), (0, 0.5, 0.3), (0.1, 1, 0)]
        cases = [
            small(folder, binary, model, seed * 7 + at, mood)
            for at, model in enumerate(MODELS)
            for seed, mood in enumerate(moods)
        ]
        cases += [example(folder, name, seed, mood) for name in ("riverbend", "harbor") for seed, mood in enumerate(moods[1:3])]
        empty = [small(folder, binary, "tree", 101, (1, 0, 0)), small(folder, binary, "absolute", 102, (1, 0, 0)), example(folder, "riverbend", 9, (1, 0, 0))]
        check_cases(binary, cases + empty, folder, tally)
        through_ods(binary, cases[2:4] + cases[-1:], folder, tally)
        handed_on(binary, cases, folder, tally)
        for case in empty:
            faults = cached_faults(case.blank, folder / "calculated" / f"{case.name}.xlsx")
            tally.add(case.name, {"shown before it is calculated": faults})
    tally.close()


if __name__ == "__main__":
    main()
