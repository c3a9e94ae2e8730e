package dev.packetwright.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Tests the rules for the classes of the cluster module. */
class ArchitectureTest {
    private static final JavaClasses CLUSTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.packetwright.cluster");

    /** Messages between nodes use a format of this project, and neither Jackson nor Java serialization. */
    @Test
    void serializesByItself() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "java.io.ObjectInputStream", "java.io.ObjectOutputStream")
                .check(CLUSTER);
    }

    /** Each message has a type, because a node would lose a message without a type. */
    @Test
    void everyWireMessageHasAType() {
        assertThat(CLUSTER.stream()
                        .filter(type -> type.isAssignableTo(WireMessage.class) && !type.isInterface())
                        .map(JavaClass::reflect))
                .hasSize(MessageType.values().length)
                .allMatch(type -> MessageType.of(type).isPresent());
    }

    /** The API is small. Two classes are public only because Pekko creates them by name. */
    @Test
    void showsLittle() {
        assertThat(CLUSTER.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "ClusterNode",
                        "ClusterOptions",
                        "ClusterMetrics",
                        "ClusterException",
                        "WireSerializer",
                        "ProtocolCheck");
    }
}
