#pragma once
#include <gmime/gmime.h>

// Type checks and reference counting are macros, which Swift does not import.
static inline int rb_is_multipart(GMimeObject *part) { return GMIME_IS_MULTIPART(part); }
static inline int rb_is_message_part(GMimeObject *part) { return GMIME_IS_MESSAGE_PART(part); }
static inline int rb_is_part(GMimeObject *part) { return GMIME_IS_PART(part); }
static inline void rb_unref(void *object) { if (object) g_object_unref(object); }

// Casts between GObject classes, checked by the functions above; NULL when the object is of another class.
static inline GMimeMultipart *rb_multipart(GMimeObject *part) {
    return GMIME_IS_MULTIPART(part) ? (GMimeMultipart *) part : NULL;
}
static inline GMimeMessagePart *rb_message_part(GMimeObject *part) {
    return GMIME_IS_MESSAGE_PART(part) ? (GMimeMessagePart *) part : NULL;
}
static inline GMimePart *rb_part(GMimeObject *part) { return GMIME_IS_PART(part) ? (GMimePart *) part : NULL; }
static inline GMimeObject *rb_object(GMimeMessage *message) { return (GMimeObject *) message; }
static inline GMimeStreamMem *rb_memory_stream(GMimeStream *stream) { return (GMimeStreamMem *) stream; }
static inline InternetAddressMailbox *rb_mailbox(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_MAILBOX(address) ? (InternetAddressMailbox *) address : NULL;
}
static inline InternetAddressGroup *rb_group(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_GROUP(address) ? (InternetAddressGroup *) address : NULL;
}
