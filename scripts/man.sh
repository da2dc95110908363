#!/bin/sh
# Writes the man page to standard output from the program's own help, so that the two can't differ.
#   scripts/man.sh build/dev/samenscan > docs/samenscan.1
set -eu
program=$1
version=$(LC_ALL=C "$program" --version | cut -d' ' -f2)
quote() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"; }
printf '.\\" Made by scripts/man.sh.\n.TH SAMENSCAN 1 "" "samenscan %s"\n' "$version"
cat <<'MAN'
.SH NAME
samenscan \- partner questionnaires for alliances, from statements to focus group
.SH SYNOPSIS
.B samenscan
.I VERB
.RI [ STUDY ]
.RI [ options ]
.SH DESCRIPTION
Runs partner questionnaires for alliances of organisations, scores synergy and Tuckman phases per
alliance, and turns the answers into preparation for a focus group. A study is a folder with
study.json, its questionnaires, and a store of answers; it is the current folder if left out.
Results go to standard output or to files in the study, messages to standard error.
.SH VERBS
MAN
for verb in $("$program" --help --lang en | awk '/^  [a-z]/ { print $1 }'); do
    printf '.SS %s\n.nf\n' "$verb"
    "$program" "$verb" --help --lang en | quote
    printf '.fi\n'
done
cat <<'MAN'
.SH FILES
.TP
.I STUDY/study.json
what the evaluator decides: alliances, partners, people, waves, privacy, sources
.TP
.I STUDY/questionnaires/ID.json
the questionnaires
.TP
.I STUDY/store.sqlite
the answers
.TP
.I STUDY/results/WAVE/results.json
every number; what reports are made from
.SH ENVIRONMENT
.TP
.BR LC_ALL ", " LC_MESSAGES ", " LANG
the language of what people read, nl or en, unless \-\-lang says it
.PP
Secrets are read from the variables that study.json names in secret_env.
.SH EXIT STATUS
0 done, 1 it failed, 2 the command line is wrong.
.SH SEE ALSO
docs/formats.md, docs/methods.md
MAN
