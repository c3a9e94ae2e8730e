package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that {@code decode} reads the hex dumps of common tools without an option. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HexDumpIT {
    private static final String BYTES = "0c0001000600410064006100" + "04000300" + "04000300";

    @TempDir
    private Path folder;

    @BeforeEach
    void protocol() throws IOException {
        Files.writeString(folder.resolve("game.xml"), """
            <PDL>
              <packet name="C_Chat"><string name="chat"/></packet>
              <packet name="C_Data"><bytes name="data"/></packet>
              <packet name="C_Leave"/>
            </PDL>
            """);
    }

    /** The outputs of xxd, xxd -g1 -c8, hexdump -C and od -Ax -tx1z, and Wireshark's hex dumps. */
    @ParameterizedTest
    @ValueSource(strings = {"""
            00000000: 0c00 0100 0600 4100 6400 6100 0400 0300  ......A.d.a.....
            00000010: 0400 0300                                ....
            """, """
            00000000: 0c 00 01 00 06 00 41 00  ......A.
            00000008: 64 00 61 00 04 00 03 00  d.a.....
            00000010: 04 00 03 00              ....
            """, """
            00000000  0c 00 01 00 06 00 41 00  64 00 61 00 04 00 03 00  |......A.d.a.....|
            00000010  04 00 03 00                                       |....|
            00000014
            """, """
            000000 0c 00 01 00 06 00 41 00 64 00 61 00 04 00 03 00  >......A.d.a.....<
            000010 04 00 03 00                                      >....<
            000014
            """, """
            0000   0c 00 01 00 06 00 41 00 64 00 61 00 04 00 03 00   ......A.d.a.....
            0010   04 00 03 00                                       ....
            """, """
            0000   0c 00 01 00 06 00 41 00 64 00 61 00 04 00 03 00
            0010   04 00 03 00
            """})
    void theDumpsOfCommonTools(String dump) throws IOException {
        Shell.Result expected = new Shell(folder).run("decode", "game.xml", BYTES);
        assertThat(expected.out()).hasLineCount(3).contains("\"Ada\"");
        assertReads(dump, expected);
        assertReads(dump.replace("\n", "\r\n"), expected);
    }

    private void assertReads(String dump, Shell.Result expected) throws IOException {
        Files.writeString(folder.resolve("dump.txt"), dump);
        assertThat(new Shell(folder).run("decode", "game.xml", "dump.txt")).isEqualTo(expected);
        assertThat(decode(dump)).isEqualTo(expected);
        assertThat(decode(dump, "--format=hex")).isEqualTo(expected);
    }

    private Shell.Result decode(String input, String... options) {
        List<String> arguments = new ArrayList<>(List.of("decode", "game.xml"));
        arguments.addAll(List.of(options));
        return new Shell(folder).with(input).run(arguments.toArray(String[]::new));
    }

    /** An asterisk stands for lines that are equal to the one before it. */
    @Test
    void repeatedLines() throws IOException {
        String packet = "46000200" + "4000" + "00".repeat(64);
        Shell.Result expected = new Shell(folder).run("decode", "game.xml", packet);
        assertThat(expected.exitCode()).as(expected.out()).isZero();
        assertReads("""
            00000000  46 00 02 00 40 00 00 00  00 00 00 00 00 00 00 00  |F...@...........|
            00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
            *
            00000040  00 00 00 00 00 00                                 |......|
            00000046
            """, expected);
        byte[] zeros = new byte[103];
        assertThat(HexDump.parse("""
            00000000: 0000 0000 0000 0000  ........
            *
            00000060: 0000 0000 0000 00    .......
            """))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(zeros));
    }

    /** A dump of one line does not show where its text begins, because a line can have fewer bytes than usual. */
    @Test
    void dumpsOfOneLine() {
        assertThat(HexDump.parse("00000000: 04 00 03 00 61 62 63 64  ....abcd"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asHexString().isEqualTo("0400030061626364"));
        assertThat(HexDump.parse("00000000: 61 62 63 64 65 66 30 31  abcdef01"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asHexString().isEqualTo("6162636465663031"));
        String wide = "00000000: " + "0400 0300 ".repeat(8).strip() + "  " + "....".repeat(8);
        assertThat(HexDump.parse(wide))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(32));
    }

    /** Input that begins like a dump and is not a dump counts as binary, like other text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000: 0400 0300 0400 0300  ........\n00000009: 0400 0300            ....\n",
                "00000000: 0400 0300 0400 0300  ........\n00000007: 0400 0300            ....\n",
                "00000000: 0400 0300 0400 02\n00000008: 0400 0300            ....\n",
                "00000000: 0400 0300 0400 0300  ........\n00000008: 0400 020",
                "00000000: 0400 0300 0400 0300  ........\n00000008: 0400 02zz",
                "00000000: 0400 0300 0400 0300  ........\n*\n",
                "00000000: 0400 0300 0400 0300  ........\n*\n0000000c: 0400 0300\n",
                "00000000: 0400 0300 0400 0300  ........\n*\nffffffffffffffff: 0400 0300\n",
                "00000000: 0400 0300 0400 0300  ........\nffffffffffffffff: 0400 0300\n",
                "00000000: 0400 0300 0400 0300  ........\n*\n00000000: 0400 0300\n",
                "00000000: 0400 0300 0400 0300  ........\n00000008\n00000008: 0400 0300\n",
                "00000000: 0400 0300 0400 0300  ........\nsome words\n"
            })
    void malformedDumps(String dump) {
        assertThat(HexDump.parse(dump)).isEmpty();
        assertThat(decode(dump)).isEqualTo(decode(dump, "--format=raw")).returns(1, Shell.Result::exitCode);
        assertThat(decode(dump, "--format=hex"))
                .isEqualTo(new Shell.Result(1, "", "packetwright: standard input is not hexadecimal\n"));
    }

    /** Random bytes have the same meaning as a dump and as digits. A damaged dump causes no internal error. */
    @Test
    void randomDumps() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = bytes(random);
            Layout layout = Layout.values()[random.nextInt(Layout.values().length)];
            String dump = layout.dump(bytes);
            String context = "seed " + seed + ", round " + round + ":\n" + dump;
            assertThat(HexDump.isBeginning(dump)).as(context).isTrue();
            assertThat(HexDump.parse(dump))
                    .as(context)
                    .hasValueSatisfying(parsed -> assertThat(parsed).isEqualTo(bytes));
            Optional<byte[]> ofDamaged = PacketBytes.parseHex(damaged(dump, random));
            assertThat(ofDamaged.map(parsed -> parsed.length).orElse(0))
                    .as(context)
                    .isNotNegative();
            if (round % 30 == 0) {
                assertThat(decode(dump))
                        .as(context)
                        .isEqualTo(decode(HexFormat.of().formatHex(bytes)));
                assertThat(decode(damaged(dump, random)).exitCode()).as(context).isLessThan(2);
            }
        }
    }

    /** Returns random bytes. Often, many of them are equal, or are digits or spaces in the text. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(80)];
        int kind = random.nextInt(3);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (kind == 0 ? random.nextInt() : kind == 1 ? "0 af".charAt(random.nextInt(4)) : 0);
        }
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        return bytes;
    }

    private static String damaged(String dump, Random random) {
        StringBuilder damaged = new StringBuilder(dump);
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            damaged.setCharAt(random.nextInt(damaged.length()), "0f *:\n|x".charAt(random.nextInt(8)));
        }
        damaged.setLength(damaged.length() - random.nextInt(dump.length()));
        return damaged.toString();
    }

    /** The output of a tool. */
    private enum Layout {
        XXD("%08x: ", 16, 2, false, "  ", "", false),
        XXD_NARROW("%08x: ", 8, 1, false, "  ", "", false),
        XXD_WIDE("%08x: ", 32, 4, false, "  ", "", false),
        HEXDUMP("%08x  ", 16, 1, true, "  |", "|", true),
        OD("%06x ", 16, 1, false, "  >", "<", true),
        WIRESHARK("%04x   ", 16, 1, false, "   ", "", false),
        WIRESHARK_WITHOUT_TEXT("%04x   ", 16, 1, false, "", "", false);

        private final String offset;
        private final int width;
        private final int group;
        private final boolean hasMiddle;
        private final String beforeText;
        private final String afterText;
        private final boolean isBrief;

        /**
         * @param group the number of bytes without a space between them
         * @param hasMiddle whether a second space separates the halves of a line
         * @param isBrief whether equal lines become an asterisk, and the last offset has a line of its own
         */
        Layout(
                String offset,
                int width,
                int group,
                boolean hasMiddle,
                String beforeText,
                String afterText,
                boolean isBrief) {
            this.offset = offset;
            this.width = width;
            this.group = group;
            this.hasMiddle = hasMiddle;
            this.beforeText = beforeText;
            this.afterText = afterText;
            this.isBrief = isBrief;
        }

        String dump(byte[] bytes) {
            StringBuilder dump = new StringBuilder();
            byte[] before = {};
            for (int at = 0; at < bytes.length; at += width) {
                byte[] line = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + width));
                if (!isBrief || !Arrays.equals(line, before)) {
                    dump.append(offset.formatted(at)).append(columns(line)).append('\n');
                } else if (dump.charAt(dump.length() - 2) != '*') {
                    dump.append("*\n");
                }
                before = line;
            }
            return isBrief
                    ? dump.append(offset.formatted(bytes.length).strip())
                            .append('\n')
                            .toString()
                    : dump.toString();
        }

        private String columns(byte[] line) {
            String hex = hex(line);
            if (beforeText.isEmpty()) {
                return hex;
            }
            int full = hex(new byte[width]).length();
            String text = new String(line, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
            return hex + " ".repeat(full - hex.length()) + beforeText + text + afterText;
        }

        private String hex(byte[] line) {
            StringBuilder hex = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                hex.append(i > 0 && i % group == 0 ? " " : "").append(hasMiddle && i == 8 ? " " : "");
                hex.append(HexFormat.of().toHexDigits(line[i]));
            }
            return hex.toString();
        }
    }
}
