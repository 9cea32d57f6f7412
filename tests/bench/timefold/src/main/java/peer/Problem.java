// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A problem in its text form, docs/solver/text-form.md; it trusts what it reads. */
final class Problem {
    record Run(boolean[] set, int least, int most, long under, long over, int before,
               boolean known) {
    }

    record Pattern(boolean[] starts, long begun, long price, boolean[][] sets) {
    }

    record Span(int days, int[] weights, int known, int[] before, Range[] ranges, int whole) {
    }

    record Counter(int[] weights, int[] groups, int before, Range[] ranges, int whole) {
    }

    /** A duty of a member that feeds a cell. */
    record Place(int day, int code) {
    }

    record Range(long lo, long hi, long under, long over, boolean gap) {
        /** Whole says how much one duty counts at most. */
        static void charge(Range[] ranges, Tally to, long value, int whole, boolean complete,
                           int sign) {
            for (Range r : ranges) {
                if (value < r.lo && complete) {
                    if (r.gap) {
                        to.gaps += sign * (r.lo - value);
                    } else {
                        to.charge(r.under, r.lo - value, whole, sign);
                    }
                }
                if (value > r.hi) {
                    to.charge(r.over, value - r.hi, whole, sign);
                }
            }
        }
    }

    int members, days, codes;
    long gapPrice;
    long largestPrice = 1, smallestPrice = Long.MAX_VALUE;
    long[][] cost;                           // [member * days + day][code], null: all free
    short[][] choices;                       // [member * days + day]: what he may have
    boolean[][][] barred;                    // [line profile][day][code * codes + next], or null
    int[] lineProfile, cellProfile;          // -1: none
    Run[][] runs;                            // [member][]
    Pattern[][] patterns;
    Span[][] spans;
    Counter[][] counters;
    Range[][] cells;
    int[] cellWhole;
    int[][][] feeds;                         // [cell profile][day * codes + code]: cell, n, cell, n
    Place[][] places;                        // [cell]

    private String[] field;
    private int next;

    private int number() {
        return Integer.parseInt(field[next++]);
    }

    private long price() {
        String word = field[next++];
        if (word.equals("x")) {
            return Tally.FORBIDDEN;
        }
        long price = Long.parseLong(word);
        largestPrice = Math.max(largestPrice, price);
        smallestPrice = price > 0 ? Math.min(smallestPrice, price) : smallestPrice;
        return price;
    }

    private long side(long open) {
        String word = field[next++];
        return word.equals("-") || word.equals("+") ? open : Long.parseLong(word);
    }

    private int[] numbers(int n) {
        int[] read = new int[n];
        for (int i = 0; i < n; i++) {
            read[i] = number();
        }
        return read;
    }

    private boolean[] flags(int n) {
        boolean[] read = new boolean[n];
        for (int i = 0; i < n; i++) {
            read[i] = number() != 0;
        }
        return read;
    }

    private Range[] ranges() {
        Range[] read = new Range[number()];
        for (int i = 0; i < read.length; i++) {
            read[i] = new Range(side(Long.MIN_VALUE), side(Long.MAX_VALUE), price(),
                    price(), number() != 0);
        }
        return read;
    }

    private static int largest(int[] weights) {
        int most = 1;
        for (int weight : weights) {
            most = Math.max(most, Math.abs(weight));
        }
        return most;
    }

