package dev.packetwright.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The command line sits on top: it uses the generator, and nothing uses it. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.packetwright");

    @Test
    void nothingDependsOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.packetwright.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.packetwright.cli..", "picocli..")
                .check(ALL);
    }

    /** It knows the network, and nothing of what travels there. */
    @Test
    void capturesAreAWorldOfTheirOwn() {
        classes()
                .that()
                .resideInAPackage("dev.packetwright.cli.capture..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.packetwright.cli.capture..", "java..", "org.jspecify..")
                .check(ALL);
    }

    /** Not the reader, the resolver or the emitters: those are the generator's own business. */
    @Test
    void theCommandLineUsesTheDoorsOfTheGenerator() {
        classes()
                .that()
                .resideInAPackage("dev.packetwright.cli..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.packetwright.cli..",
                        "dev.packetwright.generator",
                        "dev.packetwright.generator.load..",
                        "dev.packetwright.generator.diagnostic..",
                        "dev.packetwright.generator.diff..",
                        "dev.packetwright.generator.output..",
                        "dev.packetwright.generator.model..",
                        "dev.packetwright.generator.target..",
                        "dev.packetwright.generator.job..",
                        "dev.packetwright.generator.uptodate..",
                        "dev.packetwright.generator.pdl..",
                        "dev.packetwright.generator.source..",
                        "dev.packetwright.generator.codec..",
                        "dev.packetwright.generator.json..",
                        "com.fasterxml.jackson.core..",
                        "java..",
                        "picocli..",
                        "org.jspecify..")
                .check(ALL);
    }
}
