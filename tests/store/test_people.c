#include "store_fixture.h"

static const struct sam_person people[] = {
    {.respondent = "p1",
     .organisation = "org",
     .name = "Respondent One",
     .email = "p1@example.org"},
    {.respondent = "p2", .organisation = "org"},
    {.respondent = "p3", .organisation = "org", .email = "p3@example.org"}};

static void use(struct fixture *f, size_t from, size_t count) {
    struct sam_person copy[3];
    memcpy(copy, people + from, count * sizeof *copy);
    struct sam_study study = {.people = copy, .person_count = count};
    ok(sam_store_use_people(f->store, &study, &err));
}

static void people_are_as_in_the_study(void **state) {
    struct fixture *f = *state;
    use(f, 0, 3);
    fixture_check_text(f,
                       "SELECT group_concat(respondent || '/' || coalesce(name, 'NULL') || '/' || "
                       "coalesce(email, 'NULL'), ' ') FROM identity",
                       "p1/Respondent One/p1@example.org p2/NULL/NULL p3/NULL/p3@example.org");
    use(f, 1, 2);
    fixture_check_text(f, "SELECT group_concat(respondent, ' ') FROM identity", "p2 p3");
    use(f, 0, 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM identity"), 0);
}

/* Nothing new: another writer's lock is no hindrance. A change of one name is something new. */
static void the_same_people_write_nothing(void **state) {
    struct fixture *f = *state;
    struct sam_person person = people[0];
    struct sam_study study = {.people = &person, .person_count = 1};
    struct sam_store *other = NULL;
    use(f, 0, 1);
    ok(sam_store_open(f->folder, SAM_STORE_WRITE, &other, &err));
    ok(sam_store_begin(other, &err));
    sqlite3_busy_timeout(f->store->db, 1);
    use(f, 0, 1);
    person.name = NULL;
    assert_int_equal(sam_store_use_people(f->store, &study, &err), SAM_E_STORE);
    sam_store_close(other);
    ok(sam_store_use_people(f->store, &study, &err));
    fixture_check_text(f, "SELECT coalesce(name, 'NULL') FROM identity", "NULL");
}

/* Names and addresses are in that one table and nowhere else. */
static void names_stand_apart(void **state) {
    struct fixture *f = *state;
    use(f, 0, 3);
    fixture_check_text(f,
                       "SELECT group_concat(m.name || '.' || c.name, ' ') FROM sqlite_schema m, "
                       "pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') AND "
                       "(c.name LIKE '%mail%' OR (c.name = 'name' AND m.name NOT IN "
                       "('counter', 'secret')))",
                       "identity.name identity.email");
}

static void check_successions(struct fixture *f, struct sam_person *chain, size_t count,
                              const char *expected) {
    struct sam_study study = {.people = chain, .person_count = count};
    ok(sam_store_use_people(f->store, &study, &err));
    fixture_check_text(f,
                       "SELECT coalesce(group_concat(respondent || '>' || successor, ' '), '') "
                       "FROM succession",
                       expected);
}

/* p1 was succeeded by p2, and p2 by p3. */
static void successions_directly_or_not(void **state) {
    struct fixture *f = *state;
    struct sam_person chain[3];
    memcpy(chain, people, sizeof chain);
    chain[0].successor = &chain[1];
    chain[1].succeeds = &chain[0];
    chain[1].successor = &chain[2];
    chain[2].succeeds = &chain[1];
    check_successions(f, chain, 3, "p1>p2 p1>p3 p2>p3");
    check_successions(f, chain, 3, "p1>p2 p1>p3 p2>p3");
    chain[1].successor = NULL;
    check_successions(f, chain, 3, "p1>p2");
    chain[0].successor = &chain[2];
    check_successions(f, chain, 3, "p1>p3");
    chain[0].successor = NULL;
    check_successions(f, chain, 3, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(people_are_as_in_the_study),
        fixture_test(the_same_people_write_nothing),
        fixture_test(names_stand_apart),
        fixture_test(successions_directly_or_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
