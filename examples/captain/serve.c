/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "phone.h"
#include "serve-files.h"
#include "serve-gate.h"

#include <arpa/inet.h>
#include <glib-unix.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>

/*
 * Serves what `geng publish` wrote, for phones in the same network, or behind a web server that has
 * the certificate.
 */

#define DEFAULT_PORT 8632

typedef struct
{
  char *listen;
  int port;
  char *url;
  char *whose;
  char *inbox;
  gboolean requests;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->listen);
  g_free (self->url);
  g_free (self->whose);
  g_free (self->inbox);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static char *
served_folder (Desk *desk)
{
  g_auto (GStrv) folders = geng_publisher_list_folders (desk->store);

  for (guint i = 0; folders[i] != NULL; i++)
    if (g_file_test (folders[i], G_FILE_TEST_IS_DIR))
      return g_strdup (folders[i]);
  say_error (_ ("Nothing is published yet, so there is nothing to serve. First: geng publish "
                "MONTH"));
  return NULL;
}

static GInetAddress *
listen_address (const Wish *wish)
{
  GInetAddress *address
      = g_inet_address_new_from_string (wish->listen != NULL ? wish->listen : "127.0.0.1");

  if (address == NULL)
    say_error (_ ("“%s” is no address of this computer. Write it like 192.168.1.10, or 0.0.0.0 "
                  "for all networks."),
               wish->listen);
  return address;
}

/* The address by which others in the network reach this computer. */
static char *
lan_address (void)
{
  struct ifaddrs *all = NULL;
  char *found = NULL;

  if (getifaddrs (&all) != 0)
    return NULL;
  for (const struct ifaddrs *i = all; i != NULL && found == NULL; i = i->ifa_next)
    if (i->ifa_addr != NULL && i->ifa_addr->sa_family == AF_INET
        && (i->ifa_flags & (IFF_UP | IFF_LOOPBACK)) == IFF_UP)
      {
        char text[INET_ADDRSTRLEN];

        inet_ntop (AF_INET, &((const struct sockaddr_in *) i->ifa_addr)->sin_addr, text,
                   sizeof text);
        found = g_strdup (text);
      }
  freeifaddrs (all);
  return found;
}

/* Under which address phones find the folder, with a slash at its end; NULL where they cannot. */
static char *
base_url (const Wish *wish, GInetAddress *address, guint port)
{
  g_autofree char *own = g_inet_address_to_string (address);
  g_autofree char *lan = NULL;
  gboolean six = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

  if (wish->url != NULL)
    return g_strconcat (wish->url, g_str_has_suffix (wish->url, "/") ? "" : "/", NULL);
  if (g_inet_address_get_is_loopback (address))
    return NULL;
  if (g_inet_address_get_is_any (address))
    lan = lan_address ();
  if (lan != NULL)
    return g_strdup_printf ("http://%s:%u/", lan, port);
  return g_strdup_printf (six ? "http://[%s]:%u/" : "http://%s:%u/", own, port);
}

/* (nullable): by which he asks; a server is no place to make one */
static char *
dup_key_of (Desk *desk, GengMember *member)
{
  g_auto (Phones) phones = { 0 };

  return phones_load (&phones, desk, NULL) ? g_key_file_get_string (
             phones.file, "keys", geng_entity_get_id (GENG_ENTITY (member)), NULL)
                                           : NULL;
}

static gboolean
print_page_of (Desk *desk, const char *base, const Wish *wish)
{
  GengMember *member = desk_find_member (desk, wish->whose);
  g_autofree char *page = NULL;
  g_autofree char *address = NULL;
  g_autofree char *code = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  if (member == NULL)
    return FALSE;
  if (base == NULL)
    {
      say_error (_ ("No phone reaches this computer's own address. Listen in the network with "
                    "--listen 0.0.0.0, or say under which address it is served with --url."));
      return FALSE;
    }
  page = geng_publisher_dup_page_of (desk->store, GENG_FEED_SCOPE_MEMBER,
                                     geng_entity_get_id (GENG_ENTITY (member)), &error);
  if (page == NULL)
    {
      say_failure (error);
      return FALSE;
    }
  key = dup_key_of (desk, member);
  address = g_strconcat (base, page, key != NULL ? "?k=" : NULL, key, NULL);
  code = geng_report_qr_text (address);
  g_print ("%s\n%s\n%s\n", geng_entity_get_name (GENG_ENTITY (member)), address,
           code == NULL ? "" : code);
  return TRUE;
}

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* Says @ready only when a signal ends the run in order: who reads it may end it at once. */
static void
run_until_told (const char *ready)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint term = g_unix_signal_add (SIGTERM, on_signal, loop);
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, loop);

  g_print ("%s", ready);
  fflush (stdout);
  g_main_loop_run (loop);
  g_source_remove (term);
  g_source_remove (interrupt);
}

