package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.load.ArtifactNotFoundException;
import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PDL files in jars are named by artifact and file, and are read only from their jar. */
class ArtifactImportTest {
    private static final GeneratorOptions P = GeneratorOptions.DEFAULT.withNamespace("p");
    private static final String NAME = "com.example:common";
    private static final String VECTOR = "<PDL><struct name='V'><int name='x'/></struct></PDL>";

    @TempDir
    private Path folder;

    private Path jar(Map<String, String> entries) throws IOException {
        Path jar = folder.resolve("common.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static Artifacts knowing(Path place) {
        return name -> {
            if (!name.equals(NAME)) {
                throw new ArtifactNotFoundException("nobody knows " + name, "ask somebody else");
            }
            return Artifact.packed(name, place);
        };
    }

    private Path main(String attributes) throws IOException {
        return Files.writeString(
                folder.resolve("main.xml"),
                "<PDL>\n<import " + attributes + "/><packet name='P'><V name='v'/></packet></PDL>");
    }

    private Sources reading(String attributes, Path place) throws IOException {
        return Sources.of(main(attributes)).withArtifacts(knowing(place));
    }

    @Test
    void aFileInAJarIsReadWithItsImports() throws IOException {
        Path jar = jar(Map.of(
                "META-INF/packetwright/types/all.xml",
                "<PDL><import file='more/v.xml'/></PDL>",
                "META-INF/packetwright/types/more/v.xml",
                VECTOR));
        Generation generation = Generator.generate(reading("artifact='" + NAME + "' file='types/all.xml'", jar), P);
        assertThat(generation.diagnostics()).isEmpty();
        assertThat(generation.filesRead()).containsExactly(folder.resolve("main.xml"), jar);
        assertThat(generation.inputs()).hasSize(3).allMatch(input -> input.isUnchanged(knowing(jar)));
    }

    /** Two protocols use the structs and enums of a third one. Neither protocol generates the classes again. */
    @Test
    void protocolsShareTheClassesOfAnArtifact() throws IOException {
        String types = "<PDL><import file='kind.xml'/><struct name='Big'><int name='a'/><V name='v'/><Kind name='k'/>"
                + "<V name='w'/></struct><struct name='V'><int name='x'/></struct>"
                + "<struct name='Text'><string name='t'/></struct></PDL>";
        String kind = "<PDL><enum name='Kind'><value name='ONE' value='1'/></enum></PDL>";
        Path jar = jar(Map.of("types.xml", types, "kind.xml", kind));
        Files.writeString(folder.resolve("types.xml"), types);
        Files.writeString(folder.resolve("kind.xml"), kind);
        Generation shared = Generator.generate(
                Sources.of(folder.resolve("types.xml")), GeneratorOptions.DEFAULT.withNamespace("shared.types"));
        List<GeneratedFile> all = new ArrayList<>(shared.files());
        for (String own : List.of("one", "two")) {
            Path pdl = Files.writeString(
                    folder.resolve(own + ".xml"),
                    "<PDL version='2'><import artifact='" + NAME + "' file='types.xml' package='shared.types'/>"
                            + "<struct name='Own'><V name='v'/><Kind name='k'/></struct>"
                            + "<packet name='P'><Big name='b'/><V name='V'/><Text name='t' optional='true'/>"
                            + "<list name='kinds' type='Kind'/><list name='texts' type='Text'/><Own name='o'/>"
                            + "<Big name='later' since='2'/></packet></PDL>");
            Generation generation = Generator.generate(
                    Sources.of(pdl).withArtifacts(knowing(jar)),
                    GeneratorOptions.of(new JavaTarget(JavaOptions.DEFAULT.withViews()), TargetOptions.DEFAULT)
                            .withNamespace(own));
            assertThat(generation.diagnostics()).isEmpty();
            assertThat(generation.files().stream().map(GeneratedFile::path))
                    .contains(own + "/P.java", own + "/Own.java")
                    .doesNotContain(own + "/V.java", own + "/Kind.java", own + "/Big.java", own + "/Text.java");
            all.addAll(generation.files());
        }
        all.add(new GeneratedFile(
                "Use.java",
                "import shared.types.*;\nclass Use { one.Own again(two.Own own) { return new one.Own(own.v(), own.k()); } }",
                "// uses what Packetwright generates"));
        CompiledProtocol compiled = CompiledProtocol.withSources(
                shared,
                List.of(),
                all.subList(shared.files().size(), all.size()).toArray(GeneratedFile[]::new));
        assertThat(compiled.classNames()).contains("shared.types.V", "one.P", "two.P");
    }

    @Test
    void onlyStructsAndEnumsAreShared() throws IOException {
        Path jar = jar(Map.of("v.xml", "<PDL>\n<struct name='V'><int name='x'/></struct><packet name='C_V'/></PDL>"));
        assertThat(Generator.check(reading("artifact='" + NAME + "' file='v.xml' package='shared'", jar))
                        .diagnostics())
                .filteredOn(diagnostic -> diagnostic.code() == DiagnosticCode.INVALID_IMPORT)
                .singleElement()
                .satisfies(diagnostic -> {
                    assertThat(diagnostic.place().toString()).endsWith("main.xml:2:61");
                    assertThat(diagnostic.message()).contains("a file with packets");
                    assertThat(diagnostic.notes())
                            .singleElement()
                            .satisfies(note -> assertThat(note.place()).hasToString(NAME + "!v.xml:2:42"));
                });
    }

    /** The imports in a shared file determine the packages of the classes that the shared file imports. */
    @Test
    void sharedFilesShareClassesThemselves() throws IOException {
        Files.writeString(folder.resolve("c.xml"), "<PDL><struct name='C'><int name='x'/></struct></PDL>");
        Files.writeString(
                folder.resolve("b.xml"),
                "<PDL><import file='c.xml' package='p.c'/><struct name='B'><C name='c'/></struct></PDL>");
        for (String direct : List.of("", "<import file='c.xml' package='p.c'/>")) {
            Path pdl = Files.writeString(
                    folder.resolve("a.xml"),
                    "<PDL><import file='b.xml' package='p.b'/>" + direct
                            + "<packet name='C_X'><B name='b'/><C name='c'/></packet></PDL>");
            Generation generation = Generator.generate(Sources.of(pdl), P);
            assertThat(generation.diagnostics()).isEmpty();
            assertThat(generation.files().stream()
                            .filter(file -> file.path().equals("p/C_X.java"))
                            .map(GeneratedFile::content))
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .contains("import p.b.B;", "import p.c.C;");
        }
    }

    @Test
    void aSharedFileHasOnePackage() throws IOException {
        Path jar = jar(Map.of("v.xml", VECTOR));
        String shared = "<import artifact='" + NAME + "' file='v.xml' package='shared'/>";
        for (String again : List.of(shared.replace("='shared'", "='other'"), shared.replace(" package='shared'", ""))) {
            Path pdl = Files.writeString(
                    folder.resolve("main.xml"), "<PDL>" + shared + again + "<packet name='P'/></PDL>");
            assertThat(Generator.check(Sources.of(pdl).withArtifacts(knowing(jar)))
                            .diagnostics())
                    .extracting(Diagnostic::message)
                    .contains("the classes of this file cannot be in two packages");
        }
        assertThat(Generator.check(reading("artifact='" + NAME + "' file='v.xml' package='1.b'", jar))
                        .diagnostics())
                .extracting(diagnostic -> diagnostic.code().toString())
                .contains("PW021");
    }

    /** The build of the artifact has already generated classes with these names in the package of the file. */
    @Test
    void thePackageOfAnArtifactsFileDoesNotCount() throws IOException {
        Path jar = jar(Map.of("v.xml", VECTOR.replace("<PDL>", "<PDL package='com.example.common'>")));
        Sources sources = reading("artifact='" + NAME + "' file='v.xml'", jar);
        assertThat(Generator.resolve(sources).protocol().namespace()).isEqualTo("packets");
        Path main = folder.resolve("main.xml");
        Files.writeString(main, Files.readString(main).replace("<PDL>", "<PDL package='com.example.game'>"));
        assertThat(Generator.resolve(sources).diagnostics()).isEmpty();
        assertThat(Generator.resolve(sources).protocol().namespace()).isEqualTo("com.example.game");
    }

    /** A build can generate the protocol of an artifact again without a PDL file of its own. */
    @Test
    void thePackageOfAnArtifactsFileCountsIfThereIsNoOther() throws IOException {
        Path jar = jar(Map.of("v.xml", VECTOR.replace("<PDL>", "<PDL package='com.example.common'>")));
        Sources sources = Sources.of(List.of(new Sources.InArtifact(NAME, "v.xml")), knowing(jar));
        assertThat(Generator.resolve(sources).protocol().namespace()).isEqualTo("com.example.common");
    }

    @Test
    void aFileCanBeOutsideThePackedFolder() throws IOException {
        Path jar = jar(Map.of("protocol/v.xml", VECTOR));
        assertThat(Generator.generate(reading("artifact='" + NAME + "' file='protocol/v.xml'", jar), P)
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void aFolderOfClassesWorksLikeAJar() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/META-INF/packetwright"));
        Files.writeString(classes.resolve("v.xml"), VECTOR);
        Sources sources = reading("artifact='" + NAME + "' file='v.xml'", folder.resolve("classes"));
        assertThat(Generator.generate(sources, P).diagnostics()).isEmpty();
    }

    @Test
    void anEditedJarIsAChangedInput() throws IOException {
        Path jar = jar(Map.of("v.xml", VECTOR));
        Generation generation = Generator.generate(reading("artifact='" + NAME + "' file='v.xml'", jar), P);
        jar(Map.of("v.xml", VECTOR + " "));
        assertThat(generation.inputs())
                .filteredOn(input -> !input.isUnchanged(knowing(jar)))
                .hasSize(1);
    }

    @Test
    void mistakesAreNamedByArtifactAndFile() throws IOException {
        Path jar = jar(Map.of("META-INF/packetwright/v.xml", "<PDL>\n<strukt name='V'/></PDL>"));
        assertThat(Generator.generate(reading("artifact='" + NAME + "' file='v.xml'", jar), P)
                        .diagnostics())
                .extracting(diagnostic -> diagnostic.place().toString())
                .contains("com.example:common!v.xml:2:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.xml", "/secret.xml", "x\\..\\secret.xml", "", "types/../../secret.xml"})
    void nothingOutsideTheArtifactIsRead(String file) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(folder.resolve("secret.xml"), VECTOR);
        assertThat(Generator.generate(reading("artifact='" + NAME + "' file='" + file + "'", classes), P)
                        .diagnostics())
                .extracting(Diagnostic::code)
                .contains(DiagnosticCode.INVALID_IMPORT);
    }

    @Test
    void aMissingFileIsReportedAtItsImport() throws IOException {
        assertThat(Generator.check(reading("artifact='" + NAME + "' file='none.xml'", jar(Map.of("v.xml", VECTOR))))
                        .diagnostics())
                .filteredOn(diagnostic -> diagnostic.code() == DiagnosticCode.UNREADABLE_FILE)
                .singleElement()
                .extracting(DiagnosticText::format)
                .asString()
                .contains("main.xml:2:45: error: there is no such file: com.example:common!none.xml");
    }

    @Test
    void anUnknownArtifactIsReportedAtItsName() throws IOException {
        assertThat(Generator.check(reading("artifact='com.example:other' file='v.xml'", folder))
                        .diagnostics())
                .filteredOn(diagnostic -> diagnostic.code() == DiagnosticCode.UNREADABLE_FILE)
                .singleElement()
                .extracting(DiagnosticText::format)
                .asString()
                .contains("main.xml:2:19: error: nobody knows com.example:other [PW001]")
                .contains("help: ask somebody else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "com.example:common:1.0", "com.example:", "../x:y", "a b:c"})
    void anArtifactHasAGroupAndAName(String artifact) throws IOException {
        assertThat(Generator.check(reading("artifact='" + artifact + "' file='v.xml'", folder))
                        .diagnostics())
                .filteredOn(diagnostic -> diagnostic.code() == DiagnosticCode.INVALID_IMPORT)
                .singleElement()
                .satisfies(
                        diagnostic -> assertThat(diagnostic.place().toString()).endsWith("main.xml:2:19"));
    }

    @Test
    void anInvalidJarIsADiagnostic() throws IOException {
        Path noJar = Files.writeString(folder.resolve("common.jar"), "not a jar");
        assertThat(Generator.check(reading("artifact='" + NAME + "' file='v.xml'", noJar))
                        .diagnostics())
                .extracting(Diagnostic::code)
                .contains(DiagnosticCode.UNREADABLE_FILE);
    }
}
