#include "cli/password_read.h"

#include "support/support.h"

#include <pty.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a child, because standard input is replaced. Exit status: 0 as expected. */
static void check_child(int input, const char *expected, enum sam_status status) {
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        char text[32] = "";
        struct sam_err err = {0};
        dup2(input, STDIN_FILENO);
        enum sam_status got = sam_password_read(text, sizeof text, &err);
        _exit(got == status && (status != SAM_OK || strcmp(text, expected) == 0) ? 0 : 1);
    }
    int ended = 0;
    waitpid(pid, &ended, 0);
    assert_int_equal(ended, 0);
}

static void from_a_pipe(void **state) {
    (void)state;
    static const struct {
        const char *input, *expected;
        enum sam_status status;
    } cases[] = {{"een wachtwoord\n", "een wachtwoord", SAM_OK},
                 {"een wachtwoord\r\nrest", "een wachtwoord", SAM_OK},
                 {"zonder einde", "zonder einde", SAM_OK},
                 {"", "", SAM_E_INPUT},
                 {"\n", "", SAM_E_INPUT},
                 {"langer dan er in de tekst past, echt\n", "", SAM_E_INPUT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[1], cases[i].input, strlen(cases[i].input)),
                         (ssize_t)strlen(cases[i].input));
        close(ends[1]);
        check_child(ends[0], cases[i].expected, cases[i].status);
        close(ends[0]);
    }
}

/* On a terminal it is asked twice, and never shown. */
static void from_a_terminal(void **state) {
    (void)state;
    for (int same = 0; same < 2; same++) {
        int master = -1;
        pid_t pid = forkpty(&master, NULL, NULL, NULL);
        assert_true(pid >= 0);
        if (pid == 0) {
            char text[32] = "";
            struct sam_err err = {0};
            enum sam_status got = sam_password_read(text, sizeof text, &err);
            _exit(got == SAM_OK && strcmp(text, "zeer geheim") == 0 ? 3 : 4);
        }
        char seen[4096] = "";
        size_t length = 0;
        ssize_t got = 0;
        bool first = false, second = false;
        while ((got = read(master, seen + length, sizeof seen - 1 - length)) > 0) {
            length += (size_t)got;
            seen[length] = '\0';
            if (!first && strstr(seen, "monitor: ") != NULL) {
                first = write(master, "zeer geheim\n", 12) == 12;
            }
            if (!second && strstr(seen, "again: ") != NULL) {
                second = write(master, same ? "zeer geheim\n" : "heel anders\n", 12) == 12;
            }
        }
        int ended = 0;
        waitpid(pid, &ended, 0);
        assert_int_equal(WEXITSTATUS(ended), same ? 3 : 4);
        assert_null(strstr(seen, "geheim"));
        close(master);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_a_pipe),
        cmocka_unit_test(from_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
