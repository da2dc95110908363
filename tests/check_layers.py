#!/usr/bin/env python3
"""Who may include whom, outside headers only in their room, a test for every source file, and the
sizes that keep files and functions readable. Prints every breach and exits 1 if there is one."""
import os
import re
import sys

ROOMS = ["base", "model", "store", "collect", "form", "analyse", "report", "cli"]
MAY_INCLUDE = {
    "base": {"base"},
    "model": {"base", "model"},
    "store": {"base", "model", "store"},
    "collect": {"base", "model", "store", "collect"},
    "form": {"base", "model", "store", "form"},
    "analyse": {"base", "model", "analyse"},
    "report": {"base", "model", "analyse", "report"},
    "cli": set(ROOMS),
}
# An outside header may be included in these rooms only. cJSON goes where JSON of others is parsed.
OUTSIDE = {
    "curl/": {"collect"},
    "sqlite3.h": {"store"},
    "gsl/": {"analyse"},
    "microhttpd.h": {"form"},
    "sodium.h": {"form", "report", "store"},
    "xlsxwriter.h": {"report"},
    "readstat.h": {"report"},
    "zip.h": {"model", "report"},
    "zlib.h": {"report"},
    "expat.h": {"model"},
    "cairo": {"report"},
    "pango/": {"report"},
    "cjson/": {"model", "collect", "form", "report"},
}
BANNED = re.compile(r"\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok|system|popen|"
                    r"alloca|rand|srand)\s*\(")
PRINTS = re.compile(r"\b(printf|puts|putchar|exit|_exit|abort)\s*\(")
FILE_LINES = 600
FUNCTION_LINES = 80
# sources that are tested through another file's test
TESTED_ELSEWHERE = {
    "collect/curl.c": "tests/collect/test_http.c",
    "collect/curl_module.c": "tests/collect/test_http.c",
    "form/httpd.c": "tests/form/test_server.c",
    "form/httpd_module.c": "tests/form/test_server.c",
    "report/painter_cairo.c": "tests/report/test_painter.c",
    "cli/main.c": "tests/cli/test_program.c",
    "cli/sheet_activities.c": "tests/cli/test_sheets.c",
    "report/results_read_record.c": "tests/report/test_results_write_record.c",
    "model/sheet_build.c": "tests/model/test_sheet.c",
    "model/sheet_rows.c": "tests/model/test_activity.c",
    "model/xlsx_book.c": "tests/model/test_xlsx_xml.c",
    "model/xlsx_rows.c": "tests/model/test_xlsx_xml.c",
}


def source_files(root):
    for room in ROOMS:
        for name in sorted(os.listdir(os.path.join(root, room))):
            if name.endswith((".c", ".h")):
                yield room, os.path.join(room, name)


def without_comments(text):
    blank = lambda m: re.sub(r"[^\n]", " ", m.group(0))
    return re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"", blank, text, flags=re.S)


def check_includes(room, path, text, breaches):
    for line, include in re.findall(r"^(\s*#include\s+[<\"]([^>\"]+)[>\"])", text, re.M):
        owner = include.split("/")[0]
        if "\"" in line and owner not in MAY_INCLUDE[room]:
            breaches.append(f"{path}: {room} may not include {include}")
        for prefix, rooms in OUTSIDE.items():
            if "<" in line and include.startswith(prefix) and room not in rooms:
                breaches.append(f"{path}: {include} belongs in {', '.join(sorted(rooms))}")


def check_sizes(path, text, breaches):
    lines = text.split("\n")
    if len(lines) - 1 > FILE_LINES:
        breaches.append(f"{path}: {len(lines) - 1} lines, at most {FILE_LINES}")
    start = None
    for number, line in enumerate(lines, 1):
        if re.match(r"^[A-Za-z_].*\)\s*\{$|^\s+.*\)\s*\{$", line) and start is None and \
                not line.startswith((" " * 4 + "if", " " * 4 + "for")):
            start = number
        if line == "}":
            if start is not None and number - start > FUNCTION_LINES:
                breaches.append(f"{path}:{start}: a function of {number - start} lines, at most "
                                f"{FUNCTION_LINES}")
            start = None


def check_calls(room, path, code, breaches):
    for number, line in enumerate(code.split("\n"), 1):
        found = BANNED.search(line)
        if found:
            breaches.append(f"{path}:{number}: {found.group(1)}() is not used here")
        found = PRINTS.search(line)
        if found and room != "cli" and path not in ("base/memory.c",):
            breaches.append(f"{path}:{number}: only cli prints or exits ({found.group(1)})")


def check_test(root, path, breaches):
    room, name = path.split("/")
    test = TESTED_ELSEWHERE.get(path, f"tests/{room}/test_{name}")
    if not os.path.exists(os.path.join(root, test)):
        breaches.append(f"{path}: has no {test}")


def main():
    root = sys.argv[1]
    breaches = []
    count = 0
    for room, path in source_files(root):
        count += 1
        with open(os.path.join(root, path), encoding="utf-8") as stream:
            text = stream.read()
        check_includes(room, path, text, breaches)
        check_sizes(path, text, breaches)
        check_calls(room, path, without_comments(text), breaches)
        if path.endswith(".c"):
            check_test(root, path, breaches)
    for breach in breaches:
        print(breach)
    print(f"{count} files, {len(breaches)} breaches")
    return 1 if breaches or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
