#include "form/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

static char *print_v6(const struct in6_addr *address, char text[SAM_ADDRESS_SIZE]) {
    const char *printed = NULL;
    if (IN6_IS_ADDR_V4MAPPED(address)) {
        printed = inet_ntop(AF_INET, &address->s6_addr[12], text, SAM_ADDRESS_SIZE);
    } else {
        printed = inet_ntop(AF_INET6, address, text, SAM_ADDRESS_SIZE);
    }
    if (printed == NULL) {
        text[0] = '\0';
    }
    return text;
}

char *sam_address_print(const struct sockaddr *address, char text[SAM_ADDRESS_SIZE]) {
    text[0] = '\0';
    if (address == NULL) {
        return text;
    }
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, text, SAM_ADDRESS_SIZE);
    } else if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        print_v6(&v6.sin6_addr, text);
    }
    return text;
}

/* The address within "[ADDRESS]:PORT", "ADDRESS:PORT" or "ADDRESS". */
static void find_host(const char **text, size_t *length) {
    const char *colon = memchr(*text, ':', *length);
    if (*length > 0 && (*text)[0] == '[') {
        const char *end = memchr(*text, ']', *length);
        *length = end != NULL ? (size_t)(end - *text) - 1 : 0;
        (*text)++;
    } else if (colon != NULL &&
               memchr(colon + 1, ':', *length - (size_t)(colon + 1 - *text)) == NULL) {
        *length = (size_t)(colon - *text);
    }
}

bool sam_address_read(const char *text, size_t length, char out[SAM_ADDRESS_SIZE]) {
    char host[SAM_ADDRESS_SIZE];
    struct in_addr v4;
    struct in6_addr v6;
    while (length > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        length--;
    }
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
    find_host(&text, &length);
    if (length == 0 || length >= sizeof host || memchr(text, '\0', length) != NULL) {
        return false;
    }
    memcpy(host, text, length);
    host[length] = '\0';
    if (inet_pton(AF_INET, host, &v4) == 1) {
        return inet_ntop(AF_INET, &v4, out, SAM_ADDRESS_SIZE) != NULL;
    }
    if (inet_pton(AF_INET6, host, &v6) == 1) {
        return print_v6(&v6, out)[0] != '\0';
    }
    return false;
}

bool sam_address_is_loopback(const char *address) {
    struct in_addr v4;
    return inet_pton(AF_INET, address, &v4) == 1 ? ntohl(v4.s_addr) >> 24 == 127
                                                 : strcmp(address, "::1") == 0;
}

char *sam_address_network(const char *address, char out[SAM_ADDRESS_SIZE]) {
    struct in6_addr v6;
    if (inet_pton(AF_INET6, address, &v6) == 1) {
        memset(&v6.s6_addr[8], 0, 8);
        return print_v6(&v6, out);
    }
    snprintf(out, SAM_ADDRESS_SIZE, "%s", address);
    return out;
}
