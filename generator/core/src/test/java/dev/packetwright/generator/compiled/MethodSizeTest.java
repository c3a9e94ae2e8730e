package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.MethodSizes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the size of generated methods. HotSpot compiles no method with more than 8,000 bytes of bytecode, so a larger
 * method would always be slow. In the largest protocols, only methods that run once are larger.
 */
@Tag("full")
class MethodSizeTest {
    private static final int MAX = 8_000;

    /**
     * The static initialisers of classes, and the method into which javac moves a part of an enum's static initialiser.
     */
    private static final List<String> RUN_ONCE = List.of("<clinit>", "$values");

    private static final String TYPES = "<enum name='Mood'><value name='GOOD' value='1'/><value name='BAD'/></enum>"
            + "<struct name='Small'><int name='x'/></struct>"
            + "<struct name='Nothing'/>"
            + "<struct name='Text'><string name='x'/><int name='y' optional='true'/></struct>"
            + "<struct name='Large'>" + members("<Nothing name='NAME'/>", 250) + "</struct>"
            + "<struct name='Larger'>" + members("<Large name='NAME'/>", 16) + "</struct>";

    @Test
    void ofAThousandPackets() {
        String packets = IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> "<packet name='SomePacketWithALongerName" + i + "' from='both'><int name='v'/></packet>")
                .collect(Collectors.joining());
        assertSmallMethods("<PDL>" + packets + "</PDL>");
    }

    /** Such a packet has the largest methods for one kind of members. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bool name='NAME'/>",
                "<byte name='NAME'/>",
                "<ushort name='NAME' min='1000' max='50000'/>",
                "<int name='NAME' min='100000' max='200000'/>",
                "<float name='NAME' min='0.5' max='1.5'/>",
                "<int name='NAME' min='100000' max='200000' since='2'/>",
                "<int name='NAME' min='100000' max='200000' optional='true'/>",
                "<ulong name='NAME' min='100000' max='200000' optional='true' since='2'/>",
                "<double name='NAME' min='100000' max='200000' optional='true' since='2'/>",
                "<string name='NAME' maxLength='1000'/>",
                "<string name='NAME' maxLength='1000' encoding='utf-8' optional='true' since='2'/>",
                "<bytes name='NAME' maxLength='1000' redacted='true' optional='true' since='2'/>",
                "<Mood name='NAME'/>",
                "<Mood name='NAME' optional='true' since='2'/>",
                "<Small name='NAME'/>",
                "<Small name='NAME' optional='true' since='2'/>",
                "<Nothing name='NAME' optional='true' since='2'/>",
                "<Text name='NAME'/>",
                "<Text name='NAME' optional='true' since='2'/>",
                "<Text name='NAME' since='2'/>",
                "<Larger name='NAME' since='2'/>",
                "<list name='NAME' type='uint' maxLength='1000' since='2'/>",
                "<list name='NAME' type='uint' maxLength='1000' optional='true' since='2'/>",
                "<list name='NAME' type='string' maxLength='1000' optional='true' since='2'/>",
                "<list name='NAME' type='Small' maxLength='1000' optional='true' since='2'/>",
                "<list name='NAME' type='Nothing' maxLength='1000' optional='true' since='2'/>",
                "<list name='NAME' type='Text' maxLength='1000' optional='true' since='2'/>",
                "<list name='NAME' maxLength='1000'><string name='x'/><list name='y'><int name='z'/></list></list>",
                "<list name='NAME' maxLength='1000' deprecated='x'></list>",
            })
    void ofAPacketWith254Members(String member) {
        String members = members(member, 254);
        assertSmallMethods("<PDL version='2'>" + TYPES + "<packet name='P'>" + members + "</packet></PDL>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<int name='NAME' min='100000' max='200000'/>",
                "<string name='NAME' maxLength='1000' optional='true'/>",
                "<Text name='NAME'/>",
                "<list name='NAME' type='Text' maxLength='1000' optional='true'/>",
            })
    void ofAStructAndAnElementWith254Members(String member) {
        String members = members(member, 254);
        assertSmallMethods("<PDL version='2'>" + TYPES + "<struct name='S'>" + members + "</struct><packet name='P'>"
                + "<S name='s' since='2'/><list name='l' since='2'>" + members + "</list></packet></PDL>");
    }

    @Test
    void ofAnEnumWithTheMaximumNumberOfValues() {
        String values = IntStream.rangeClosed(1, 3_000)
                .mapToObj(i -> "<value name='SOME_VALUE_" + i + "' value='" + i * 1_000_000_007L + "'/>")
                .collect(Collectors.joining());
        assertSmallMethods("<PDL><enum name='Item' type='ulong'>" + values + "</enum></PDL>");
    }

    private static String members(String member, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> member.replace("NAME", "someMember" + i))
                .collect(Collectors.joining());
    }

    private static void assertSmallMethods(String pdl) {
        Map<String, Integer> large = new TreeMap<>();
        CompiledProtocol.withViews(pdl)
                .classFiles()
                .forEach((name, file) -> MethodSizes.of(file).entrySet().stream()
                        .filter(method -> RUN_ONCE.stream().noneMatch(method.getKey()::startsWith))
                        .filter(method -> method.getValue() > MAX)
                        .forEach(method ->
                                large.put(name + "." + method.getKey().replaceAll("\\(.*", ""), method.getValue())));
        assertThat(large).isEmpty();
    }
}
