package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.compiled.harness.Allocation;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ObservedValues;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.compiled.random.FullPdl;
import dev.packetwright.generator.compiled.random.RandomPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.PacketReader;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For any bytes, a view has the same values as the record, refuses the same packets, and allocates no objects. */
class ViewsTest {
    private static final int PROTOCOLS = 8;
    private static final int PACKETS_OF_EACH_TYPE = 3;
    private static final int HOSTILE_PACKETS = 60;

    @TestFactory
    Stream<DynamicTest> listsWithinListsAndNastyNames() {
        return SeededTests.tests(PROTOCOLS, random -> tryProtocol(RandomPdl.next(random), random));
    }

    @TestFactory
    Stream<DynamicTest> everythingThatTheLanguageHas() {
        return SeededTests.tests(PROTOCOLS, random -> tryProtocol(FullPdl.next(random), random));
    }

    private static void tryProtocol(String pdl, Random random) {
        CompiledProtocol protocol = CompiledProtocol.withViews(pdl);
        for (PacketType type : protocol.model().packets()) {
            Comparison comparison = new Comparison(protocol, type, pdl);
            for (int i = 0; i < PACKETS_OF_EACH_TYPE; i++) {
                byte[] bytes = new Values(protocol)
                        .packet(type, RandomValues.of(type.body(), random))
                        .toBytes();
                comparison.on(bytes);
                for (int length = 4; length < Math.min(bytes.length, 200); length++) {
                    comparison.on(HostileBytes.withSize(Arrays.copyOf(bytes, length)));
                }
                for (int j = 0; j < HOSTILE_PACKETS; j++) {
                    comparison.on(mutated(bytes, random));
                }
            }
        }
    }

    private static byte[] mutated(byte[] packet, Random random) {
        byte[] bytes = Arrays.copyOf(packet, Math.max(4, packet.length + random.nextInt(9) - 4));
        for (int changes = random.nextInt(4); changes > 0 && bytes.length > 4; changes--) {
            int[] likely = {0, 1, 2, 0xff, random.nextInt(256)};
            bytes[4 + random.nextInt(bytes.length - 4)] = (byte) likely[random.nextInt(likely.length)];
        }
        return HostileBytes.withSize(bytes);
    }

    /** Compares a view that is used for many packets with the record. */
    private static final class Comparison {
        private final CompiledProtocol protocol;
        private final PacketType type;
        private final String pdl;
        private final ObservedValues seen;
        private final Object view;
        private final PacketReader reader = new PacketReader(new byte[] {4, 0, 0, 0});

        Comparison(CompiledProtocol protocol, PacketType type, String pdl) {
            this.protocol = protocol;
            this.type = type;
            this.pdl = pdl;
            this.seen = new ObservedValues(protocol);
            this.view = seen.view(type);
        }

        /** The packet is between other packets, whose bytes the view must not read. */
        void on(byte[] bytes) {
            byte[] stream = new byte[bytes.length + 64];
            Arrays.fill(stream, (byte) 1);
            System.arraycopy(bytes, 0, stream, 7, bytes.length);
            Optional<List<Object>> expected =
                    seen(() -> seen.ofRecord(type, protocol.read(type, reader.wrap(stream, 7, bytes.length))));
            Optional<List<Object>> actual = seen(() -> seen.ofView(type, view, reader.wrap(stream, 7, bytes.length)));
            assertThat(actual)
                    .as(() -> HexFormat.of().formatHex(bytes) + " as "
                            + type.name().pdl() + " of " + pdl)
                    .isEqualTo(expected);
        }

        private Optional<List<Object>> seen(Supplier<List<Object>> look) {
            try {
                return Optional.of(look.get());
            } catch (MalformedPacketException malformed) {
                assertThat(malformed.packet()).isNotEmpty();
                return Optional.empty();
            }
        }
    }

    private static final String SHORT_PDL = """
            <PDL version="2">
              <struct name="Place"><float name="x"/><float name="y"/></struct>
              <enum name="Way" type="byte"><value name="NORTH" value="0"/><value name="SOUTH" value="1"/></enum>
              <packet name="C_Go">
                <Place name="to"/>
                <Way name="way"/>
                <int name="speed" optional="true"/>
                <list name="stop" type="Place"/>
                <list name="number" type="int"/>
                <list name="leg"><short name="a"/><list name="b"><bool name="c"/></list></list>
                <Place name="home" since="2"/>
                <list name="later" type="Place" since="2"/>
              </packet>
            </PDL>
            """;