    private static <T> List<List<T>> lists(int n) {
        List<List<T>> made = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            made.add(new ArrayList<>());
        }
        return made;
    }

    static Problem read(Path path) throws IOException {
        Problem p = new Problem();
        p.readAll(Files.readAllLines(path));
        return p;
    }

    private void readAll(List<String> lines) {
        field = lines.get(0).split(" ");
        next = 2;
        members = number();
        days = number();
        codes = number();
        gapPrice = number();
        cost = new long[members * days][];
        lineProfile = new int[members];
        cellProfile = new int[members];
        Arrays.fill(lineProfile, -1);
        Arrays.fill(cellProfile, -1);
        List<List<Run>> run = lists(members);
        List<List<Pattern>> pattern = lists(members);
        List<List<Span>> span = lists(members);
        List<List<Counter>> counter = lists(members);
        Map<Integer, boolean[]> joins = new HashMap<>();
        Map<Integer, int[]> profiles = new HashMap<>();
        List<boolean[]> codeSets = new ArrayList<>(), daySets = new ArrayList<>();
        List<int[]> weights = new ArrayList<>(), groups = new ArrayList<>();
        List<Range[]> cell = new ArrayList<>();
        Map<Integer, List<int[]>> fed = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            field = line.split(" ");
            next = 1;
            switch (field[0]) {
                case "cost" -> {
                    long[] prices = cost[number() * days + number()] = new long[codes];
                    for (int c = 0; c < codes; c++) {
                        prices[c] = price();
                    }
                }
                case "join" -> joins.computeIfAbsent(number(), t -> new boolean[codes * codes])
                        [number() * codes + number()] = true;
                case "line-profile" -> profiles.put(number(), numbers(days - 1));
                case "code-set" -> codeSets.add(flags(codes));
                case "day-set" -> daySets.add(flags(days));
                case "weights" -> weights.add(numbers(days * codes));
                case "groups" -> groups.add(numbers(days));
                case "run" -> run.get(number()).add(new Run(codeSets.get(number()), number(),
                        number(), price(), price(), number(), number() != 0));
                case "counter" -> {
                    int m = number(), w = number(), g = number();
                    counter.get(m).add(new Counter(weights.get(w), g < 0 ? null : groups.get(g),
                            number(), ranges(), g < 0 ? largest(weights.get(w)) : 1));
                }
                case "pattern" -> {
                    int m = number();
                    boolean[] starts = daySets.get(number());
                    long begun = number(), charged = price();
                    boolean[][] sets = new boolean[number()][];
                    for (int i = 0; i < sets.length; i++) {
                        sets[i] = codeSets.get(number());
                    }
                    pattern.get(m).add(new Pattern(starts, begun, charged, sets));
                }
                case "span" -> {
                    int m = number(), length = number();
                    int[] w = weights.get(number());
                    span.get(m).add(new Span(length, w, number(), numbers(length - 1), ranges(),
                            largest(w)));
                }
                case "cell" -> cell.add(ranges());
                case "feed" -> fed.computeIfAbsent(number(), q -> new ArrayList<>())
                        .add(numbers(4));
                case "member" -> {
                    int m = number();
                    lineProfile[m] = number();
                    cellProfile[m] = number();
                }
                default -> {
                    if (!field[0].equals("end")) {
                        throw new IllegalArgumentException("unknown record " + field[0]);
                    }
                }
            }
        }
        runs = run.stream().map(l -> l.toArray(Run[]::new)).toArray(Run[][]::new);
        patterns = pattern.stream().map(l -> l.toArray(Pattern[]::new)).toArray(Pattern[][]::new);
        spans = span.stream().map(l -> l.toArray(Span[]::new)).toArray(Span[][]::new);
        counters = counter.stream().map(l -> l.toArray(Counter[]::new)).toArray(Counter[][]::new);
        cells = cell.toArray(Range[][]::new);
        setJoins(joins, profiles);
        setFeeds(fed);
        setChoices();
        smallestPrice = Math.min(smallestPrice, largestPrice);
    }

    private void setJoins(Map<Integer, boolean[]> joins, Map<Integer, int[]> profiles) {
        int n = profiles.keySet().stream().mapToInt(i -> i + 1).max().orElse(0);
        barred = new boolean[n][days][];
        profiles.forEach((profile, tables) -> {
            for (int d = 0; d < days - 1; d++) {
                barred[profile][d] = joins.get(tables[d]);
            }
        });
    }

    private void setFeeds(Map<Integer, List<int[]>> fed) {
        int n = fed.keySet().stream().mapToInt(i -> i + 1).max().orElse(0);
        for (int profile : cellProfile) {
            n = Math.max(n, profile + 1);
        }
        feeds = new int[n][days * codes][];
        cellWhole = new int[cells.length];
        Arrays.fill(cellWhole, 1);
        List<List<Place>> place = lists(cells.length);
        fed.forEach((profile, rows) -> {
            for (int[] row : rows) {         // cell, day, code, n
                int[] had = feeds[profile][row[1] * codes + row[2]];
                int[] now = Arrays.copyOf(had == null ? new int[0] : had,
                        had == null ? 2 : had.length + 2);
                now[now.length - 2] = row[0];
                now[now.length - 1] = row[3];
                feeds[profile][row[1] * codes + row[2]] = now;
                cellWhole[row[0]] = Math.max(cellWhole[row[0]], Math.abs(row[3]));
                if (row[3] > 0) {
                    place.get(row[0]).add(new Place(row[1], row[2]));
                }
            }
        });
        places = place.stream().map(l -> l.stream().distinct().toArray(Place[]::new))
                .toArray(Place[][]::new);
    }

    private void setChoices() {
        choices = new short[members * days][];
        for (int i = 0; i < choices.length; i++) {
            short[] mine = new short[codes];
            int n = 0;
            for (short c = 0; c < codes; c++) {
                if (cost[i] == null || cost[i][c] != Tally.FORBIDDEN) {
                    mine[n++] = c;
                }
            }
            choices[i] = Arrays.copyOf(mine, n);
        }
    }

    boolean allows(int member, int day, int code) {
        long[] prices = cost[member * days + day];
        return prices == null || prices[code] != Tally.FORBIDDEN;
    }

    /** What a duty feeds, or null. */
    int[] feed(int member, int day, int code) {
        int profile = cellProfile[member];
        return profile < 0 ? null : feeds[profile][day * codes + code];
    }
}
