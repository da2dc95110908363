#!/usr/bin/env python3
"""Exports as other programs read them: an xlsx through openpyxl, a sav through PSPP, each against
the response CSV and results.json of the same study. What is not installed is skipped (77 when
nothing is left to check).

    check_exports.py ROOT PROGRAM"""
import csv
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile

problems = []


def expect(what, got, expected):
    if got != expected:
        problems.append(f"{what}: {got!r}, expected {expected!r}"[:300])


def make_study(program, folder):
    """The example study with answers, some don't know and open ones, analysed."""
    run = lambda *arguments, **more: subprocess.run(
        [program, *arguments], check=True, stdout=subprocess.PIPE, encoding="utf-8", **more).stdout
    study = os.path.join(folder, "study")
    run("init", study, "--example", "ocw-2018-2022", "--quiet")
    rows = list(csv.reader(io.StringIO(run("simulate", study, "--dont-know", "0.1", "--missing",
                                           "0.1"))))
    rows[0].append("open_well")
    for i, row in enumerate(rows[1:]):
        row.append(["", "=1+1", "Korte lijnen; \"echt\" contact", "é\x01\n" + "x" * 3000][i % 4])
    answers = os.path.join(folder, "answers.csv")
    with open(answers, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    run("import", study, answers, "--quiet")
    run("analyse", study, "--quiet")
    exported = {}
    for name in "csv", "xlsx", "sav":
        exported[name] = os.path.join(folder, "out." + name)
        run("export", study, "--format", name, "--output", exported[name], "--lang", "nl", "--quiet")
    exported["scores"] = os.path.join(folder, "scores.sav")
    run("export", study, "--format", "sav", "--scores", "--output", exported["scores"], "--lang",
        "nl")
    for name in "xlsx", "sav":
        again = os.path.join(folder, "again." + name)
        run("export", study, "--format", name, "--output", again, "--lang", "nl")
        with open(again, "rb") as one, open(exported[name], "rb") as other:
            expect(f"{name}: the same bytes again", one.read() == other.read(), True)
    with open(os.path.join(study, "results", "2020", "results.json"), encoding="utf-8") as file:
        exported["results"] = json.load(file)
    with open(os.path.join(study, "study.json"), encoding="utf-8") as file:
        exported["study"] = json.load(file)
    with open(exported["csv"], newline="", encoding="utf-8") as file:
        exported["rows"] = list(csv.DictReader(file))
    return exported


# --- xlsx -------------------------------------------------------------------------------------


def table(sheet):
    rows = list(sheet.iter_rows(values_only=True))
    return rows[0], rows[1:]


def check_responses(sheet, exported):
    items = [item["id"] for item in exported["results"]["instrument"]["items"]]
    head, rows = table(sheet)
    expect("responses: rows", len(rows), len(exported["rows"]))
    names = {a["id"]: a["name"] for a in exported["study"]["alliances"]}
    for row, original in zip(rows, exported["rows"]):
        expect("responses: respondent", row[0], original["respondent"])
        expect("responses: alliance", row[1], names[original["alliance"]])
        for i, item in enumerate(items):
            text = original[item]
            value = None if text == "" else "weet niet" if text == "dk" else int(text)
            expect(f"responses: {original['respondent']} {item}", row[7 + i], value)
            if not head[7 + i].startswith(item + ": "):
                problems.append(f"responses: column {head[7 + i]} is not {item}")
        # XML has no control characters; Excel writes them so.
        text = original["open_well"].replace("\x01", "_x0001_")
        expect("responses: open answer", row[7 + len(items)], text or None)


def same(got, expected):
    return (got is None) == (expected is None) and (got is None or abs(got - expected) < 1e-12)


def check_scores(sheet, exported):
    results = exported["results"]
    titles = {s["title"]["nl"]: s["id"] for s in results["instrument"]["scales"]}
    ids = {a["name"]: a for a in results["alliances"].values()}
    head, rows = table(sheet)
    expect("scores: rows", len(rows), len(titles) * len(ids))
    for row in rows:
        score = ids[row[0]]["scales"][titles[row[1]]]
        for column, key in (5, "mean"), (6, "low"), (7, "high"), (8, "sd"), (9, "index"), (15, "ad"):
            if not same(row[column], score[key]):
                problems.append(f"scores: {row[0]} {row[1]} {key}: {row[column]}, {score[key]}")
        if (row[8] is None) != bool(row[19] and row[8] is None):
            problems.append(f"scores: {row[0]} {row[1]}: no sd and no reason")
    names = [row[0] for row in rows[:len(ids)]]
    expect("scores: in order of name", names, sorted(names, key=str.lower))


def check_statements(sheet, exported):
    results = exported["results"]
    ids = {a["name"]: a for a in results["alliances"].values()}
    head, rows = table(sheet)
    for row in rows:
        item = ids[row[0]]["items"][row[2]]
        expect(f"statements: {row[0]} {row[2]} counts", list(row[5:10]), item["counts"])
        expect(f"statements: {row[0]} {row[2]} don't know", row[10], item["dont_know"])
        if not same(row[13], item["mean"]):
            problems.append(f"statements: {row[0]} {row[2]} mean: {row[13]}")
    expect("statements: rows", len(rows), len(ids) * len(results["instrument"]["items"]))


def check_xlsx(exported):
    import openpyxl
    book = openpyxl.load_workbook(exported["xlsx"], data_only=True)
    expect("sheets", book.sheetnames, ["Over dit bestand", "Antwoorden", "Grafieken", "Scores",
                                       "Schalen", "Uitspraken", "Fasen", "Codeboek"])
    about = " ".join(str(v) for row in book["Over dit bestand"].iter_rows(values_only=True)
                     for v in row if v is not None)
    for part in "GESIMULEERD", "Vertrouwelijk", exported["results"]["analysed_at"]:
        if part not in about:
            problems.append(f"about: doesn't say {part}")
    check_responses(book["Antwoorden"], exported)
    check_scores(book["Scores"], exported)
    check_statements(book["Uitspraken"], exported)
    charts = len(exported["results"]["instrument"]["scales"]) + 2
    expect("charts", len(book["Grafieken"]._charts), charts)
    expect("charts of statements", len(book["Uitspraken"]._charts), 8)
    expect("created", book.properties.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
           exported["results"]["analysed_at"])


# --- sav --------------------------------------------------------------------------------------


def pspp(syntax, folder):
    script = os.path.join(folder, "run.sps")
    with open(script, "w", encoding="utf-8") as file:
        file.write(syntax)
    subprocess.run(["pspp", "--testing-mode", "-o", os.path.join(folder, "log.csv"), script],
                   check=True, env=dict(os.environ, LC_ALL="C.UTF-8", HOME=folder))


def check_sav(exported, folder):
    out = os.path.join(folder, "from-pspp.csv")
    items = [item["id"] for item in exported["results"]["instrument"]["items"]]
    pspp(f"GET FILE='{exported['sav']}'.\n"
         f"SAVE TRANSLATE /OUTFILE='{out}' /TYPE=CSV /REPLACE /FIELDNAMES /CELLS=VALUES.\n"
         "DISPLAY DICTIONARY.\n", folder)
    with open(out, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expect("sav: rows", len(rows), len(exported["rows"]))
    for row, original in zip(rows, exported["rows"]):
        expect("sav: respondent", row["respondent"].strip(), original["respondent"])
        expect("sav: alliance", row["alliance_id"].strip(), original["alliance"])
        expect("sav: open answer", row["open_well"].strip(), original["open_well"].strip())
        for item in items:
            value = {"": "", "dk": "9"}.get(original[item], original[item])
            expect(f"sav: {original['respondent']} {item}", row[item].strip(), value)
    check_dictionary(os.path.join(folder, "log.csv"), exported)
    check_frequencies(exported, folder, items)
    check_score_file(exported, folder)


def check_dictionary(log, exported):
    with open(log, encoding="utf-8") as file:
        text = " ".join(file.read().split())
    for part in "Weet ik niet", "penvoerder", "Samen werkt het", "Ordinal", "Missing":
        if part.lower() not in text.lower():
            problems.append(f"sav: the dictionary doesn't say {part}")


def check_frequencies(exported, folder, items):
    """PSPP's counts of each answer over all partners are the sums of ours over the alliances."""
    out = os.path.join(folder, "counts.csv")
    pspp(f"GET FILE='{exported['sav']}'.\nSELECT IF role < 3.\n"
         + "".join(f"COUNT c{i}_{a} = {item} ({a}).\n" for i, item in enumerate(items)
                   for a in (1, 2, 3, 4, 5, 9))
         + "".join(f"COMPUTE valid{i} = NVALID({item}).\nCOMPUTE none{i} = SYSMIS({item}).\n"
                   for i, item in enumerate(items))
         + "COMPUTE all_rows = 1.\nAGGREGATE OUTFILE=* /BREAK=all_rows /"
         + " /".join([f"c{i}_{a} = SUM(c{i}_{a})" for i in range(len(items))
                      for a in (1, 2, 3, 4, 5, 9)] +
                     [f"valid{i} = SUM(valid{i}) /none{i} = SUM(none{i})"
                      for i in range(len(items))])
         + f".\nSAVE TRANSLATE /OUTFILE='{out}' /TYPE=CSV /REPLACE /FIELDNAMES.\n", folder)
    with open(out, newline="", encoding="utf-8") as file:
        counts = next(csv.DictReader(file))
    alliances = exported["results"]["alliances"].values()
    for i, item in enumerate(items):
        ours = [sum(a["items"][item]["counts"][k] for a in alliances) for k in range(5)]
        theirs = [int(float(counts[f"c{i}_{a}"])) for a in (1, 2, 3, 4, 5)]
        expect(f"sav: frequencies of {item}", theirs, ours)
        expect(f"sav: don't know of {item}", int(float(counts[f"c{i}_9"])),
               sum(a["items"][item]["dont_know"] for a in alliances))
        expect(f"sav: don't know is missing in {item}", int(float(counts[f"valid{i}"])), sum(ours))
        expect(f"sav: system-missing in {item}", int(float(counts[f"none{i}"])),
               sum(a["items"][item]["missing"] for a in alliances))


def check_score_file(exported, folder):
    out = os.path.join(folder, "scores.csv")
    pspp(f"GET FILE='{exported['scores']}'.\nFORMATS mean sd (F22.16).\n"
         f"SAVE TRANSLATE /OUTFILE='{out}' /TYPE=CSV /REPLACE /FIELDNAMES /CELLS=VALUES.\n", folder)
    with open(out, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    alliances = exported["results"]["alliances"]
    expect("scores.sav: rows", len(rows),
           len(alliances) * len(exported["results"]["instrument"]["scales"]))
    for row in rows:
        score = alliances[row["alliance_id"].strip()]["scales"][row["scale_id"].strip()]
        for key in "mean", "sd":
            text = row[key].strip()
            value = float(text) if text != "" else None
            if not same(value, score[key]):
                problems.append(f"scores.sav: {row['alliance_id']} {key}: {text}, {score[key]}")


def main():
    program = sys.argv[2]
    with_xlsx = importlib.util.find_spec("openpyxl") is not None
    with_pspp = shutil.which("pspp") is not None
    if not with_xlsx and not with_pspp:
        print("neither openpyxl nor pspp is installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        exported = make_study(program, folder)
        if with_xlsx:
            check_xlsx(exported)
        if with_pspp:
            check_sav(exported, folder)
    for problem in problems[:40]:
        print(problem)
    print(f"xlsx {'checked' if with_xlsx else 'skipped'}, sav {'checked' if with_pspp else 'skipped'}"
          f", {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
