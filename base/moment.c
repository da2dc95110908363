#include "base/moment.h"

#include "base/number.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *sam_moment_print(time_t moment, char text[SAM_MOMENT_SIZE]) {
    struct tm parts = {0};
    gmtime_r(&moment, &parts);
    strftime(text, SAM_MOMENT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

time_t sam_moment_now(void) {
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    long long seconds = 0;
    if (fixed != NULL && sam_number_whole(fixed, strlen(fixed), &seconds) && seconds >= 0) {
        return (time_t)seconds;
    }
    return time(NULL);
}

/* Reads `digits` digits at *text and moves on; -1 if they aren't there. */
static int number_at(const char **text, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
        char c = (*text)[i];
        if (c < '0' || c > '9') {
            return -1;
        }
        value = 10 * value + (c - '0');
    }
    *text += digits;
    return value;
}

static bool skip(const char **text, char c) {
    bool there = **text == c;
    *text += there;
    return there;
}

static bool read_date(const char **text, struct tm *parts) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = number_at(text, 4);
    if (year < 1 || !skip(text, '-')) {
        return false;
    }
    int month = number_at(text, 2);
    if (month < 1 || month > 12 || !skip(text, '-')) {
        return false;
    }
    int day = number_at(text, 2);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    parts->tm_year = year - 1900;
    parts->tm_mon = month - 1;
    parts->tm_mday = day;
    return day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

static bool read_clock(const char **text, struct tm *parts) {
    parts->tm_hour = number_at(text, 2);
    if (parts->tm_hour < 0 || parts->tm_hour > 23 || !skip(text, ':')) {
        return false;
    }
    parts->tm_min = number_at(text, 2);
    if (parts->tm_min < 0 || parts->tm_min > 59) {
        return false;
    }
    if (skip(text, ':')) {
        parts->tm_sec = number_at(text, 2);
        if (parts->tm_sec < 0 || parts->tm_sec > 60) {
            return false;
        }
        if (skip(text, '.')) {
            if (number_at(text, 1) < 0) {
                return false;
            }
            while (number_at(text, 1) >= 0) {
            }
        }
    }
    return true;
}

static bool read_zone(const char **text, int *offset) {
    *offset = 0;
    if (skip(text, 'Z') || **text == '\0') {
        return true;
    }
    int sign = **text == '-' ? -1 : 1;
    if (!skip(text, '+') && !skip(text, '-')) {
        return false;
    }
    int hours = number_at(text, 2);
    skip(text, ':');
    int minutes = number_at(text, 2);
    *offset = sign * (hours * 3600 + minutes * 60);
    return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60;
}

static bool read_moment(const char *text, time_t *seconds) {
    struct tm parts = {0};
    int offset = 0;
    if (!read_date(&text, &parts)) {
        return false;
    }
    if (skip(&text, 'T') || skip(&text, ' ')) {
        if (!read_clock(&text, &parts) || !read_zone(&text, &offset)) {
            return false;
        }
    }
    if (*text != '\0') {
        return false;
    }
    *seconds = timegm(&parts) - offset;
    return true;
}

bool sam_moment_valid(const char *text) {
    time_t seconds = 0;
    return read_moment(text, &seconds);
}

bool sam_date_valid(const char *text) {
    return strlen(text) == 10 && sam_moment_valid(text);
}

time_t sam_moment_seconds(const char *text) {
    time_t seconds = 0;
    return read_moment(text, &seconds) ? seconds : 0;
}
