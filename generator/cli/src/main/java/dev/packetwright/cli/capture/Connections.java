package dev.packetwright.cli.capture;

import dev.packetwright.cli.capture.TcpStream.Start;
import dev.packetwright.cli.capture.TcpStream.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The connections of a capture. The number of connections and of waiting bytes is limited. */
final class Connections {
    private static final int MAX_STREAMS = 65_536;
    private static final long MAX_WAITING_BYTES = 1L << 26;
    private static final int MAX_OTHER_PORTS = 8;

    private final OptionalInt port;
    private final Consumer<CaptureEvent> events;

    /** The streams, the least recently used one first. */
    private final Map<Flow, Assembly> streams = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<Integer> otherPorts = new TreeSet<>();
    private boolean portSeen;
    private long numbers;
    private long waitingBytes;

    /** @param port the port of the server whose connections are read; if empty, all connections are */
    Connections(OptionalInt port, Consumer<CaptureEvent> events) {
        this.port = port;
        this.events = events;
    }

    void add(Segment segment) {
        if (port.isPresent() && !segment.flow().hasPort(port.getAsInt())) {
            noteOther(segment);
            return;
        }
        portSeen = true;
        acknowledge(segment);
        if (!segment.begins() && !segment.resets()) {
            beginConfirmed(segment.flow(), segment.sequence());
        }
        Optional.ofNullable(streams.get(segment.flow()))
                .filter(known -> !known.isBefore(segment))
                .or(() -> begin(segment))
                .ifPresent(assembly -> change(assembly, () -> assembly.add(segment)));
    }

    private void acknowledge(Segment segment) {
        Flow other = segment.flow().reversed();
        if (segment.acknowledges() && !segment.resets()) {
            beginConfirmed(other, segment.acknowledged());
            Optional.ofNullable(streams.get(other))
                    .ifPresent(assembly -> change(assembly, () -> assembly.acknowledge(segment.acknowledged())));
        }
    }

    /** Begins a later connection between the same ends, if this sequence number confirms its first segment. */
    private void beginConfirmed(Flow flow, int number) {
        Optional.ofNullable(streams.get(flow))
                .flatMap(known -> known.successor(number))
                .ifPresent(first -> begin(first).ifPresent(assembly -> change(assembly, () -> assembly.add(first))));
    }

    /** Notes the port of the server of another connection, which follows from the first segments. */
    private void noteOther(Segment segment) {
        if (otherPorts.size() < MAX_OTHER_PORTS && segment.begins()) {
            otherPorts.add(
                    segment.acknowledges()
                            ? segment.flow().from().port()
                            : segment.flow().to().port());
        }
    }

    private Optional<Assembly> begin(Segment segment) {
        if (segment.resets() || (!segment.begins() && segment.length() == 0)) {
            return Optional.empty();
        }
        Start start = segment.begins() ? Start.CONNECTION : Start.CAPTURE;
        Assembly assembly =
                new Assembly(new TcpStream(numbers++, segment.flow(), way(segment), start), segment, events);
        Optional.ofNullable(streams.put(segment.flow(), assembly)).ifPresent(this::end);
        if (streams.size() > MAX_STREAMS) {
            Flow unused = streams.keySet().iterator().next();
            Optional.ofNullable(streams.remove(unused)).ifPresent(this::end);
        }
        return Optional.of(assembly);
    }

    /** The first segment of a server acknowledges the first one of the client. */
    private Optional<Way> way(Segment segment) {
        if (segment.begins()) {
            return Optional.of(segment.acknowledges() ? Way.SERVER_TO_CLIENT : Way.CLIENT_TO_SERVER);
        }
        return Optional.ofNullable(streams.get(segment.flow().reversed()))
                .flatMap(other -> other.stream().way())
                .map(Way::opposite);
    }

    private void change(Assembly assembly, Runnable change) {
        int before = assembly.waitingBytes();
        change.run();
        waitingBytes += assembly.waitingBytes() - before;
        if (waitingBytes > MAX_WAITING_BYTES) {
            List.copyOf(streams.values()).forEach(Assembly::giveUpAll);
            waitingBytes = 0;
        }
    }

    private void end(Assembly assembly) {
        change(assembly, assembly::end);
    }

    /** Ends all streams, in the order in which they began. */
    void end() {
        List<Assembly> all = new ArrayList<>(streams.values());
        all.sort(Comparator.comparingLong(assembly -> assembly.stream().number()));
        all.forEach(Assembly::end);
        streams.clear();
        if (port.isPresent() && !portSeen) {
            events.accept(new CaptureEvent.Problem(0, "no connection has the port " + port.getAsInt() + others()));
        }
    }

    private String others() {
        return otherPorts.isEmpty()
                ? ""
                : "; servers have " + otherPorts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
