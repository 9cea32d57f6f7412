/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A finite automaton that charges for its steps (a Mealy machine).  State 0 is where it begins.
 */
typedef struct
{
  guint n_states, n_letters;
  gint32 *next;  /* [state × n_letters + letter]: a state, or -1 where the step is forbidden */
  gint64 *price; /* alike: what the step is charged */
} GengMachine;

/* One step: fills `to` and the price (0 beforehand); FALSE where it is forbidden.  Keys are
 * compared as bytes. */
typedef gboolean (*GengMachineStep) (gconstpointer data,
                                     gconstpointer from,
                                     guint letter,
                                     gpointer to,
                                     gint64 *price);

/* Every state that can be reached from `start`; NULL where there are more than `most`.
 * keys: (out) (optional): [state] of key_size bytes, to be freed
 * effort: (inout): counted work */
GengMachine *geng_machine_explore (GengMachineStep step,
                                   gconstpointer data,
                                   guint n_letters,
                                   gconstpointer start,
                                   gsize key_size,
                                   guint most,
                                   guint8 **keys,
                                   guint64 *effort);
/* Merges states that nothing tells apart: E. F. Moore's refinement (Gedanken-experiments on
 * sequential machines, 1956).  label: [state], states of different labels are told apart, or NULL.
 * effort: (inout): counted work.
 * Returns: [new state] a former state that it stands for, to be freed. */
guint *geng_machine_reduce (GengMachine *machine, const guint *label, guint64 *effort);
void geng_machine_free (GengMachine *machine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengMachine, geng_machine_free)

G_END_DECLS
