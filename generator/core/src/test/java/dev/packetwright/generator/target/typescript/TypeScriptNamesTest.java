package dev.packetwright.generator.target.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that TypeScript or the module has already are changed in one way, or reported; no text of a PDL becomes code. */
class TypeScriptNamesTest {
    private static String packet(String members) {
        return "<PDL><packet name='S_A'>" + members + "</packet></PDL>";
    }

    private static List<String> errors(String pdl) {
        return TypeScriptProgram.generate(pdl, TypeScriptOptions.DEFAULT).diagnostics().stream()
                .map(diagnostic -> diagnostic.place().line() + ":"
                        + diagnostic.place().column() + " " + diagnostic.message() + " [" + diagnostic.code() + "]")
                .toList();
    }

    private static String code(String pdl) {
        Generation generation = TypeScriptProgram.generate(pdl, TypeScriptOptions.DEFAULT);
        assertThat(generation.diagnostics()).extracting(Diagnostic::message).isEmpty();
        return generation.files().get(0).content();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <int name='player_id'/>               | playerId: number;
            <int name='HP'/>                      | hp: number;
            <int name='class'/>                   | class: number;
            <int name='type'/>                    | type_: number;
            <int name='constructor'/>             | constructor_: number;
            <int name='__proto__'/>               | proto: number;
            <string name='take'/>                 | const take_ = readUtf16("take", 65535);
            <string name='at'/>                   | at: at_,
            <list name='skill' type='int'/>       | skills: number[];
            <list name='skill'><int name='n'/></list> | skills: S_A_Skill[];
            <list name='nothing'/>                | nothings: number;
            """)
    void namesOfMembers(String members, String line) {
        assertThat(code(packet(members))).contains(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            class       | export interface class_ {
            any         | export interface any_ {
            Packet      | export interface Packet_ {
            PacketError | export interface PacketError_ {
            Uint8Array  | export interface Uint8Array_ {
            decode      | export const decode_ = { type: "decode_", id: 1 } as const;
            toString    | export interface toString_ {
            __proto__   | export interface __proto___ {
            int32       | export interface int32_ {
            packet      | export interface packet_ {
            """)
    void namesOfTypesThatTheModuleHasAlready(String name, String line) {
        assertThat(code("<PDL><packet name='" + name + "' from='client'><int name='a'/></packet></PDL>"))
                .contains(line);
    }

    @Test
    void clashesAreReported() {
        assertThat(errors(packet("<int name='playerId'/>\n<int name='player_id'/>")))
                .contains("2:12 'playerId' and 'player_id' both become 'playerId' in TypeScript [PW040]");
        assertThat(errors("<PDL><packet name='S_A'><list name='b'><int name='c'/></list></packet>\n"
                        + "<packet name='S_A_B'></packet></PDL>"))
                .containsExactly("2:15 'b' and 'S_A_B' both become 'S_A_B' in TypeScript [PW040]");
        assertThat(errors("<PDL><struct name='encodeS_A'><int name='n'/></struct>\n<packet name='S_A'></packet></PDL>"))
                .containsExactly("2:15 'encodeS_A' and 'S_A' both become 'encodeS_A' in TypeScript [PW040]");
        assertThat(errors("<PDL><packet name='Packet' from='client'></packet>\n"
                        + "<packet name='Packet_' from='client'></packet></PDL>"))
                .containsExactly("2:15 'Packet' and 'Packet_' both become 'Packet_' in TypeScript [PW040]");
    }

    /** The comment can end neither its line nor itself, and has no tags; the reason stays in its line. */
    @Test
    void textOfAPdlIsNoCode() {
        String code = code("<PDL><!-- a */ evil(); /* \u2028 b\u0085 c\n\n @deprecated d \u202e -->"
                + "<packet name='S_A'><int name='n' deprecated='why */ evil();&#10;@throws \u2028'/></packet></PDL>");
        assertThat(code)
                .contains(
                        "/**\n * a *\\/ evil(); /*\n * b\n * c\n * \\@deprecated d \ufffd\n * Server to client, id 1.\n */")
                .contains("  /** @deprecated why *\\/ evil(); \\@throws */\n");
    }
}