static Status
serve (const char *folder, GInetAddress *address, Desk *desk, const Wish *wish)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GSocketAddress) socket = g_inet_socket_address_new (address, wish->port);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (ServedRequests) requests = NULL;
  g_autoptr (ServedFiles) files = served_files_new (folder);
  g_autoptr (Gate) gate = NULL;
  g_autofree char *base = NULL;
  g_autofree char *own = g_inet_address_to_string (address);
  g_autofree char *ready = NULL;
  g_autoptr (GError) error = NULL;
  guint port;

  g_socket_listener_set_backlog (G_SOCKET_LISTENER (service), SOMAXCONN);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), socket, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error))
    {
      say_error (_ ("Cannot listen at %s, port %d: %s"), own, wish->port, error->message);
      return STATUS_BAD;
    }
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  base = base_url (wish, address, port);
  if (wish->whose != NULL && !print_page_of (desk, base, wish))
    return STATUS_BAD;
  if (wish->requests)
    requests = served_requests_new (wish->inbox);
  served_files_set_requests (files, requests);
  served_files_answer (files, server);
  gate = gate_new (server, service, GATE_REQUEST_BYTES);
  ready = g_strdup_printf (_ ("Serving %s at %s, port %u. End with Ctrl-C.\n"), folder, own, port);
  run_until_told (ready);
  return STATUS_FINE;
}

/* Two folders and no station, which may lie elsewhere. (transfer full) (nullable): the served
 * one */
static char *
folder_of_requests (const Wish *wish, Options *options)
{
  const char *folder = options_take (options, 0);
  g_autofree char *incoming
      = wish->inbox != NULL ? g_build_filename (wish->inbox, "new", NULL) : NULL;

  if (folder == NULL || incoming == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    say_error (_ ("Members ask in two folders: geng serve --requests --inbox DIR FOLDER, where "
                  "FOLDER is the one that is served."));
  else if (!g_file_test (incoming, G_FILE_TEST_IS_DIR))
    say_error (_ ("%s is no folder of asks yet. First, where the station is: geng inbox --from %s"),
               wish->inbox, wish->inbox);
  else
    return g_strdup (folder);
  return NULL;
}

/* What would be left out without a word. */
static gboolean
makes_sense (const Wish *wish, Options *options)
{
  if (wish->requests && wish->whose != NULL)
    say_error (_ ("--for needs the station, and --requests serves without one. Print the address "
                  "where the station is: geng serve --for MEMBER"));
  else if (!wish->requests && wish->inbox != NULL)
    say_error (_ ("--inbox goes with --requests."));
  else if (!wish->requests && options_take (options, 0) != NULL)
    say_error (_ ("What “geng publish” wrote is served; another FOLDER goes with --requests "
                  "alone."));
  else
    return TRUE;
  return FALSE;
}

/* (transfer full) (nullable): NULL after a message */
static char *
find_folder (Desk *desk, const Wish *wish, Options *options)
{
  if (!makes_sense (wish, options))
    return NULL;
  if (wish->requests)
    return folder_of_requests (wish, options);
  return desk_open (desk, options, DESK_READ) ? served_folder (desk) : NULL;
}

Status
run_serve (int argc, char **argv)
{
  g_auto (Wish) wish = { .port = DEFAULT_PORT };
  const GOptionEntry entries[]
      = { { "listen", 0, 0, G_OPTION_ARG_STRING, &wish.listen,
            N_ ("The address to listen at: 0.0.0.0 for all networks (default: only this computer)"),
            N_ ("ADDRESS") },
          { "port", 0, 0, G_OPTION_ARG_INT, &wish.port, N_ ("The port (default: 8632)"),
            N_ ("NUMBER") },
          { "url", 0, 0, G_OPTION_ARG_STRING, &wish.url,
            N_ ("The address under which phones reach it"), N_ ("BASE") },
          { "for", 0, 0, G_OPTION_ARG_STRING, &wish.whose,
            N_ ("Print the address and code of this member's page"), N_ ("MEMBER") },
          { "requests", 0, 0, G_OPTION_ARG_NONE, &wish.requests,
            N_ ("Let members ask on their pages; needs --inbox and the served folder, and no "
                "station"),
            NULL },
          { "inbox", 0, 0, G_OPTION_ARG_FILENAME, &wish.inbox,
            N_ ("The folder of asks, which “geng inbox --from” reads"), N_ ("DIR") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *folder = NULL;

  if (!options_parse (&options, "serve", _ ("[FOLDER]"),
                      _ ("Serves the published calendars and their pages to phones in the same "
                         "network, or behind a web server that has the certificate."),
                      entries, argc, argv)
      || (folder = find_folder (&desk, &wish, &options)) == NULL
      || (address = listen_address (&wish)) == NULL)
    return STATUS_BAD;
  if (wish.port < 0 || wish.port > 65535)
    {
      say_error (_ ("%d is no port; there are those from 1 to 65535."), wish.port);
      return STATUS_BAD;
    }
  return serve (folder, address, &desk, &wish);
}
