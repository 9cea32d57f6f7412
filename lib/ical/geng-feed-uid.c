/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-uid.h"

/* 8-4-4-4-12 digits (RFC 9562 §4).  Each event of each person has one. */
static char *
print_uuid (const guint8 *bytes)
{
  static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  static const char digits[] = "0123456789abcdef";
  char *text = g_strdup (form);
  guint n = 0;
  for (guint i = 0; text[i] != '\0'; i++)
    if (form[i] == 'x')
      {
        text[i] = digits[n % 2 == 0 ? bytes[n / 2] >> 4 : bytes[n / 2] & 0x0f];
        n++;
      }
  return text;
}

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
  return print_uuid (d);
}
