/* Which bytes was it? SHA-256 (FIPS 180-4), in hexadecimal. */
#ifndef SAM_REPORT_CHECKSUM_H
#define SAM_REPORT_CHECKSUM_H

#include <stddef.h>

enum { SAM_CHECKSUM_SIZE = 65 };

/* 64 small hexadecimal digits and a NUL. */
void sam_checksum(const void *data, size_t length, char text[SAM_CHECKSUM_SIZE]);

#endif
