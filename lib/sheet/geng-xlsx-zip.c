/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one file that knows minizip: the parts of an archive that lies in memory.  An archive may
 * claim any size, so what comes out of it is bounded while it is unpacked. */

#include "geng-xlsx-zip.h"
#include "geng-gettext.h"
#include <geng/geng-error.h>

#include <minizip/unzip.h>
#include <string.h>

/* Bytes of one unpacked part; a sheet of 1,000 people and a year has about three million. */
#define PART_MAX (32 * 1024 * 1024)
/* Bytes of all parts that are read from one archive. */
#define ALL_MAX (64 * 1024 * 1024)
/* The bit of a part's flags that says that it is encrypted (APPNOTE.TXT 4.4.4). */
#define FLAG_ENCRYPTED 1

struct _GengZip
{
  GBytes *content;
  guint64 at; /* where minizip reads next */
  gsize taken;
  unzFile file;
};

static voidpf
on_open (voidpf opaque, const void *name, int mode)
{
  return opaque;
}

static uLong
on_read (voidpf opaque, voidpf stream, void *buffer, uLong size)
{
  GengZip *self = opaque;
  gsize all;
  const char *data = g_bytes_get_data (self->content, &all);
  gsize left = self->at < all ? all - (gsize) self->at : 0;
  gsize n = MIN ((gsize) size, left);

  memcpy (buffer, data + (all - left), n);
  self->at += n;
  return n;
}

static uLong
on_write (voidpf opaque, voidpf stream, const void *buffer, uLong size)
{
  return 0;
}

static ZPOS64_T
on_tell (voidpf opaque, voidpf stream)
{
  return ((GengZip *) opaque)->at;
}

static long
on_seek (voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
  GengZip *self = opaque;
  guint64 base = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                 : origin == ZLIB_FILEFUNC_SEEK_CUR ? self->at
                                                    : g_bytes_get_size (self->content);

  if (offset > G_MAXINT64 || base + offset > g_bytes_get_size (self->content))
    return -1;
  self->at = base + offset;
  return 0;
}

static int
on_close (voidpf opaque, voidpf stream)
{
  return 0;
}

static int
on_error (voidpf opaque, voidpf stream)
{
  return 0;
}

/* Returns: (nullable): NULL for what is no zip archive */
GengZip *
geng_zip_open (GBytes *content)
{
  GengZip *self = g_new0 (GengZip, 1);
  zlib_filefunc64_def calls
      = { on_open, on_read, on_write, on_tell, on_seek, on_close, on_error, self };

  self->content = g_bytes_ref (content);
  self->file = unzOpen2_64 ("", &calls);
  if (self->file != NULL)
    return self;
  geng_zip_free (self);
  return NULL;
}

void
geng_zip_free (GengZip *self)
{
  if (self->file != NULL)
    unzClose (self->file);
  g_bytes_unref (self->content);
  g_free (self);
}

static gboolean
refuse (const char *name, const char *what, GError **error)
{
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "%s: %s", name, what);
  return FALSE;
}

/* TRUE where the part is there, is not encrypted and claims a bearable size. */
static gboolean
find_part (GengZip *self, const char *name, GError **error)
{
  unz_file_info64 info;

  if (unzLocateFile (self->file, name, 2) != UNZ_OK
      || unzGetCurrentFileInfo64 (self->file, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
    return refuse (name, _ ("not in the workbook"), error);
  if ((info.flag & FLAG_ENCRYPTED) != 0)
    return refuse (name, _ ("has a password; save the workbook without one"), error);
  if (info.uncompressed_size > PART_MAX)
    return refuse (name, _ ("too large for a table"), error);
  return TRUE;
}

/* Returns: (transfer full) (nullable): a part, unpacked; GENG_ERROR_INVALID for one that is not
 * there, is spoilt or is too large */
GBytes *
geng_zip_read (GengZip *self, const char *name, GError **error)
{
  g_autoptr (GByteArray) out = NULL;
  guint8 buffer[16 * 1024];
  int n = 0, closed;

  if (!find_part (self, name, error))
    return NULL;
  if (unzOpenCurrentFile (self->file) != UNZ_OK)
    {
      refuse (name, _ ("spoilt; save the workbook again"), error);
      return NULL;
    }
  out = g_byte_array_new ();
  while (out->len <= PART_MAX && self->taken + out->len <= ALL_MAX
         && (n = unzReadCurrentFile (self->file, buffer, sizeof buffer)) > 0)
    g_byte_array_append (out, buffer, n);
  closed = unzCloseCurrentFile (self->file);
  if (out->len > PART_MAX || self->taken + out->len > ALL_MAX)
    refuse (name, _ ("too large for a table"), error);
  else if (n < 0 || closed != UNZ_OK)
    refuse (name, _ ("spoilt; save the workbook again"), error);
  else
    {
      self->taken += out->len;
      return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
  return NULL;
}
