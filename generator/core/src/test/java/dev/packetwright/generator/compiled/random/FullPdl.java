package dev.packetwright.generator.compiled.random;

import dev.packetwright.generator.model.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes random PDL files that use the whole language: enums, structs in structs, bytes, both encodings, lists of all
 * types, optional members, bounds, and members of later versions. The names are simple. All files are valid.
 */
public final class FullPdl {
    private static final int ENUMS = 3;
    private static final int STRUCTS = 4;
    private static final int PACKETS = 4;
    private static final int MAX_MEMBERS = 6;
    private static final int VERSIONS = 3;

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final List<String> structs = new ArrayList<>();

    private FullPdl(Random random) {
        this.random = random;
    }

    public static String next(Random random) {
        FullPdl pdl = new FullPdl(random);
        pdl.protocol();
        return pdl.out.toString();
    }

    private void protocol() {
        out.append("<PDL version='")
                .append(VERSIONS)
                .append("'")
                .append(encoding())
                .append(">\n");
        for (int i = 0; i < ENUMS; i++) {
            enumeration(i);
        }
        for (int i = 0; i < STRUCTS; i++) {
            out.append("<struct name='Struct").append(i).append("'>");
            body(2, random.nextInt(4));
            out.append("</struct>\n");
            structs.add("Struct" + i);
        }
        for (int i = 0; i < PACKETS; i++) {
            out.append("<packet name='Packet").append(i).append("'>");
            body(0, random.nextInt(MAX_MEMBERS + 1));
            for (int version = 2; version <= VERSIONS; version++) {
                String since = " since='" + version + "'";
                for (int member = random.nextInt(3); member > 0; member--) {
                    member(1, "v" + version + "_" + member, since);
                }
            }
            out.append("</packet>\n");
        }
        out.append("</PDL>\n");
    }

    private void enumeration(int number) {
        List<String> bases = List.of("byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong");
        String base = bases.get(random.nextInt(bases.size()));
        ScalarType type = ScalarType.named(base).orElseThrow();
        out.append("<enum name='Enum").append(number).append("' type='").append(base);
        out.append(random.nextBoolean() ? "' unknown='SOME'>" : "'>");
        out.append("<value name='NONE'/><value name='SOME' value='7'/>");
        out.append("<value name='LEAST' value='")
                .append(type.min().signum() == 0 ? "1" : type.min().toBigInteger())
                .append("'/><value name='most' value='")
                .append(type.max().toBigInteger())
                .append("'/></enum>\n");
    }

    private void body(int depth, int members) {
        for (int i = 0; i < members; i++) {
            member(depth, "m" + i, "");
        }
    }

    private void member(int depth, String name, String more) {
        String attributes = " name='" + name + "'" + more + (random.nextInt(4) == 0 ? " optional='true'" : "");
        switch (random.nextInt(8)) {
            case 0 -> element("string", attributes + maxLength() + encoding());
            case 1 -> element("bytes", attributes + maxLength());
            case 2 -> element("Enum" + random.nextInt(ENUMS), attributes);
            case 3 -> element(structs.isEmpty() ? "bool" : oneOf(structs), attributes);
            case 4 -> element("list", attributes + maxLength() + " type='" + elementType() + "'");
            case 5 -> list(depth, attributes + maxLength());
            default -> number(attributes);
        }
    }

    private void element(String name, String attributes) {
        out.append("<").append(name).append(attributes).append("/>");
    }

    private void list(int depth, String attributes) {
        out.append("<list").append(attributes).append(">");
        body(depth + 1, depth >= 3 ? 0 : random.nextInt(4));
        out.append("</list>");
    }

    private String elementType() {
        List<String> types = new ArrayList<>(ScalarType.names());
        types.addAll(structs);
        types.addAll(List.of("string", "bytes", "Enum0", "Enum1"));
        return oneOf(types);
    }

    private void number(String attributes) {
        ScalarType type = ScalarType.named(oneOf(ScalarType.names())).orElseThrow();
        boolean bounded = type != ScalarType.BOOL && random.nextInt(3) == 0;
        element(type.pdlName(), attributes + (bounded ? bounds(type) : ""));
    }

    private String bounds(ScalarType type) {
        String most = type.isInteger() ? String.valueOf(type.max().toBigInteger()) : "1.1";
        return switch (random.nextInt(4)) {
            case 0 -> " min='" + (type.isInteger() ? "3" : "0.1") + "'";
            case 1 -> " max='100'";
            case 2 -> type.min().signum() < 0 ? " min='-5' max='-2'" : " min='5' max='5'";
            default -> " min='0' max='" + most + "'";
        };
    }

    private String maxLength() {
        return random.nextInt(3) == 0 ? " maxLength='" + random.nextInt(5) + "'" : "";
    }

    private String encoding() {
        return switch (random.nextInt(4)) {
            case 0 -> " encoding='utf-8'";
            case 1 -> " encoding='utf-16'";
            default -> "";
        };
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
