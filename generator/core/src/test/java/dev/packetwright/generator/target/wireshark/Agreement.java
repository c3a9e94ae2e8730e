package dev.packetwright.generator.target.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.StringType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares what a dissector shows of a packet with what the codec decodes, line by line. */
final class Agreement {
    private static final HexFormat WITH_COLONS = HexFormat.ofDelimiter(":");

    private final String protocol;
    private final PacketType type;
    private final byte[] bytes;
    private final Lines lines;

    private Agreement(String protocol, PacketType type, byte[] bytes, Tree tree) {
        this.protocol = protocol;
        this.type = type;
        this.bytes = bytes;
        this.lines = new Lines(tree.members());
    }

    /** The remaining lines. */
    private static final class Lines {
        private final List<Tree.Item> all;
        private int next;

        Lines(List<Tree.Item> all) {
            this.all = all;
        }

        Tree.Item next(String filter) {
            assertThat(next).as("%s in %s", filter, all).isLessThan(all.size());
            assertThat(all.get(next).filter()).as("line %d of %s", next, all).isEqualTo(filter);
            return all.get(next++);
        }

        Optional<Tree.Item> nextIf(String filter) {
            return next < all.size() && all.get(next).filter().equals(filter)
                    ? Optional.of(next(filter))
                    : Optional.empty();
        }
    }

    /** A dissector shows this tree of the whole packet. */
    static void check(Captured.Connection connection, byte[] bytes, Tree tree) {
        Decoded decoded = new Decoder(connection.model()).decode(bytes);
        if (decoded instanceof Decoded.Packet packet) {
            assertThat(tree.problems()).isEmpty();
            assertThat(tree.text())
                    .startsWith(connection.name() + ", " + packet.type().name().pdl() + ", ");
            new Agreement(connection.name(), packet.type(), bytes, tree).check(packet);
        } else {
            assertThat(tree.problems()).hasSize(1);
            assertSays(tree.problems().get(0), (Decoded.Malformed) decoded);
        }
    }

    /** Compares word by word, because there are fewer digits in a float. */
    static void assertSays(String shown, Decoded.Malformed malformed) {
        String expected = malformed.packet() + "." + malformed.member() + " at byte " + malformed.offset() + ": "
                + malformed.problem();
        List<String> words = List.of(shown.split("[ ,]+"));
        List<String> expectedWords = List.of(expected.split("[ ,]+"));
        assertThat(words).as(expected).hasSameSizeAs(expectedWords);
        for (int i = 0; i < words.size(); i++) {
            String word = expectedWords.get(i);
            boolean isFloat = word.matches("-?(\\d+\\.\\d+(E-?\\d+)?|Infinity|NaN)");
            assertThat(
                            isFloat
                                    ? isNear(words.get(i), Double.parseDouble(word))
                                    : words.get(i).equals(word))
                    .as("%s, not %s", shown, expected)
                    .isTrue();
        }
    }

