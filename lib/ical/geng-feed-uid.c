/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-uid.h"

char *
geng_feed_uid_new (GBytes *secret, const char *identity)
{
  gsize key_length;
  const guint8 *key = g_bytes_get_data (secret, &key_length);
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  guint8 d[32];
  gsize length = sizeof d;
  g_hmac_update (hmac, (const guchar *) identity, -1);
  g_hmac_get_digest (hmac, d, &length);
  d[6] = (d[6] & 0x0f) | 0x80; /* version 8: RFC 9562 §5.8 */
  d[8] = (d[8] & 0x3f) | 0x80; /* variant */
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11],
                          d[12], d[13], d[14], d[15]);
}
