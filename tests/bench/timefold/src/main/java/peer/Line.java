// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import java.util.Arrays;

/**
 * What a member does, day by day, and what his own limits charge for it. It never changes: a move
 * makes another line of it, charged by what differs around the changed days, and taking the move
 * back costs nothing.
 */
final class Line extends Tally {
    final int member;
    final short[] codes;
    private final long[] counts;             // of the counters of the member

    /** Charged from nothing. */
    Line(Problem p, int member, short[] codes) {
        this.member = member;
        this.codes = codes;
        counts = new long[p.counters[member].length];
        chargeDays(p, codes, 0, p.days - 1, 1);
        for (Problem.Run run : p.runs[member]) {
            chargeRun(run, p, codes, 0, p.days - 1, 1);
        }
        for (int i = 0; i < counts.length; i++) {
            Problem.Counter counter = p.counters[member][i];
            counts[i] = counter.before() + counted(counter, p, codes, 0, p.days - 1);
            Problem.Range.charge(counter.ranges(), this, counts[i], counter.whole(), true, 1);
        }
    }

    /** Charged by the difference: only days from first to last have other codes. */
    Line(Problem p, Line from, short[] codes, int first, int last) {
        member = from.member;
        this.codes = codes;
        counts = from.counts.clone();
        add(from, 1);
        chargeDays(p, from.codes, first, last, -1);
        chargeDays(p, codes, first, last, 1);
        for (Problem.Run run : p.runs[member]) {
            boolean[] in = run.set();
            int a = first, b = last;
            while (a <= b && in[from.codes[a]] == in[codes[a]]) {
                a++;
            }
            while (a < b && in[from.codes[b]] == in[codes[b]]) {
                b--;
            }
            if (a <= b) {
                chargeRun(run, p, from.codes, a, b, -1);
                chargeRun(run, p, codes, a, b, 1);
            }
        }
        for (int i = 0; i < counts.length; i++) {
            Problem.Counter counter = p.counters[member][i];
            long more = counter.groups() == null
                    ? difference(counter.weights(), p.codes, from.codes, codes, first, last)
                    : groupsTouched(counter, p, codes, first, last)
                            - groupsTouched(counter, p, from.codes, first, last);
            if (more != 0) {
                Problem.Range.charge(counter.ranges(), this, counts[i], counter.whole(), true, -1);
                counts[i] += more;
                Problem.Range.charge(counter.ranges(), this, counts[i], counter.whole(), true, 1);
            }
        }
    }

    private static long difference(int[] weights, int n, short[] x, short[] y, int first, int last) {
        long more = 0;
        for (int d = first, at = first * n; d <= last; d++, at += n) {
            if (x[d] != y[d]) {
                more += weights[at + y[d]] - weights[at + x[d]];
            }
        }
        return more;
    }

    /** What a counter counts on these days. */
    private static long counted(Problem.Counter counter, Problem p, short[] x, int first,
                                int last) {
        if (counter.groups() != null) {
            return groupsTouched(counter, p, x, first, last);
        }
        long sum = 0;
        for (int d = first; d <= last; d++) {
            sum += counter.weights()[d * p.codes + x[d]];
        }
        return sum;
    }

    /** Of the groups that have one of these days. */
    private static long groupsTouched(Problem.Counter counter, Problem p, short[] x, int first,
                                      int last) {
        int[] weights = counter.weights(), groups = counter.groups();
        while (first <= last && groups[first] < 0) {
            first++;
        }
        if (first > last) {
            return 0;
        }
        while (groups[last] < 0) {
            last--;
        }
        long sum = 0;
        int from = edge(groups, first, -1), to = edge(groups, last, 1);
        int touched = -1;
        for (int d = from; d <= to; d++) {
            if (groups[d] >= 0 && groups[d] != touched && weights[d * p.codes + x[d]] != 0) {
                touched = groups[d];
                sum++;
            }
        }
        return sum;
    }

    /** How far the group of a day reaches. */
    private static int edge(int[] groups, int day, int step) {
        int group = groups[day], edge = day;
        for (int d = day + step; d >= 0 && d < groups.length; d += step) {
            if (groups[d] == group) {
                edge = d;
            } else if (groups[d] >= 0) {
                break;
            }
        }
        return edge;
    }

    /** All that a change on these days can change, but runs and counters. */
    private void chargeDays(Problem p, short[] x, int first, int last, int sign) {
        for (int d = first; d <= last; d++) {
            long[] prices = p.cost[member * p.days + d];
            if (prices != null) {
                charge(prices[x[d]], 1, 1, sign);
            }
        }
        if (p.lineProfile[member] >= 0) {
            boolean[][] barred = p.barred[p.lineProfile[member]];
            for (int d = Math.max(first - 1, 0); d <= last && d < p.days - 1; d++) {
                if (barred[d] != null && barred[d][x[d] * p.codes + x[d + 1]]) {
                    charge(FORBIDDEN, 1, 1, sign);
                }
            }
        }
        for (Problem.Pattern pattern : p.patterns[member]) {
            chargePattern(pattern, p, x, first, last, sign);
        }
        for (Problem.Span span : p.spans[member]) {
            chargeSpan(span, p, x, first, last, sign);
        }
    }

    /** The runs that touch these days or stand beside them. */
    private void chargeRun(Problem.Run run, Problem p, short[] x, int first, int last, int sign) {
        boolean[] in = run.set();
        while (first > 0 && in[x[first - 1]]) {
            first--;
        }
        while (last + 1 < p.days && in[x[last + 1]]) {
            last++;
        }
        int length = first == 0 ? run.before() : 0;
        boolean exempt = first == 0 && !run.known();
        // the day behind closes the last run; one that goes on at the end is not yet short
        for (int d = first; d <= last + 1 && d < p.days; d++) {
            if (in[x[d]]) {
                if (++length > run.most()) {
                    charge(run.over(), 1, 1, sign);
                }
                continue;
            }
            if (0 < length && length < run.least() && !exempt) {
                charge(run.under(), run.least() - length, 1, sign);
            }
            length = 0;
            exempt = false;
        }
    }

    private void chargePattern(Problem.Pattern pattern, Problem p, short[] x, int first, int last,
                               int sign) {
        boolean[][] sets = pattern.sets();
        int n = sets.length;
        for (int from = Math.max(first - n + 1, 1 - n); from <= last && from + n <= p.days; from++) {
            boolean whole = from >= 0 ? pattern.starts()[from]
                    : (pattern.begun() >> (-1 - from) & 1) != 0;
            for (int i = Math.max(0, -from); whole && i < n; i++) {
                whole = sets[i][x[from + i]];
            }
            if (whole) {
                charge(pattern.price(), 1, 1, sign);
            }
        }
    }

    private void chargeSpan(Problem.Span span, Problem p, short[] x, int first, int last,
                            int sign) {
        int n = span.days();
        long sum = 0;
        for (int d = first - n + 1; d < first; d++) {
            sum += weight(span, p, x, d);
        }
        for (int d = first; d < last + n && d < p.days; d++) {
            sum += weight(span, p, x, d);
            Problem.Range.charge(span.ranges(), this, sum, span.whole(),
                    n <= d + 1 + span.known(), sign);
            sum -= weight(span, p, x, d - n + 1);
        }
    }

    /** Of a day of the line, or of one before it. */
    private static long weight(Problem.Span span, Problem p, short[] x, int d) {
        return d >= 0 ? span.weights()[d * p.codes + x[d]] : span.before()[-1 - d];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Line line && member == line.member
                && Arrays.equals(codes, line.codes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(codes) + member;
    }
}
