/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-params.h"

#include <string.h>

#include "geng-problem.h"

const GengParamRow geng_param_rows[] = {
#define ROW(name, standard, lowest, highest, meaning, source)                                      \
  { #name, standard, lowest, highest, meaning, source },
#define TUNED_ROW(name, standard, lowest, highest, meaning)                                        \
  ROW (name, standard, lowest, highest, meaning, GENG_PARAM_COMMAND (name))
  GENG_PARAMS (ROW, TUNED_ROW)
#undef TUNED_ROW
#undef ROW
      { NULL }
};

const GengParams geng_params_standard = {
#define VALUE(name, standard, ...) .name = standard,
  GENG_PARAMS (VALUE, VALUE)
#undef VALUE
};

/* The fields stand in the order of the rows. */
static double *
find (GengParams *params, const char *name, gsize length, const GengParamRow **row)
{
  double *value = (double *) params;

  for (*row = geng_param_rows; (*row)->name != NULL; ++*row, value++)
    if (strlen ((*row)->name) == length && strncmp ((*row)->name, name, length) == 0)
      return value;
  return NULL;
}

gboolean
geng_params_set (GengParams *params, const char *assignment, GError **error)
{
  const char *equals = strchr (assignment, '=');
  const GengParamRow *row;
  double *field, value;
  char *end;

  if (equals == NULL)
    {
      g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                   "\"%s\": name=value would be right", assignment);
      return FALSE;
    }
  field = find (params, assignment, (gsize) (equals - assignment), &row);
  if (field == NULL)
    {
      g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                   "\"%s\": no such parameter", assignment);
      return FALSE;
    }
  value = g_ascii_strtod (equals + 1, &end);
  if (end == equals + 1 || *end != '\0' || !(value >= row->lowest && value <= row->highest))
    {
      g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                   "\"%s\": a number from %g to %g would be right", assignment, row->lowest,
                   row->highest);
      return FALSE;
    }
  *field = value;
  return TRUE;
}
