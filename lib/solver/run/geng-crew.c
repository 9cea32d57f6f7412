/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-crew.h"

#include <string.h>

#include "geng-hands.h"

/*
 * Threads that step jobs.  Whoever finds none waiting lends a hand with blocks of a job under way
 * (geng-hands.h): jobs go first, for nobody else does them.
 */
struct _GengCrew
{
  GengHands hands; /* of arenas, where there are more threads */
  GMutex lock;
  GCond news;          /* something was handed over, or nobody helps any more, or all go home */
  GCond further;       /* a job is done, or has come further: for the caller */
  GQueue waiting;      /* GengJob, the oldest first */
  GQueue shared;       /* GengShared, whose owners are at them; the oldest first */
  GPtrArray *more;     /* GThread */
  GengLineArena arena; /* of the caller's thread, which steps jobs where threads are missing */
  gboolean caller_steps;
  GengBudget *budget;
  gboolean home;
};

static void
step (GengCrew *self, GengJob *job, GengLineArena *arena)
{
  memset (arena->spared, 0, sizeof arena->spared);
  arena->job = job;
  job->arena_before = arena->effort;
  job->task->step (job, arena);
  arena->job = NULL;
  job->effort = arena->effort - job->arena_before;
  memcpy (job->spared, arena->spared, sizeof job->spared);
  job->cut = geng_budget_interrupted (self->budget);
}

/* With the lock held. */
static GengShared *
find_shared (GengCrew *self)
{
  for (GList *l = self->shared.head; l != NULL; l = l->next)
    {
      GengShared *shared = l->data;

      if (geng_hands_may_help (shared))
        return shared;
    }
  return NULL;
}

/* The owner leaves when nobody else is at it. */
static void
share (GengHands *hands, GengShared *shared, GengLineArena *arena)
{
  GengCrew *self = (GengCrew *) hands;

  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->shared, shared);
  g_cond_broadcast (&self->news);
  g_mutex_unlock (&self->lock);
  geng_hands_work (shared, arena);
  g_mutex_lock (&self->lock);
  g_queue_remove (&self->shared, shared);
  while (shared->n_helping > 0)
    g_cond_wait (&self->news, &self->lock);
  g_mutex_unlock (&self->lock);
}

guint64
geng_job_so_far (GengJob *job)
{
  return GPOINTER_TO_SIZE (g_atomic_pointer_get (&job->so_far));
}

static void
hear (GengHands *hands, GengLineArena *arena)
{
  GengCrew *self = (GengCrew *) hands;
  GengJob *job = arena->job;
  guint64 so_far;

  if (job == NULL)
    return;
  so_far = arena->effort - job->arena_before - (job->hands > 1 ? arena->spared[job->hands] : 0);
  g_atomic_pointer_set (&job->so_far, GSIZE_TO_POINTER (MIN (so_far, (guint64) G_MAXSIZE)));
  g_mutex_lock (&self->lock);
  g_cond_signal (&self->further);
  g_mutex_unlock (&self->lock);
}

/* A job that waits, else blocks of one under way, else sleep until there is news.  Called, and
 * comes back, with the lock held. */
static void
do_something (GengCrew *self, GengLineArena *arena)
{
  GengJob *job = g_queue_pop_head (&self->waiting);
  GengShared *shared = job == NULL ? find_shared (self) : NULL;

  if (job != NULL)
    g_atomic_int_add (&self->hands.n_waiting, -1);
  if (job == NULL && shared == NULL)
    {
      g_cond_wait (&self->news, &self->lock);
      return;
    }
  if (shared != NULL)
    shared->n_helping++;
  g_mutex_unlock (&self->lock);
  if (job != NULL)
    step (self, job, arena);
  else
    geng_hands_help (shared, arena);
  g_mutex_lock (&self->lock);
  if (job != NULL)
    job->done = TRUE;
  else
    shared->n_helping--;
  g_cond_broadcast (&self->news);
  g_cond_signal (&self->further);
}

static gpointer
work (gpointer data)
{
  GengCrew *self = data;
  GengLineArena arena = { .hands = &self->hands };

  g_mutex_lock (&self->lock);
  while (!self->home)
    do_something (self, &arena);
  g_mutex_unlock (&self->lock);
  geng_line_arena_clear (&arena);
  return NULL;
}

GengCrew *
geng_crew_new (guint n_threads, GengBudget *budget)
{
  GengCrew *self = g_new0 (GengCrew, 1);

  self->budget = budget;
  self->hands.share = share;
  self->hands.hear = hear;
  g_mutex_init (&self->lock);
  g_cond_init (&self->news);
  g_queue_init (&self->waiting);
  g_queue_init (&self->shared);
  self->more = g_ptr_array_new ();
  g_cond_init (&self->further);
  for (guint t = 0; t < n_threads && n_threads > 1; t++)
    {
      GThread *thread = g_thread_try_new ("geng-solver", work, self, NULL);

      /* where the system gives no more threads, those there are do all of the work */
      if (thread == NULL)
        break;
      g_ptr_array_add (self->more, thread);
    }
  self->caller_steps = self->more->len < n_threads;
  self->arena.hands = self->more->len > 0 ? &self->hands : NULL;
  return self;
}

void
geng_crew_free (GengCrew *self)
{
  g_assert (g_queue_is_empty (&self->waiting));
  g_mutex_lock (&self->lock);
  self->home = TRUE;
  g_cond_broadcast (&self->news);
  g_mutex_unlock (&self->lock);
  for (guint t = 0; t < self->more->len; t++)
    g_thread_join (self->more->pdata[t]);
  g_ptr_array_unref (self->more);
  geng_line_arena_clear (&self->arena);
  g_cond_clear (&self->news);
  g_cond_clear (&self->further);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
geng_crew_hand (GengCrew *self, GengJob *job)
{
  job->done = FALSE;
  job->so_far = NULL;
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->waiting, job);
  g_atomic_int_inc (&self->hands.n_waiting);
  g_cond_broadcast (&self->news);
  g_mutex_unlock (&self->lock);
}

GengJob *
geng_crew_wait (GengCrew *self, GengFindJob find, gpointer data)
{
  GengJob *job;

  g_mutex_lock (&self->lock);
  while ((job = find (data)) == NULL)
    if (self->caller_steps)
      do_something (self, &self->arena);
    else
      g_cond_wait (&self->further, &self->lock);
  g_mutex_unlock (&self->lock);
  return job;
}

static GengJob *
if_done (gpointer data)
{
  GengJob *job = data;

  return job->done ? job : NULL;
}

void
geng_crew_wait_for (GengCrew *self, GengJob *job)
{
  geng_crew_wait (self, if_done, job);
}
