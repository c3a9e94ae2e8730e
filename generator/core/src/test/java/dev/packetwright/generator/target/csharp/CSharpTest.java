package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.csharp.CSharpProgram.InCSharp;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.testing.NeedsMono;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What generated C# promises beside the values of random packets. Each protocol is compiled once, with all the others. */
@NeedsMono
class CSharpTest {
    private static final String PDL = """
            <PDL version='2'>
              <enum name='Mood' type='short'><value name='GLAD' value='1'/><value name='SAD' value='-2'/></enum>
              <enum name='Kind' type='byte' unknown='OTHER'><value name='OTHER'/><value name='BOW' value='7'/></enum>
              <struct name='Point'><int name='x'/><int name='y' max='100'/></struct>
              <packet name='C_Numbers'>
                <bool name='a'/><byte name='b'/><sbyte name='c'/><short name='d'/><ushort name='e'/><int name='f'/><uint name='g'/>
                <long name='h'/><ulong name='i'/><float name='j'/><double name='k'/><Mood name='l'/><Kind name='m'/>
                <Point name='n'/><int name='o' optional='true'/><list name='p' type='int'/>
                <list name='q'><int name='x'/><list name='y' type='Kind'/></list><list name='r' type='Point'/><list name='s'/>
              </packet>
              <packet name='C_Bounds'>
                <int name='level' min='3' max='5'/>
                <float name='speed' min='-1.5' max='2'/>
                <string name='name' maxLength='2'/>
                <string name='utf8' encoding='utf-8' maxLength='2'/>
                <bytes name='blob' maxLength='2'/>
                <list name='card' type='byte' maxLength='2'/>
                <list name='nothing' maxLength='2'/>
                <Mood name='mood'/>
                <Kind name='kind'/>
                <Point name='at'/>
              </packet>
              <packet name='C_Text'><string name='wide'/><string name='narrow' encoding='utf-8'/></packet>
              <packet name='S_Text'><string name='text' encoding='utf-8'/></packet>
              <packet name='S_Bytes'><bytes name='data'/></packet>
              <packet name='S_Ints'><list name='number' type='int'/></packet>
              <packet name='S_Nothings'><list name='nothing'/><list name='level'><list name='deep'/></list></packet>
            </PDL>
            """;

    private static final int VERSIONS = 3;
    private static final int SHORT = 200;
    private static final int TEXTS = 1_000;

    /** The ends of the ranges that UTF-8 and surrogates have. */
    private static final byte[] PARTS_OF_TEXT =
            HexFormat.of().parseHex("00417f80818f909fa0bfc0c1c2d7d8dbdcdddfe0e1ecedeeeff0f1f3f4f5fdfeff61d83dde80a9");

    @TempDir
    private Path folder;

    /** All in one program, because the compiler takes a second to start. */
    @Test
    void generatedCodeKeepsItsPromises() {
        CSharpProgram program = new CSharpProgram(folder);
        for (CSharpRuntime runtime : CSharpRuntime.values()) {
            InCSharp protocol = program.add(PDL, CSharpOptions.DEFAULT.withRuntime(runtime));
            valuesOutOfBoundsAreRefused(program, protocol);
            everythingTooLargeIsRefused(program, protocol);
            hostileBytesAreRefused(program, protocol);
            textIsRepaired(program, protocol);
        }
        numbersNeedNoMemory(program, program.add(PDL));
        versionsReadOneAnother(program);
        program.run();
    }

