package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.cli.capture.CaptureBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code packetwright decode} and {@code packetwright encode}: from bytes to JSON and back. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DecodeIT {
    private static final String HELLO = "1e0001001800480065006c006c006f002000530065007200760065007200";
    private static final String HELLO_LINE =
            "{\"packet\":\"C_Chat\",\"id\":1,\"offset\":0,\"members\":{\"chat\":\"Hello Server\"}}\n";
    private static final String EMPTY = "04000300";

    @TempDir
    private Path folder;

    @BeforeEach
    void protocol() throws IOException {
        Files.writeString(folder.resolve("game.xml"), """
            <PDL>
              <packet name="C_Chat"><string name="chat"/></packet>
              <packet name="S_Info">
                <ulong name="id"/><float name="speed"/>
                <list name="skill"><byte name="level" max="100"/></list>
                <bytes name="raw" optional="true"/>
              </packet>
              <packet name="C_Leave"/>
            </PDL>
            """);
    }

    @Test
    void packetsInDigits() {
        assertThat(run("decode", "game.xml", HELLO)).isEqualTo(new Shell.Result(0, HELLO_LINE, ""));
        Shell.Result several = run("decode", "game.xml", "1e:00 01:00", HELLO.substring(8), EMPTY);
        assertThat(several.exitCode()).isZero();
        assertThat(several.out())
                .isEqualTo(HELLO_LINE + "{\"packet\":\"C_Leave\",\"id\":3,\"offset\":30,\"members\":{}}\n");
    }

    /** The formats of C#'s BitConverter, Java's HexFormat, C and Wireshark. */
    @ParameterizedTest
    @ValueSource(strings = {"04-00-03-00", "04000300", "0x04, 0x00, 0x03, 0x00", "0x04000300", "04:00:03:00"})
    void digitsInTheFormatsOfOtherTools(String digits) {
        assertThat(run("decode", "game.xml", digits))
                .isEqualTo(new Shell.Result(0, "{\"packet\":\"C_Leave\",\"id\":3,\"offset\":0,\"members\":{}}\n", ""));
    }

    @Test
    void digitsOnStandardInput() {
        assertThat(new Shell(folder)
                        .with(HELLO + "\n")
                        .run("decode", "game.xml", "-")
                        .out())
                .isEqualTo(HELLO_LINE);
        assertThat(new Shell(folder)
                        .with(HELLO + "\n")
                        .run("decode", "game.xml")
                        .out())
                .isEqualTo(HELLO_LINE);
        assertThat(new Shell(folder).run("decode", "game.xml")).isEqualTo(new Shell.Result(0, "", ""));
    }

    @Test
    void rawPackets() {
        Shell.Result result =
                new PackagedCommand(folder).with(bytes(HELLO + EMPTY + HELLO)).run("decode", "game.xml");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines()).hasSize(3);
    }

    /** Each error has its position and its reason. The next packet is found by the size in the header. */
    @Test
    void malformedPackets() {
        Shell.Result result = run("decode", "game.xml", EMPTY, "080001000300" + "4100", "04000900", EMPTY);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        "{\"packet\":\"C_Leave\",\"id\":3,\"offset\":0,\"members\":{}}",
                        "{\"error\":\"a string of 3 bytes, but 2 are left\",\"offset\":8,\"packet\":\"C_Chat\","
                                + "\"member\":\"chat\",\"packetOffset\":4}",
                        "{\"error\":\"is 9, and no packet has that id\",\"offset\":14,\"packet\":\"header\","
                                + "\"member\":\"id\",\"packetOffset\":12}",
                        "{\"packet\":\"C_Leave\",\"id\":3,\"offset\":16,\"members\":{}}");
    }

    @ParameterizedTest
    @CsvSource({
        "0300030004000300, 'says 3 bytes; a packet has at least 4', 0, size",
        "0000, 'says 0 bytes; a packet has at least 4', 0, size",
        "05000300, 'says 5 bytes, but the packet has 4', 0, size",
        "04, 'needs 2 bytes, but 1 are left', 0, size"
    })
    void nothingIsDecodedAfterAWrongHeader(String hex, String error, int offset, String member) {
        Shell.Result result = run("decode", "game.xml", hex);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .isEqualTo("{\"error\":\"" + error + "\",\"offset\":" + offset + ",\"packet\":\"header\",\"member\":\""
                        + member + "\",\"packetOffset\":0}\n");
    }

    @Test
    void elementsAreCounted() {
        String info = "1300 0200 0000000000000000 00000000 0200 6465 00".replace(" ", "");
        String wrong = info.replaceFirst("^1300", "1500");
        assertThat(run("decode", "game.xml", wrong).out())
                .contains("\"error\":\"is 101, not 0 to 100\",\"offset\":19,")
                .contains("\"member\":\"skill[1].level\"");
    }

    /** Decoding and encoding preserve 64-bit numbers, the bits of floats, and all other values exactly. */
    @Test
    void decodedPacketsCanBeEncodedAgain() {
        String json =
                "{\"id\":\"18446744073709551615\",\"speed\":\"bits:7fc00001\",\"skill\":[{\"level\":7}],\"raw\":\"00ff\"}";
        Shell.Result encoded = run("encode", "game.xml", "S_Info", json);
        assertThat(encoded).isEqualTo(new Shell.Result(0, "18000200ffffffffffffffff0100c07f01000701020000ff\n", ""));
        assertThat(run("decode", "game.xml", encoded.out().strip()).out())
                .isEqualTo("{\"packet\":\"S_Info\",\"id\":2,\"offset\":0,\"members\":" + json + "}\n");
        String surplus = "06000300" + "abcd";
        assertThat(run("decode", "game.xml", surplus))
                .isEqualTo(new Shell.Result(
                        0, "{\"packet\":\"C_Leave\",\"id\":3,\"offset\":0,\"members\":{},\"surplus\":2}\n", ""));
    }

    @Test
    void jsonOnStandardInput() {
        Shell.Result result =
                new Shell(folder).with("{\"chat\": \"\\uc548\\ub155\"}").run("encode", "game.xml", "C_Chat", "-");
        assertThat(result).isEqualTo(new Shell.Result(0, "0a000100040048c555b1\n", ""));
        assertThat(new PackagedCommand(folder, Map.of("LC_ALL", "C"))
                        .run("decode", "game.xml", "0a000100040048c555b1")
                        .out())
                .contains("\"안녕\"");
    }

    /** The output has no characters that control a terminal or end the line. */
    @Test
    void hostileTextsAreEscaped() {
        String line =
                run("decode", "game.xml", "100001000a001b009b00282085000a00").out();
        assertThat(line).contains("\\u001B\\u009b\\u2028\\u0085\\n").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|C_Chat.chat is missing",
                "{\"chat\":null}|C_Chat.chat is missing",
                "{\"chat\":5}|C_Chat.chat is the number 5, not a string",
                "{\"chta\":\"x\"}|C_Chat.chta is no member of the PDL; did you mean 'chat'?",
                "[]|C_Chat is an array, not an object with the members",
                "{\"chat\":\"a\",\"chat\":\"b\"}|the JSON is invalid at 1:",
                "{\"chat\":|the JSON is invalid at 1:",
                "{\"chat\":\"a\"|the JSON is invalid at 1:12: Unexpected end-of-input: expected close marker for"
                        + " Object",
                "{} {}|the JSON is invalid at 1:",
                "''|the JSON is invalid at 1:"
            })
    void invalidJsonIsRefused(String json, String problem) {
        Shell.Result result = run("encode", "game.xml", "C_Chat", json);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("packetwright: " + problem)
                .doesNotContain("Source")
                .hasLineCount(1);
    }

    @Test
    void errorsNameThePathOfTheValue() {
        String json = "{\"id\":\"1\",\"speed\":0.5,\"skill\":[{\"level\":1},{\"level\":101}]}";
        assertThat(run("encode", "game.xml", "S_Info", json).err())
                .isEqualTo("packetwright: S_Info.skill[1].level is 101, not 0 to 100\n");
        assertThat(run("encode", "game.xml", "C_Caht", "{}"))
                .isEqualTo(
                        new Shell.Result(1, "", "packetwright: there is no packet 'C_Caht'; did you mean 'C_Chat'?\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decode",
                "decode game.xml xyz",
                "decode game.xml 123",
                "decode game.xml 04000300 -",
                "decode -",
                "decode --format=xml game.xml",
                "decode --port=70000 game.xml",
                "decode game.xml none.pcap",
                "decode game.xml - -",
                "decode - game.xml -",
                "encode",
                "encode game.xml",
                "encode - C_Chat",
                "encode game.xml C_Chat {} {}"
            })
    void wrongCommandLines(String arguments) {
        Shell.Result result = run(arguments.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("packetwright: ").contains("--help");
    }

    @Test
    void errorsOfThePdlPreventDecoding() {
        Shell.Result result = new Shell(folder).with("<PDL><packet/></PDL>").run("decode", "-", EMPTY);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("stdin:1:6");
        assertThat(run("encode", "none.xml", "C_Chat", "{}").exitCode()).isEqualTo(1);
    }

    @Test
    void packetsOfACaptureAreInTheOrderOfTime() {
        CaptureBuilder builder = new CaptureBuilder()
                .open()
                .client(bytes(HELLO.substring(0, 20)))
                .server(bytes(EMPTY))
                .client(bytes(HELLO.substring(20)))
                .server(bytes(EMPTY));
        String client = "\"direction\":\"client to server\",\"flow\":\"10.0.0.1:50000 > 10.0.0.2:7777\"";
        String server = "\"direction\":\"server to client\",\"flow\":\"10.0.0.2:7777 > 10.0.0.1:50000\"";
        String time = ",\"time\":\"2023-11-14T22:13:20.00000";
        Shell.Result result =
                new Shell(folder).with(builder.pcap(ByteOrder.LITTLE_ENDIAN)).run("decode", "game.xml", "-");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .containsExactly(
                        "{\"packet\":\"C_Leave\",\"id\":3,\"offset\":0," + server + ",\"frame\":4" + time
                                + "3Z\",\"members\":{}}",
                        "{\"packet\":\"C_Chat\",\"id\":1,\"offset\":0," + client + ",\"frame\":5" + time
                                + "4Z\",\"members\":{\"chat\":\"Hello Server\"}}",
                        "{\"packet\":\"C_Leave\",\"id\":3,\"offset\":4," + server + ",\"frame\":6" + time
                                + "5Z\",\"members\":{}}");
        assertThat(decode(builder.pcapng(ByteOrder.BIG_ENDIAN)).out().lines())
                .as("a simple block has no time")
                .map(line -> line.replaceFirst(",\"time\":\"[^\"]*\"", ""))
                .containsExactlyElementsOf(result.out()
                        .lines()
                        .map(line -> line.replaceFirst(",\"time\":\"[^\"]*\"", ""))
                        .toList());
        byte[] file = builder.pcap(ByteOrder.LITTLE_ENDIAN);
        assertThat(new Shell(folder)
                        .with(file)
                        .run("decode", "--port=7777", "game.xml")
                        .out()
                        .lines())
                .hasSize(3);
        assertThat(new Shell(folder)
                        .with(file)
                        .run("decode", "--format=raw", "game.xml")
                        .exitCode())
                .isEqualTo(1);
    }

    /** Without an error, a capture that lacks the port would look like a server that sends no data. */
    @Test
    void aPortThatTheCaptureLacks() {
        byte[] file = new CaptureBuilder()
                .open()
                .client(bytes(HELLO))
                .server(bytes(EMPTY))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        assertThat(new Shell(folder).with(file).run("decode", "--port=1", "game.xml"))
                .isEqualTo(new Shell.Result(
                        1, "{\"error\":\"no connection has the port 1; servers have 7777\",\"offset\":0}\n", ""));
        byte[] middle = new CaptureBuilder().client(bytes(HELLO)).pcap(ByteOrder.LITTLE_ENDIAN);
        assertThat(new Shell(folder).with(middle).run("decode", "--port=1", "game.xml"))
                .as("a connection that began before the capture")
                .isEqualTo(new Shell.Result(1, "{\"error\":\"no connection has the port 1\",\"offset\":0}\n", ""));
        byte[] silent = new CaptureBuilder().open().pcap(ByteOrder.LITTLE_ENDIAN);
        assertThat(new Shell(folder).with(silent).run("decode", "--port=7777", "game.xml"))
                .as("a connection without data")
                .isEqualTo(new Shell.Result(0, "", ""));
    }

    /** Packets after the missing bytes are decoded. */
    @Test
    void missingBytesOfACaptureAreReported() {
        byte[] file = new CaptureBuilder()
                .open()
                .client(bytes(EMPTY))
                .skipClient(8)
                .client(bytes(EMPTY))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        Shell.Result result = decode(Arrays.copyOf(file, file.length + 3));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.equals("{\"error\":\"the capture lacks 8 bytes\",\"offset\":4,\"bytes\":8,"
                        + "\"direction\":\"client to server\",\"flow\":\"10.0.0.1:50000 > 10.0.0.2:7777\","
                        + "\"frame\":4,\"time\":\"2023-11-14T22:13:20.000003Z\"}"))
                .anyMatch(line -> line.startsWith("{\"packet\":\"C_Leave\",\"id\":3,\"offset\":12,"))
                .anyMatch(line -> line.contains("\"error\":\"the header of a frame is cut off\""));
    }

    /** The bytes after a gap begin in the middle of a packet. */
    @Test
    void decodingContinuesInTheMiddleOfAPacket() {
        byte[] lossy = new CaptureBuilder()
                .open()
                .client(bytes(HELLO.substring(0, 20)))
                .skipClient(10)
                .client(bytes(HELLO.substring(40) + EMPTY))
                .client(bytes(HELLO))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        assertThat(summary(decode(lossy)))
                .containsExactly(
                        "says 30 bytes, but the packet has 10 at 0",
                        "the capture lacks 10 bytes at 10",
                        "skipped 10 bytes without a whole packet at 20",
                        "C_Leave at 30",
                        "C_Chat at 34");
        byte[] middle = new CaptureBuilder()
                .client(bytes(HELLO.substring(40) + EMPTY))
                .client(bytes(HELLO))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        assertThat(summary(decode(middle)))
                .containsExactly("skipped 10 bytes without a whole packet at 0", "C_Leave at 10", "C_Chat at 14");
    }

    @Test
    void aCaptureThatBeginsWithAKeepAlive() {
        byte[] file = new CaptureBuilder()
                .keepAlive()
                .acknowledge()
                .client(bytes(HELLO))
                .client(bytes(EMPTY))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        Shell.Result result = decode(file);
        assertThat(summary(result)).containsExactly("C_Chat at 0", "C_Leave at 30");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aCaptureThatBeginsWithReorderedSegments() {
        CaptureBuilder builder = new CaptureBuilder()
                .clientAt(30, bytes(EMPTY))
                .clientAt(0, bytes(HELLO))
                .skipClient(34)
                .client(bytes(HELLO));
        Shell.Result result = decode(builder.pcap(ByteOrder.LITTLE_ENDIAN));
        assertThat(summary(result)).containsExactly("C_Chat at 0", "C_Leave at 30", "C_Chat at 34");
        assertThat(result.exitCode()).isZero();
        Shell.Result late =
                decode(builder.acknowledge().clientAt(-68, bytes(EMPTY)).pcap(ByteOrder.LITTLE_ENDIAN));
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.out())
                .contains("{\"error\":\"ignored 4 bytes from before the beginning of the stream, which came too late\","
                        + "\"offset\":0,\"bytes\":4,\"flow\":\"10.0.0.1:50000 > 10.0.0.2:7777\",\"frame\":5,");
    }

    @Test
    void aStrayBeginningDoesNotRestartAStream() {
        byte[] file = new CaptureBuilder()
                .open()
                .client(bytes(EMPTY))
                .synchronize(-227)
                .client(bytes(EMPTY))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        Shell.Result result = decode(file);
        assertThat(summary(result)).containsExactly("C_Leave at 0", "C_Leave at 4");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void bytesThatAreMissingAtTheEndOfACaptureAreReported() {
        CaptureBuilder tail =
                new CaptureBuilder().open().client(bytes(EMPTY)).skipClient(12).finishClient();
        CaptureBuilder all = new CaptureBuilder().open().skipClient(24).finishClient();
        CaptureBuilder fragments = new CaptureBuilder().open().fragmented(bytes(EMPTY.repeat(9)));
        assertThat(summary(decode(tail.pcap(ByteOrder.LITTLE_ENDIAN))))
                .containsExactly("C_Leave at 0", "the capture lacks 12 bytes at 4");
        assertThat(summary(decode(all.pcap(ByteOrder.LITTLE_ENDIAN))))
                .containsExactly("the capture lacks 24 bytes at 0");
        Shell.Result result = decode(fragments.pcap(ByteOrder.LITTLE_ENDIAN));
        assertThat(summary(result))
                .containsExactly(
                        "C_Leave at 0",
                        "C_Leave at 4",
                        "C_Leave at 8",
                        "C_Leave at 12",
                        "the capture lacks 20 bytes at 16");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void straysResetsDoNotEndAStream() {
        byte[] file = new CaptureBuilder()
                .open()
                .client(bytes(EMPTY))
                .reset(0x60000000, new byte[0])
                .reset(0xc0000000, new byte[0])
                .reset(1, bytes(HELLO))
                .client(bytes(EMPTY))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        Shell.Result result = decode(file);
        assertThat(summary(result)).containsExactly("C_Leave at 0", "C_Leave at 4");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void oldAndCompressedCaptures() throws IOException {
        CaptureBuilder builder = new CaptureBuilder().open().client(bytes(HELLO));
        byte[] old = builder.pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2cd34, 4);
        byte[] compressed = gzip(builder.pcap(ByteOrder.LITTLE_ENDIAN));
        for (byte[] file : List.of(old, compressed, gzip(old))) {
            assertThat(decode(file))
                    .isEqualTo(decode(builder.pcap(ByteOrder.LITTLE_ENDIAN)))
                    .returns(0, Shell.Result::exitCode);
        }
        assertThat(decode(gzip(bytes(HELLO))).out()).isEqualTo(HELLO_LINE);
        Shell.Result cutOff = decode(Arrays.copyOf(compressed, compressed.length - 20));
        assertThat(cutOff.exitCode()).isEqualTo(1);
        assertThat(cutOff.out()).contains("the compressed capture is cut off or damaged");
        byte[] wrong = builder.pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 4);
        wrong[0] = 0x34;
        wrong[1] = (byte) 0xcd;
        assertThat(decode(wrong).out()).contains("an old variant of pcap", "editcap -F pcap");
    }

    @ParameterizedTest
    @CsvSource({
        "28b52ffd, zstd -dc FILE",
        "fd377a585a00, xz -dc FILE",
        "425a6839, bzip2 -dc FILE",
        "504b0304, unzip -p FILE",
        "736e6f6f70000000, editcap -F pcap FILE NEW",
        "a1b234cd, editcap -F pcap FILE NEW",
        "4d3c2ba1, editcap -F pcap FILE NEW"
    })
    void otherFormatsGetAdvice(String beginning, String advice) throws IOException {
        byte[] file = bytes(beginning + "00".repeat(40));
        Files.write(folder.resolve("traffic"), file);
        Shell.Result result = run("decode", "game.xml", "traffic");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("packetwright: traffic is ").contains(advice);
        assertThat(decode(file).err()).startsWith("packetwright: standard input is ");
    }

    @Test
    void packetsInAFile() throws IOException {
        byte[] file = new CaptureBuilder().open().client(bytes(HELLO)).pcap(ByteOrder.LITTLE_ENDIAN);
        Files.write(folder.resolve("a.pcap"), file);
        Files.write(folder.resolve("raw"), bytes(EMPTY + HELLO));
        Files.writeString(folder.resolve("hex.txt"), HELLO);
        assertThat(run("decode", "game.xml", "a.pcap")).isEqualTo(decode(file)).returns(0, Shell.Result::exitCode);
        assertThat(run("decode", "game.xml", "raw").out()).hasLineCount(2);
        assertThat(run("decode", "game.xml", "hex.txt").out()).isEqualTo(HELLO_LINE);
        assertThat(run("decode", "game.xml", "--format=capture", "raw").err())
                .isEqualTo("packetwright: raw is not a capture file (pcap or pcapng)\n");
        assertThat(run("decode", "game.xml", "a.pcap", EMPTY).err()).contains("packets must come from one place");
    }

    /** Several files and folders are one protocol, as for generate. */
    @Test
    void filesAndFolders() throws IOException {
        Files.createDirectories(folder.resolve("more/sub"));
        Files.writeString(folder.resolve("more/b.xml"), "<PDL><packet name='C_B'/></PDL>");
        Files.writeString(folder.resolve("more/sub/c.XML"), "<PDL><packet name='C_C'/></PDL>");
        Files.writeString(folder.resolve("more/notes.txt"), "no PDL");
        Files.writeString(folder.resolve("other.pdl"), "<PDL><packet name='C_D'/></PDL>");
        assertThat(run("decode", "game.xml", "more", "other.pdl", "04000500 04000600")
                        .out())
                .contains("\"C_C\"", "\"C_D\"");
        assertThat(new Shell(folder)
                        .with(bytes("04000200"))
                        .run("decode", "more")
                        .out())
                .contains("\"C_C\"");
        assertThat(run("encode", "game.xml", "more", "other.pdl", "C_D", "{}").out())
                .isEqualTo("04000600\n");
        assertThat(run("encode", "more", "C_C", "{}").out()).isEqualTo("04000200\n");
        Files.writeString(folder.resolve("more/pdl.lock"), "7 C_C\n8 C_B\n");
        assertThat(run("encode", "more", "C_C", "{}").out()).isEqualTo("04000700\n");
        assertThat(run("check", "game.xml", "more").exitCode()).isZero();
        assertThat(run("generate", "-o", "out", "game.xml", "more").exitCode()).isZero();
        assertThat(folder.resolve("out")).isDirectoryRecursivelyContaining("glob:**/C_C.java");
        Files.createDirectories(folder.resolve("empty"));
        assertThat(run("decode", "empty", EMPTY).err())
                .isEqualTo("packetwright: there are no PDL files (*.xml) in empty\n");
    }

    /** Everything about the bytes that have arrived is printed before the command waits for more. */
    @Test
    void packetsArePrintedAsTheyArrive() {
        byte[] capture = new CaptureBuilder()
                .open()
                .client(bytes(HELLO))
                .client(bytes(EMPTY))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        assertPrintedAsTheyArrive(capture, capture.length - 16 - 14 - 48 - 4 - 6);
        byte[] middle = new CaptureBuilder()
                .client(bytes(HELLO))
                .acknowledge()
                .client(bytes(EMPTY))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        assertPrintedAsTheyArrive(middle, middle.length - 16 - 14 - 48 - 4 - 6);
        assertPrintedAsTheyArrive(bytes(HELLO + EMPTY), HELLO.length() / 2);
    }

    private void assertPrintedAsTheyArrive(byte[] input, int sizeOfFirst) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> whileWaiting = new ArrayList<>();
        InputStream live = new InputStream() {
            private int position;

            @Override
            public int read() {
                return position == input.length ? -1 : Byte.toUnsignedInt(input[position++]);
            }

            @Override
            public int read(byte[] target, int from, int length) {
                if (position == sizeOfFirst) {
                    whileWaiting.add(out.toString(StandardCharsets.UTF_8));
                }
                int end = position < sizeOfFirst ? sizeOfFirst : input.length;
                int size = Math.min(length, end - position);
                System.arraycopy(input, position, target, from, size);
                position += size;
                return size == 0 ? -1 : size;
            }
        };
        int exitCode = Packetwright.commandLine(new Console(live, out, folder)).execute("decode", "game.xml");
        assertThat(exitCode).isZero();
        assertThat(whileWaiting).isNotEmpty();
        assertThat(whileWaiting.get(0)).contains("Hello Server").hasLineCount(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(2);
    }

    @Test
    void skippingToTheNextPacket() {
        assertThat(summary(run("decode", "--skip", "game.xml", "03000300", EMPTY, HELLO)))
                .containsExactly(
                        "says 3 bytes; a packet has at least 4 at 0",
                        "skipped 4 bytes without a whole packet at 0",
                        "C_Leave at 4",
                        "C_Chat at 8");
        assertThat(summary(run("decode", "--skip", "game.xml", "ffff0300", EMPTY, HELLO)))
                .as("a size that is too large")
                .containsExactly(
                        "says 65535 bytes, but the packet has 38 at 0",
                        "skipped 4 bytes without a whole packet at 0",
                        "C_Leave at 4",
                        "C_Chat at 8");
        assertThat(summary(run("decode", "--skip", "game.xml", EMPTY, "04000900", HELLO)))
                .as("an unknown packet of a newer peer is not skipped byte by byte")
                .containsExactly("C_Leave at 0", "is 9, and no packet has that id at 6", "C_Chat at 8");
        byte[] file =
                new CaptureBuilder().open().client(bytes("0000ffff" + HELLO)).pcap(ByteOrder.LITTLE_ENDIAN);
        assertThat(summary(decode(file))).containsExactly("says 0 bytes; a packet has at least 4 at 0");
        assertThat(summary(new Shell(folder).with(file).run("decode", "--skip", "game.xml")))
                .containsExactly(
                        "says 0 bytes; a packet has at least 4 at 0",
                        "skipped 4 bytes without a whole packet at 0",
                        "C_Chat at 4");
    }

    /** For any input, the output consists of JSON lines, and the command ends. */
    @Test
    void hostileInput() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        CaptureBuilder builder = new CaptureBuilder()
                .keepAlive()
                .open()
                .client(bytes(HELLO))
                .server(bytes(EMPTY))
                .fragmented(bytes(HELLO))
                .skipClient(5)
                .client(bytes(HELLO + EMPTY))
                .reset(3, bytes(EMPTY))
                .server(bytes(HELLO))
                .finishClient();
        List<byte[]> captures = List.of(
                builder.pcapng(ByteOrder.LITTLE_ENDIAN),
                builder.pcap(ByteOrder.BIG_ENDIAN),
                builder.pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2cd34, 2),
                gzip(builder.pcapng(ByteOrder.BIG_ENDIAN)));
        for (int round = 0; round < 100; round++) {
            byte[] hostile = captures.get(round % captures.size()).clone();
            for (int i = 0; i < 5; i++) {
                hostile[4 + random.nextInt(hostile.length - 4)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(hostile, hostile.length - random.nextInt(8));
            Shell.Result result = new Shell(folder).with(cut).run("decode", "--skip", "game.xml");
            String context = "seed " + seed + ", round " + round + ": " + result;
            assertThat(result.exitCode()).as(context).isLessThan(2);
            assertThat(result.out().lines()).as(context).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(result.err()).as(context).doesNotContain("internal error");
        }
    }

    /** Every fourth byte begins a long packet that is malformed only at its end. */
    @Test
    void searchingInHostileInputEnds() {
        byte[] hostile = bytes("64640200".repeat(1 << 18));
        Shell.Result result = new Shell(folder).with(hostile).run("decode", "--skip", "--format=raw", "game.xml");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    /** The ids come from a lock in another folder. */
    @Test
    void aLockInAnotherFolder() throws IOException {
        Files.writeString(folder.resolve("ids.lock"), "7 C_Leave\n8 C_Chat\n9 S_Info\n");
        assertThat(run("encode", "--lock=ids.lock", "game.xml", "C_Leave", "{}").out())
                .isEqualTo("04000700\n");
        assertThat(run("decode", "--lock", "ids.lock", "game.xml", "04000700").out())
                .isEqualTo("{\"packet\":\"C_Leave\",\"id\":7,\"offset\":0,\"members\":{}}\n");
        assertThat(run("decode", "--lock=none.lock", "game.xml", "04000700"))
                .isEqualTo(new Shell.Result(1, "", "packetwright: there is no such lock: none.lock\n"));
    }

    /** Runs every command line in the document and compares the output. */
    @Test
    void theExamplesOfTheDocumentAreCorrect() throws IOException {
        String document = Files.readString(Path.of(System.getProperty("project.folder"), "docs/decode.md"));
        Matcher pdl = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(pdl.find()).isTrue();
        Files.writeString(folder.resolve("hello.xml"), pdl.group(1));
        Matcher example = Pattern.compile("```console\n\\$ packetwright (.*?)\n(.*?)```", Pattern.DOTALL)
                .matcher(document);
        int examples = 0;
        for (; example.find(); examples++) {
            Shell.Result result = run(arguments(example.group(1)));
            assertThat(result.out() + result.err()).as(example.group(1)).isEqualTo(example.group(2));
        }
        assertThat(examples).isGreaterThanOrEqualTo(5);
    }

    private static String[] arguments(String line) {
        return Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(line)
                .results()
                .map(argument -> argument.group(1) == null ? argument.group(2) : argument.group(1))
                .toArray(String[]::new);
    }

    private Shell.Result decode(byte[] input) {
        return new Shell(folder).with(input).run("decode", "game.xml");
    }

    /** Returns the error or the packet of each line, with its offset. */
    private static List<String> summary(Shell.Result result) {
        return result.out()
                .lines()
                .map(line -> line.replaceFirst("\\{\"(?:error|packet)\":\"(.*?)\".*?\"offset\":(\\d+).*", "$1 at $2"))
                .toList();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private Shell.Result run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
