package dev.packetwright.cli.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The TCP traffic of a capture file, pcap or pcapng.
 *
 * @param streams the directions of all connections that carry data, in the order of their first segments
 * @param problems the parts of the file that could not be read
 */
public record Capture(List<TcpStream> streams, List<Problem> problems) {
    /**
     * A part of the file that could not be read.
     *
     * @param offset the place of the problem in the file; 0 if it concerns the whole file
     * @param text the problem
     */
    public record Problem(int offset, String text) {}

    public Capture {
        streams = List.copyOf(streams);
        problems = List.copyOf(problems);
    }

    /** Returns whether a file is a capture, judging by its first bytes. */
    public static boolean isCapture(byte[] file) {
        return CaptureFile.isCapture(file);
    }

    /** Reads a capture. Accepts any bytes: the result has everything that can be read, and problems for the rest. */
    public static Capture read(byte[] file) {
        CaptureFile capture = CaptureFile.read(file);
        List<Problem> problems = new ArrayList<>();
        TreeSet<Integer> strange = new TreeSet<>();
        capture.frames().stream()
                .map(Frame::linkType)
                .filter(type -> !Links.isKnown(type))
                .forEach(strange::add);
        strange.forEach(type -> problems.add(
                new Problem(0, "frames of the link type " + Integer.toUnsignedString(type) + " are not supported")));
        capture.problem().ifPresent(it -> problems.add(new Problem(it.offset(), it.text())));
        return new Capture(streams(capture.frames()), problems);
    }

    private static List<TcpStream> streams(List<Frame> frames) {
        Map<Flow, Assembly> current = new HashMap<>();
        List<Assembly> all = new ArrayList<>();
        for (Frame frame : frames) {
            Segment.of(frame).ifPresent(segment -> {
                Assembly assembly = current.get(segment.flow());
                if (assembly == null || !assembly.holds(segment)) {
                    assembly = new Assembly(segment);
                    current.put(segment.flow(), assembly);
                    all.add(assembly);
                }
                assembly.add(segment);
            });
        }
        Map<Flow, TcpStream.Way> ways = new LinkedHashMap<>();
        all.forEach(assembly -> assembly.way().ifPresent(way -> ways.put(assembly.flow(), way)));
        return all.stream()
                .map(assembly -> assembly.stream(assembly.way().or(() -> way(assembly.flow(), ways))))
                .filter(stream -> stream.bytes().length > 0 || stream.gap().isPresent())
                .toList();
    }

    private static Optional<TcpStream.Way> way(Flow flow, Map<Flow, TcpStream.Way> ways) {
        return Optional.ofNullable(ways.get(flow.reversed())).map(TcpStream.Way::opposite);
    }
}
