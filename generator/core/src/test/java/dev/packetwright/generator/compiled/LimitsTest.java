package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that does not fit its type or the wire is refused with the packet and the member, and never wraps around. */
class LimitsTest {
    @ParameterizedTest
    @CsvSource({"byte, -1, 256", "ushort, -1, 65536", "byte, -2147483648, 2147483647", "ushort, -2147483648, 2147483647"
    })
    void intsOutsideTheirRangeAreRefused(String type, int below, int above) {
        Class<?> packet = packet("<" + type + " name='Level'/>").type("S_P");
        for (int value : new int[] {below, above}) {
            assertThatThrownBy(() -> Values.construct(packet, List.of(value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("S_P.Level")
                    .hasMessageContaining(String.valueOf(value));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE})
    void uintsOutsideTheirRangeAreRefused(long value) {
        Class<?> packet = packet("<uint name='n'/>").type("S_P");
        assertThatThrownBy(() -> Values.construct(packet, List.of(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("S_P.n");
    }

    @Test
    void checksOfElementsNameTheWholePath() {
        CompiledProtocol protocol = packet("<list name='skill'><list name='Att'><byte name='v'/></list></list>");
        assertThatThrownBy(() -> Values.construct(protocol.type("S_P$Skill$Att"), List.of(256)))
                .hasMessageContaining("S_P.skill.Att.v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<string name='x'/>", "<list name='x'><int name='v'/></list>", "<list name='x'></list>"})
    void nullIsRefused(String member) {
        Class<?> packet = packet(member).type("S_P");
        assertThatThrownBy(() -> Values.construct(packet, Collections.singletonList(null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("S_P.x");
    }

    @Test
    void nullElementsAreRefused() {
        Class<?> packet = packet("<list name='x'><int name='v'/></list>").type("S_P");
        assertThatThrownBy(() -> Values.construct(packet, List.of(Arrays.asList((Object) null))))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("S_P.x");
    }

    /** A packet is a value: later changes of the list that it was created from do not affect it. */
    @Test
    void listsAreCopiedAndCannotBeChanged() throws ReflectiveOperationException {
        CompiledProtocol protocol = packet("<list name='x'><int name='v'/></list><list name='y'></list>");
        Object x = Values.construct(protocol.type("S_P$X"), List.of(1));
        Object y = Values.construct(protocol.type("S_P$Y"), List.of());
        List<Object> xs = new ArrayList<>(List.of(x));
        List<Object> ys = new ArrayList<>(List.of(y));
        Object packet = Values.construct(protocol.type("S_P"), List.of(xs, ys));
        xs.clear();
        ys.clear();
        for (String accessor : List.of("xs", "ys")) {
            List<?> held = (List<?>) packet.getClass().getMethod(accessor).invoke(packet);
            assertThat(held).hasSize(1);
            assertThatThrownBy(held::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void theLongestString() {
        assertFits("<string name='text'/>", tree("a".repeat(32_764)), 65_534);
        assertTooLarge("<string name='text'/>", tree("a".repeat(32_766)), "S_P", "text", 4 + 2 + 65_532);
        assertTooLarge("<string name='text'/>", tree("a".repeat(32_768)), "S_P", "text", 65_536);
        assertTooLarge("<string name='text'/>", tree("a".repeat(40_000)), "S_P", "text", 80_000);
    }

    @Test
    void theLongestList() {
        assertFits("<list name='l'><bool name='b'/></list>", tree(list(65_529, tree(true))), 65_535);
        assertTooLarge("<list name='l'><bool name='b'/></list>", tree(list(65_530, tree(true))), "S_P", "l", 65_536);
        assertFits("<list name='l'></list>", tree(list(65_535, tree())), 6);
        assertTooLarge("<list name='l'></list>", tree(list(65_536, tree())), "S_P", "l", 65_536);
    }

    /** Each member fits alone, but all members together do not. */
    @Test
    void thePacketSizeIsLimited() {
        String members = "<string name='a'/><string name='b'/><list name='l'><string name='c'/></list>";
        ValueTree half = tree("a".repeat(16_000), "b".repeat(16_000), list(1, tree("c".repeat(1_000))));
        assertTooLarge(members, half, "S_P", "l", 4 + 2 + 32_000 + 2 + 32_000 + 2 + 2 + 2_000);
    }

    /**
     * Each of the nested lists contains the same element 60,000 times. The sum of the sizes must neither overflow nor
     * take long.
     */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void aGiganticPacketOfSharedListsIsRefusedAtOnce() {
        int depth = 20;
        CompiledProtocol protocol =
                packet("<list name='l'>".repeat(depth) + "<string name='s'/>" + "</list>".repeat(depth));
        Object value = Values.construct(nested(protocol, depth), List.of("s"));
        for (int level = depth - 1; level >= 0; level--) {
            value = Values.construct(nested(protocol, level), List.of(Collections.nCopies(60_000, value)));
        }
        Packet packet = (Packet) value;
        assertThatThrownBy(packet::encodedSize).isInstanceOf(PacketTooLargeException.class);
        assertThatThrownBy(packet::toBytes).isInstanceOf(PacketTooLargeException.class);
    }

    private static Class<?> nested(CompiledProtocol protocol, int level) {
        Class<?> type = protocol.type("S_P");
        for (int i = 0; i < level; i++) {
            type = type.getDeclaredClasses()[0];
        }
        return type;
    }

    private static void assertFits(String members, ValueTree values, int size) {
        CompiledProtocol protocol = packet(members);
        PacketType type = protocol.packet("S_P");
        Packet packet = new Values(protocol).packet(type, values);
        assertThat(packet.toBytes()).hasSize(size).isEqualTo(ReferenceEncoder.encode(type, values));
        assertThat(protocol.read(type, packet.toBytes())).isEqualTo(packet);
    }

    private static void assertTooLarge(String members, ValueTree values, String packet, String member, long size) {
        CompiledProtocol protocol = packet(members);
        Packet large = new Values(protocol).packet(protocol.packet("S_P"), values);
        assertThatThrownBy(large::toBytes).isInstanceOfSatisfying(PacketTooLargeException.class, refused -> {
            assertThat(refused.packet()).isEqualTo(packet);
            assertThat(refused.member()).isEqualTo(member);
            assertThat(refused.size()).isEqualTo(size);
        });
    }

    private static ValueTree tree(Object... values) {
        return new ValueTree(List.of(values));
    }

    private static ValueTree.Elements list(int count, ValueTree element) {
        return new ValueTree.Elements(Collections.nCopies(count, element));
    }

    private static CompiledProtocol packet(String members) {
        return CompiledProtocol.of("<PDL><packet name='S_P'>" + members + "</packet></PDL>");
    }
}
