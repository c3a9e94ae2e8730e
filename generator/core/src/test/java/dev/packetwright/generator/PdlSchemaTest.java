package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors accepts the PDL that the generator accepts, and rejects common mistakes. */
class PdlSchemaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PDL/>",
                "<?xml version='1.0' encoding='utf-8'?><!-- a --><PDL><packet name='A'/></PDL>",
                "<PDL xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='pdl.xsd'/>",
                "<PDL xmlns='' xmlns:x='urn:x'><packet xmlns='' name='A'/></PDL>",
                "<PDL package='com.example.chat' version='3' oldestVersion='2' firstId='1001' encoding='utf-8'><packet name='A'/></PDL>",
                "<PDL version='0x3' firstId='0x3e9' encoding='UTF-16'><packet name='A' id='0xFFFF'/></PDL>",
                "<PDL>text between packets is but a warning<packet name='A'/></PDL>",
                "<pdl><Packet name='A'/><PACKET name='B'/></pdl>",
                "<Pdl><Enum name='E'><Value name='X'/><VALUE name='Y'/></Enum><STRUCT name='S'/></Pdl>",
                "<PDL><packet name='A' role='handshake'/><packet name='B' role='ping'><long name='x'/></packet>"
                        + "<packet name='C' role='pong'><ulong name='x'/></packet></PDL>",
                "<PDL><packet name='A' id='7' from='both'/><packet name='B' id='0' from='client'/></PDL>",
                "<PDL version='2'><packet name='A' since='2' deprecated='why'><int name='x' since='2'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x'> </int><int name='y'><!-- a --></int></packet></PDL>",
                "<PDL><packet name='A'><Int name='x'/><UINT name='y'/><List name='z'><Bool name='w'/></List></packet></PDL>",
                "<PDL><packet name='A'><string name='x' encoding='Utf-8' maxLength='20' redacted='true'/></packet></PDL>",
                "<PDL><packet name='A'><bytes name='x' maxLength='0x10' optional='true' deprecated=''/></packet></PDL>",
                "<PDL><packet name='A'><int name='x' min='-1' max='0xff'/><long name='y' min='+5'/></packet></PDL>",
                "<PDL><packet name='A'><float name='x' min='-1.5e-3' max='12'/></packet></PDL>",
                "<PDL><packet name='A'><list name='x'/><list name='y'></list></packet></PDL>",
                "<PDL><packet name='A'><list name='x'><int/></list><list name='y'><string encoding='utf-8'/></list></packet></PDL>",
                "<PDL><packet name='A'><list name='x' type='Int' maxLength='5'/><list name='s' type='string' encoding='utf-8'/></packet></PDL>",
                "<PDL><packet name='A'><list name='x'><list name='x'><int name='x'/></list></list></packet></PDL>",
                "<PDL><enum name='E' type='UShort' unknown='X'><value name='X' value='0x7f'/><value name='Y'/></enum></PDL>",
                "<PDL><packet name='A'><E name='e' optional='true'/><list name='es' type='E'/></packet>"
                        + "<enum name='E'><value name='X'/></enum></PDL>",
                "<PDL><struct name='V'><float name='x'/></struct><struct name='W'><V name='v' redacted='true'/></struct>"
                        + "<packet name='A'><V name='v'/><V name='w' since='1'/><list name='vs'><V/></list></packet></PDL>",
                "<PDL><packet name='패킷'><int name='größe'/><int name='имя_1'/><int name='\ud835\udc9c'/></packet></PDL>"
            })
    void acceptsWhatTheGeneratorAccepts(String pdl) {
        assertThat(errorsOfTheGenerator(pdl)).isEmpty();
        assertThat(PdlSchema.errorIn(pdl)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Packets><packet name='A'/></Packets>",
                "<PDL packge='x'/>",
                "<PDL xmlns='urn:x'/>",
                "<PDL xmlns='urn:x'><packet name='A'/></PDL>",
                "<PDL><packet xmlns='urn:x' name='A'/></PDL>",
                "<PDL><packet name='A'><int xmlns='urn:x' name='x'/></packet></PDL>",
                "<x:PDL xmlns:x='urn:x'/>",
                "<PDL xmlns:x='urn:x'><x:packet name='A'/></PDL>",
                "<PDL xmlns:x='urn:x'><packet x:name='A' name='A'/></PDL>",
                "<PDL xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>",
                "<PDL package='a..b'/>",
                "<PDL version='0'/>",
                "<PDL firstId='x'/>",
                "<PDL encoding='ascii'/>",
                "<PDL><paket name='A'/></PDL>",
                "<PDL><packet/></PDL>",
                "<PDL><packet Name='A'/></PDL>",
                "<PDL><packet name='A' form='client'/></PDL>",
                "<PDL><packet name='A' from='Client'/></PDL>",
                "<PDL><packet name='A' role='Ping'><long name='x'/></packet></PDL>",
                "<PDL><packet name='A' role=''/></PDL>",
                "<PDL><packet name='A' id='65536'/></PDL>",
                "<PDL><packet name='1A'/></PDL>",
                "<PDL><packet name='A B'/></PDL>",
                "<PDL><packet name='A-B'/></PDL>",
                "<PDL><packet name='A'>text</packet></PDL>",
                "<PDL><packet name='A'/><packet name='A'/></PDL>",
                "<PDL><packet name='A'/><struct name='A'/></PDL>",
                "<PDL><packet name='A' id='1'/><packet name='B' id='1'/></PDL>",
                "<PDL><packet name='A'><int/></packet></PDL>",
                "<PDL><packet name='A'><int nmae='x'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x' type='y'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x'>0</int></packet></PDL>",
                "<PDL><packet name='A'><int name='x'><int name='y'/></int></packet></PDL>",
                "<PDL><packet name='A'><int name='x'/><float name='x'/></packet></PDL>",
                "<PDL><packet name='A'><list name='l'><int name='x'/><float name='x'/></list></packet></PDL>",
                "<PDL><packet name='A'><int name='x' maxLength='3'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x' min='0.5'/></packet></PDL>",
                "<PDL><packet name='A'><bool name='x' min='0'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x' optional='yes'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x' encoding='utf-8'/></packet></PDL>",
                "<PDL><struct/></PDL>",
                "<PDL><struct name='S'/><packet name='A'><S/></packet></PDL>",
                "<PDL><struct name='S'/><packet name='A'><S name='1'/></packet></PDL>",
                "<PDL><struct name='S'/><packet name='A'><S name='s' optional='1'/></packet></PDL>",
                "<PDL><enum name='E'/></PDL>",
                "<PDL><enum name='E' type='float'><value name='X'/></enum></PDL>",
                "<PDL><enum name='E'><value name='X' value='x'/></enum></PDL>",
                "<PDL><enum name='E'><value name='X'/><value name='X'/></enum></PDL>",
                "<PDL><enum name='E'><val name='X'/></enum></PDL>",
                "<PDL><import/></PDL>",
                "<PDL><import file=''/></PDL>",
                "<PDL><import file='a\\b.xml'/></PDL>"
            })
    void rejectsCommonMistakesLikeTheGenerator(String pdl) {
        assertThat(errorsOfTheGenerator(pdl)).isNotEmpty();
        assertThat(PdlSchema.errorIn(pdl)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("filesOfTheProject")
    void acceptsTheFilesOfTheProject(Path file) throws IOException {
        assertThat(PdlSchema.errorIn(Files.readString(file, StandardCharsets.UTF_8)))
                .isEmpty();
    }

    static Stream<Path> filesOfTheProject() throws IOException {
        try (Stream<Path> pdl = Files.walk(ProjectFiles.path("pdl"));
                Stream<Path> tests = Files.walk(ProjectFiles.path("generator"))) {
            List<Path> files = Stream.concat(
                            pdl.filter(file -> file.toString().endsWith(".xml")),
                            tests.filter(file -> file.toString().endsWith(".pdl.xml")
                                    && file.toString().contains("src")))
                    .toList();
            assertThat(files).hasSizeGreaterThan(4);
            return files.stream();
        }
    }

    /** Editors show the documentation of the schema for each element and attribute. */
    @Test
    void explainsEveryElementAndAttribute() throws IOException {
        String text = new String(
                Objects.requireNonNull(Generator.class.getResourceAsStream("pdl.xsd"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(text.split("<xs:(element|attribute) name=", -1))
                .hasSizeGreaterThan(30)
                .filteredOn(part -> !part.startsWith("<?xml"))
                .allMatch(part -> part.indexOf("<xs:documentation>") > 0
                        && part.indexOf("<xs:documentation>") < part.indexOf("</xs:") + 1);
    }

    private static List<?> errorsOfTheGenerator(String pdl) {
        Generation generation =
                Generator.generate(Sources.of(new PdlInput("a.xml", pdl.getBytes(StandardCharsets.UTF_8))));
        return generation.hasErrors() ? generation.diagnostics() : List.of();
    }
}
