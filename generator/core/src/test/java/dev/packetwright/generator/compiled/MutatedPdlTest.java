package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.PdlSchema;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** For any file, the generator reports a mistake or generates Java that compiles; it never fails. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class MutatedPdlTest {
    private static final int FILES = 40;
    private static final int MUTATIONS_OF_EACH = 250;
    private static final int COMPILED_OF_EACH = 1;

    private static final String PDL = """
            <?xml version="1.0" encoding="utf-8"?>
            <!-- 한글 주석 -->
            <PDL package="com.example.chat" version="2" firstId="10">
              <enum name="Channel" type="byte" unknown="ALL"><value name="ALL" value="0"/><value name="TEAM"/></enum>
              <struct name="Point"><float name="x" min="0" max="1e3"/><short name="y"/></struct>
              <!-- A line of chat. -->
              <packet name="C_Chat"><string name ="chat"/></packet>
              <packet name="S_PlayerInfo" from='server'>
                <byte name="level"></byte> <!-- trailing -->
                <list name="skill"><int name="id"/><list name="attribute"><int name="att"/></list></list>
              </packet>
              <packet name="C_Leave"/>
              <packet name="C_Hi" role="handshake"></packet>
              <packet name="A" role="ping"><long name="a"/></packet><packet name="B" role="pong"><ulong name="b"/></packet>
              <packet name="C_Move" id="7" deprecated="no">
                <Channel name="channel"/><Point name="at" optional="true"/><bytes name="b" maxLength="9"/>
                <list name="path" type="Point"/><list name="n"><ushort/></list>
                <string name="t" encoding="utf-8" redacted="true" since="2"/>
              </packet>
            </PDL>
            """;

    private static final Pattern TAG = Pattern.compile("<([A-Za-z]+)");
    private static final Set<String> ELEMENTS = Set.of("pdl", "packet", "struct", "enum", "value", "import");

    /** Fragments with a meaning in XML, in Java or in a PDL. */
    private static final List<String> FRAGMENTS = List.of(
            "<",
            ">",
            "/",
            "'",
            "\"",
            "=",
            "&",
            ";",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE PDL [",
            "]>",
            "<?",
            "?>",
            "&lt;",
            "&#0;",
            "&#x2028;",
            "&#xD800;",
            "\u0000",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\\u002a/",
            "*/",
            "\t",
            "\r",
            "xmlns='x'",
            "xmlns:a='b'",
            "a:",
            "xml:",
            "name=''",
            "name='class'",
            "from='both'",
            "from='client'",
            "role='ping'",
            "role='pong'",
            "role='handshake'",
            "since='2'",
            "id='7'",
            "optional='true'",
            "maxLength='3'",
            "min='-1'",
            "type='Point'",
            "<struct name='V'>",
            "<enum name='E'>",
            "<value name='X'/>",
            "<import file='x.xml'/>",
            " ",
            "<packet/>",
            "</packet>",
            "<list name='l'>",
            "</list>",
            "<int name='i'/>",
            "version='1.1'",
            "standalone='yes'",
            "한",
            "\ud83d\ude00",
            "_",
            "1");

    @TestFactory
    Stream<DynamicTest> mutationsOfAFile() {
        return SeededTests.tests(FILES, random -> {
            int compiled = 0;
            for (int i = 0; i < MUTATIONS_OF_EACH; i++) {
                byte[] pdl = mutate(PDL.getBytes(StandardCharsets.UTF_8), random);
                Generation generation = generate(pdl);
                if (!generation.hasErrors()) {
                    assertSchemaTakes(pdl);
                }
                if (!generation.hasErrors() && compiled < COMPILED_OF_EACH) {
                    CompiledProtocol.of(generation);
                    compiled++;
                }
            }
        });
    }

    @Test
    void everyPrefixOfAFile() {
        byte[] pdl = PDL.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < pdl.length - "</PDL>\n".length() + 1; length++) {
            assertThat(generate(Arrays.copyOf(pdl, length)).hasErrors()).isTrue();
        }
    }

    @Tag("full")
    @Test
    void everyByteAtEveryPlaceOfTheDeclaration() {
        byte[] pdl = PDL.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < PDL.indexOf('\n'); at++) {
            for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
                generate(spliced(pdl, at, at + 1, new byte[] {(byte) b}));
            }
        }
    }

    private static void assertSchemaTakes(byte[] pdl) {
        String text = new String(pdl, StandardCharsets.UTF_8);
        if (isInTheUsualSpelling(text)) {
            assertThat(PdlSchema.errorByTheJdkIn(text)).as(text).isEmpty();
        }
    }

    /**
     * Returns whether the spelling of names is one of the three in the schema. The generator accepts element names in
     * any case.
     */
    private static boolean isInTheUsualSpelling(String text) {
        return TAG.matcher(text)
                .results()
                .map(tag -> tag.group(1))
                .filter(name -> ELEMENTS.contains(name.toLowerCase(Locale.ROOT)))
                .allMatch(name -> name.substring(1).equals(name.substring(1).toLowerCase(Locale.ROOT))
                        || name.equals(name.toUpperCase(Locale.ROOT)));
    }

    private static Generation generate(byte[] pdl) {
        try {
            Generation generation = Generator.generate(Sources.of(new PdlInput("mutated.xml", pdl)));
            assertThat(generation.hasErrors()).isEqualTo(generation.files().isEmpty());
            generation
                    .diagnostics()
                    .forEach(diagnostic -> assertThat(DiagnosticText.format(diagnostic))
                            .startsWith("mutated.xml:")
                            .doesNotContain("malformed XML: this is not XML"));
            return generation;
        } catch (RuntimeException | Error thrown) {
            throw new AssertionError(new String(pdl, StandardCharsets.UTF_8), thrown);
        }
    }

    private static byte[] mutate(byte[] pdl, Random random) {
        byte[] mutated = pdl;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            mutated = mutateOnce(mutated, random);
        }
        return mutated;
    }

    private static byte[] mutateOnce(byte[] pdl, Random random) {
        int from = random.nextInt(pdl.length);
        int to = Math.min(pdl.length, from + random.nextInt(12));
        int source = random.nextInt(pdl.length);
        return switch (random.nextInt(5)) {
            case 0 -> spliced(pdl, from, from + 1, new byte[] {(byte) random.nextInt()});
            case 1 -> spliced(pdl, from, to, new byte[0]);
            case 2 ->
                spliced(
                        pdl,
                        from,
                        from,
                        Arrays.copyOfRange(pdl, source, Math.min(pdl.length, source + random.nextInt(40))));
            case 3 -> spliced(pdl, from, to, fragment(random));
            default -> spliced(pdl, from, from, fragment(random));
        };
    }

    private static byte[] fragment(Random random) {
        return FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] pdl, int from, int to, byte[] inserted) {
        byte[] result = new byte[pdl.length - (to - from) + inserted.length];
        System.arraycopy(pdl, 0, result, 0, from);
        System.arraycopy(inserted, 0, result, from, inserted.length);
        System.arraycopy(pdl, to, result, from + inserted.length, pdl.length - to);
        return result;
    }
}
