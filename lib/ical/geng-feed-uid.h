/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* An opaque UID (RFC 7986 §5.3): UUID version 8 out of HMAC-SHA256 of @secret over @identity.
 * Who does not know the secret can neither guess it nor learn from it whose duty it is. */
char *geng_feed_uid_new (GBytes *secret, const char *identity);
