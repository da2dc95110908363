#include "report/push.h"

enum { EVERYBODY = (1u << SAM_LEAD) | (1u << SAM_PARTNER) | (1u << SAM_ACCOUNT_HOLDER) };

bool sam_push_is_limited(const struct sam_item *item) {
    return (item->audience & EVERYBODY) != EVERYBODY;
}

bool sam_push_asks_role(const struct sam_questionnaire *questionnaire) {
    for (size_t i = 0; i < questionnaire->item_count; i++) {
        if (sam_push_is_limited(&questionnaire->items[i])) {
            return true;
        }
    }
    return false;
}
