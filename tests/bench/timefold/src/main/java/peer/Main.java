// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * usage: Main solve PROBLEM SECONDS [SEED]     prints “limits N broken by N cost N”, a line a member
 *        Main score PROBLEM ROSTERS            prints “limits N broken by N cost N” of each
 */
public final class Main {
    private static final int SOLVERS = 2;    // the free edition has no move threads
    /** Rounds of annealing, each from the best of the one before: limits get dearer, it starts less hot. */
    private static final double[] PENALTY = { 3, 10, 30 }, HEAT = { 1, 0.5, 0.2 },
            SHARE = { 0.6, 0.25, 0.15 };
    // The start's temperature, in the usual price of a unit: the more seconds a day has, the hotter.
    private static final double WARM = 2.5, COOL = 0.2, DAYS_FOR_A_MINUTE = 1000;
    private static final double MINUTE = 60, START_AND_END = 0.3;

    public static void main(String[] words) throws Exception {
        Problem problem = Problem.read(Path.of(words[1]));
        if (words[0].equals("score")) {
            score(problem, Path.of(words[2]));
            return;
        }
        double began = ManagementFactory.getRuntimeMXBean().getStartTime();
        double until = began + 1000 * (Double.parseDouble(words[2]) - START_AND_END);
        long seed = words.length > 3 ? Long.parseLong(words[3]) : 1;
        ExecutorService threads = Executors.newFixedThreadPool(SOLVERS);
        List<Future<List<Line>>> runs = new ArrayList<>();
        for (int i = 0; i < SOLVERS; i++) {
            long mine = seed + i;
            runs.add(threads.submit(() -> anneal(problem, Double.parseDouble(words[2]), until, mine)));
        }
        threads.shutdown();
        List<List<Line>> found = new ArrayList<>();
        for (Future<List<Line>> run : runs) {
            found.add(run.get());
        }
        List<Line> best = best(problem, found);
        print(Roster.charge(problem, best), problem);
        for (Line line : best) {
            System.out.println(IntStream.range(0, problem.days)
                    .mapToObj(d -> "" + line.codes[d]).collect(Collectors.joining(" ")));
        }
    }

    private static void print(Tally charged, Problem problem) {
        System.out.println("limits " + charged.limits + " broken by " + charged.broken + " cost "
                + charged.cost(problem));
    }

    private static void score(Problem problem, Path path) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String row : Files.readAllLines(path)) {
            String[] words = row.split(" ");
            short[] codes = new short[problem.days];
            for (int d = 0; d < codes.length; d++) {
                codes[d] = Short.parseShort(words[d]);
            }
            lines.add(new Line(problem, lines.size(), codes));
            if (lines.size() == problem.members) {
                print(Roster.charge(problem, lines), problem);
                lines.clear();
            }
        }
    }

    /** The one that breaks least, and then costs least. */
    private static List<Line> best(Problem problem, List<List<Line>> rosters) {
        List<Line> best = null;
        Tally least = null;
        for (List<Line> roster : rosters) {
            Tally charged = Roster.charge(problem, roster);
            if (least == null || charged.broken < least.broken || charged.broken == least.broken
                    && charged.cost(problem) < least.cost(problem)) {
                best = roster;
                least = charged;
            }
        }
        return best;
    }

    private static List<Line> anneal(Problem problem, double seconds, double until, long seed) {
        double size = (double) problem.members * problem.days;
        double warm = WARM * Math.sqrt(DAYS_FOR_A_MINUTE / size * seconds / MINUTE);
        double usual = Math.sqrt((double) problem.largestPrice * problem.smallestPrice);
        double heat = usual * Math.max(COOL, Math.min(WARM, warm));
        List<Line> lines = Roster.firstFit(problem, penalty(problem, 0));
        double rest = 1;
        for (int i = 0; i < SHARE.length; i++) {
            double left = (until - System.currentTimeMillis()) * SHARE[i] / rest;
            rest -= SHARE[i];
            SolverConfig config = config(Math.round(RosterScore.SCALE * heat * HEAT[i]), seed, left);
            lines = SolverFactory.<Roster>create(config).buildSolver()
                    .solve(new Roster(problem, lines, penalty(problem, i))).lines();
        }
        return lines;
    }

    private static long penalty(Problem problem, int round) {
        return Math.round(PENALTY[round] * problem.largestPrice);
    }

    private static SolverConfig config(long heat, long seed, double milliseconds) {
        return new SolverConfig().withSolutionClass(Roster.class)
                .withEntityClasses(Member.class)
                .withEnvironmentMode(EnvironmentMode.valueOf(System.getProperty("mode", "NO_ASSERT")))
                .withRandomSeed(seed)
                .withScoreDirectorFactory(new ScoreDirectorFactoryConfig()
                        .withIncrementalScoreCalculatorClass(RosterScore.class))
                .withTerminationConfig(new TerminationConfig()
                        .withSpentLimit(Duration.ofMillis((long) Math.max(1, milliseconds))))
                .withPhases(new LocalSearchPhaseConfig()
                        .withMoveSelectorConfig(new MoveIteratorFactoryConfig()
                                .withMoveIteratorFactoryClass(LineMoves.class))
                        .withAcceptorConfig(new LocalSearchAcceptorConfig()
                                .withSimulatedAnnealingStartingTemperature("" + heat))
                        .withForagerConfig(new LocalSearchForagerConfig()
                                .withAcceptedCountLimit(1)));
    }
}
