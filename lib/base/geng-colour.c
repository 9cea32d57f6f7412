/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-colour.h"

#include <string.h>

/* The names of CSS Color Module Level 3 §4.3, which RFC 7986 §5.9 asks for, between blanks. */
static const char colour_names[]
    = " aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue "
      "blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk "
      "crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki "
      "darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen "
      "darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue "
      "dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro "
      "ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo "
      "ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan "
      "lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen "
      "lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen "
      "linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple "
      "mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred "
      "midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab "
      "orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip "
      "peachpuff peru pink plum powderblue purple red rosybrown royalblue saddlebrown salmon "
      "sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow "
      "springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke "
      "yellow yellowgreen ";

/* Whether calendars understand @text as a colour: `teal`, in small or capital letters. */
gboolean
geng_colour_is_name (const char *text)
{
  g_autofree char *small = g_ascii_strdown (text, -1);
  g_autofree char *word = g_strconcat (" ", small, " ", NULL);

  return small[0] != '\0' && strchr (small, ' ') == NULL && strstr (colour_names, word) != NULL;
}
