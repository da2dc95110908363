#include "report/differences_write.h"

/* A key and its number; keys that go together are written first, then why some are null. */
struct field {
    const char *key;
    struct sam_number value;
};

static void write_fields(struct sam_json *json, const struct field *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (sam_has(fields[i].value)) {
            sam_json_number(json, fields[i].key, fields[i].value.value);
        } else {
            sam_json_null(json, fields[i].key);
        }
    }
}

static void write_whys(struct sam_json *json, const struct field *fields, size_t count) {
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (sam_has(fields[i].value)) {
            continue;
        }
        if (!any) {
            sam_json_object(json, "why");
            any = true;
        }
        sam_json_string(json, fields[i].key, sam_why_id(fields[i].value.why));
    }
    if (any) {
        sam_json_object_end(json);
    }
}

/* "method" and, where arrangements were counted, how many; without p both have p's reason. */
static struct field write_method(struct sam_json *json, enum sam_arrangements method,
                                 long arrangements, struct sam_number p) {
    struct field field = {"arrangements", sam_has(p) ? sam_no_value(SAM_WHY_NOT_ASKED) : p};
    if (method != SAM_ARRANGEMENTS_NONE) {
        sam_json_string(json, "method", sam_arrangements_id(method));
    } else {
        sam_json_null(json, "method");
    }
    if (arrangements > 0) {
        sam_json_whole(json, "arrangements", arrangements);
        field.value = sam_value((double)arrangements);
    } else {
        sam_json_null(json, "arrangements");
    }
    return field;
}

static struct field method_why(enum sam_arrangements method, struct sam_number p) {
    return (struct field){"method", method != SAM_ARRANGEMENTS_NONE ? sam_value(0) : p};
}

/* What every test has, and one more number; closes the object. */
static void write_test(struct sam_json *json, const struct sam_permutation *test,
                       const struct field *more) {
    struct field fields[6] = {
        {"difference", test->difference}, {"p", test->p}, {"superiority", test->superiority}};
    size_t count = 3;
    if (more != NULL) {
        fields[count++] = *more;
    }
    write_fields(json, fields, count);
    fields[count++] = method_why(test->method, test->p);
    fields[count++] = write_method(json, test->method, test->arrangements, test->p);
    write_whys(json, fields, count);
    sam_json_object_end(json);
}

/* --- over all alliances ---------------------------------------------------------------------- */

static void write_versus(struct sam_json *json, const struct sam_alliances_test *test,
                         const struct sam_analysis *analysis) {
    sam_json_object(json, "versus_others");
    for (size_t a = 0; a < sam_analysis_alliance_count(analysis); a++) {
        const struct sam_versus_others *versus = &test->versus_others[a];
        struct field adjusted = {"p_adjusted", versus->p_adjusted};
        sam_json_object(json, sam_analysis_alliance_id(analysis, a));
        write_test(json, &versus->test, &adjusted);
    }
    sam_json_object_end(json);
}

void sam_alliances_test_write(struct sam_json *json, const struct sam_alliances_test *test,
                              const struct sam_analysis *analysis) {
    struct field fields[5] = {{"eta_squared", test->eta_squared}, {"p", test->p}};
    sam_json_object(json, "alliances_test");
    sam_json_whole(json, "alliances", (long long)test->alliances);
    sam_json_whole(json, "scores", (long long)test->scores);
    write_fields(json, fields, 2);
    fields[2] = method_why(test->method, test->p);
    fields[3] = write_method(json, test->method, test->arrangements, test->p);
    fields[4] = (struct field){"versus_others", sam_value(0)};
    if (test->versus_others != NULL) {
        write_versus(json, test, analysis);
    } else {
        sam_json_null(json, "versus_others");
        fields[4].value = sam_no_value(SAM_WHY_TOO_MANY_ALLIANCES);
    }
    write_whys(json, fields, 5);
    sam_json_object_end(json);
}

/* --- one alliance ---------------------------------------------------------------------------- */

static void write_means(struct sam_json *json, const struct sam_contrast *contrast) {
    sam_json_array(json, "means");
    sam_json_number(json, NULL, contrast->first_mean.value);
    sam_json_number(json, NULL, contrast->second_mean.value);
    sam_json_array_end(json);
}

/* The number stands for whether there is something to say. */
static struct field write_contrast(struct sam_json *json, const char *key, const char *first,
                                   const struct sam_contrast *contrast) {
    if (sam_has(contrast->test.difference)) {
        sam_json_object(json, key);
        sam_json_whole(json, first, (long long)contrast->first);
        sam_json_whole(json, "partners", (long long)contrast->second);
        write_means(json, contrast);
        write_test(json, &contrast->test, NULL);
    } else {
        sam_json_null(json, key);
    }
    return (struct field){key, contrast->test.difference};
}

void sam_roles_write(struct sam_json *json, const struct sam_differences *differences) {
    sam_json_object(json, "roles");
    struct field fields[2];
    fields[0] = write_contrast(json, "lead_partners", "lead", &differences->lead_partners);
    fields[1] = write_contrast(json, "account_holders_partners", "account_holders",
                               &differences->account_holders_partners);
    write_whys(json, fields, 2);
    sam_json_object_end(json);
}

static void write_side(struct sam_json *json, const char *key, size_t respondents,
                       struct sam_number mean) {
    struct field field = {"mean", mean};
    sam_json_object(json, key);
    sam_json_whole(json, "respondents", (long long)respondents);
    write_fields(json, &field, 1);
    write_whys(json, &field, 1);
    sam_json_object_end(json);
}

void sam_sides_write(struct sam_json *json, const struct sam_questionnaire *questionnaire,
                     const struct sam_side *sides, size_t count, bool overall) {
    sam_json_array(json, "sides");
    for (size_t i = 0; i < count; i++) {
        const struct sam_contrast *contrast = &sides[i].contrast;
        sam_json_object(json, NULL);
        sam_json_string(json, "item", questionnaire->items[sides[i].item].id);
        if (overall) {
            sam_json_whole(json, "alliances", (long long)sides[i].alliances);
        }
        write_side(json, "partners", contrast->first, contrast->first_mean);
        write_side(json, "account_holders", contrast->second, contrast->second_mean);
        write_test(json, &contrast->test, NULL);
    }
    sam_json_array_end(json);
}

bool sam_change_write(struct sam_json *json, const struct sam_change *change) {
    if (!sam_has(change->test.difference) && change->test.difference.why != SAM_WHY_NO_PAIRS) {
        return false;
    }
    struct field detectable = {"detectable", change->detectable};
    sam_json_object(json, "change");
    sam_json_whole(json, "pairs", (long long)change->pairs);
    sam_json_whole(json, "newcomers", (long long)change->newcomers);
    sam_json_whole(json, "leavers", (long long)change->leavers);
    sam_json_whole(json, "unnamed", (long long)change->unnamed);
    write_test(json, &change->test, &detectable);
    return true;
}
