/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-machine.h"

#define FIRST_SLOTS 64 /* a power of two, as all numbers of slots */
/* Multipliers of the finalizer of MurmurHash3 (Appleby, 2011), word by word; the shift is ours. */
#define HASH_FIRST 0x85ebca6bu
#define HASH_SECOND 0xc2b2ae35u
#define HASH_SHIFT 15
/* Of one step from a state, whose end is looked up. */
#define STEP_EFFORT 12

/* Byte strings of one size, numbered in the order of their first appearance: a table of slots that
 * are looked through from where the hash says. */
typedef struct
{
  gsize size;
  guint n, n_slots;
  guint *slot; /* number + 1; 0: free */
  GByteArray *all;
} Numbering;

static void
numbering_init (Numbering *numbering, gsize size)
{
  *numbering = (Numbering){ .size = size,
                            .n_slots = FIRST_SLOTS,
                            .slot = g_new0 (guint, FIRST_SLOTS),
                            .all = g_byte_array_new () };
}

static guint
mix (guint hash, guint32 word)
{
  hash = (hash ^ word) * HASH_FIRST;
  hash = (hash ^ hash >> HASH_SHIFT) * HASH_SECOND;
  return hash ^ hash >> HASH_SHIFT;
}

static guint
hash_key (const guint8 *key, gsize size)
{
  guint hash = 0;
  guint32 word;

  for (; size >= sizeof word; key += sizeof word, size -= sizeof word)
    {
      memcpy (&word, key, sizeof word);
      hash = mix (hash, word);
    }
  while (size-- > 0)
    hash = mix (hash, *key++);
  return hash;
}

/* The key's slot, or the free one where it belongs. */
static guint *
find_slot (const Numbering *numbering, const guint8 *key)
{
  guint i = hash_key (key, numbering->size) & (numbering->n_slots - 1);

  while (numbering->slot[i] > 0
         && memcmp (numbering->all->data + (numbering->slot[i] - 1) * numbering->size, key,
                    numbering->size)
                != 0)
    i = (i + 1) & (numbering->n_slots - 1);
  return &numbering->slot[i];
}

/* At most half of the slots are in use. */
static void
grow (Numbering *numbering)
{
  if (2 * numbering->n < numbering->n_slots)
    return;
  numbering->n_slots *= 2;
  g_free (numbering->slot);
  numbering->slot = g_new0 (guint, numbering->n_slots);
  for (guint k = 0; k < numbering->n; k++)
    *find_slot (numbering, numbering->all->data + k * numbering->size) = k + 1;
}

static guint
numbering_find (Numbering *numbering, gconstpointer key)
{
  guint *slot = find_slot (numbering, key);

  if (*slot > 0)
    return *slot - 1;
  g_byte_array_append (numbering->all, key, (guint) numbering->size);
  *slot = ++numbering->n;
  grow (numbering);
  return numbering->n - 1;
}

static guint8 *
numbering_clear (Numbering *numbering)
{
  g_free (numbering->slot);
  return g_byte_array_free (numbering->all, FALSE);
}

GengMachine *
geng_machine_explore (GengMachineStep step,
                      gconstpointer data,
                      guint n_letters,
                      gconstpointer start,
                      gsize key_size,
                      guint most,
                      guint8 **keys,
                      guint64 *effort)
{
  g_autofree guint8 *from = g_malloc0 (key_size), *to = g_malloc0 (key_size), *all = NULL;
  GArray *next = g_array_new (FALSE, FALSE, sizeof (gint32));
  GArray *prices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GengMachine) machine = g_new0 (GengMachine, 1);
  Numbering states;

  numbering_init (&states, key_size);
  numbering_find (&states, start);
  for (guint s = 0; s < states.n && s <= most; s++)
    {
      memcpy (from, states.all->data + s * key_size, key_size);
      for (guint l = 0; l < n_letters; l++)
        {
          gint64 price = 0;
          gint32 state = -1;

          if (step (data, from, l, to, &price))
            state = (gint32) numbering_find (&states, to);
          g_array_append_val (next, state);
          g_array_append_val (prices, price);
        }
    }
  *effort += (guint64) prices->len * STEP_EFFORT;
  machine->n_states = states.n;
  machine->n_letters = n_letters;
  machine->next = (gint32 *) (gpointer) g_array_free (next, FALSE);
  machine->price = (gint64 *) (gpointer) g_array_free (prices, FALSE);
  all = numbering_clear (&states);
  if (machine->n_states > most)
    return NULL;
  if (keys != NULL)
    *keys = g_steal_pointer (&all);
  return g_steal_pointer (&machine);
}

/* What tells a state from others at this stage: its class, and each step's class and price. */
static void
describe (const GengMachine *machine, const guint *class_of, guint state, gint64 *key)
{
  key[0] = class_of[state];
  for (guint l = 0; l < machine->n_letters; l++)
    {
      gsize i = (gsize) state * machine->n_letters + l;

      key[1 + 2 * l] = machine->next[i] < 0 ? -1 : (gint64) class_of[machine->next[i]];
      key[2 + 2 * l] = machine->next[i] < 0 ? 0 : machine->price[i];
    }
}

/* One refinement of the classes; how many there are. */
static guint
refine (const GengMachine *machine, guint *class_of)
{
  gsize n = 1 + 2 * (gsize) machine->n_letters;
  g_autofree gint64 *key = g_new (gint64, n);
  g_autofree guint *finer = g_new (guint, machine->n_states);
  Numbering classes;
  guint n_classes;

  numbering_init (&classes, n * sizeof *key);
  for (guint s = 0; s < machine->n_states; s++)
    {
      describe (machine, class_of, s, key);
      finer[s] = numbering_find (&classes, key);
    }
  n_classes = classes.n;
  memcpy (class_of, finer, machine->n_states * sizeof *finer);
  g_free (numbering_clear (&classes));
  return n_classes;
}

/* Keeps one state of each class. */
static guint *
merge (GengMachine *machine, const guint *class_of, guint n_classes)
{
  guint *kept = g_new (guint, n_classes);
  guint n = machine->n_letters;

  for (guint s = machine->n_states; s-- > 0;)
    kept[class_of[s]] = s;
  /* classes are numbered by their first state, so nothing is overwritten before it is read */
  for (guint c = 0; c < n_classes; c++)
    for (guint l = 0; l < n; l++)
      {
        gint32 next = machine->next[(gsize) kept[c] * n + l];

        machine->next[(gsize) c * n + l] = next < 0 ? -1 : (gint32) class_of[next];
        machine->price[(gsize) c * n + l] = machine->price[(gsize) kept[c] * n + l];
      }
  machine->n_states = n_classes;
  return kept;
}

guint *
geng_machine_reduce (GengMachine *machine, const guint *label, guint64 *effort)
{
  g_autofree guint *class_of = g_new0 (guint, machine->n_states);
  guint n_classes = 0, before;

  if (label != NULL)
    memcpy (class_of, label, machine->n_states * sizeof *label);
  do
    {
      before = n_classes;
      n_classes = refine (machine, class_of);
      *effort += (guint64) machine->n_states * (machine->n_letters + STEP_EFFORT);
    }
  while (n_classes > before);
  return merge (machine, class_of, n_classes);
}

void
geng_machine_free (GengMachine *machine)
{
  g_free (machine->next);
  g_free (machine->price);
  g_free (machine);
}
