// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** The neighbourhood: other codes on some days of one member, and days exchanged among two or three. */
public final class LineMoves implements MoveIteratorFactory<Roster, LineMove> {
    /** Each kind of move with how often it is drawn, of their sum. */
    private enum Kind {
        CHANGE(10), SWAP(20), SWAP_BLOCK(30), SET_BLOCK(10), SHIFT_BLOCK(15), TWO_DAYS(6),
        CYCLE(5), SWAP_APART(10), RELOCATE(15), FILL(15);

        static final Kind[] DRAWN;
        final int share;

        Kind(int share) {
            this.share = share;
        }

        static {
            List<Kind> drawn = new ArrayList<>();
            for (Kind kind : values()) {
                for (int i = 0; i < kind.share; i++) {
                    drawn.add(kind);
                }
            }
            DRAWN = drawn.toArray(Kind[]::new);
        }
    }

    private static final int WEEK = 7;       // days of a usual block at most
    private static final int FEW = 4;        // days of a block that is set, or handed round
    private static final int NEAR = 10;      // days apart
    private static final int LOOKS = 50;     // cells looked at for one that is short
    private static final int ASKED = 10;     // members for a place that is open
    private static final int MOST_CHANGED = 3;

    @Override
    public long getSize(ScoreDirector<Roster> director) {
        Problem p = director.getWorkingSolution().problem();
        return (long) p.members * p.days * (p.codes + p.members);
    }

    @Override
    public Iterator<LineMove> createOriginalMoveIterator(ScoreDirector<Roster> director) {
        throw new UnsupportedOperationException("moves are drawn");
    }

    @Override
    public Iterator<LineMove> createRandomMoveIterator(ScoreDirector<Roster> director,
                                                       Random random) {
        return new Draw(director, random);
    }

    private static final class Draw implements Iterator<LineMove> {
        private final ScoreDirector<Roster> director;
        private final Random random;
        private final Problem p;
        private Roster roster;
        // the members that change, up to three, and on which days
        private int changed;
        private final int[] member = new int[MOST_CHANGED], first = new int[MOST_CHANGED],
                last = new int[MOST_CHANGED];
        private final short[][] codes = new short[MOST_CHANGED][];

