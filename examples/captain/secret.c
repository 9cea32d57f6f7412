/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "secret.h"

#include <sys/random.h>

/* As much as a key of AES-128 has. */
#define SECRET_BYTES 16

char *
secret_new (void)
{
  guint8 bytes[SECRET_BYTES];
  GString *text = g_string_new (NULL);

  /* The kernel's generator waits until it is ready, and does not fail after (getrandom(2)). */
  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    ;
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}
