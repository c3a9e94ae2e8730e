package dev.packetwright.generator.card;

import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.Step;
import dev.packetwright.generator.model.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A member as a page shows it.
 *
 * @param path the names of the members that lead to it, joined with dots
 * @param colour the number of its colour, which it shares with its elements
 * @param mark what a comparison says about it
 * @param layout the layout of the member
 * @param offset its offset from the start of the packet, the struct or the element; empty if it is not always the same
 * @param shape its bytes
 * @param elements the members of its elements, if it is a list that declares them itself
 */
record Row(
        String path,
        int colour,
        Optional<Look.Mark> mark,
        MemberLayout layout,
        Optional<Integer> offset,
        Shape shape,
        List<Row> elements) {
    private static final int COLOURS = 6;

    /** The element that shows the row, in the table or in the picture. */
    Html element(String tag) {
        return Html.of(
                        tag,
                        "c" + colour + " d" + depth()
                                + mark.map(it -> " " + it.style()).orElse(""))
                .with("data-m", path);
    }

    /** This row and those of its elements, in the order of the wire. */
    Stream<Row> withElements() {
        return Stream.concat(Stream.of(this), elements.stream().flatMap(Row::withElements));
    }

    String name() {
        return layout.member().name().pdl();
    }

    /** The number of lists that the member is in. */
    long depth() {
        return path.chars().filter(c -> c == '.').count();
    }

    /** The offset; with a plus sign, it is from the start of the element. */
    String offsetText() {
        return offset.map(it -> (depth() > 0 ? "+" : "") + it).orElse("…");
    }

    /**
     * The rows of a packet or a struct.
     *
     * @param start the number of bytes before the members
     */
    static List<Row> of(BodyLayout body, int start, Look look) {
        Map<String, Integer> offsets = offsets(body, start);
        return IntStream.range(0, body.members().size())
                .mapToObj(i -> of(body.members().get(i), "", i % COLOURS, offsets, look))
                .toList();
    }

    private static Row of(MemberLayout layout, String owner, int colour, Map<String, Integer> offsets, Look look) {
        Name name = layout.member().name();
        String path = owner + name.pdl();
        Shape shape = Shape.of(layout, look);
        List<Row> elements = shape.elements()
                .map(element -> elements(element.body(), path + ".", colour, look))
                .orElse(List.of());
        Optional<Integer> offset = Optional.ofNullable(offsets.get(name.pdl()));
        return new Row(path, colour, look.marks().apply(name), layout, offset, shape, elements);
    }

    private static List<Row> elements(BodyLayout body, String owner, int colour, Look look) {
        Map<String, Integer> offsets = offsets(body, 0);
        return body.members().stream()
                .map(member -> of(member, owner, colour, offsets, look))
                .toList();
    }

    /** The offsets that are always the same, by the names of the members. */
    private static Map<String, Integer> offsets(BodyLayout body, int start) {
        Map<String, Integer> offsets = new HashMap<>();
        for (Step step : body.steps()) {
            step.offset()
                    .ifPresent(offset -> step.accept(new Step.Visitor<Void>() {
                        @Override
                        public Void block(Step.Block block) {
                            block.slots()
                                    .forEach(slot ->
                                            offsets.put(slot.member().name().pdl(), start + offset + slot.offset()));
                            return null;
                        }

                        @Override
                        public Void single(Step.Single single) {
                            offsets.put(single.member().member().name().pdl(), start + offset);
                            return null;
                        }
                    }));
        }
        return offsets;
    }
}
