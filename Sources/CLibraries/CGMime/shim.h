#pragma once
#include <gmime/gmime.h>

// Type checks and reference counting are macros, which Swift does not import.
static inline int rb_is_multipart(GMimeObject *part) { return GMIME_IS_MULTIPART(part); }
static inline int rb_is_message_part(GMimeObject *part) { return GMIME_IS_MESSAGE_PART(part); }
static inline int rb_is_part(GMimeObject *part) { return GMIME_IS_PART(part); }
static inline void rb_unref(void *object) { if (object) g_object_unref(object); }
