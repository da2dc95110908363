#include "report/png_text.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

/* Of a chunk: its length, name and checksum. The header, the first, has 13 bytes. */
enum { SIGNATURE = 8, AROUND = 12, HEADER = SIGNATURE + 13 + AROUND };

static void append_number(struct sam_buf *bytes, uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        sam_buf_char(bytes, (char)(number >> shift & 0xFF));
    }
}

bool sam_png_add_text(struct sam_buf *png, const char *keyword, const char *text) {
    static const char name[] = "iTXt";
    static const char plain[] = {0, 0, 0, 0, 0}; /* not compressed, no language, no translation */
    if (png->length < HEADER || memcmp(png->data, "\x89PNG\r\n\x1A\n", SIGNATURE) != 0) {
        return false;
    }
    struct sam_buf chunk;
    struct sam_buf whole;
    sam_buf_init(&chunk, SAM_BUF_UNLIMITED);
    sam_buf_init(&whole, SAM_BUF_UNLIMITED);
    sam_buf_text(&chunk, name);
    sam_buf_text(&chunk, keyword);
    sam_buf_append(&chunk, plain, sizeof plain);
    sam_buf_text(&chunk, text);
    sam_buf_append(&whole, png->data, HEADER);
    append_number(&whole, (uint32_t)(chunk.length - strlen(name)));
    sam_buf_append(&whole, chunk.data, chunk.length);
    append_number(&whole, (uint32_t)crc32(0, (const Bytef *)chunk.data, (uInt)chunk.length));
    sam_buf_append(&whole, png->data + HEADER, png->length - HEADER);
    sam_buf_fini(&chunk);
    sam_buf_fini(png);
    *png = whole;
    return true;
}
