// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

/**
 * What limits charge, in five sums. A broken limit counts once, by how much it is broken, as the
 * text form counts it, and in points: ten for a whole duty, shift or day, so that a minute too many is
 * not as bad as a night behind which a morning stands.
 */
class Tally {
    static final long FORBIDDEN = Long.MIN_VALUE;
    static final int POINTS = 10;

    long limits, broken, points, gaps, soft;

    /** So many units at a price each, of which {@code whole} make up a duty. */
    final void charge(long price, long units, long whole, int sign) {
        if (price == FORBIDDEN) {
            limits += sign;
            broken += sign * units;
            points += sign * ((POINTS * units + whole - 1) / whole);
        } else {
            soft += sign * price * units;
        }
    }

    final void add(Tally other, int sign) {
        limits += sign * other.limits;
        broken += sign * other.broken;
        points += sign * other.points;
        gaps += sign * other.gaps;
        soft += sign * other.soft;
    }

    final long cost(Problem problem) {
        return soft + gaps * problem.gapPrice;
    }

    /** One figure for the search: a broken limit costs the penalty, and a gap not more than that. */
    final long penalised(Problem problem, long penalty) {
        return soft + gaps * Math.min(problem.gapPrice, penalty) + penalty * points / POINTS;
    }
}
