package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.GeneratedFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Generated sources are formatted like hand-written ones. */
class SourceFormatterTest {
    private static final String FIELDS = """
            <int name="hp"/><int name="mp"/><int name="xp"/><int name="level"/><string name="guild"/>
            <!-- How rich. --><long name="gold"/>
            """;

    @Test
    void aShortCommentTakesOneLine() {
        assertThat(source("S_Info", "<!-- What one is. --><packet name=\"S_Info\"><int name=\"hp\"/></packet>"))
                .contains("\n/** What one is. Server to client, id 1. */\n")
                .contains("\n    /** The packet's id on the wire. */\n    public static final int ID = 1;\n")
                .contains(
                        "\n    /** Reads the members from where the reader stands, or throws {@link MalformedPacketException}. */\n");
    }

    @Test
    void longCommentsStayUnchanged() {
        String lengthy = "word ".repeat(30).strip();
        assertThat(source("C_Long", "<!-- " + lengthy + " --><packet name=\"C_Long\"/>"))
                .contains("\n/**\n * " + lengthy + ". Client to server, id 1.\n */\n");
        assertThat(source("C_Two", "<!-- first\n second --><packet name=\"C_Two\"/>"))
                .contains("\n/**\n * first\n * second. Client to server, id 1.\n */\n");
    }

    @Test
    void fieldsAndSettersOfABuilderAreGrouped() {
        assertThat(source("S_Info", "<packet name=\"S_Info\">" + FIELDS + "</packet>"))
                .contains("        private int hp = 0;\n        private int mp = 0;\n        private int xp = 0;\n")
                .contains(
                        "private Builder() {\n        }\n\n        public Builder hp(int hp) { this.hp = hp; return this; }\n")
                .contains("return this; }\n        public Builder mp(int mp) { this.mp = mp; return this; }\n")
                .contains(
                        "return this; }\n\n        /** How rich. */\n        public Builder gold(long gold) { this.gold");
    }

    @Test
    void constantsOfAnEnumAreGrouped() {
        assertThat(source("PacketId", "<packet name=\"C_A\"><int name=\"a\"/></packet><packet name=\"S_B\"/>"))
                .contains(
                        "    C_A(1, C_A.class, Direction.CLIENT_TO_SERVER, 1),\n    /** Server to client, id 2. */\n    S_B(")
                .contains("Direction.SERVER_TO_CLIENT, 1);\n\n");
    }

    private static String source(String packet, String pdl) {
        PdlInput input = new PdlInput("a.xml", ("<PDL>" + pdl + "</PDL>").getBytes(StandardCharsets.UTF_8));
        return Generator.generate(Sources.of(input)).files().stream()
                .filter(file -> file.path().endsWith("/" + packet + ".java"))
                .map(GeneratedFile::content)
                .findFirst()
                .orElseThrow();
    }
}
