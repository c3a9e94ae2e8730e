package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code packetwright encode} with JSON that is at a limit, incomplete or hostile. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EncodeIT {
    private static final String PDL = """
            <PDL>
              <struct name='Point'><int name='x'/><int name='y'/></struct>
              <enum name='Mood'><value name='CALM'/></enum>
              <packet name='S_Stats'>
                <int name='a'/><int name='b'/><Point name='at'/><list name='path' type='Point'/><int name='c' optional='true'/>
              </packet>
              <packet name='S_All'>
                <long name='n'/><float name='f'/><double name='d'/><string name='s'/><bytes name='raw'/><bool name='t'/>
                <Mood name='mood'/><list name='none'></list>
              </packet>
              <packet name='C_Name'><string name='name' encoding='utf-8' maxLength='9'/></packet>
            </PDL>
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void protocol() throws IOException {
        Files.writeString(folder.resolve("game.xml"), PDL);
    }

    @Test
    void allMissingMembersAreToldAtOnce() {
        assertThat(encode("S_Stats", "{\"a\":1,\"at\":{\"y\":2},\"path\":[{\"x\":1,\"y\":1},{}]}"))
                .isEqualTo(new Shell.Result(1, "", """
                        packetwright: S_Stats.b is missing (game.xml:5:31)
                        packetwright: S_Stats.at.x is missing (game.xml:2:35)
                        packetwright: S_Stats.path[1].x is missing (game.xml:2:35)
                        packetwright: S_Stats.path[1].y is missing (game.xml:2:50)
                        """));
    }

    @Test
    void veryManyMissingMembersAreCounted() {
        String elements = IntStream.range(0, 100).mapToObj(i -> "{}").collect(Collectors.joining(","));
        Shell.Result result =
                encode("S_Stats", "{\"a\":1,\"b\":1,\"at\":{\"x\":1,\"y\":2},\"path\":[" + elements + "]}");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(51).endsWith("packetwright: 150 more members are missing\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"n\":1e999999999}|S_All.n is the number 1e999999999, not a number without a fraction",
                "{\"n\":\"1e-99999999999999999999\"}|S_All.n is the string",
                "{\"n\":99999999999999999999}|S_All",
                "{\"f\":1e39}|S_All.f is the number 1e39, not a float",
                "{\"d\":1e400}|S_All.d is the number 1e400, not a double",
                "{\"n\":100e2147483647}|S_All.n is the number 100e2147483647, not a number without a fraction",
                "{\"n\":1e-2147483648}|S_All.n is the number 1e-2147483648, not a number without a fraction",
                "{\"n\":0e99999999999}|S_All.n is the number 0e99999999999, not a number without a fraction",
                "{\"n\":1e+2147483648}|S_All.n is the number 1e+2147483648, not a number without a fraction",
                "{\"f\":100e2147483647}|S_All.f is the number 100e2147483647, not a float",
                "{\"f\":1e+2147483648}|S_All.f is the number 1e+2147483648, not a float",
                "{\"d\":100e2147483647}|S_All.d is the number 100e2147483647, not a double",
                "{\"d\":1e+2147483648}|S_All.d is the number 1e+2147483648, not a double",
                "{\"none\":100e2147483647}|S_All.none is the number 100e2147483647",
                "{\"none\":1.5}|S_All.none is the number 1.5",
                "{\"\\u001b[2J\":1,\"n\":{}}|S_All.n is an object",
                "{\"n\":1,\"n\":2}|the JSON is invalid at 1:11: Duplicate field 'n'",
                "{\"s\":\"\\ud8\"}|the JSON is invalid at 1:"
            })
    void valuesAtTheLimits(String json, String problem) {
        Shell.Result result = encode("S_All", json);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("packetwright: " + problem).doesNotContain("internal error");
    }

    @Test
    void elementsWithoutBytesAreNeverFewerThanNone() {
        for (String count : List.of("-1", "-4294967295", "-18446744073709551616", "65536", "4294967297")) {
            Shell.Result result = encode(
                    "S_All",
                    "{\"n\":1,\"f\":0,\"d\":0,\"s\":\"\",\"raw\":\"\",\"t\":true,\"mood\":\"CALM\",\"none\":" + count
                            + "}");
            assertThat(result.exitCode()).as(count).isEqualTo(1);
            assertThat(result.err()).contains("S_All.none has");
        }
    }

    /** A lone surrogate has no UTF-8 form. Like every peer, the command sends the replacement character. */
    @Test
    void aLoneSurrogateIsReplaced() {
        assertThat(encode("C_Name", "{\"name\":\"\\ud83d!\"}").out()).isEqualTo("0a0003000400efbfbd21\n");
    }

    @Test
    void messagesNeverContainControlCharacters() {
        Shell.Result result = encode("C_Name", "{\"name\":\"\",\"\\u001b[2J\":1}");
        assertThat(result.err()).isEqualTo("packetwright: C_Name.\\u{1b}[2J is no member of the PDL\n");
        String longName = "k".repeat(40_000);
        assertThat(encode("C_Name", "{\"name\":\"\",\"" + longName + "\":1}").err())
                .hasSizeLessThan(600)
                .endsWith("... is no member of the PDL\n");
    }

    @Test
    void standardInputIsUtf8() {
        byte[] latin1 = "{\"name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new Shell(folder).with(latin1).run("encode", "game.xml", "C_Name"))
                .isEqualTo(new Shell.Result(
                        1, "", "packetwright: standard input is not UTF-8, the encoding of JSON, from byte 9 on\n"));
        assertThat(new Shell(folder)
                        .with("\ufeff{\"name\":\"\"}")
                        .run("encode", "game.xml", "C_Name", "-")
                        .out())
                .isEqualTo("060003000000\n");
        byte[] tooMuch = " ".repeat((32 << 20) + 1).getBytes(StandardCharsets.UTF_8);
        assertThat(new Shell(folder).with(tooMuch).run("encode", "game.xml", "C_Name"))
                .isEqualTo(new Shell.Result(
                        1,
                        "",
                        "packetwright: standard input has more than 32 MiB, too much for the JSON of one packet\n"));
    }

    /** For any JSON, the command prints a packet or reports the mistake in one line. */
    @Test
    void hostileJson() {
        Random random = new Random(13);
        List<String> names = List.of("n", "f", "d", "s", "raw", "t", "mood", "none", "x", "");
        List<String> values = List.of(
                "0",
                "-0",
                "-0.0",
                "1e5",
                "1e-5",
                "1E+2147483647",
                "-1e-2147483648",
                "1e99999999999",
                "0e99999999999",
                "\"\"",
                "\"NaN\"",
                "\"bits:7fc00001\"",
                "\"1e999999999\"",
                "\"\\ud83d\"",
                "\"00\"",
                "\"0\"",
                "\"CALM\"",
                "true",
                "null",
                "[]",
                "[[]]",
                "[{}]",
                "{}",
                "-4294967295",
                "9".repeat(1_000),
                "1".repeat(1_001),
                "[".repeat(1_001),
                "\"" + "9".repeat(50_000) + "\"",
                "nul",
                "{",
                "\u0000",
                "\ud83d");
        for (int i = 0; i < 100; i++) {
            String json = random.ints(random.nextInt(10), 0, names.size())
                    .mapToObj(name -> "\"" + names.get(name) + "\":" + values.get(random.nextInt(values.size())))
                    .collect(Collectors.joining(",", "{", "}"));
            Shell.Result result = encode("S_All", json);
            assertThat(result.exitCode()).as(json + result.err()).isLessThan(2);
            if (result.exitCode() == 1) {
                assertThat(result.err().lines()).allMatch(line -> line.startsWith("packetwright: "));
            }
        }
    }

    /** The command accepts several files and folders, like {@code generate}. */
    @Test
    void severalFilesAndFolders() throws IOException {
        Files.createDirectories(folder.resolve("more/deep"));
        Files.createDirectories(folder.resolve("more/.hidden"));
        Files.writeString(folder.resolve("more/b.xml"), "<PDL><packet name='C_B'></packet></PDL>");
        Files.writeString(folder.resolve("more/deep/c.xml"), "<PDL><packet name='C_C'></packet></PDL>");
        Files.writeString(folder.resolve("more/.hidden/d.xml"), "no PDL");
        assertThat(run("encode", "game.xml", "more", "C_C", "{}")).isEqualTo(new Shell.Result(0, "04000500\n", ""));
        assertThat(run("encode", "game.xml", "more/b.xml", "C_B", "{}").out()).isEqualTo("04000400\n");
        assertThat(new Shell(folder).with("{}").run("encode", "more", "C_C").out())
                .isEqualTo("04000200\n");
        Files.writeString(folder.resolve("more/pdl.lock"), "9 C_C\n");
        assertThat(run("encode", "more", "C_C", "{}").out()).isEqualTo("04000900\n");
        Files.createDirectories(folder.resolve("C_C"));
        assertThat(run("encode", "more", "C_C", "{}").out()).isEqualTo("04000900\n");
        Files.createDirectories(folder.resolve("empty"));
        assertThat(run("encode", "empty", "C_C", "{}"))
                .isEqualTo(new Shell.Result(1, "", "packetwright: there are no PDL files (*.xml) in empty\n"));
    }

    private Shell.Result encode(String packet, String json) {
        return run("encode", "game.xml", packet, json);
    }

    private Shell.Result run(String... arguments) {
        return new Shell(folder).run(arguments);
    }
}
