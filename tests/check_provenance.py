#!/usr/bin/env python3
"""Every kind of file made from results says of itself: which study, wave, questionnaire and its
version, which version of the program, when, and a short checksum of what it was made from. Each is
opened by a program that isn't ours where there is one (Chromium's PDF by pdftotext, a docx or odt
as the XML in it, a sav by PSPP); kinds whose maker or reader isn't installed are skipped.

    check_provenance.py ROOT PROGRAM"""
import glob
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib

problems = []
seen = {}


def run(*arguments):
    return subprocess.run(arguments, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def make(program, folder):
    """A study of two alliances, analysed, with everything that can be made of it."""
    study = os.path.join(folder, "study")
    run(program, "init", study, "--example", "ocw-2018-2022", "--quiet")
    path = os.path.join(study, "study.json")
    with open(path, encoding="utf-8") as file:
        settings = json.load(file)
    kept = {"gezondheidszorg", "samen-werkt-het"}
    settings["alliances"] = [a for a in settings["alliances"] if a["id"] in kept]
    for key in "people", "phase_overrides":
        settings[key] = [p for p in settings.get(key, []) if p.get("alliance") in kept]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(settings, file)
    answers = os.path.join(folder, "answers.csv")
    with open(answers, "w", encoding="utf-8") as file:
        file.write(run(program, "simulate", study))
    run(program, "import", study, answers, "--quiet")
    run(program, "analyse", study, "--quiet")
    forms = ["--figures", "--bundle"]
    if shutil.which("pandoc"):
        forms += ["--docx", "--odt"]
    if shutil.which("chromium") and shutil.which("pdftotext"):
        forms.append("--pdf")
    run(program, "report", study, *forms, "--quiet")
    out = os.path.join(folder, "out")
    os.mkdir(out)
    for name in "csv", "json", "xlsx", "sav":
        run(program, "export", study, "--format", name, "--output", os.path.join(out, "x." + name),
            "--quiet")
    for name in "csv", "json", "xlsx", "sav":
        run(program, "export", study, "--format", name, "--scores", "--output",
            os.path.join(out, "scores." + name), "--quiet")
    return study, out


# --- what a file says ---------------------------------------------------------------------------


def members(path, wanted):
    with zipfile.ZipFile(path) as archive:
        return " ".join(archive.read(name).decode("utf-8") for name in archive.namelist()
                        if re.search(wanted, name))


def plain(markup):
    return html.unescape(re.sub(r"<[^>]*>", " ", markup))


def read_png(path):
    """The texts of its iTXt chunks, each with the right checksum."""
    with open(path, "rb") as file:
        data = file.read()
    at, texts = 8, []
    while at < len(data):
        length, name = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        body = data[at + 8:at + 8 + length]
        if zlib.crc32(name + body) != int.from_bytes(data[at + 8 + length:at + 12 + length], "big"):
            problems.append(f"{path}: a chunk's checksum is wrong")
        if name == b"iTXt":
            texts.append(body.split(b"\0", 5)[-1].decode("utf-8"))
        at += 12 + length
    return " ".join(texts)


def read_sav(path):
    with tempfile.TemporaryDirectory() as folder:
        script, log = os.path.join(folder, "x.sps"), os.path.join(folder, "log.txt")
        with open(script, "w", encoding="utf-8") as file:
            file.write(f"GET FILE='{path}'.\nDISPLAY DOCUMENTS.\n")
        subprocess.run(["pspp", "--testing-mode", "-o", log, script], check=True,
                       env=dict(os.environ, LC_ALL="C.UTF-8", HOME=folder))
        with open(log, encoding="utf-8") as file:
            return re.sub(r" *\|\n\|", " ", file.read())  # lines of a drawn table


def text_of(path):
    """What the file says, or None where its reader isn't there."""
    ending = path.rsplit(".", 1)[1]
    if ending == "pdf":
        if not shutil.which("pdftotext"):
            return None
        return run("pdftotext", path, "-") + run("pdfinfo", path)
    if ending == "sav":
        return read_sav(path) if shutil.which("pspp") else None
    if ending == "png":
        return read_png(path)
    if ending in ("docx", "odt"):
        return plain(members(path, r"^(word/document|content)\.xml$"))
    if ending == "xlsx":
        return plain(members(path, r"^(xl/(sharedStrings|worksheets/sheet1)|docProps/core)\.xml$"))
    if ending == "zip":
        return members(path, r"^README\.txt$")
    with open(path, encoding="utf-8") as file:
        return file.read()


# --- what it has to say -------------------------------------------------------------------------


def check(kind, path, facts, checksum):
    text = text_of(path)
    if text is None:
        return
    seen[kind] = seen.get(kind, 0) + 1
    text = " ".join(text.split())
    for name, values in {**facts, "checksum": [checksum]}.items():
        if not any(value in text for value in values):
            problems.append(f"{kind} {os.path.basename(path)}: doesn't say its {name}")


def facts_of(results):
    minute = results["analysed_at"]
    return {
        "study": [results["study"], results["study_title"]["nl"], results["study_title"]["en"]],
        "wave": [f"{word} {results['wave']}" for word in ("ronde", "wave")]
                + [f",wave,{results['wave']},", f'"wave": "{results["wave"]}"'],
        "questionnaire": [results["questionnaire"]],
        "questionnaire's version": [f"{results['questionnaire']} {results['instrument']['version']}",
                                    f"questionnaire_version,{results['instrument']['version']},",
                                    f'"version": "{results["instrument"]["version"]}"'],
        "program": [f"samenscan {results['samenscan']}", f",samenscan,{results['samenscan']},"],
        "time": [minute, f"{minute[:10]} {minute[11:16]}"],
    }


def shared_checksum(study):
    """Of the plan: shared documents don't tell that of the results (docs/privacy.md)."""
    with open(glob.glob(os.path.join(study, "results/*/share/overall.*.html"))[0],
              encoding="utf-8") as file:
        return re.search(r"(?:what is shown|wat is getoond) ([0-9a-f]{8})", file.read()).group(1)


def main():
    program = sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        study, out = make(program, folder)
        path = glob.glob(os.path.join(study, "results/*/results.json"))[0]
        with open(path, "rb") as file:
            raw = file.read()
        own, shown = hashlib.sha256(raw).hexdigest()[:8], shared_checksum(study)
        facts = facts_of(json.loads(raw))
        base = os.path.dirname(path)
        for ending in "html", "pdf", "docx", "odt":
            for name in glob.glob(f"{base}/evaluator/*.{ending}"):
                check("evaluator's " + ending, name, facts, own)
            for name in glob.glob(f"{base}/share/*.{ending}"):
                check("shared " + ending, name, facts, shown)
                if own in text_of(name):
                    problems.append(f"{name}: tells the checksum of the results")
        for ending in "svg", "png", "pdf", "txt":
            for name in glob.glob(f"{base}/evaluator/figures/*/*.{ending}"):
                check("figure " + ending, name, facts, own)
        check("bundle", os.path.join(base, "bundle.zip"), facts, own)
        for name in ("x.xlsx", "x.sav", "scores.xlsx", "scores.sav", "scores.csv",
                     "x.codebook.csv", "x.codebook.json"):
            check("export " + name, os.path.join(out, name), facts, own)
        with open(os.path.join(out, "scores.json"), "rb") as file:
            if file.read() != raw:  # the results themselves: what their checksum is of
                problems.append("scores.json isn't results.json")
        check("results.json", path, facts, "")
    for problem in problems[:40]:
        print(problem)
    print(", ".join(f"{count} {kind}" for kind, count in sorted(seen.items())))
    print(f"{len(problems)} problems")
    return 1 if problems or len(seen) < 12 else 0


if __name__ == "__main__":
    sys.exit(main())
