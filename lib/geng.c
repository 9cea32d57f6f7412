/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>
#include <libintl.h>

/* Texts are looked up in the catalogue geng-1.0; a program may bind it to another folder. */
static void __attribute__ ((constructor)) bind_texts (void)
{
  bindtextdomain (GETTEXT_PACKAGE, GENG_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
