#include "cli/program.h"

int main(int argc, char **argv) {
    return sam_program(argc, argv);
}
