#include "report/meeting.h"

enum { BASE = 75, A_PERSON = 5, MOST = 120, LONGEST_TOPIC = 20, AROUND = 15 };

struct sam_meeting sam_meeting_of(size_t people, size_t topics, bool phase) {
    int count = people < MOST ? (int)people : MOST;
    struct sam_meeting meeting = {.strengths = 10, .phase = phase ? 10 : 0, .topics = topics};
    meeting.total = BASE + A_PERSON * count < MOST ? BASE + A_PERSON * count : MOST;
    meeting.welcome = 5 + count < AROUND ? 5 + count : AROUND;
    int left = meeting.total - 2 * meeting.welcome - meeting.strengths - meeting.phase;
    if (topics > 0) {
        meeting.topic = left / (int)topics < LONGEST_TOPIC ? left / (int)topics : LONGEST_TOPIC;
    }
    left -= meeting.topic * (int)topics;
    meeting.closing = meeting.welcome + left;
    /* Few topics are no reason to sit longer. */
    if (meeting.closing > 2 * AROUND) {
        meeting.total -= meeting.closing - 2 * AROUND;
        meeting.closing = 2 * AROUND;
    }
    return meeting;
}
