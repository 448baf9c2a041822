#pragma once
#include <string.h>
#include <zlib.h>

// deflateInit2 and inflateInit2 are macros, which Swift does not import.
static inline int rb_gzip_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
static inline int rb_gunzip_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