    private static void valuesOutOfBoundsAreRefused(CSharpProgram program, InCSharp protocol) {
        PacketType type = protocol.packet("C_Bounds");
        List<String> good =
                List.of("3", "40000000", "s00610062", "s00610062", "b0102", "2 1 2", "2", "1", "7", "o 1 100");
        List<String> bad = List.of(
                "2", "40000001", "s006100620063", "s006100620063", "b010203", "3 1 2 3", "3", "0", "6", "o 1 101");
        List<String> alsoBad = List.of("6", "7fc00000", "null", "null", "null", "null", "-1", "2", "1", "null");
        byte[] bytes = HexFormat.of()
                .parseHex("2b00" + "0200" + "03000000" + "00000040" + "040061006200" + "02006162" + "02000102"
                        + "02000102" + "0200" + "0100" + "07" + "0100000064000000");
        program.writes(protocol, type, String.join(" ", good), bytes);
        program.reads(protocol, type, bytes, String.join(" ", good));
        for (int i = 0; i < good.size(); i++) {
            program.refuses(protocol, type, with(good, i, bad.get(i)));
            program.refuses(protocol, type, with(good, i, alsoBad.get(i)));
        }
        for (int at = 4; at < bytes.length; at++) {
            for (int difference = 1; difference < 256; difference += 11) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) difference;
                program.agreesAbout(protocol, type, changed);
            }
        }
    }

    private static String with(List<String> words, int place, String word) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> i == place ? word : words.get(i))
                .collect(Collectors.joining(" "));
    }

    private static void everythingTooLargeIsRefused(CSharpProgram program, InCSharp protocol) {
        PacketType text = protocol.packet("S_Text");
        program.agrees(protocol, text, values("a".repeat(65_529)));
        program.refuses(protocol, text, Words.of(text.body(), values("a".repeat(65_530))));
        program.refuses(protocol, text, Words.of(text.body(), values("가".repeat(21_846))));
        PacketType bytes = protocol.packet("S_Bytes");
        program.agrees(protocol, bytes, values(Bytes.of(new byte[65_529])));
        program.refuses(protocol, bytes, Words.of(bytes.body(), values(Bytes.of(new byte[65_536]))));
        PacketType ints = protocol.packet("S_Ints");
        program.agrees(protocol, ints, values(new ValueTree.Elements(Collections.nCopies(16_382, 7))));
        program.refuses(
                protocol, ints, Words.of(ints.body(), values(new ValueTree.Elements(Collections.nCopies(16_383, 7)))));
        PacketType nothings = protocol.packet("S_Nothings");
        program.writes(protocol, nothings, "65535 0", HexFormat.of().parseHex("08000700ffff0000"));
        program.refuses(protocol, nothings, "65536 0");
    }

    private static ValueTree values(Object value) {
        return new ValueTree(List.of(value));
    }

    /**
     * A false count or length is malformed where the codec says so. A quick run tries every change of a byte in one of the
     * two ways of use, whose readers are the same.
     */
    private static void hostileBytesAreRefused(CSharpProgram program, InCSharp protocol) {
        PacketType nothings = protocol.packet("S_Nothings");
        program.agreesAbout(protocol, nothings, HexFormat.of().parseHex("0a000700ffff01000000"));
        program.agreesAbout(protocol, nothings, HexFormat.of().parseHex("0c000700ffff0200ffffffff"));
        program.agreesAbout(protocol, nothings, HexFormat.of().parseHex("0a000700ffffffff0000"));
        if (protocol.isOfCourse() && SeededTests.SHARE > 1) {
            return;
        }
        for (PacketType type : protocol.model().packets()) {
            byte[] bytes = Stream.generate(new Random(1)::nextLong)
                    .map(seed -> RandomValues.of(type.body(), new Random(seed)))
                    .map(values -> ReferenceEncoder.encode(type, values))
                    .filter(packet -> packet.length < SHORT)
                    .findFirst()
                    .orElseThrow();
            program.isRobust(protocol, type, bytes);
        }
    }

    private static void textIsRepaired(CSharpProgram program, InCSharp protocol) {
        Random random = new Random(1);
        for (int i = 0; i < TEXTS; i++) {
            byte[] text = new byte[random.nextInt(12)];
            for (int at = 0; at < text.length; at++) {
                text[at] = PARTS_OF_TEXT[random.nextInt(PARTS_OF_TEXT.length)];
            }
            ByteBuffer packet = ByteBuffer.allocate(8 + 2 * text.length).order(ByteOrder.LITTLE_ENDIAN);
            packet.putInt(3 << 16)
                    .putShort((short) text.length)
                    .put(text)
                    .putShort((short) text.length)
                    .put(text);
            program.agreesAbout(protocol, protocol.packet("C_Text"), HostileBytes.withSize(packet.array()));
        }
    }

    private static void numbersNeedNoMemory(CSharpProgram program, InCSharp protocol) {
        PacketType type = protocol.packet("C_Numbers");
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            program.allocatesNothing(protocol, type, RandomValues.of(type.body(), random));
        }
    }

    /** Each of three versions reads what each of them writes; the codec says what that is. */
    private static void versionsReadOneAnother(CSharpProgram program) {
        List<InCSharp> versions = IntStream.rangeClosed(1, VERSIONS)
                .mapToObj(version -> program.add(pdl(version)))
                .toList();
        Random random = new Random(1);
        for (InCSharp writer : versions) {
            PacketType written = writer.packet("C_Packet");
            for (int i = 0; i < 20; i++) {
                byte[] bytes = ReferenceEncoder.encode(written, RandomValues.of(written.body(), random));
                versions.forEach(reader -> program.agreesAbout(reader, reader.packet("C_Packet"), bytes));
            }
            // without a look at its size, a packet that is cut between members would be one of an older peer
            program.isRobust(
                    writer, written, ReferenceEncoder.encode(written, RandomValues.of(written.body(), new Random(2))));
        }
    }

    private static String pdl(int version) {
        List<String> members = List.of(
                "<int name='first'/>",
                "<byte name='level' min='3' since='2'/><Mood name='mood' since='2'/><Point name='at' since='2'/>",
                "<string name='text' since='3'/><list name='path' type='Point' since='3'/>"
                        + "<long name='guild' optional='true' since='3'/><bytes name='blob' since='3'/>");
        return "<PDL version='" + version + "'>"
                + "<enum name='Mood' type='byte'><value name='GLAD' value='1'/><value name='SAD' value='2'/></enum>"
                + "<struct name='Point'><short name='x'/><short name='y' min='7'/></struct><packet name='C_Packet'>"
                + String.join("", members.subList(0, version)) + "</packet></PDL>";
    }
}
