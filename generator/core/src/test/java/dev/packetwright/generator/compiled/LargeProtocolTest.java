package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.compiled.random.RandomPackets;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.Packet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated code compiles and works up to the limits of Java class files. Beyond them, there is an error. */
class LargeProtocolTest {
    private static final List<String> PREFIXES = List.of("C_", "S_");

    /** A constructor has 255 slots: one for the object, and two for each 64-bit number. */
    @ParameterizedTest
    @CsvSource({"int, 254", "long, 127", "double, 127", "uint, 127", "ulong, 127", "string, 254", "byte, 254"})
    void theMaximumNumberOfMembers(String type, int count) {
        assertWorks(CompiledProtocol.of(pdl(packet("P", members(type, count)))));
        assertRefused(members(type, count + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {254})
    void theMaximumNumberOfLists(int count) {
        String lists = lists(count);
        assertWorks(CompiledProtocol.of(pdl(packet("P", lists))));
        assertRefused(lists + "<bool name='oneMore'/>");
    }

    @ParameterizedTest
    @CsvSource({"int, 254", "long, 127"})
    void theMaximumNumberOfMembersInAnElement(String type, int count) {
        assertWorks(CompiledProtocol.of(pdl(packet("P", "<list name='l'>" + members(type, count) + "</list>"))));
        assertRefused("<list name='l'>" + members(type, count + 1) + "</list>");
    }

    /** The enum of all packets has a single method as its static initialiser. Both managers are compiled too. */
    @Test
    void moreThanTwoHundredPackets() {
        assertManyPacketsWork(201);
    }

    @Tag("full")
    @Test
    void theMaximumNumberOfPackets() {
        assertManyPacketsWork(2_000);
    }

    private static void assertManyPacketsWork(int count) {
        String packets = IntStream.rangeClosed(1, count)
                .mapToObj(i -> packet(PREFIXES.get(i % 2) + "SomePacketWithALongerName" + i, "<int name='v'/>"))
                .collect(Collectors.joining());
        CompiledProtocol protocol = CompiledProtocol.of(pdl(packets));
        assertThat(protocol.type("PacketId").getEnumConstants()).hasSize(count);
        assertThat(protocol.type("ClientPacket").getPermittedSubclasses()).hasSize((count + 1) / 2);
        RandomPackets.assertEveryPacketArrives(protocol);
    }

    @Tag("full")
    @Test
    void theMaximumNumberOfPacketsOfOneDirection() {
        String packets = IntStream.rangeClosed(1, 2_000)
                .mapToObj(i -> packet("Ping" + i, ""))
                .collect(Collectors.joining());
        CompiledProtocol protocol = CompiledProtocol.of(pdl(packets));
        assertThat(protocol.type("ClientPacket").getPermittedSubclasses()).hasSize(2_000);
        assertThat(protocol.type("ServerPacket").getPermittedSubclasses()).hasSize(2_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_001})
    void tooManyPacketsAreAnError(int count) {
        String packets = IntStream.rangeClosed(1, count)
                .mapToObj(i -> packet("P" + i, ""))
                .collect(Collectors.joining());
        assertThat(CompiledProtocol.generate(pdl(packets)).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.TOO_MANY_PACKETS);
    }

    /** An enum creates all its values in its static initialiser. */
    @Test
    void tenThousandValuesInFourEnums() {
        CompiledProtocol protocol = CompiledProtocol.of(pdl(IntStream.rangeClosed(1, 4)
                .mapToObj(i -> manyValues("Item" + i, "ushort", 2_500))
                .collect(Collectors.joining("", "", packet("P", "<list name='l' type='Item4'/>")))));
        PacketType type = protocol.packet("P");
        ValueTree all = new ValueTree(
                List.of(new ValueTree.Elements(protocol.model().enums().get(3).values())));
        assertThat(protocol.read(type, ReferenceEncoder.encode(type, all)))
                .isEqualTo(new Values(protocol).packet(type, all));
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong"})
    void theMaximumNumberOfValues(String base) {
        int values = base.endsWith("byte") ? 100 : 3_000;
        assertWorks(CompiledProtocol.of(pdl(manyValues("Item", base, values) + packet("P", "<Item name='i'/>"))));
    }

    @Test
    void tooManyValuesAreAnError() {
        assertThat(CompiledProtocol.generate(pdl(manyValues("Item", "int", 3_001) + packet("P", "<Item name='i'/>")))
                        .diagnostics())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(DiagnosticCode.TOO_MANY_VALUES);
                    assertThat(error.place().lineText().substring(error.place().startInLine()))
                            .startsWith("V3001'");
                });
    }

    /** Returns an enum. Its numbers have gaps if the base type has room for them. */
    private static String manyValues(String name, String base, int count) {
        int distance = base.endsWith("byte") ? 1 : 10;
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "<value name='V" + i + "' value='" + i * distance + "'/>")
                .collect(Collectors.joining("", "<enum name='" + name + "' type='" + base + "'>", "</enum>"));
    }

    private static void assertWorks(CompiledProtocol protocol) {
        PacketType type = protocol.model().packets().get(0);
        ValueTree values = RandomValues.of(type.body(), new Random(7)).asReceived();
        Packet packet = new Values(protocol).packet(type, values);
        Packet read = protocol.read(type, ReferenceEncoder.encode(type, values));
        assertThat(read).isEqualTo(packet).hasSameHashCodeAs(packet).hasToString(packet.toString());
        assertThat(read.toBytes()).isEqualTo(packet.toBytes());
    }

    private static void assertRefused(String members) {
        Generation generation = CompiledProtocol.generate(pdl(packet("P", members)));
        assertThat(generation.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.TOO_MANY_MEMBERS);
        assertThat(generation.files()).isEmpty();
    }

    private static String pdl(String packets) {
        return "<PDL>" + packets + "</PDL>";
    }

    private static String packet(String name, String members) {
        return "<packet name='" + name + "'>" + members + "</packet>";
    }

    private static String members(String type, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "<" + type + " name='someMemberWithALongerName" + i + "'/>")
                .collect(Collectors.joining());
    }

    private static String lists(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "<list name='someList" + i + "'><string name='s'/></list>")
                .collect(Collectors.joining());
    }
}