    /** A name in a filter: bytes that are no ASCII letters, digits or underscores are two digits behind a hyphen. */
    static String filter(String name) {
        StringBuilder out = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            out.append(b >= 0 ? String.valueOf((char) b) : "-" + HexFormat.of().toHexDigits(b));
        }
        return out.toString();
    }

    private void check(Decoded.Packet packet) {
        lines.next(protocol + "." + filter(type.name().pdl()));
        body(type.name().pdl(), type.body(), packet.members());
        if (packet.surplus() > 0) {
            byte[] surplus = Arrays.copyOfRange(bytes, bytes.length - packet.surplus(), bytes.length);
            assertThat(lines.next(protocol + ".packet-surplus").value()).isEqualTo(WITH_COLONS.formatHex(surplus));
        }
        assertThat(lines.next).isEqualTo(lines.all.size());
    }

    private void body(String path, Body body, Value.Members members) {
        for (Member member : body.members()) {
            String name = member.name().pdl();
            Value value = Objects.requireNonNull(members.values().get(name));
            if (member.isFixedSize() && member.minSize() == 0) {
                continue; // it has no line
            }
            if (member.traits().isLater() && isMissing(member)) {
                assertThat(lines.next("_ws.lua.text").text())
                        .isEqualTo(name + ": missing, added in version "
                                + member.traits().since());
            } else if (value == Value.Absent.ABSENT) {
                assertThat(lines.next("_ws.lua.text").text()).isEqualTo(name + ": absent");
            } else {
                value(path + "." + name, name, member.type(), value);
            }
        }
    }

    /** A later member of the packet is missing if the bytes end behind the members before it. */
    private boolean isMissing(Member later) {
        List<Member> members = type.body().members();
        Body before = new Body(members.subList(0, members.indexOf(later)));
        PacketType older = new PacketType(
                type.id(),
                type.name(),
                type.direction(),
                type.role(),
                before,
                type.since(),
                type.deprecated(),
                type.doc());
        return ((Decoded.Packet) Decoder.decode(older, bytes)).surplus() == 0;
    }

    private void value(String path, String name, MemberType type, Value value) {
        String filter = protocol + "." + filter(path);
        if (value instanceof Value.Elements list) {
            assertThat(lines.next(filter + "-count").value())
                    .isEqualTo("" + list.elements().size());
            for (int i = 0; i < list.elements().size(); i++) {
                int line = lines.next;
                value(path, name, ((ListType) type).element(), list.elements().get(i));
                assertThat(lines.all.get(line).text()).startsWith("[" + i + "] " + name);
            }
        } else if (value instanceof Value.Empties empties) {
            assertThat(lines.next(filter + "-count").value()).isEqualTo("" + empties.count());
        } else if (value instanceof Value.Members members) {
            RecordType record = (RecordType) type;
            lines.next(filter);
            body(record.isStruct() ? record.name().pdl() : path, record.body(), members);
        } else if (value instanceof Value.Text text) {
            text(filter, (StringType) type, text.text());
        } else {
            simple(lines.next(filter), value);
        }
    }

    private void simple(Tree.Item line, Value value) {
        if (value instanceof Value.Bool bool) {
            assertThat(line.value()).isEqualTo(bool.value() ? "1" : "0");
        } else if (value instanceof Value.Whole whole) {
            assertThat(line.value()).isEqualTo(whole.number().toString());
        } else if (value instanceof Value.Choice choice) {
            String name = Pattern.quote(choice.name());
            assertThat(line.text())
                    .matches(".*: (" + name + " \\(-?\\d+\\)|.*, (read as )?" + name
                            + ")( \\(optional\\))?( \\(since version \\d+\\))?");
        } else if (value instanceof Value.Bytes blob) {
            assertThat(line.value()).isEqualTo(WITH_COLONS.formatHex(blob.toArray()));
        } else if (value instanceof Value.Float32 number) {
            assertThat(line.bytes()).isEqualTo(littleEndian(4, number.bits()));
            assertThat(isNear(line.value(), Float.intBitsToFloat(number.bits())))
                    .isTrue();
        } else {
            long bits = ((Value.Float64) value).bits();
            assertThat(line.bytes()).isEqualTo(littleEndian(8, bits));
            assertThat(isNear(line.value(), Double.longBitsToDouble(bits))).isTrue();
        }
    }

    private static String littleEndian(int size, long bits) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (bits >> (8 * i));
        }
        return HexFormat.of().formatHex(bytes);
    }

    /** Bytes are shown beside text that Wireshark cannot show as it is. */
    private void text(String filter, StringType type, String text) {
        Tree.Item line = lines.next(filter);
        lines.nextIf(filter + "-bytes")
                .ifPresentOrElse(
                        raw -> assertThat(decoded(type, WITH_COLONS.parseHex(raw.value())))
                                .isEqualTo(text),
                        () -> assertThat(line.value()).isEqualTo(text));
    }

    private static String decoded(StringType type, byte[] bytes) {
        if (type == StringType.UTF_8) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        String units = ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer()
                .toString();
        return ValueTree.wellFormed(units + (bytes.length % 2 == 0 ? "" : "\ufffd"));
    }

    /** Wireshark shows some digits of floats, six or more. Tiny ones have fewer. */
    static boolean isNear(String shown, double value) {
        String number = shown.replaceAll("-?nan", "NaN").replace("inf", "Infinity");
        return Double.isFinite(value)
                ? new BigDecimal(number).subtract(new BigDecimal(value)).abs().doubleValue()
                        <= 1e-5 * Math.abs(value) + Float.MIN_VALUE
                : Double.compare(Double.parseDouble(number), value) == 0;
    }
}
