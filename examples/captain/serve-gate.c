/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "serve-gate.h"

/* One place. Times are g_get_monotonic_time()'s. */
typedef struct
{
  Gate *gate; /* NULL once it has given way */
  GSocket *socket;
  char *address;
  char *peer;       /* with its port: who it is */
  gint64 whole;     /* when it came, or its last request was answered */
  gint64 begun;     /* when the first byte of a request came; 0 between requests */
  gboolean reading; /* the request is not whole yet */
  gsize bytes;      /* of the request so far */
} Place;

struct _Gate
{
  SoupServer *server;
  GSocketService *service;
  gsize bytes;       /* the most of a request */
  GPtrArray *places; /* (element-type Place), in the order in which they came */
  guint timer;
};

/* The stream from which libsoup reads: it counts, and ends a request that is too long. */
typedef struct
{
  GFilterInputStream parent;
  Place *place;
} GateInput;

typedef struct
{
  GFilterInputStreamClass parent;
} GateInputClass;

static void gate_input_pollable_init (GPollableInputStreamInterface *iface);
static GType gate_input_get_type (void);
G_DEFINE_TYPE_WITH_CODE (GateInput,
                         gate_input,
                         G_TYPE_FILTER_INPUT_STREAM,
                         G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                gate_input_pollable_init))

static GInputStream *
base_of (gpointer self)
{
  return g_filter_input_stream_get_base_stream (self);
}

static gssize
count (GateInput *self, gssize got, GError **error)
{
  Place *place = self->place;

  if (got <= 0)
    return got;
  if (place->bytes == 0)
    {
      place->begun = g_get_monotonic_time ();
      place->reading = TRUE;
    }
  place->bytes += got;
  if (place->gate != NULL && place->bytes <= place->gate->bytes)
    return got;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "the request is too long");
  return -1;
}

static gssize
gate_input_read (GInputStream *stream,
                 void *buffer,
                 gsize size,
                 GCancellable *cancellable,
                 GError **error)
{
  return count ((GateInput *) stream,
                g_input_stream_read (base_of (stream), buffer, size, cancellable, error), error);
}

static gboolean
gate_input_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (base_of (stream)));
}

static gssize
gate_input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize size, GError **error)
{
  GPollableInputStream *base = G_POLLABLE_INPUT_STREAM (base_of (stream));

  return count ((GateInput *) stream,
                g_pollable_input_stream_read_nonblocking (base, buffer, size, NULL, error), error);
}

static GSource *
gate_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base = g_pollable_input_stream_create_source (
      G_POLLABLE_INPUT_STREAM (base_of (stream)), cancellable);
  GSource *source = g_pollable_source_new (G_OBJECT (stream));

  g_source_set_dummy_callback (base);
  g_source_add_child_source (source, base);
  return source;
}

static void
gate_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = gate_input_is_readable;
  iface->create_source = gate_input_create_source;
  iface->read_nonblocking = gate_input_read_nonblocking;
}

static void
gate_input_class_init (GateInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = gate_input_read;
}

static void
gate_input_init (GateInput *self)
{
}

static void
place_free (Place *place)
{
  g_object_unref (place->socket);
  g_free (place->address);
  g_free (place->peer);
  g_free (place);
}

/* libsoup has let go of the connection. */
static void
leave (gpointer data, GObject *stream)
{
  Place *place = data;

  if (place->gate != NULL)
    g_ptr_array_remove (place->gate->places, place);
  place_free (place);
}

/* Its place is free at once; libsoup hears of it by reading the end of the stream. */
static void
give_way (Place *place)
{
  Gate *self = place->gate;

  place->gate = NULL;
  g_ptr_array_remove (self->places, place);
  g_socket_shutdown (place->socket, TRUE, TRUE, NULL);
}

static void
make_room (Gate *self)
{
  Place *oldest = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);

      if (oldest == NULL || place->whole < oldest->whole)
        oldest = place;
    }
  if (oldest != NULL)
    give_way (oldest);
}

