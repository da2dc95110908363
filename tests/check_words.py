#!/usr/bin/env python3
"""Every message of the program has a Dutch translation in po/nl.po that isn't marked fuzzy. Prints
those that lack one, ready to be added to the catalogue, and exits 1 if there are any.

    check_words.py ROOT [ROOM ...]      without rooms: all of them"""
import glob
import os
import subprocess
import sys
import tempfile

ROOMS = ["base", "model", "store", "collect", "form", "analyse", "report", "cli"]
KEYWORDS = ["_", "N_", "sam_tr_in:2", "sam_trn_in:2,3",
            "sam_screen_tr:2", "sam_screen_element:3"]


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def messages(root, rooms, template):
    sources = sorted(path for room in rooms for path in glob.glob(os.path.join(root, room, "*.[ch]")))
    run("xgettext", "--from-code=UTF-8", "--no-location", "--force-po", "-o", template,
        *[f"--keyword={keyword}" for keyword in KEYWORDS], *sources)
    return len(sources)


def main():
    root, rooms = sys.argv[1], sys.argv[2:] or ROOMS
    catalogue = os.path.join(root, "po", "nl.po")
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "messages.pot")
        merged = os.path.join(folder, "nl.po")
        sources = messages(root, rooms, template)
        count = open(template, encoding="utf-8").read().count("\nmsgid ") - 1
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-location", "-o", merged, catalogue,
            template)
        missing = run("msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", merged)
        fuzzy = run("msgattrib", "--only-fuzzy", "--no-obsolete", "--no-wrap", merged)
    # what msgattrib prints begins with the catalogue's header
    wanting = [entry for part in (missing, fuzzy) for entry in part.strip().split("\n\n")[1:]]
    for entry in wanting:
        print(entry, end="\n\n")
    print(f"{sources} files, {count} messages, {len(wanting)} without a Dutch translation")
    return 1 if wanting or sources == 0 or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
