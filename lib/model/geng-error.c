/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>
#include <libintl.h>

G_DEFINE_QUARK (geng - error - quark, geng_error)

/* Texts are looked up in the catalogue geng-1.0; a program may bind it to another folder.  This
 * stands beside what whoever has an error to tell needs: of an archive, a static program takes only
 * the files that something names. */
static void __attribute__ ((constructor)) bind_texts (void)
{
  bindtextdomain (GETTEXT_PACKAGE, GENG_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
