/* The table of verbs: the dispatcher, `--help` and the man page are made from it. */
#include "cli/program.h"

const struct sam_verb sam_verbs[] = {
    {"init", "DIR [--example NAME]", N_("makes a new study"),
     N_("Makes DIR with study.json, to be filled in, and the questionnaire alliance-31. With\n"
        "--example it is one of the reference studies, with simulated respondents:\n"
        "ocw-2018-2022, amsterdam-2021-2023, ocw-2022-2027, or programme-2018-2027: the\n"
        "first and the third as two waves of one programme."),
     sam_verb_init},
    {"check", "[STUDY]", N_("looks for everything wrong with a study"),
     N_("Reads study.json, its questionnaires and its store, and names every problem found, not\n"
        "only the first."),
     sam_verb_check},
    {"serve", "[STUDY] [--port P] [--bind A]", N_("answers the JSON API of the questionnaire"),
     N_("Runs until Ctrl-C. --tokens and --reader-key print new secrets and stop: each is shown\n"
        "this once, the store keeps only a hash."),
     sam_verb_serve},
    {"invite", "[STUDY] [--dry-run]", N_("sends personal links by e-mail"),
     N_("To everyone in study.json who has an e-mail address, hasn't finished and wasn't invited\n"
        "yet: one letter a person, for all of their questionnaires. \"mail\" in study.json says\n"
        "how. Nobody gets a letter twice, also when this is stopped and run again; a letter of\n"
        "which nobody can know whether it was sent is listed. Exit status 1 when somebody who\n"
        "should have got a letter didn't."),
     sam_verb_invite},
    {"remind", "[STUDY] [--dry-run]", N_("reminds by e-mail who hasn't finished"),
     N_("To everyone who was invited, or given a token, and hasn't finished. The link is a new\n"
        "one; those in earlier letters go on working. Further as invite."),
     sam_verb_remind},
    {"collect", "[STUDY] [--source NAME] [--full] [--every TIME]",
     N_("fetches new, changed and withdrawn responses"),
     N_("Fetches what is new or changed from every source in study.json; with --full it also\n"
        "compares with all the source has, and takes out what was withdrawn there."),
     sam_verb_collect},
    {"import", "[STUDY] FILE [--as KIND]",
     N_("takes responses, or a sheet that you filled in, from a file"),
     N_("Responses: a CSV file with the columns respondent, alliance, organisation, role, wave,\n"
        "language, submitted_at, and one per statement; with --source NAME they are mapped as\n"
        "study.json says. Importing the same file again changes nothing.\n"
        "With --as a sheet, CSV or XLSX, as `export --what KIND` writes it: activities (what is\n"
        "planned and how it goes) or notes (what the meeting said of the survey's topics). It\n"
        "takes the place of what there is of the alliances and the wave in it, all of it or, when\n"
        "something in it is wrong, nothing."),
     sam_verb_import},
    {"status", "[STUDY] [--wave W]", N_("who has answered, per alliance; never an answer"), NULL,
     sam_verb_status},
    {"analyse", "[STUDY] [--wave W]", N_("computes results/WAVE/results.json"), NULL,
     sam_verb_analyse},
    {"report", "[STUDY | results.json] [--wave W]",
     N_("writes what people read, from results.json"),
     N_("Writes the evaluator's documents (confidential) into results/WAVE/evaluator and what may\n"
        "be shared into results/WAVE/share: in the study's language, in the one of --lang, or in\n"
        "both with --both. Prints the path of the page to begin with. Given the path of a\n"
        "results.json it needs no study and writes beside that file."),
     sam_verb_report},
    {"run", "[STUDY] [--wave W]", N_("collect, analyse and report in one"), NULL, sam_verb_run},
    {"score", "--questionnaire Q.json DATA.csv", N_("results.json of a CSV file, without a study"),
     N_("A filter: DATA.csv, or standard input for -, in; results.json out. Nobody knows here how\n"
        "many were invited, so intervals carry no correction for a finite population."),
     sam_verb_score},
    {"simulate", "[STUDY] | --questionnaire Q.json",
     N_("synthetic responses with a known truth, as CSV"),
     N_("With a study: answers for the people in its study.json. Without: for --alliances groups\n"
        "of --smallest to --largest people. --truth writes what was drawn."),
     sam_verb_simulate},
    {"export", "[STUDY] --format FORMAT", N_("responses or scores for other programs"),
     N_("Responses without names or e-mail addresses; with --scores the numbers of the analysis.\n"
        "csv and json written to a file get a codebook beside them; xlsx has a sheet per table,\n"
        "with charts, and the scores too once the wave was analysed; sav is for SPSS and PSPP.\n"
        "It is the evaluator's own file: single answers can be read in it.\n"
        "limesurvey, xlsform (KoboToolbox, ODK) and surveyjs write the questionnaire itself, in\n"
        "both languages, for those platforms to import."),
     sam_verb_export},
    {"purge", "[STUDY] --respondent ID | --wave W",
     N_("erases a person, or the personal data of a wave"),
     N_("Out of the store to the last byte, and names and addresses out of study.json. What was\n"
        "erased is not collected again. Scores in results stay; open answers go out of them, and\n"
        "the documents are made anew. Copies outside the study are yours to erase."),
     sam_verb_purge},
    {0}};
