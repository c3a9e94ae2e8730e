package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each imported file is read once. Cycles, and files outside the folder, are errors. */
class ImportTest {
    @TempDir
    private Path folder;

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static Generation generate(Path file) {
        return Generator.generate(Sources.of(file), GeneratorOptions.DEFAULT.withNamespace("p"));
    }

    /** The packets of an imported file get their ids before those of the importing file, and each file is read once. */
    @Test
    void isReadOnceBeforeItsImporter() throws IOException {
        write("types/v.xml", "<PDL><struct name='V'><int name='x'/></struct><packet name='A'></packet></PDL>");
        write("b.xml", "<PDL><import file='types/v.xml'/><packet name='B'><V name='v'/></packet></PDL>");
        Path main = write(
                "main.xml",
                "<PDL><import file='b.xml'/><import file='types/v.xml'/><packet name='C'><V name='v'/></packet></PDL>");
        Generation generation = generate(main);
        assertThat(generation.diagnostics()).isEmpty();
        assertThat(generation.protocol().packets())
                .extracting(packet -> packet.id() + packet.name().pdl())
                .containsExactly("1A", "2B", "3C");
        assertThat(generation.filesRead())
                .contains(main, folder.resolve("b.xml"), folder.resolve("types").resolve("v.xml"));
    }

    /** A peer of an older version would lack a part of the protocol that one of the files requires. */
    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2"})
    void theGreatestOldestVersionOfAllFilesCounts(int imported, int importing) throws IOException {
        write("b.xml", "<PDL version='4' oldestVersion='" + imported + "'><packet name='B'></packet></PDL>");
        Path main = write(
                "main.xml",
                "<PDL oldestVersion='" + importing + "'><import file='b.xml'/><packet name='A'></packet></PDL>");
        Generation generation = generate(main);
        assertThat(generation.diagnostics()).isEmpty();
        assertThat(generation.protocol().oldestVersion()).isEqualTo(3);
    }

    @Test
    void aCycleIsAnErrorThatShowsBothPlaces() throws IOException {
        write("b.xml", "<PDL>\n<import file='main.xml'/></PDL>");
        Path main = write("main.xml", "<PDL>\n\n<import file='b.xml'/><packet name='C'></packet></PDL>");
        assertThat(generate(main).diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.IMPORT_CYCLE);
            assertThat(diagnostic.place().toString()).endsWith("b.xml:2:15");
            assertThat(diagnostic.notes()).hasSize(1);
        });
    }

    @Test
    void duplicatesAcrossFilesAreErrorsThatShowBothPlaces() throws IOException {
        write("b.xml", "<PDL><packet name='A'></packet><struct name='S'/></PDL>");
        Path main =
                write("main.xml", "<PDL><import file='b.xml'/><packet name='A'></packet>\n<struct name='S'/></PDL>");
        assertThat(generate(main).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.DUPLICATE_PACKET, DiagnosticCode.DUPLICATE_TYPE);
        assertThat(generate(main).diagnostics())
                .allSatisfy(diagnostic ->
                        assertThat(diagnostic.notes().get(0).place().toString()).contains("b.xml:1:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.xml",
                "types/../../secret.xml",
                "types\\..\\..\\secret.xml",
                "/etc/passwd",
                "link/secret.xml",
                "http://localhost/x.xml",
                "",
                "&#x0a;"
            })
    void nothingOutsideTheFolderIsRead(String file) throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.xml"), "<PDL><packet name='Secret'></packet></PDL>");
        Files.writeString(folder.resolve("secret.xml"), "<PDL><packet name='Secret'></packet></PDL>");
        Path inside = Files.createDirectories(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("link"), outside);
        Path main = Files.writeString(
                inside.resolve("main.xml"), "<PDL><import file='" + file + "'/><packet name='A'></packet></PDL>");
        Generation generation = generate(main);
        assertThat(generation.diagnostics())
                .singleElement()
                .extracting(Diagnostic::code)
                .isIn(DiagnosticCode.INVALID_IMPORT, DiagnosticCode.UNREADABLE_FILE);
        assertThat(generation.protocol().packets())
                .noneMatch(packet -> packet.name().pdl().equals("Secret"));
    }

    @Test
    void aMissingFileIsReportedAtItsImport() throws IOException {
        Path main = write("main.xml", "<PDL>\n  <import file='none.xml'/><packet name='A'></packet></PDL>");
        assertThat(generate(main).diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.UNREADABLE_FILE);
            assertThat(diagnostic.place().toString()).endsWith("main.xml:2:17");
        });
    }

    @Test
    void theDepthIsLimited() throws IOException {
        for (int i = 0; i < 100; i++) {
            write(
                    "f" + i + ".xml",
                    "<PDL><import file='f" + (i + 1) + ".xml'/><packet name='P" + i + "'></packet></PDL>");
        }
        assertThat(generate(folder.resolve("f0.xml")).diagnostics())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(DiagnosticCode.INVALID_IMPORT);
    }

    @Test
    void theNumberOfFilesIsLimited() throws IOException {
        StringBuilder imports = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            write("f" + i + ".xml", "<PDL><packet name='P" + i + "'></packet></PDL>");
            imports.append("<import file='f").append(i).append(".xml'/>");
        }
        Path all = write("all.xml", "<PDL>" + imports + "</PDL>");
        assertThat(generate(all).diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.INVALID_IMPORT);
            assertThat(diagnostic.message()).contains("200 files");
        });
    }

    @Test
    void onlyFilesCanImport() {
        byte[] bytes = "<PDL><import file='b.xml'/></PDL>".getBytes(StandardCharsets.UTF_8);
        assertThat(Generator.generate(Sources.of(new PdlInput("stdin", bytes))).diagnostics())
                .extracting(Diagnostic::code)
                .contains(DiagnosticCode.INVALID_IMPORT);
    }
}
