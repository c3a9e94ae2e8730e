package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.typescript.TypeScriptProgram.InTypeScript;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.testing.NeedsNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What generated TypeScript promises beside the values of random packets. Each protocol is compiled once, with all the others. */
@NeedsNode
class TypeScriptTest {
    private static final String PDL = """
            <PDL version='2'>
              <enum name='Mood' type='short'><value name='GLAD' value='1'/><value name='SAD' value='-2'/></enum>
              <enum name='Kind' type='byte' unknown='OTHER'><value name='OTHER'/><value name='BOW' value='7'/></enum>
              <struct name='Point'><int name='x'/><int name='y' max='100'/></struct>
              <struct name='Place'><short name='row'/><bool name='isFree'/></struct>
              <packet name='C_Numbers'>
                <bool name='a'/><byte name='b'/><sbyte name='c'/><short name='d'/><ushort name='e'/><int name='f'/><uint name='g'/>
                <long name='h'/><ulong name='i'/><float name='j'/><double name='k'/><Mood name='l'/><Kind name='m'/>
                <Point name='n'/><int name='o' optional='true'/><list name='p' type='int'/>
                <list name='q'><int name='x'/><list name='y' type='Kind'/></list><list name='r' type='Point'/><list name='s'/>
                <Place name='t'/><Place name='u' optional='true'/>
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
              <packet name='S_Types'>
                <bool name='bool'/><byte name='byte'/><sbyte name='sbyte'/><short name='short'/><ushort name='ushort'/><int name='int'/>
                <uint name='uint'/><long name='long'/><ulong name='ulong'/><float name='float'/><double name='double'/>
                <string name='string'/><string name='utf8' encoding='utf-8'/><bytes name='bytes'/><Place name='struct'/>
                <list name='list' type='int'/>
              </packet>
            </PDL>
            """;

