package dev.packetwright.generator.target.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that C# refuses are changed in one way, or reported; no text of a PDL becomes code. */
class CSharpNamesTest {
    private static String packet(String members) {
        return "<PDL><packet name='S_A'>" + members + "</packet></PDL>";
    }

    private static List<String> errors(String pdl, CSharpOptions options) {
        return CSharpProgram.generate(pdl, options).diagnostics().stream()
                .map(diagnostic -> diagnostic.place().line() + ":"
                        + diagnostic.place().column() + " " + diagnostic.message() + " [" + diagnostic.code() + "]")
                .toList();
    }

    private static String code(String pdl, CSharpOptions options) {
        Generation generation = CSharpProgram.generate(pdl, options);
        assertThat(generation.diagnostics()).extracting(Diagnostic::message).isEmpty();
        return generation.files().get(0).content();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <int name='class'/>                                  | public int @class;
            <int name='S_A'/>                                    | public int S_A_;
            <int name='Size'/><int name='ToString'/>             | public int ToString_;
            <int name='PacketReader'/>                           | public int PacketReader_;
            <list name='i' type='int'/>                          | public List<int> @is = new List<int>();
            <int name='List'/><list name='x' type='int'/>        | public global::System.Collections.Generic.List<int> xs
            <list name='Size'><int name='n'/></list>             | public List<Size_> sizes = new List<Size_>();
            <list name='skill'><int name='Skill'/></list>        | public int Skill_;
            <list name='nothing'/>                               | public int nothings;
            <int name='writer'/>                                 | writer.WriteInt("writer", this.writer);
            """)
    void namesOfMembersThatCSharpHasAlready(String members, String line) {
        assertThat(code(packet(members), CSharpOptions.DEFAULT)).contains(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            class        | public partial class @class : IPacket
            PacketReader | public partial class PacketReader_ : IPacket
            Protocol     | public partial class Protocol_ : IPacket
            System       | public partial class System_ : IPacket
            record       | public partial class @record : IPacket
            """)
    void namesOfTypesThatCSharpHasAlready(String name, String line) {
        assertThat(code("<PDL><packet name='" + name + "'></packet></PDL>", CSharpOptions.DEFAULT))
                .contains(line);
    }

    @Test
    void noPacketHasTheNameOfATypeOfTheRuntime() {
        for (Path source : ProjectFiles.in("clients/csharp/Runtime/Wire", ".cs")) {
            String type = source.getFileName().toString().replace(".cs", "");
            assertThat(code("<PDL><packet name='" + type + "'></packet></PDL>", CSharpOptions.DEFAULT))
                    .contains("public partial class " + type + "_ : IPacket");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            player_id | public int PlayerId;
            hp        | public int Hp;
            HP        | public int HP;
            _1        | public int _1;
            size      | public int Size_;
            """)
    void membersInPascalCase(String name, String line) {
        assertThat(code(packet("<int name='" + name + "'/>"), CSharpOptions.DEFAULT.withMembers(MemberSpelling.PASCAL)))
                .contains(line);
    }

    @Test
    void clashesAreReported() {
        CSharpOptions pascal = CSharpOptions.DEFAULT.withMembers(MemberSpelling.PASCAL);
        String words = packet("<int name='playerId'/>\n<int name='player_id'/>");
        assertThat(errors(words, CSharpOptions.DEFAULT)).isEmpty();
        assertThat(errors(words, pascal))
                .containsExactly("2:12 'playerId' and 'player_id' both become 'PlayerId' in C# [PW038]");
        assertThat(errors(packet("<int name='Skill'/>\n<list name='skill'><int name='n'/></list>"), pascal))
                .containsExactly("2:13 'Skill' and 'skill' both become 'Skill' in C# [PW038]");
        assertThat(errors(packet("<int name='Size'/>\n<int name='Size_'/>"), CSharpOptions.DEFAULT))
                .containsExactly("2:12 'Size' and 'Size_' both become 'Size_' in C# [PW038]");
        assertThat(errors(
                        "<PDL><packet name='IPacket'></packet>\n<packet name='IPacket_'></packet></PDL>",
                        CSharpOptions.DEFAULT))
                .containsExactly("2:15 'IPacket' and 'IPacket_' both become 'IPacket_' in C# [PW038]");
    }

    @Test
    void charactersThatCSharpLacksAreReported() {
        assertThat(errors(packet("<int name='\ud842\udfb7'/>"), CSharpOptions.DEFAULT))
                .containsExactly("1:36 '\ud842\udfb7' has a character that C# does not allow in names [PW039]");
    }

    /** The comment can end neither its line nor its element, and the reason cannot end its literal. */
    @Test
    void textOfAPdlIsNoCode() {
        String code = code(
                "<PDL><!-- a </summary> ]]> & */ \u2028 b\u0085 c\n\n d \u202e -->"
                        + "<packet name='S_A'><int name='n' deprecated='\"); Evil(); // \\ \u2028'/></packet></PDL>",
                CSharpOptions.DEFAULT);
        assertThat(code)
                .contains("    /// a &lt;/summary&gt; ]]&gt; &amp; */\n    /// b\n    /// c\n    /// d \ufffd\n")
                .contains("[Obsolete(\"\\\"); Evil(); // \\\\ \\u2028\")]");
    }

    @Test
    void aRedactedValueIsNotShown() {
        assertThat(code(packet("<string name='token' redacted='true'/>"), CSharpOptions.DEFAULT))
                .contains("return \"S_A { token = ***\"\n");
    }
}
