package dev.packetwright.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.packetwright.runtime.packet.Packet;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and which knows which. */
class ArchitectureTest {
    private static final String ROOT = "dev.packetwright.runtime";
    private static final JavaClasses RUNTIME = importRuntime();

    private static JavaClasses importRuntime() {
        try {
            Path classes = Path.of(Packet.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new ClassFileImporter().importPath(classes);
        } catch (URISyntaxException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void dependsOnNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "..", "java..", "javax.net.ssl", "jdk.jfr..", "org.jspecify.annotations")
                .check(RUNTIME);
    }

    @Test
    void layersKnowOnlyThoseBelow() {
        assertKnowsNothingOf("telemetry", "packet", "session", "group", "job");
        assertKnowsNothingOf("packet", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("job", "packet", "session", "group");
        assertKnowsNothingOf("session", "group", "job");
        assertKnowsNothingOf("group", "job");
    }

    @Test
    void oneRoomKnowsFlightRecorder() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".telemetry")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr..")
                .check(RUNTIME);
    }

    private static void assertKnowsNothingOf(String layer, String... others) {
        for (String other : others) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + layer)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + "." + other)
                    .check(RUNTIME);
        }
    }

    /** Nested ones are as much to learn as others. */
    @Test
    void hasFewPublicTypes() {
        assertThat(RUNTIME.stream().filter(ArchitectureTest::isExported)).hasSizeBetween(10, 31);
    }

    private static boolean isExported(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isExported).orElse(true)
                && !type.getPackageName().endsWith(".telemetry");
    }
}
