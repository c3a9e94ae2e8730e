package dev.packetwright.generator.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that two peers with the same fingerprint use the same bytes for the same values, and that changes without an
 * effect on the wire keep the fingerprint.
 */
class FingerprintTest {
    /** Cases in which old and new peers understand each other, but other bytes are valid or bytes have other values. */
    private static final Set<String> CHANGED_THOUGH_NOT_BREAKING = Set.of(
            "PD011",
            "PD015",
            "PD022",
            "PD022-behind-others",
            "PD024",
            "PD032",
            "PD044-to-an-enum",
            "PD061",
            "PD063",
            "PD067",
            "PD069",
            "PD072",
            "PD091");

    /**
     * Cases that break the wire without a new fingerprint. Names are not on the wire, so two swapped members of the
     * same type, or another packet without members, cannot be detected. A change that refuses old peers changes no byte.
     */
    private static final Set<String> SAME_THOUGH_BREAKING =
            Set.of("PD004", "PD010-and-another-empty-one-in-its-place", "PD025", "swapped-into-a-struct");

    @Test
    void itChangesWithTheWireAndWithNothingElse() throws IOException {
        Set<String> changed = new TreeSet<>();
        Set<String> expected = new TreeSet<>(CHANGED_THOUGH_NOT_BREAKING);
        for (Path pair : RulesTest.cases()) {
            Protocol before = RulesTest.protocol(pair, "old.xml");
            Protocol after = RulesTest.protocol(pair, "new.xml");
            if (before.fingerprint() != after.fingerprint()) {
                changed.add(RulesTest.name(pair));
            }
            if (ProtocolDiff.compare(before, after).stream().anyMatch(change -> change.category() == Category.WIRE)) {
                expected.add(RulesTest.name(pair));
            }
        }
        expected.removeAll(SAME_THOUGH_BREAKING);
        assertThat(changed).isEqualTo(expected);
    }

    /** The fingerprint distinguishes these members more finely than the rules of the comparison. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <int name='a' since='2'/><int name='b' since='2'/>     | <V name='v' since='2'/>
            <V name='v' optional='true'/>                          | <int name='a' optional='true'/><int name='b'/>
            <E name='e' since='2'/>                                | <F name='e' since='2'/>
            <int name='a' min='1' since='2'/>                      | <int name='a' min='2' since='2'/>
            <string name='a' maxLength='32766'/>                   | <string name='a'/>
            <list name='a' type='bytes' maxLength='3'/>            | <list name='a' type='bytes' maxLength='4'/>
            <float name='a' min='-3.4028234663852886e38'/>         | <float name='a'/>
            <list name='a'><list name='b'></list></list>           | <list name='a'></list><list name='b'></list>
            """)
    void isAnother(String one, String other) {
        assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <int name='a'/><int name='b'/>                         | <V name='v'/>
            <list name='a'><V name='v'/></list>                    | <list name='a' type='V'/>
            <E name='e'/>                                          | <F name='e'/>
            <int name='a' min='-2147483648'/>                      | <int name='b' max='0x7fffffff'/>
            <byte name='a' max='100'/>                             | <sbyte name='a' min='0' max='100'/>
            <float name='a' min='0.1'/>                            | <float name='a' min='0.10000000001'/>
            <string name='a' maxLength='32767'/>                   | <string name='a'/>
            <string name='a' encoding='utf-16'/>                   | <string name='a' redacted='true' deprecated='why'/>
            <Empty name='a' since='2'/>                            | <Empty name='a'/>
            <int name='a' since='2'/>                              | <int name='a' since='3'/>
            """)
    void isTheSame(String one, String other) {
        assertThat(fingerprint(one)).isEqualTo(fingerprint(other));
    }

    private static long fingerprint(String members) {
        String pdl = "<PDL version='3'><struct name='V'><int name='a'/><int name='b'/></struct><struct name='Empty'/>"
                + "<enum name='E'><value name='X' value='7'/><value name='Y' value='5'/></enum>"
                + "<enum name='F'><value name='Y' value='5'/><value name='X' value='7'/></enum>"
                + "<packet name='C_P'>" + members + "</packet></PDL>";
        var generation = Generator.generate(Sources.of(new PdlInput("a.xml", pdl.getBytes(StandardCharsets.UTF_8))));
        assertThat(generation.diagnostics()).isEmpty();
        return generation.protocol().fingerprint();
    }
}
