package dev.packetwright.generator.target.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.browser.PageText;
import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.compiled.random.FullPdl;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests the examples on pages. */
class ExampleTest {
    private static final Pattern EXAMPLE = Pattern.compile("<code class=\"hex\">(.*?)</code>");

    /** Every packet has an example, and the codec reads all bytes of it as that packet. */
    @TestFactory
    Stream<DynamicTest> examplesAreValidPackets() {
        return SeededTests.tests(20, random -> {
            String pdl = FullPdl.next(random);
            Protocol protocol = protocol(pdl);
            String page = Pages.of(pdl);
            PageText.assertLinksResolve(page);
            for (PacketType packet : protocol.packets()) {
                assertThat(new Decoder(protocol).decode(bytesOf(packet.name().pdl(), page)))
                        .isInstanceOfSatisfying(Decoded.Packet.class, decoded -> {
                            assertThat(decoded.type()).isEqualTo(packet);
                            assertThat(decoded.surplus()).isZero();
                        });
            }
        });
    }

    private static Protocol protocol(String pdl) {
        return Generator.resolve(Sources.of(new PdlInput("p.xml", pdl.getBytes(StandardCharsets.UTF_8))))
                .protocol();
    }

    private static byte[] bytesOf(String packet, String page) {
        String digits = hexOf(packet, page).replaceAll("<[^>]*>", "").replace(" ", "");
        return HexFormat.of().parseHex(digits);
    }

    private static String hexOf(String packet, String page) {
        String card = page.substring(page.indexOf("<article id=\"" + packet + "\""));
        return EXAMPLE.matcher(card)
                .results()
                .map(it -> it.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachMemberHasItsOwnBytes() {
        String page = Pages.of("""
                <PDL><struct name="Pair"><byte name="a"/><byte name="b"/></struct>
                <packet name="C_P"><ushort name="u" max="1"/><bytes name="x" maxLength="1"/><Pair name="p"/>
                <list name="l"><byte name="i"/></list><string name="s" optional="true"/></packet></PDL>
                """);
        String hex = hexOf("C_P", page);
        Map<String, String> bytes = Pattern.compile("data-m=\"([^\"]*)\">([0-9a-f ]*)")
                .matcher(hex)
                .results()
                .collect(Collectors.toMap(
                        it -> it.group(1), it -> it.group(2).strip(), (one, other) -> one + "|" + other));
        assertThat(bytes)
                .isEqualTo(Map.of(
                        "-size", "1c 00",
                        "-id", "01 00",
                        "u", "01 00",
                        "x", "01 00 ca",
                        "p", "04 05",
                        "l", "02 00",
                        "l.i", "08|0a",
                        "s", "01 0a 00 48 00 65 00 6c 00 6c 00 6f 00"));
        assertThat(PageText.text(page)).contains("{a: 4, b: 5}", "\"Hello\"");
    }

    /** Two elements in each list would not fit the wire. */
    @Test
    void aPacketThatIsAlmostTooLargeHasAnExampleWithEmptyLists() {
        String members = members(8_190);
        String page = Pages.of("<PDL><packet name='C_P'><list name='l'>" + members + "</list></packet></PDL>");
        assertThat(hexOf("C_P", page).replaceAll("<[^>]*>", "")).isEqualTo("06 00 01 00 00 00");
    }

    @Test
    void aLongExampleIsCut() {
        String page = Pages.of("<PDL><packet name='C_P'>" + members(1_000) + "</packet></PDL>");
        assertThat(hexOf("C_P", page))
                .endsWith("… 7492 more bytes")
                .doesNotContain("data-m=\"m64\"")
                .contains("data-m=\"m63\"");
    }

    /** Members of eight bytes: m0, m1 and so on. */
    private static String members(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "<long name='m" + i + "'/>")
                .collect(Collectors.joining());
    }
}
