/* E-mail addresses: the form in which every mail server takes them. */
#ifndef SAM_BASE_MAIL_ADDRESS_H
#define SAM_BASE_MAIL_ADDRESS_H

#include <stdint.h>

enum sam_mail_address {
    SAM_MAIL_ADDRESS_GOOD,
    SAM_MAIL_ADDRESS_NOT_ASCII, /* would need SMTPUTF8 (RFC 6531), or a domain written as xn--... */
    SAM_MAIL_ADDRESS_WRONG
};

/* Is text local@domain by RFC 5321, without quoted local parts and address literals: a dot-string
 * of at most 64 characters, and at least two labels of letters, digits and hyphens? Blanks, control
 * characters, commas and angle brackets are WRONG, so that what is GOOD can stand in a header and
 * in an SMTP command as it is. */
enum sam_mail_address sam_mail_address_judge(const char *text);

/* The same number for the same address, whatever its capitals. */
uint64_t sam_mail_address_hash(const char *text);

#endif
