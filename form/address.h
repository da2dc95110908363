/* Internet addresses as text. */
#ifndef SAM_FORM_ADDRESS_H
#define SAM_FORM_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

enum { SAM_ADDRESS_SIZE = 46 };

/* "192.0.2.1" or "2001:db8::1"; an IPv4 address in IPv6 clothing is written as IPv4. "" for
 * anything else. Returns text. */
char *sam_address_print(const struct sockaddr *address, char text[SAM_ADDRESS_SIZE]);

/* Reads an address, in brackets or not, with a port behind it or not, and writes it in its one
 * form. False when it is none. */
bool sam_address_read(const char *text, size_t length, char out[SAM_ADDRESS_SIZE]);

/* 127.0.0.0/8, ::1 */
bool sam_address_is_loopback(const char *address);

/* Whom limits are for: an IPv4 address itself, of an IPv6 address the network of 64 bits, because a
 * household has all of that. */
char *sam_address_network(const char *address, char out[SAM_ADDRESS_SIZE]);

#endif
