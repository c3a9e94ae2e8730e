package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that Unity asks of a package. */
class PackageTest {
    private static final String META = ".meta";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Unity ignores the files of an installed package that have no meta file, and finds files by the ids in these. The ids
     * come from the names of the files, so they never clash and never change. {@code -Dgolden.update=true} writes them.
     */
    @Test
    void eachFileHasItsMetaFile() throws IOException {
        List<Path> assets = assets().filter(path -> !isMeta(path)).toList();
        assertThat(assets).hasSizeGreaterThan(30);
        for (Path asset : assets) {
            Path meta = asset.resolveSibling(asset.getFileName() + META);
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(meta, metaOf(asset));
            }
            assertThat(meta).hasContent(metaOf(asset));
        }
        assertThat(assets.stream().map(PackageTest::idOf)).doesNotHaveDuplicates();
    }

    @Test
    void noMetaFileIsLeftOver() throws IOException {
        List<Path> metas = assets().filter(PackageTest::isMeta).toList();
        assertThat(metas).isNotEmpty().allSatisfy(meta -> {
            String name = meta.getFileName().toString();
            assertThat(meta.resolveSibling(name.substring(0, name.length() - META.length())))
                    .exists();
        });
    }

    /** Everything in the package but what Unity does not import: names with a tilde at their end. */
    private static Stream<Path> assets() throws IOException {
        try (Stream<Path> all = Files.walk(Folders.PACKAGE)) {
            return all
                    .filter(path -> !path.equals(Folders.PACKAGE)
                            && !Folders.PACKAGE.relativize(path).toString().contains("~"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean isMeta(Path path) {
        return path.toString().endsWith(META);
    }

    private static String metaOf(Path asset) {
        String kind = Files.isDirectory(asset) ? "folderAsset: yes\n" : "";
        return "fileFormatVersion: 2\nguid: " + idOf(asset) + "\n" + kind;
    }

    private static String idOf(Path asset) {
        String name = "dev.packetwright.client/"
                + Folders.PACKAGE.relativize(asset).toString().replace('\\', '/');
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void thePackageNamesItsSampleAndItsFloor() throws IOException {
        JsonNode manifest =
                JSON.readTree(Folders.PACKAGE.resolve("package.json").toFile());
        assertThat(manifest.get("name").asText()).isEqualTo("dev.packetwright.client");
        assertThat(manifest.get("unity").asText()).isEqualTo("2021.2");
        for (JsonNode sample : manifest.get("samples")) {
            assertThat(Folders.PACKAGE.resolve(sample.get("path").asText())).isDirectory();
        }
    }

    @Test
    void theRuntimeKnowsNothingOfTheEngine() throws IOException {
        JsonNode assembly =
                JSON.readTree(Folders.RUNTIME.resolve("Packetwright.asmdef").toFile());
        assertThat(assembly.get("noEngineReferences").asBoolean()).isTrue();
        assertThat(assembly.get("allowUnsafeCode").asBoolean()).isFalse();
        try (Stream<Path> sources = Files.walk(Folders.RUNTIME)) {
            assertThat(sources.filter(path -> path.toString().endsWith(".cs")))
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(Files.readString(source))
                            .doesNotContain("UnityEngine", "System.Reflection", "Activator", "new T("));
        }
    }

    @Test
    void theLicenseIsThatOfTheProject() throws IOException {
        assertThat(Folders.PACKAGE.resolve("LICENSE.md")).hasSameTextualContentAs(Folders.PROJECT.resolve("LICENSE"));
    }
}