static guint
count_of (Gate *self, const char *address)
{
  guint n = 0;

  for (guint i = 0; i < self->places->len; i++)
    n += g_str_equal (((Place *) g_ptr_array_index (self->places, i))->address, address);
  return n;
}

static void
let_in (Gate *self, GSocketConnection *connection, GSocketAddress *remote, char *address)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GIOStream) stream = NULL;
  Place *place = g_new0 (Place, 1);

  place->gate = self;
  place->socket = g_object_ref (g_socket_connection_get_socket (connection));
  place->address = address;
  place->peer = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (remote));
  place->whole = g_get_monotonic_time ();
  input = g_object_new (gate_input_get_type (), "base-stream",
                        g_io_stream_get_input_stream (G_IO_STREAM (connection)), NULL);
  ((GateInput *) input)->place = place;
  stream = g_simple_io_stream_new (input, g_io_stream_get_output_stream (G_IO_STREAM (connection)));
  /* The streams of a connection end with it, so it lives as long as what is made of them. */
  g_object_set_data_full (G_OBJECT (stream), "connection", g_object_ref (connection),
                          g_object_unref);
  g_object_weak_ref (G_OBJECT (stream), leave, place);
  g_ptr_array_add (self->places, place);
  soup_server_accept_iostream (self->server, stream, local, remote, NULL);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  Gate *self = data;
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  GInetAddress *inet;
  g_autofree char *address = NULL;

  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return TRUE;
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote));
  address = g_inet_address_to_string (inet);
  if (!g_inet_address_get_is_loopback (inet) && count_of (self, address) >= GATE_PER_ADDRESS)
    {
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      return TRUE;
    }
  if (self->places->len >= GATE_CONNECTIONS)
    make_room (self);
  let_in (self, connection, remote, g_steal_pointer (&address));
  return TRUE;
}

static Place *
place_of (Gate *self, SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  g_autofree char *peer
      = remote == NULL ? NULL : g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (remote));

  for (guint i = 0; peer != NULL && i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);

      if (g_str_equal (place->peer, peer))
        return place;
    }
  return NULL;
}

static void
on_read (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  Place *place = place_of (data, message);

  if (place != NULL)
    place->reading = FALSE;
}

static void
on_finished (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  Place *place = place_of (data, message);

  if (place == NULL)
    return;
  place->whole = g_get_monotonic_time ();
  place->begun = 0;
  place->bytes = 0;
  place->reading = FALSE;
}

/* A request has little time to come; an answer, or the next request, some more. */
static gboolean
is_late (const Place *place, gint64 now)
{
  if (place->reading)
    return now - place->begun > GATE_REQUEST_SECONDS * G_TIME_SPAN_SECOND;
  return now - MAX (place->whole, place->begun) > GATE_IDLE_SECONDS * G_TIME_SPAN_SECOND;
}

static gboolean
look_after (gpointer data)
{
  Gate *self = data;
  gint64 now = g_get_monotonic_time ();

  for (guint i = self->places->len; i-- > 0;)
    {
      Place *place = g_ptr_array_index (self->places, i);

      if (is_late (place, now))
        give_way (place);
    }
  return G_SOURCE_CONTINUE;
}

Gate *
gate_new (SoupServer *server, GSocketService *service, gsize bytes)
{
  Gate *self = g_new0 (Gate, 1);

  self->server = g_object_ref (server);
  self->service = g_object_ref (service);
  self->bytes = bytes;
  self->places = g_ptr_array_new ();
  self->timer = g_timeout_add_seconds (1, look_after, self);
  g_signal_connect (service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (server, "request-read", G_CALLBACK (on_read), self);
  g_signal_connect (server, "request-finished", G_CALLBACK (on_finished), self);
  return self;
}

void
gate_free (Gate *self)
{
  g_source_remove (self->timer);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_signal_handlers_disconnect_by_data (self->server, self);
  while (self->places->len > 0)
    give_way (g_ptr_array_index (self->places, self->places->len - 1));
  soup_server_disconnect (self->server);
  g_object_unref (self->service);
  g_object_unref (self->server);
  g_ptr_array_unref (self->places);
  g_free (self);
}
