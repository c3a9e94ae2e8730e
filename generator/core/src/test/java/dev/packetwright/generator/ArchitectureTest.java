package dev.packetwright.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The dependencies between the packages of the generator. */
class ArchitectureTest {
    private static final String ROOT = "dev.packetwright.generator";
    private static final JavaClasses GENERATOR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void onlyTheReaderKnowsXml() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("pdl"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.xml..", "javax.xml..", "org.xml..", "org.w3c..", "org.glassfish.."));
    }

    @Test
    void onlyTheJavaTargetKnowsJavaPoet() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("target.java"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.palantir..", "com.squareup.."));
    }

    /** Pages of any content look alike, and none of them gets text unescaped. */
    @Test
    void pagesKnowNothingOfTheirContent() {
        check(classes()
                .that()
                .resideInAPackage(in("html"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".html", in("source"), "java..", "org.jspecify.."));
    }

    @Test
    void targetsDoNoInputOrOutput() {
        check(noClasses()
                .that()
                .resideInAPackage(in("target"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "javax.tools.."));
    }

    @Test
    void theBasicsDoNotDependOnTheSteps() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("diagnostic"), in("source"), in("model"), in("naming"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("pdl"), in("resolve"), in("validate"), in("target"), in("output")));
    }

    /** A step depends on the models that it reads and creates, and only on the step that creates its input. */
    @Test
    void noStepDependsOnALaterStep() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("pdl"), in("resolve"), in("validate"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("target"), in("output")));
        check(noClasses()
                .that()
                .resideInAnyPackage(in("target"), in("output"), in("validate"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("pdl"), in("resolve")));
    }

    /** The layout is the same for all languages. */
    @Test
    void theLayoutDependsOnlyOnTheModel() {
        check(classes()
                .that()
                .resideInAPackage(in("layout"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("layout"), in("model"), in("source"), "java..", "org.jspecify.."));
    }

    @Test
    void onlyTargetsAndCardsKnowTheLayout() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("layout"), in("target"), in("card"), ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("layout")));
    }

    /** The interface of all targets depends on none of them. */
    @Test
    void noTargetKnowsAnother() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".target")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".target", in("layout"), in("model"), in("diagnostic"), "java..", "org.jspecify.."));
        check(slices().matching(ROOT + ".target.(*)..").should().notDependOnEachOther());
    }

    /**
     * Only the Java target itself, the selection of targets, and the diff, which reports breaking changes of source
     * code, depend on the Java target.
     */
    @Test
    void fewKnowTheJavaTarget() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("target.java"), in("diff"), in("job"), ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("target.java")));
    }

    /** The diff compares the meaning of two protocols and their names in Java, not generated code; its page shows both. */
    @Test
    void theDiffDependsOnTheModelAndJavaNames() {
        check(classes()
                .that()
                .resideInAPackage(in("diff"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("diff"),
                        in("model"),
                        in("source"),
                        in("diagnostic"),
                        in("target.java.name"),
                        in("html"),
                        in("card"),
                        ROOT + ".target",
                        "java..",
                        "org.jspecify.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("diff"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("diff")));
    }

    /** The codec is an independent implementation: it depends neither on the emitters nor on the runtime. */
    @Test
    void theCodecDependsOnlyOnTheModel() {
        check(classes()
                .that()
                .resideInAnyPackage(in("codec"), in("json"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("codec"),
                        in("json"),
                        in("model"),
                        in("source"),
                        in("diagnostic"),
                        "java..",
                        "org.jspecify.."));
        check(noClasses()
                .that()
                .resideInAPackage(in("codec"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("json")));
    }

    /** Examples are as the codec writes them, and a card shows where their members are. */
    @Test
    void noStepKnowsTheCodec() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("codec"), in("json"), in("example"), in("card"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("codec"), in("json")));
    }

    @Test
    void onlyTheOutputWritesFiles() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("output"))
                .should()
                .callMethod(
                        java.nio.file.Files.class,
                        "write",
                        java.nio.file.Path.class,
                        byte[].class,
                        java.nio.file.OpenOption[].class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.io.File.class,
                        java.io.FileOutputStream.class,
                        java.io.FileWriter.class,
                        java.io.RandomAccessFile.class,
                        java.nio.channels.FileChannel.class));
    }

    /** A job uses all steps; only front ends use jobs. */
    @Test
    void noStepKnowsTheJob() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("job"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("job")));
    }

    @Test
    void noPackagesDependOnOneAnother() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    /** The generator depends neither on the runtime of generated code nor on a user interface. */
    @Test
    void theGeneratorIsIndependent() {
        check(classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "javax.lang.model..",
                        "javax.xml..",
                        "jakarta.xml.bind..",
                        "com.palantir.javapoet..",
                        "org.jspecify.."));
    }

    private static String in(String room) {
        return ROOT + "." + room + "..";
    }

    private static void check(ArchRule rule) {
        rule.check(GENERATOR);
    }
}