    /** User code that reads all members. */
    private static final String LOOK = """
            package generated.code;

            public final class Look implements java.util.function.ToLongFunction<dev.packetwright.runtime.packet.PacketReader> {
                private final C_GoView view = new C_GoView();

                @Override
                public long applyAsLong(dev.packetwright.runtime.packet.PacketReader in) {
                    view.wrap(in);
                    double sum = view.to().x() + view.to().y() + view.way().ordinal();
                    sum += view.hasSpeed() ? view.speed() : 0;
                    C_GoView.StopsCursor stops = view.stops();
                    while (stops.next()) {
                        sum += stops.get().x() + stops.get().y();
                    }
                    for (int i = 0; i < view.numbersSize(); i++) {
                        sum += view.numbers(i);
                    }
                    C_GoView.LegsCursor legs = view.legs();
                    while (legs.next()) {
                        sum += legs.get().a();
                        C_GoView.LegView.BsCursor bs = legs.get().bs();
                        while (bs.next()) {
                            sum += bs.get().c() ? 1 : 0;
                        }
                    }
                    return (long) (sum + view.home().x() + view.laters().size());
                }
            }
            """;

    @Test
    void allocatesNoObjects() throws ReflectiveOperationException {
        CompiledProtocol protocol = CompiledProtocol.withViews(
                SHORT_PDL, new GeneratedFile("generated/code/Look.java", LOOK, "// Packetwright"));
        @SuppressWarnings("unchecked")
        var look = (ToLongFunction<PacketReader>)
                protocol.type("Look").getDeclaredConstructor().newInstance();
        byte[] bytes = HostileBytes.withSize(HexFormat.of()
                .parseHex("00000100" + "0000803f00000040" + "01" + "0105000000" + "0100" + "0000803f00000040" + "0200"
                        + "0100000002000000" + "0100" + "0300" + "0200" + "0100" + "0000803f00000040" + "0000"));
        PacketReader reader = new PacketReader(bytes);
        assertThat(look.applyAsLong(reader)).isEqualTo(3 + 1 + 5 + 3 + 3 + 3 + 1 + 1);
        long[] sum = {0};
        assertThat(Allocation.of(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        sum[0] += look.applyAsLong(reader.wrap(bytes, 0, bytes.length));
                    }
                }))
                .isLessThan(1_000);
    }

    @Test
    void showsWhichMembersAnOlderPeerOmitted() {
        CompiledProtocol protocol = CompiledProtocol.withViews(SHORT_PDL);
        PacketType type = protocol.packet("C_Go");
        byte[] old = HostileBytes.withSize(
                HexFormat.of().parseHex("00000100" + "0000803f00000040" + "01" + "00" + "0000" + "0000" + "0000"));
        ObservedValues seen = new ObservedValues(protocol);
        assertThat(seen.ofView(type, seen.view(type), new PacketReader(old))).endsWith(List.of(0, 0), List.of(0));
    }

    @Test
    void anAbsentMemberCannotBeRead() throws ReflectiveOperationException {
        CompiledProtocol protocol =
                CompiledProtocol.withViews("<PDL><packet name='C_P'><int name='a' optional='true'/></packet></PDL>");
        PacketType type = protocol.packet("C_P");
        ObservedValues seen = new ObservedValues(protocol);
        Object view = seen.view(type);
        assertThat(seen.ofView(type, view, new PacketReader(new byte[] {5, 0, 1, 0, 0})))
                .containsExactly(Optional.empty());
        assertThatThrownBy(() -> view.getClass().getMethod("a").invoke(view))
                .cause()
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("C_P.a is absent");
    }

    /** The bytes after a list are not its elements. */
    @Test
    void aListOfNumbersEndsWithItsElements() throws ReflectiveOperationException {
        CompiledProtocol protocol = CompiledProtocol.withViews(
                "<PDL><packet name='C_P'><list name='n' type='byte'/><int name='b'/></packet></PDL>");
        PacketType type = protocol.packet("C_P");
        ObservedValues seen = new ObservedValues(protocol);
        Object view = seen.view(type);
        assertThat(seen.ofView(type, view, new PacketReader(new byte[] {11, 0, 1, 0, 1, 0, 9, 7, 7, 7, 7})))
                .containsExactly(List.of(9), 0x07070707);
        var number = view.getClass().getMethod("ns", int.class);
        assertThat(number.invoke(view, 0)).isEqualTo(9);
        assertThatThrownBy(() -> number.invoke(view, 1)).cause().isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> number.invoke(view, -1)).cause().isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void namesInUseGetAnUnderscore() {
        CompiledProtocol protocol = CompiledProtocol.withViews("""
                <PDL>
                  <packet name="C_A">
                    <list name="x"><int name="next"/><int name="get"/><int name="wrap"/><int name="in"/></list>
                    <bool name="hasB"/><int name="b" optional="true"/>
                    <int name="ysSize"/><list name="y" type="int"/>
                    <int name="index"/><int name="at"/><int name="in"/><int name="clear"/><int name="restart"/>
                  </packet>
                  <packet name="C_AView"/>
                </PDL>
                """);
        assertThat(protocol.classNames()).anyMatch(name -> name.endsWith(".C_AView_"));
    }
}
