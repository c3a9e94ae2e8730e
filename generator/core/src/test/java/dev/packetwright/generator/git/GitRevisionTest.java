package dev.packetwright.generator.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests errors and the parsing of git's output. The tests of the command line use the revisions of a real repository.
 */
class GitRevisionTest {
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void gitIsMissing(@TempDir Path folder) {
        assertThatThrownBy(() -> GitRevision.of("no-such-git", folder.resolve("a.xml"), "v1"))
                .isInstanceOf(IOException.class)
                .hasMessage("git could not be started; it has to be installed and on the PATH to read a revision");
    }

    @Test
    void anObjectHasItsContentAfterTheHeader() {
        GitObject file = GitObject.parse(bytes(ID + " blob 4\n\n<a>\n")).orElseThrow();
        assertThat(file.is("blob")).isTrue();
        assertThat(file.content()).isEqualTo(bytes("\n<a>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ID + ":a b blob 4 missing\n",
                ID + " commit 4\n1234\n",
                "symlink 7\n../pdl\n",
                "dangling 12\n" + ID + "\n"
            })
    void otherOutputIsNoObject(String output) {
        assertThat(GitObject.parse(bytes(output))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
