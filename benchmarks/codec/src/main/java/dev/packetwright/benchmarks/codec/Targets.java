package dev.packetwright.benchmarks.codec;

import dev.packetwright.benchmarks.codec.Contestant.Kind;
import dev.packetwright.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The figures as ratios to the best peer, and whether they meet their targets. */
final class Targets {
    private static final double VIEW = 0.65;

    private final List<Measurement> measurements;

    Targets(List<Measurement> measurements) {
        this.measurements = List.copyOf(measurements);
    }

    /** Compares encoding with all peers, decoding with peers that decode to objects, and views with flyweights. */
    Table table() {
        Table table = new Table(List.of("task", "ours ns", "best peer ns", "peer", "ratio", "target", "met"));
        for (Sample sample : Sample.values()) {
            add(table, "encode", sample, Contestant.PACKETWRIGHT, Set.of(Kind.OBJECTS, Kind.FLYWEIGHT), encode(sample));
        }
        for (Sample sample : Sample.values()) {
            add(table, "decode", sample, Contestant.PACKETWRIGHT, Set.of(Kind.OBJECTS), decode(sample));
        }
        for (Sample sample : Sample.values()) {
            add(table, "decode", sample, Contestant.PACKETWRIGHT_VIEW, Set.of(Kind.FLYWEIGHT), OptionalDouble.of(VIEW));
        }
        return table;
    }

    private void add(
            Table table, String task, Sample sample, Contestant contestant, Set<Kind> peers, OptionalDouble target) {
        Optional<Measurement> ours = find(task, sample, contestant);
        Optional<Measurement> best = measurements.stream()
                .filter(each -> each.task().equals(task) && each.message().equals(sample.label()))
                .filter(each ->
                        peers.contains(Contestant.labelled(each.contestant()).kind()))
                .min(Comparator.comparingDouble(Measurement::cpuNanos));
        if (ours.isEmpty() || best.isEmpty()) {
            return;
        }
        double ratio = ours.get().cpuNanos() / best.get().cpuNanos();
        List<String> cells = new ArrayList<>();
        cells.add(task + " " + sample.label() + (contestant == Contestant.PACKETWRIGHT_VIEW ? " (view)" : ""));
        cells.add(number(ours.get().cpuNanos()));
        cells.add(number(best.get().cpuNanos()));
        cells.add(best.get().contestant());
        cells.add(String.format(Locale.ROOT, "%.2f", ratio));
        cells.add(target.isPresent() ? String.format(Locale.ROOT, "%.2f", target.getAsDouble()) : "");
        cells.add(target.isEmpty() ? "" : ratio <= target.getAsDouble() ? "yes" : "no");
        table.add(cells);
    }

    private Optional<Measurement> find(String task, Sample sample, Contestant contestant) {
        return measurements.stream()
                .filter(each -> each.task().equals(task)
                        && each.message().equals(sample.label())
                        && each.contestant().equals(contestant.label()))
                .findFirst();
    }

    private static String number(double nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos);
    }

    private static OptionalDouble encode(Sample sample) {
        return switch (sample) {
            case CHAT_ASCII -> OptionalDouble.of(0.9);
            case CHAT_HANGUL -> OptionalDouble.of(0.7);
            case CHAT_MIXED -> OptionalDouble.of(1.0);
            case MOVE -> OptionalDouble.of(0.6);
            case PLAYER_INFO -> OptionalDouble.of(0.4);
            case SNAPSHOT -> OptionalDouble.of(0.45);
            case ENTER, LEAVE -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble decode(Sample sample) {
        return switch (sample) {
            case CHAT_ASCII -> OptionalDouble.of(0.95);
            case CHAT_HANGUL -> OptionalDouble.of(1.1);
            case CHAT_MIXED -> OptionalDouble.of(1.2);
            case MOVE -> OptionalDouble.of(0.8);
            case PLAYER_INFO -> OptionalDouble.of(0.6);
            case SNAPSHOT -> OptionalDouble.of(0.85);
            case ENTER, LEAVE -> OptionalDouble.empty();
        };
    }
}
