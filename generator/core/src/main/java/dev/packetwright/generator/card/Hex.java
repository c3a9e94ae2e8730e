package dev.packetwright.generator.card;

import dev.packetwright.generator.codec.Span;
import dev.packetwright.generator.example.Example;
import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.model.WireFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bytes of a packet as hexadecimal digits, in which each member with a row of its own is an element. */
final class Hex {
    private static final HexFormat DIGITS = HexFormat.ofDelimiter(" ");

    /** The number of bytes that a page shows of one packet. */
    private static final int MOST = 512;

    private final byte[] bytes;
    private final Deque<Span> spans;
    private final Map<String, Row> rows;

    private Hex(byte[] bytes, List<Span> spans, Map<String, Row> rows) {
        this.bytes = bytes;
        this.spans = new ArrayDeque<>(spans);
        this.rows = rows;
    }

    /** The bytes of an example with their number. */
    static Html of(Example example, List<Row> rows) {
        byte[] bytes = example.bytes();
        Map<String, Row> byPath =
                rows.stream().flatMap(Row::withElements).collect(Collectors.toMap(Row::path, Function.identity()));
        Html hex = Html.of("code", "hex");
        new Hex(bytes, example.spans(), byPath).packet(hex);
        if (bytes.length > MOST) {
            hex.text(" … " + (bytes.length - MOST) + " more bytes");
        }
        return Html.of("p", "example")
                .text("Example, " + bytes.length + " bytes: ")
                .add(hex);
    }

    private void packet(Html hex) {
        add(hex, Html.of("span", "head").with("data-m", Strip.SIZE), WireFormat.SIZE_OFFSET, WireFormat.ID_OFFSET);
        add(hex, Html.of("span", "head").with("data-m", Strip.ID), WireFormat.ID_OFFSET, WireFormat.HEADER_SIZE);
        addMembers(hex, WireFormat.HEADER_SIZE, bytes.length);
    }

    private void addMembers(Html owner, int from, int to) {
        int at = from;
        while (!spans.isEmpty() && spans.element().start() < Math.min(to, MOST)) {
            Span span = spans.remove();
            Row row = rows.get(span.path());
            if (row != null && span.start() < span.end()) {
                addDigits(owner, at, span.start());
                add(owner, Html.of("span", "c" + row.colour()).with("data-m", row.path()), span.start(), span.end());
                at = span.end();
            }
        }
        addDigits(owner, at, to);
    }

    private void add(Html owner, Html element, int from, int to) {
        separate(owner);
        addMembers(element, from, to);
        owner.add(element);
    }

    private void addDigits(Html owner, int from, int to) {
        int end = Math.min(to, MOST);
        if (from < end) {
            separate(owner);
            owner.text(DIGITS.formatHex(bytes, from, end));
        }
    }

    private static void separate(Html owner) {
        if (!owner.isEmpty()) {
            owner.text(" ");
        }
    }
}
