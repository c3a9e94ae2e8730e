package dev.packetwright.generator.target.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.browser.PageText;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares pages of golden protocols byte for byte, from their bodies on: the styles and the script are files of their
 * own. {@code -Dgolden.update=true} rewrites them.
 */
class HtmlGoldenTest {
    private static final Path GOLDEN = ProjectFiles.path("generator/core/src/test/resources/golden");

    @ParameterizedTest
    @ValueSource(strings = {"documents", "enums", "lists", "optional", "roles", "versions"})
    void pageIsTheOneCheckedIn(String protocol) throws IOException {
        GeneratedFile page = Pages.file(Sources.of(GOLDEN.resolve(protocol + ".xml")));
        assertThat(page.content()).startsWith(page.marker());
        PageText.assertLinksResolve(page.content());
        String body = PageText.body(page.content());
        Path golden = GOLDEN.resolve(protocol).resolve(page.path());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, body);
        }
        assertThat(body).isEqualTo(Files.readString(golden));
    }
}
