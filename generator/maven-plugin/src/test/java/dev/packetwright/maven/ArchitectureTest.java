package dev.packetwright.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The plugin is a top layer. Like the command line, it uses only the public packages of the generator. */
class ArchitectureTest {
    @Test
    void thePluginUsesThePublicPackagesOfTheGenerator() {
        classes()
                .that()
                .resideInAPackage("dev.packetwright.maven..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.packetwright.maven..",
                        "dev.packetwright.generator",
                        "dev.packetwright.generator.git..",
                        "dev.packetwright.generator.peer..",
                        "dev.packetwright.generator.load..",
                        "dev.packetwright.generator.diagnostic..",
                        "dev.packetwright.generator.diff..",
                        "dev.packetwright.generator.target..",
                        "dev.packetwright.generator.load..",
                        "dev.packetwright.generator.model..",
                        "dev.packetwright.generator.naming..",
                        "dev.packetwright.generator.output..",
                        "dev.packetwright.generator.pdl..",
                        "dev.packetwright.generator.job..",
                        "dev.packetwright.generator.uptodate..",
                        "dev.packetwright.generator.source..",
                        "java..",
                        "javax.inject..",
                        "javax.lang.model..",
                        "javax.xml.parsers..",
                        "org.apache.maven..",
                        "org.codehaus.plexus..",
                        "org.eclipse.aether..",
                        "org.jspecify..",
                        "org.sonatype.plexus.build..",
                        "org.w3c.dom..",
                        "org.xml.sax..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.packetwright"));
    }
}
