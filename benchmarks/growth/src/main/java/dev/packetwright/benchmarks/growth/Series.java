package dev.packetwright.benchmarks.growth;

import dev.packetwright.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The cost of a task as a number grows.
 *
 * @param task the task
 * @param of the name of the number that grows
 * @param unit the unit of {@link Point#cost()}
 * @param points in growing order
 */
record Series(String task, String of, String unit, List<Point> points) {
    /** The power from which on growth is more than noise. */
    private static final double BEND = 1.15;

    /**
     * The cost at one number.
     *
     * @param number the number
     * @param cost the total cost
     * @param bytes the total of bytes allocated or held
     */
    record Point(long number, double cost, double bytes) {}

    /** The cost, the cost for each, and the power of the number by which the cost has grown since the previous row. */
    Table table() {
        Table table = new Table(List.of(of, unit, unit + " for each", "bytes", "bytes for each", "power", "bends"));
        Point before = null;
        for (Point point : points) {
            double power = before == null
                    ? 0
                    : Math.log(point.cost / before.cost) / Math.log((double) point.number / before.number);
            table.add(List.of(
                    String.format(Locale.ROOT, "%,d", point.number),
                    shown(point.cost),
                    shown(point.cost / point.number),
                    String.format(Locale.ROOT, "%,.0f", point.bytes),
                    String.format(Locale.ROOT, "%,.1f", point.bytes / point.number),
                    before == null ? "" : String.format(Locale.ROOT, "%.2f", power),
                    before == null || power <= BEND ? "" : "here"));
            before = point;
        }
        return table;
    }

    /** The cost for each, for a chart. */
    Map<String, Double> costsForEach() {
        Map<String, Double> costs = new LinkedHashMap<>();
        points.forEach(point -> costs.put(String.format(Locale.ROOT, "%,d", point.number), point.cost / point.number));
        return costs;
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%,.0f", value);
    }

    /** Measures a series point by point. */
    static final class Builder {
        private final String task;
        private final String of;
        private final String unit;
        private final List<Point> points = new ArrayList<>();

        Builder(String task, String of, String unit) {
            this.task = task;
            this.of = of;
            this.unit = unit;
        }

        void add(long number, double cost, double bytes) {
            points.add(new Point(number, cost, bytes));
        }

        Series build() {
            return new Series(task, of, unit, List.copyOf(points));
        }
    }
}