    /** A valid value of each member of S_Types, and values of other types or beyond the range. */
    private static final Map<String, List<String>> TYPES = Map.ofEntries(
            Map.entry("bool", List.of("true", "1", "null", "{\"$undefined\":1}")),
            Map.entry("byte", List.of("255", "256", "-1", "1.5", "\"1\"", "null")),
            Map.entry("sbyte", List.of("-128", "128", "-129", "0.5", "{\"$undefined\":1}")),
            Map.entry("short", List.of("-32768", "32768", "-32769", "0.5")),
            Map.entry("ushort", List.of("65535", "65536", "-1", "0.5", "{\"$undefined\":1}")),
            Map.entry("int", List.of("-2147483648", "2147483648", "-2147483649", "0.5", "\"7\"")),
            Map.entry("uint", List.of("4294967295", "4294967296", "-1", "0.5", "{\"$undefined\":1}")),
            Map.entry(
                    "long",
                    List.of(
                            "{\"$bigint\":\"-9223372036854775808\"}",
                            "{\"$bigint\":\"9223372036854775808\"}",
                            "{\"$bigint\":\"-9223372036854775809\"}",
                            "1")),
            Map.entry(
                    "ulong",
                    List.of(
                            "{\"$bigint\":\"18446744073709551615\"}",
                            "{\"$bigint\":\"18446744073709551616\"}",
                            "{\"$bigint\":\"-1\"}",
                            "1")),
            Map.entry("float", List.of("3.4028234663852886e38", "3.5e38", "-1e300", "\"1\"", "{\"$undefined\":1}")),
            Map.entry("double", List.of("1e300", "\"1\"", "null")),
            Map.entry("string", List.of("\"\"", "7", "null", "[]")),
            Map.entry("utf8", List.of("\"\"", "7", "{\"$undefined\":1}")),
            Map.entry("bytes", List.of("{\"$bytes\":\"\"}", "[1]", "\"\"", "null")),
            Map.entry("struct", List.of("{\"row\":1,\"isFree\":false}", "null", "7", "{\"$undefined\":1}")),
            Map.entry("list", List.of("[]", "{\"length\":2}", "7", "null", "[0.5]")));

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
        TypeScriptProgram program = new TypeScriptProgram(folder);
        InTypeScript protocol = program.add(PDL);
        valuesOutOfBoundsAreRefused(program, protocol);
        valuesOfOtherTypesAreRefused(program, protocol);
        everythingTooLargeIsRefused(program, protocol);
        hostileBytesAreRefused(program, protocol);
        textIsRepaired(program, protocol);
        numbersHoldSafeIntegers(program);
        versionsReadOneAnother(program);
        program.run();
    }

    private static void valuesOutOfBoundsAreRefused(TypeScriptProgram program, InTypeScript protocol) {
        PacketType type = protocol.packet("C_Bounds");
        List<String> names =
                List.of("level", "speed", "name", "utf8", "blob", "cards", "nothings", "mood", "kind", "at");
        List<String> good = List.of(
                "3", "2", "\"ab\"", "\"ab\"", "{\"$bytes\":\"0102\"}", "[1,2]", "2", "1", "7", "{\"x\":1,\"y\":100}");
        List<String> bad = List.of(
                "2",
                "2.1",
                "\"abc\"",
                "\"abc\"",
                "{\"$bytes\":\"010203\"}",
                "[1,2,3]",
                "3",
                "0",
                "6",
                "{\"x\":1,\"y\":101}");
        List<String> alsoBad =
                List.of("6", "{\"$float\":\"7fc00000\"}", "null", "null", "null", "null", "-1", "1.5", "null", "null");
        List<String> refused =
                List.of("level", "speed", "name", "utf8", "blob", "card", "nothing", "mood", "kind", "at");
        byte[] bytes = HexFormat.of()
                .parseHex("2b00" + "0200" + "03000000" + "00000040" + "040061006200" + "02006162" + "02000102"
                        + "02000102" + "0200" + "0100" + "07" + "0100000064000000");
        for (int i = 0; i < good.size(); i++) {
            String path = refused.get(i);
            program.refuses(protocol, type, object(names, good, i, bad.get(i)), i == 9 ? "Point.y" : path);
            program.refuses(protocol, type, object(names, good, i, alsoBad.get(i)), path);
        }
        for (int at = 4; at < bytes.length; at++) {
            for (int difference = 1; difference < 256; difference += 11) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) difference;
                program.agreesAbout(protocol, type, changed);
            }
        }
    }

    private static String object(List<String> names, List<String> values, int place, String value) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> "\"" + names.get(i) + "\":" + (i == place ? value : values.get(i)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void valuesOfOtherTypesAreRefused(TypeScriptProgram program, InTypeScript protocol) {
        PacketType type = protocol.packet("S_Types");
        List<String> names = type.body().members().stream()
                .map(member -> member.name().pdl())
                .toList();
        List<String> keys = protocol.names().body(type.name()).members();
        List<String> good = names.stream()
                .map(name -> Objects.requireNonNull(TYPES.get(name)).get(0))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            for (String bad : Objects.requireNonNull(TYPES.get(names.get(i))).stream()
                    .skip(1)
                    .toList()) {
                program.refuses(protocol, type, object(keys, good, i, bad), names.get(i));
            }
        }
    }

    private static void everythingTooLargeIsRefused(TypeScriptProgram program, InTypeScript protocol) {
        PacketType text = protocol.packet("S_Text");
        program.agrees(protocol, text, values("a".repeat(65_529)));
        program.refuses(protocol, text, values("a".repeat(65_530)), "text");
        program.refuses(protocol, text, values("가".repeat(21_846)), "text");
        program.agrees(protocol, text, values("가".repeat(1_000) + "\ud83d\ude00\ud83d"));
        PacketType bytes = protocol.packet("S_Bytes");
        program.agrees(protocol, bytes, values(Bytes.of(new byte[65_529])));
        program.refuses(protocol, bytes, values(Bytes.of(new byte[65_536])), "data");
        PacketType ints = protocol.packet("S_Ints");
        program.agrees(protocol, ints, values(new ValueTree.Elements(Collections.nCopies(16_382, 7))));
        program.refuses(protocol, ints, values(new ValueTree.Elements(Collections.nCopies(16_383, 7))), "number");
        PacketType nothings = protocol.packet("S_Nothings");
        program.refuses(protocol, nothings, "{\"nothings\":65536,\"levels\":[]}", "nothing");
    }

    private static ValueTree values(Object value) {
        return new ValueTree(List.of(value));
    }

    /** A false count or length is malformed where the codec says so. */
    private static void hostileBytesAreRefused(TypeScriptProgram program, InTypeScript protocol) {
        PacketType nothings = protocol.packet("S_Nothings");
        program.agreesAbout(protocol, nothings, HexFormat.of().parseHex("0a000700ffff01000000"));
        program.agreesAbout(protocol, nothings, HexFormat.of().parseHex("0c000700ffff0200ffffffff"));
        program.agreesAbout(protocol, nothings, HexFormat.of().parseHex("0a000700ffffffff0000"));
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

    private static void textIsRepaired(TypeScriptProgram program, InTypeScript protocol) {
        Random random = new Random(1);
        for (int i = 0; i < TEXTS; i++) {
            byte[] text = new byte[random.nextInt(i % 10 == 0 ? 500 : 24)];
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

    /** With numbers for 64-bit integers, the others are refused both ways, and an enum that needs others keeps bigint. */
    private static void numbersHoldSafeIntegers(TypeScriptProgram program) {
        InTypeScript protocol = program.add("""
                <PDL>
                  <enum name='Small' type='long'><value name='LEAST' value='-9007199254740991'/><value name='ONE' value='1'/></enum>
                  <enum name='Large' type='ulong'><value name='ALL' value='18446744073709551615'/><value name='NONE' value='0'/></enum>
                  <enum name='Open' type='ulong' unknown='NONE'><value name='NONE'/><value name='MOST' value='9007199254740991'/></enum>
                  <struct name='Pair'><long name='a'/><ulong name='b'/></struct>
                  <packet name='S_Numbers'>
                    <long name='signed'/><ulong name='unsigned'/><long name='bounded' min='-5'/><list name='many' type='long'/>
                    <Small name='small'/><Large name='large'/><Open name='open'/><Pair name='pair'/>
                    <long name='later' since='1' optional='true'/>
                  </packet>
                </PDL>
                """, new TypeScriptOptions(Int64.NUMBER));
        PacketType type = protocol.packet("S_Numbers");
        EnumType small = protocol.model().enums().get(0);
        EnumType large = protocol.model().enums().get(1);
        EnumType open = protocol.model().enums().get(2);
        long most = (1L << 53) - 1;
        for (long number : List.of(0L, 1L, most, 1L << 32, (1L << 32) - 1, 0x80000000L)) {
            for (int sign : List.of(1, -1)) {
                ValueTree values = new ValueTree(List.of(
                        number * sign,
                        number,
                        Math.max(-5, number * sign),
                        new ValueTree.Elements(List.of(number * sign, -number)),
                        small.values().get(0),
                        large.values().get(0),
                        open.values().get(1),
                        new ValueTree(List.of(number * sign, number)),
                        Optional.of(number)));
                program.agrees(protocol, type, values);
            }
        }
        String rest =
                ",\"bounded\":0,\"manies\":[],\"small\":1,\"large\":{\"$bigint\":0},\"open\":0,\"pair\":{\"a\":0,\"b\":0}}";
        String good = rest.replace(
                "manies", protocol.names().body(type.name()).members().get(3));
        program.refuses(protocol, type, "{\"signed\":9007199254740992,\"unsigned\":0" + good, "signed");
        program.refuses(protocol, type, "{\"signed\":0.5,\"unsigned\":0" + good, "signed");
        program.refuses(protocol, type, "{\"signed\":0,\"unsigned\":-1" + good, "unsigned");
        program.refuses(protocol, type, "{\"signed\":0,\"unsigned\":9007199254740992" + good, "unsigned");
        program.refuses(protocol, type, "{\"signed\":0,\"unsigned\":{\"$bigint\":0}" + good, "unsigned");
        program.refuses(
                protocol, type, "{\"signed\":0,\"unsigned\":0" + good.replace("0,\"man", "-6,\"man"), "bounded");
    }

    /** Each of three versions reads what each of them writes; the codec says what that is. */
    private static void versionsReadOneAnother(TypeScriptProgram program) {
        List<InTypeScript> versions = IntStream.rangeClosed(1, VERSIONS)
                .mapToObj(version -> program.add(pdl(version)))
                .toList();
        Random random = new Random(1);
        for (InTypeScript writer : versions) {
            PacketType written = writer.packet("C_Packet");
            for (int i = 0; i < 20; i++) {
                byte[] bytes = ReferenceEncoder.encode(written, RandomValues.of(written.body(), random));
                versions.forEach(reader -> program.agreesAbout(reader, reader.packet("C_Packet"), bytes));
            }
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
