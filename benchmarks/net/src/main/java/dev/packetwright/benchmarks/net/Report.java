package dev.packetwright.benchmarks.net;

import dev.packetwright.benchmarks.net.load.Scenario;
import dev.packetwright.benchmarks.net.load.Wire;
import dev.packetwright.benchmarks.net.server.Contestant;
import dev.packetwright.benchmarks.report.BarChart;
import dev.packetwright.benchmarks.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The tables of the runs. Each figure comes from the round in which it was lowest. */
final class Report {
    private static final double P99_TARGET = 1.1;
    private static final double IDLE_HEAP_TARGET = 1_024;
    private static final double WEB_SOCKET_HEAP_TARGET = 300;
    private static final double TO_NETTY = 0.9;
    private static final double TO_TCP = 1.15;
    private static final double IDLE_RESIDENT_TARGET = 3.5 * 1_024;

    private final List<Run> runs;

    Report(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    String tables() {
        StringBuilder tables = new StringBuilder();
        for (Scenario scenario : scenarios()) {
            tables.append(scenario.label()).append("\n\n");
            tables.append(scenario.kind() == Scenario.Kind.IDLE ? memory(scenario) : cost(scenario));
            tables.append('\n');
        }
        return tables.toString();
    }

    private Table cost(Scenario scenario) {
        var table = new Table(List.of(
                "server",
                "CPU us/packet",
                "to best Netty",
                "B allocated",
                "packets/s",
                "p50 us",
                "p99 us",
                "p99.9 us"));
        for (Contestant contestant : contestants(scenario)) {
            double best = bestOfNetty(scenario, contestant.wire(), Run::cpuMicros);
            double cpu = least(contestant, scenario, Run::cpuMicros);
            table.add(List.of(
                    contestant.label(),
                    shown("%.3f", cpu),
                    shown("%.2f", cpu / best),
                    shown("%,.0f", least(contestant, scenario, Run::allocatedBytes)),
                    shown("%,.0f", -least(contestant, scenario, run -> -perSecond(run))),
                    shown("%.1f", least(contestant, scenario, run -> run.load().p50Micros())),
                    shown("%.1f", least(contestant, scenario, Report::p99)),
                    shown("%.1f", least(contestant, scenario, run -> run.load().p999Micros()))));
        }
        return table;
    }

    private Table memory(Scenario scenario) {
        var table = new Table(List.of("server", "heap B/connection", "resident B/connection"));
        for (Contestant contestant : contestants(scenario)) {
            table.add(List.of(
                    contestant.label(),
                    shown("%,.0f", least(contestant, scenario, Run::heapBytes)),
                    shown("%,.0f", least(contestant, scenario, Run::residentBytes))));
        }
        return table;
    }

    /** Our rows beside the best of Netty's rows, chosen for each figure. */
    Table targets() {
        var table = new Table(List.of("figure", "ours", "best Netty", "ratio", "target", "met"));
        for (Scenario scenario : scenarios()) {
            if (scenario.kind() == Scenario.Kind.IDLE) {
                bytes(table, scenario, "heap B", Run::heapBytes, IDLE_HEAP_TARGET);
                bytes(table, scenario, "resident B", Run::residentBytes, IDLE_RESIDENT_TARGET);
            } else {
                ratio(table, scenario, "CPU us", Run::cpuMicros, cpuTarget(scenario));
                ratio(table, scenario, "p99 us", Report::p99, P99_TARGET);
            }
        }
        return table;
    }

    /** WebSocket beside the best of Netty's rows over WebSocket, and beside our row over TCP. */
    Table webSocketTargets() {
        var table = new Table(List.of("figure over WebSocket", "ours", "the other", "ratio", "target", "met"));
        for (Scenario scenario : scenarios()) {
            boolean isIdle = scenario.kind() == Scenario.Kind.IDLE;
            ToDoubleFunction<Run> figure = isIdle ? Run::heapBytes : Run::cpuMicros;
            double ours = least(Contestant.PACKETWRIGHT_WEB_SOCKET, scenario, figure);
            double tcp = least(Contestant.PACKETWRIGHT, scenario, figure);
            double best = bestOfNetty(scenario, Wire.WEB_SOCKET, figure);
            if (isIdle) {
                String most = shown("+%,.0f B", WEB_SOCKET_HEAP_TARGET);
                boolean isMet = ours - tcp <= WEB_SOCKET_HEAP_TARGET;
                row(table, scenario.label() + ", heap B, TCP", "%,.0f", ours, tcp, most, isMet);
            } else {
                String label = scenario.label() + ", CPU us, ";
                row(table, label + "Netty", "%.3f", ours, best, TO_NETTY);
                row(table, label + "TCP", "%.3f", ours, tcp, TO_TCP);
            }
        }
        return table;
    }

    private static void row(Table table, String figure, String format, double ours, double other, double target) {
        row(table, figure, format, ours, other, shown("%.2f", target), ours / other <= target);
    }

    /** The target for our CPU time per packet, as a ratio to the best of Netty's. */
    private static double cpuTarget(Scenario scenario) {
        if (scenario.kind() == Scenario.Kind.BROADCAST) {
            return 0.8;
        }
        return scenario.isPipelined() ? 0.25 : 1.0;
    }

    private void ratio(Table table, Scenario scenario, String unit, ToDoubleFunction<Run> figure, double target) {
        double ours = least(Contestant.PACKETWRIGHT, scenario, figure);
        double best = bestOfNetty(scenario, Wire.TCP, figure);
        row(table, scenario.label() + ", " + unit, "%.3f", ours, best, target);
    }

    private void bytes(Table table, Scenario scenario, String unit, ToDoubleFunction<Run> figure, double target) {
        double ours = least(Contestant.PACKETWRIGHT, scenario, figure);
        double best = bestOfNetty(scenario, Wire.TCP, figure);
        String most = shown("%,.0f B", target);
        row(table, scenario.label() + ", " + unit, "%,.0f", ours, best, most, ours <= target);
    }

    private static void row(
            Table table, String figure, String format, double ours, double best, String target, boolean met) {
        table.add(List.of(
                figure,
                shown(format, ours),
                shown(format, best),
                shown("%.2f", ours / best),
                target,
                met ? "yes" : "no"));
    }

    String chart() {
        var chart = new BarChart("A server's cost", Contestant.PACKETWRIGHT.label());
        for (Scenario scenario : scenarios()) {
            boolean isIdle = scenario.kind() == Scenario.Kind.IDLE;
            ToDoubleFunction<Run> figure = isIdle ? Run::residentBytes : run -> 1e3 * run.cpuMicros();
            Map<String, Double> bars = new LinkedHashMap<>();
            contestants(scenario)
                    .forEach(contestant -> bars.put(contestant.label(), least(contestant, scenario, figure)));
            chart.add(scenario.label(), bars, isIdle ? "resident bytes for each connection" : "CPU ns for each packet");
        }
        return chart.toString();
    }

    private List<Scenario> scenarios() {
        return runs.stream().map(Run::scenario).distinct().toList();
    }

    private List<Contestant> contestants(Scenario scenario) {
        return runs.stream()
                .filter(run -> run.scenario().equals(scenario))
                .map(Run::contestant)
                .distinct()
                .sorted()
                .toList();
    }

    private double bestOfNetty(Scenario scenario, Wire wire, ToDoubleFunction<Run> figure) {
        return Stream.of(Contestant.values())
                .filter(contestant -> contestant.isNetty() && contestant.wire() == wire)
                .mapToDouble(contestant -> least(contestant, scenario, figure))
                .min()
                .orElseThrow();
    }

    /** Other load on the machine only adds to a figure, so the lowest round is closest to the truth. */
    private double least(Contestant contestant, Scenario scenario, ToDoubleFunction<Run> figure) {
        return runs.stream()
                .filter(run -> run.contestant() == contestant && run.scenario().equals(scenario))
                .mapToDouble(figure)
                .min()
                .orElseThrow();
    }

    private static double perSecond(Run run) {
        return run.load().packets() / run.load().seconds();
    }

    private static double p99(Run run) {
        return run.load().p99Micros();
    }

    private static String shown(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
