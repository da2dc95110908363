#!/usr/bin/env python3
"""Every author and year that docs/methods.md or a header or source of analyse/ cites stands in full
under the Sources of docs/methods.md, in order of the alphabet, and nothing stands there that nobody
cites.

    check_citations.py ROOT"""
import glob
import os
import re
import sys

NAME = r"[A-ZÀ-Þ][\w'-]+"
CITED = re.compile(rf"({NAME})(?:'s)?(?:, {NAME})*(?: (?:&|and) {NAME}| et al\.)?,? \(?"
                   r"((?:18|19|20)\d\d)\b")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def plain(name):
    return name.lower().replace("ö", "o").removesuffix("'s")


def joined(text):
    """Without the line ends and borders of comments."""
    return re.sub(r"\s*\n\s*\*?\s*", " ", text)


def main():
    root = sys.argv[1]
    body, sources = read(os.path.join(root, "docs", "methods.md")).split("\n## Sources\n")
    entries = [line[2:] for line in sources.splitlines() if line.startswith("- ")]
    listed = [(plain(entry), re.search(r"\((\d{4}(?:, \d{4})*)\)", entry)[1].split(", "))
              for entry in entries]
    texts = {"docs/methods.md": body}
    for path in sorted(glob.glob(os.path.join(root, "analyse", "*.[ch]"))):
        texts[os.path.relpath(path, root)] = joined(read(path))
    problems = []
    used = set()
    for place, text in texts.items():
        for match in CITED.finditer(text):
            name, year = plain(match[1]), match[2]
            found = {i for i, (entry, years) in enumerate(listed)
                     if year in years and name in entry.split("(")[0]}
            used |= found
            if not found:
                problems.append(f"{place}: {match[0]}: not among the sources of docs/methods.md")
    problems += [f"docs/methods.md: nobody cites {entry}"
                 for i, entry in enumerate(entries) if i not in used]
    names = [entry.split("(")[0] for entry, _ in listed]
    problems += [f"docs/methods.md: {b} comes before {a}" for a, b in zip(names, names[1:]) if b < a]
    print("\n".join(problems))
    print(f"{len(entries)} sources, {len(texts)} files that cite, {len(problems)} problems")
    return 1 if problems or not used else 0


if __name__ == "__main__":
    sys.exit(main())
