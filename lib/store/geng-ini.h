/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-faults.h"

typedef struct
{
  char *key;
  char *value;
  guint line;
  guint column; /* of the key */
  guint value_column;
  gboolean used; /* set by geng_ini_get(); the rest is unknown to the reader */
} GengKey;

typedef struct
{
  char *kind; /* first word of [kind id] */
  char *id;   /* the rest; "" for none */
  guint line;
  GPtrArray *keys; /* of GengKey */
} GengGroup;

#define GENG_INI_MAX_GROUPS 4096
#define GENG_INI_MAX_KEYS 256

GPtrArray *geng_ini_read (const char *text, GengFaults *faults);
GengKey *geng_ini_get (GengGroup *group, const char *key);
char **geng_ini_split (const char *value);
char *geng_ini_join (const char *const *list);
void geng_ini_write_group (GString *text, const char *kind, const char *id);
void geng_ini_write_key (GString *text, const char *key, const char *value);