        Draw(ScoreDirector<Roster> director, Random random) {
            this.director = director;
            this.random = random;
            p = director.getWorkingSolution().problem();
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public LineMove next() {
            roster = director.getWorkingSolution();
            while (true) {
                changed = 0;
                if (build(Kind.DRAWN[random.nextInt(Kind.DRAWN.length)])) {
                    List<Member> members = new ArrayList<>(changed);
                    List<Line> lines = new ArrayList<>(changed);
                    for (int i = 0; i < changed; i++) {
                        if (first[i] <= last[i]) {
                            Member one = roster.getMembers().get(member[i]);
                            members.add(one);
                            lines.add(new Line(p, one.getLine(), codes[i], first[i], last[i]));
                        }
                    }
                    if (!members.isEmpty()) {
                        return new LineMove(members, lines);
                    }
                }
            }
        }

        private short at(int m, int d) {
            return roster.getMembers().get(m).getLine().codes[d];
        }

        /** The member's day gets a code; false where he may not have it. */
        private boolean put(int m, int d, short code) {
            if (at(m, d) == code) {
                return true;
            }
            if (!p.allows(m, d, code)) {
                return false;
            }
            int i = 0;
            while (i < changed && member[i] != m) {
                i++;
            }
            if (i == changed) {
                changed++;
                member[i] = m;
                codes[i] = roster.getMembers().get(m).getLine().codes.clone();
                first[i] = p.days;
                last[i] = -1;
            }
            codes[i][d] = code;
            first[i] = Math.min(first[i], d);
            last[i] = Math.max(last[i], d);
            return true;
        }

        private short any(int m, int d) {
            short[] choices = p.choices[m * p.days + d];
            return choices.length == 0 ? at(m, d) : choices[random.nextInt(choices.length)];
        }

        private int other(int m) {
            int n = random.nextInt(p.members - 1);
            return n < m ? n : n + 1;
        }

        /** Another day, as often near as anywhere. */
        private int another(int d) {
            int e = d - NEAR + random.nextInt(2 * NEAR + 1);
            return e < 0 || e >= p.days || random.nextBoolean() ? random.nextInt(p.days) : e;
        }

        private boolean swap(int m, int n, int d) {
            return put(m, d, at(n, d)) && put(n, d, at(m, d));
        }

        /** The day behind a block of some days, mostly within a week. */
        private int end(int d) {
            int most = random.nextInt(WEEK) == 0 ? 3 * WEEK : WEEK;
            return Math.min(p.days, d + 2 + random.nextInt(most - 1));
        }

        private boolean build(Kind kind) {
            int m = random.nextInt(p.members), d = random.nextInt(p.days);
            switch (kind) {
                case CHANGE:
                    return put(m, d, any(m, d));
                case SET_BLOCK:
                    return setBlock(m, d);
                case SHIFT_BLOCK:
                    return shiftBlock(m, d);
                case TWO_DAYS: {
                    int e = another(d);
                    return put(m, d, at(m, e)) && put(m, e, at(m, d));
                }
                case RELOCATE: {             // a duty moves to a day off, and may change
                    int e = another(d);
                    return at(m, d) != 0 && at(m, e) == 0 && put(m, d, (short) 0)
                            && put(m, e, random.nextBoolean() ? at(m, d) : any(m, e));
                }
                case FILL:
                    return fill(random.nextInt(4) == 0);
                default:
                    return p.members > 1 && exchange(kind, m, other(m), d);
            }
        }

        private boolean exchange(Kind kind, int m, int n, int d) {
            if (kind == Kind.SWAP) {
                return swap(m, n, d);
            }
            if (kind == Kind.SWAP_APART) {
                int e = another(d);
                return swap(m, n, d) && (e == d || swap(m, n, e));
            }
            int o = other(m), end = end(d);
            if (kind == Kind.CYCLE) {
                end = Math.min(p.days, d + 1 + random.nextInt(FEW));
                for (int e = d; o != n && e < end; e++) {
                    if (!put(m, e, at(n, e)) || !put(n, e, at(o, e)) || !put(o, e, at(m, e))) {
                        return false;
                    }
                }
                return true;
            }
            for (int e = d; e < end; e++) {
                if (!swap(m, n, e)) {
                    return false;
                }
            }
            return true;
        }

        /** Some days are all off, all one code, or anything. */
        private boolean setBlock(int m, int d) {
            int mode = random.nextInt(3), end = Math.min(p.days, d + 2 + random.nextInt(FEW));
            short code = mode == 0 ? 0 : any(m, d);
            for (int e = d; e < end; e++) {
                if (!put(m, e, mode == 2 ? any(m, e) : code)) {
                    return false;
                }
            }
            return true;
        }

        /** A run of duties or of days off, or any block, goes a day to the left or right. */
        private boolean shiftBlock(int m, int d) {
            int end = d + 1;
            boolean right = random.nextBoolean();
            if (random.nextBoolean()) {
                boolean off = at(m, d) == 0;
                while (d > 0 && (at(m, d - 1) == 0) == off) {
                    d--;
                }
                while (end < p.days && (at(m, end) == 0) == off) {
                    end++;
                }
                end = right ? end + 1 : end;
                d = right ? d : d - 1;
            } else {
                end = end(d);
            }
            if (d < 0 || end > p.days || end - d > FEW * WEEK) {
                return false;
            }
            for (int e = d; e < end; e++) {
                int from = right ? (e == d ? end - 1 : e - 1) : (e == end - 1 ? d : e + 1);
                if (!put(m, e, at(m, from))) {
                    return false;
                }
            }
            return true;
        }

        /** A cell that is short gets somebody, who may be off on another day for it. */
        private boolean fill(boolean drop) {
            if (p.cells.length == 0) {
                return false;
            }
            int cell = random.nextInt(p.cells.length);
            for (int i = 0; !isShort(cell); i++) {
                if (i == LOOKS) {
                    return false;
                }
                cell = random.nextInt(p.cells.length);
            }
            Problem.Place place = p.places[cell][random.nextInt(p.places[cell].length)];
            int d = place.day(), e = another(d);
            for (int i = 0; i < ASKED; i++) {
                int m = random.nextInt(p.members);
                if (at(m, d) != place.code() && p.feed(m, d, place.code()) != null
                        && put(m, d, (short) place.code())) {
                    return !drop || e == d || at(m, e) == 0 || put(m, e, (short) 0);
                }
            }
            return false;
        }

        private boolean isShort(int cell) {
            if (p.places[cell].length > 0) {
                for (Problem.Range range : p.cells[cell]) {
                    if (roster.counts()[cell] < range.lo()) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
