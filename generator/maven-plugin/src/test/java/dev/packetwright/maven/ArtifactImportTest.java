package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the entries of {@code <imports>}. */
class ArtifactImportTest {
    @ParameterizedTest
    @CsvSource({
        "com.example:chat, com.example:chat, , ",
        "' com.example:chat ', com.example:chat, , ",
        "com.example:chat:1.0-SNAPSHOT, com.example:chat, 1.0-SNAPSHOT, ",
        "com.example:chat!a/b.xml, com.example:chat, , a/b.xml"
    })
    void namesAnArtifactWithOrWithoutVersionAndFile(String text, String artifact, String version, String file)
            throws MojoFailureException {
        ArtifactImport parsed = ArtifactImport.parse(text);
        assertThat(parsed)
                .isEqualTo(new ArtifactImport(artifact, Optional.ofNullable(version), Optional.ofNullable(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chat", "com.example:", "com.example:chat:", "com.example:chat:1:jar", "a b:c", "a:b!"})
    void otherEntriesAreRefusedWithTheCorrectForm(String text) {
        assertThatThrownBy(() -> ArtifactImport.parse(text))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("'" + text + "' names no artifact: write group:name");
    }
}
