package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.random.RandomPackets;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.SourceEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Generated sources compile in every encoding, because they are ASCII unless the compiler reads UTF-8. */
class SourceEncodingTest {
    private static final String PDL = """
            <PDL>
              <!-- 이동 패킷 -->
              <enum name="색"><value name="빨강"/></enum>
              <packet name="C_이동" deprecated="쓰지 않는다 — é">
                <!-- 𠮷 이름 -->
                <string name="이름"/>
                <색 name="é" optional="true"/>
                <list name="아이템"><int name="ü" deprecated="옛"/></list>
              </packet>
              <packet name="S_이동"><string name="비밀" redacted="true"/></packet>
            </PDL>
            """;

    @Test
    void sourcesAreAsciiByDefault() {
        Generation generation =
                CompiledProtocol.generate(PDL, JavaOptions.DEFAULT.withViews().withBuildersFrom(1));
        assertThat(generation.files())
                .allSatisfy(file -> assertThat(file.content().chars()).allMatch(c -> c < 128));
        CompiledProtocol protocol = CompiledProtocol.of(generation);
        assertThat(protocol.type("C_이동").getRecordComponents())
                .extracting(component -> component.getName())
                .containsExactly("이름", "é", "아이템s");
        assertThat(protocol.type("색").getEnumConstants()[0]).hasToString("빨강");
        RandomPackets.assertEveryPacketArrives(protocol);
    }

    /** A comment is what it was, in every encoding. */
    @Test
    void commentsAreEscaped() {
        assertThat(source(SourceEncoding.ASCII))
                .contains("\\uc774\\ub3d9 \\ud328\\ud0b7")
                .contains("\\ud842\\udfb7")
                .contains("record C_\\uc774\\ub3d9(");
    }

    @Test
    void sourcesForUtf8HaveTheCharactersThemselves() {
        assertThat(source(SourceEncoding.UTF_8))
                .contains("𠮷 이름", "record C_이동(")
                .doesNotContain("\\u");
        assertThat(SourceEncoding.of(StandardCharsets.UTF_8)).isEqualTo(SourceEncoding.UTF_8);
        assertThat(SourceEncoding.of(Charset.forName("windows-1252"))).isEqualTo(SourceEncoding.ASCII);
    }

    private static String source(SourceEncoding encoding) {
        return CompiledProtocol.generate(PDL, JavaOptions.DEFAULT.withEncoding(encoding)).files().stream()
                .map(GeneratedFile::content)
                .collect(Collectors.joining());
    }
}
