package dev.packetwright.generator.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.packetwright.generator.Corpus;
import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the generated Java byte for byte. {@code src/test/resources/golden/NAME.xml} is a protocol, and the folder
 * {@code NAME} beside it contains its sources. For PDL files that are not part of this project, only digests are kept.
 *
 * <p>{@code -Dgolden.update=true} rewrites both after an intended change. Review the difference before you commit it.
 */
class GoldenOutputTest {
    private static final Path GOLDEN = ProjectFiles.path("generator/core/src/test/resources/golden");
    private static final Path DIGESTS = GOLDEN.resolve("corpus.sha256");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    static List<String> protocols() throws IOException {
        return names(GOLDEN, ".xml").stream()
                .map(name -> name.substring(0, name.length() - ".xml".length()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void sourcesAreTheOnesCheckedIn(String protocol) throws IOException {
        SortedMap<String, String> generated = sources(GOLDEN.resolve(protocol + ".xml"), options(protocol));
        if (UPDATE) {
            replace(protocol, generated);
        }
        assertThat(checkedIn(protocol)).isEqualTo(generated);
    }

    /** Returns the options for a protocol, without views if they would add nothing new. */
    private static GeneratorOptions options(String protocol) {
        return switch (protocol) {
            case "builders" -> options(JavaOptions.DEFAULT.withBuildersFrom(5), TargetOptions.DEFAULT);
            case "ids" -> GeneratorOptions.DEFAULT;
            case "sides" -> options(JavaOptions.DEFAULT, new TargetOptions(Set.of(Side.SERVER)));
            default -> options(JavaOptions.DEFAULT.withViews(), TargetOptions.DEFAULT);
        };
    }

    private static GeneratorOptions options(JavaOptions java, TargetOptions options) {
        return GeneratorOptions.of(new JavaTarget(java), options);
    }

    private static SortedMap<String, String> sources(Path file, GeneratorOptions options) {
        Generation generation = Generator.generate(Sources.of(file), options);
        assertThat(generation.hasErrors()).as("%s", generation.diagnostics()).isFalse();
        return new TreeMap<>(
                generation.files().stream().collect(Collectors.toMap(GeneratedFile::path, GeneratedFile::content)));
    }

    private static SortedMap<String, String> checkedIn(String protocol) throws IOException {
        SortedMap<String, String> sources = new TreeMap<>();
        for (String name : names(GOLDEN.resolve(protocol), ".java")) {
            sources.put(
                    "golden/" + protocol + "/" + name,
                    Files.readString(GOLDEN.resolve(protocol).resolve(name)));
        }
        return sources;
    }

    private static void replace(String protocol, Map<String, String> sources) throws IOException {
        Path folder = Files.createDirectories(GOLDEN.resolve(protocol));
        for (String name : names(folder, ".java")) {
            Files.delete(folder.resolve(name));
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(GOLDEN.resolveSibling(source.getKey()), source.getValue());
        }
    }

    @Test
    void sourcesOfOtherPeoplesProtocolsHaveTheDigestsCheckedIn() throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (Path file : Corpus.files().toList()) {
            digests.put(file.getFileName().toString(), digest(file));
        }
        assumeThat(digests).isNotEmpty();
        if (UPDATE) {
            write(digests);
        }
        SortedMap<String, String> expected = readDigests();
        expected.keySet().retainAll(digests.keySet());
        digests.keySet().retainAll(expected.keySet());
        assertThat(digests).isEqualTo(expected);
    }

    /** Returns the digest of all names and contents, first without views and then with them. */
    private static String digest(Path file) {
        MessageDigest digest = sha256();
        for (JavaOptions java : List.of(JavaOptions.DEFAULT, JavaOptions.DEFAULT.withViews())) {
            GeneratorOptions options = options(java, TargetOptions.DEFAULT).withNamespace("corpus");
            for (GeneratedFile source :
                    Generator.generate(Sources.of(file), options).files()) {
                digest.update((source.path() + "\0" + source.content() + "\0").getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void write(SortedMap<String, String> digests) throws IOException {
        String lines = digests.entrySet().stream()
                .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
                .collect(Collectors.joining());
        Files.writeString(DIGESTS, lines);
    }

    private static SortedMap<String, String> readDigests() throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(DIGESTS)) {
            String[] parts = line.split("  ", 2);
            digests.put(parts[1], parts[0]);
        }
        return digests;
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
