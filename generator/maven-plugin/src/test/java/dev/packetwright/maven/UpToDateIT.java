package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.maven.Maven.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests what a repeated build does to the sources and to the classes compiled from them.
 *
 * <p>Each case is a module of one build that runs with four threads: it is built, changed, built again, and built once
 * more without a change.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpToDateIT {
    private static final String HELLO = "<packet name=\"C_Hello\"><int name=\"n\"/></packet>";
    private static final String BYE = "<packet name=\"C_Bye\"></packet>";
    private static final String POINT = "<struct name=\"Point\"><int name=\"x\"/></struct>";
    private static final String MOVE =
            "<import file=\"point.xml\"/><packet name=\"C_Move\"><Point name=\"to\"/></packet>";
    private static final String TWO = Project.executions(
            Project.execution("one", "generate", only("hello.xml", "one")),
            Project.execution("two", "generate", only("bye.xml", "two")));

    private static String only(String file, String packageName) {
        return "<includes><include>" + file + "</include></includes><packageName>" + packageName + "</packageName>";
    }

    /** The modules, each with its change between the first and the second build. */
    private enum Case {
        NOTHING_CHANGED {
            @Override
            void change(Project project) {}
        },
        PDL_TOUCHED {
            @Override
            void change(Project project) throws IOException {
                Files.setLastModifiedTime(
                        pdl(project, "hello.xml"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
            }
        },
        PDL_EDITED {
            @Override
            void change(Project project) {
                project.pdl("hello.xml", HELLO.replace("<int", "<long"));
            }
        },
        PDL_EDITED_WITH_THE_CLOCK_SET_BACK {
            @Override
            void change(Project project) throws IOException {
                project.pdl("hello.xml", HELLO.replace("<int", "<long"));
                Files.setLastModifiedTime(pdl(project, "hello.xml"), FileTime.from(Instant.EPOCH));
                for (String file : project.files("target/generated-sources").keySet()) {
                    Files.setLastModifiedTime(
                            project.folder().resolve("target/generated-sources").resolve(file),
                            FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
                }
            }
        },
        PDL_ADDED {
            @Override
            void change(Project project) {
                project.pdl("more.xml", "<packet name=\"C_More\"></packet>");
            }
        },
        PDL_DELETED {
            @Override
            void change(Project project) throws IOException {
                Files.delete(pdl(project, "bye.xml"));
            }
        },
        ALL_PDL_DELETED {
            @Override
            void change(Project project) throws IOException {
                Files.delete(pdl(project, "bye.xml"));
                Files.delete(pdl(project, "hello.xml"));
            }
        },
        PACKET_RENAMED {
            @Override
            void change(Project project) {
                project.pdl("hello.xml", HELLO.replace("C_Hello", "C_Greet"));
            }
        },
        PACKAGE_CHANGED {
            @Override
            void change(Project project) {
                project.module(Project.generate("<packageName>other</packageName>"));
            }
        },
        SIDE_CHANGED {
            @Override
            void change(Project project) {
                project.module(Project.generate("<side>server</side>"));
            }
        },
        VIEWS_WANTED {
            @Override
            void change(Project project) {
                project.module(Project.generate("<views>true</views>"));
            }
        },
        BUILDERS_WANTED {
            @Override
            void change(Project project) {
                project.module(Project.generate("<buildersFrom>1</buildersFrom>"));
            }
        },
        SOURCE_EDITED {
            @Override
            void change(Project project) throws IOException {
                Path source = source(project, "C_Hello.java");
                Files.writeString(source, Files.readString(source) + "// edited\n");
            }
        },
        SOURCE_DELETED {
            @Override
            void change(Project project) throws IOException {
                Files.delete(source(project, "C_Hello.java"));
            }
        },
        FOLDER_DELETED {
            @Override
            void change(Project project) throws IOException {
                for (String file : project.files("target/generated-sources").keySet()) {
                    Files.delete(
                            project.folder().resolve("target/generated-sources").resolve(file));
                }
            }
        },
        IMPORT_CHANGED {
            @Override
            void write(Project project) {
                project.module(Project.generate("<includes><include>move.xml</include></includes>"))
                        .pdl("point.xml", POINT)
                        .pdl("move.xml", MOVE);
            }

            @Override
            void change(Project project) {
                project.pdl("point.xml", POINT.replace("<int", "<float"));
            }
        },
        LOCK_EDITED {
            @Override
            void write(Project project) {
                super.write(project);
                project.write("src/main/pdl/pdl.lock", "");
            }

            @Override
            void change(Project project) throws IOException {
                Path lock = pdl(project, "pdl.lock");
                Files.writeString(lock, Files.readString(lock).replace("2", "7"));
            }
        },
        TWO_EXECUTIONS {
            @Override
            void write(Project project) {
                project.module(TWO).pdl("hello.xml", HELLO).pdl("bye.xml", BYE);
            }

            @Override
            void change(Project project) {}
        },
        TWO_EXECUTIONS_AND_A_PDL_DELETED {
            @Override
            void write(Project project) {
                TWO_EXECUTIONS.write(project);
            }

            @Override
            void change(Project project) throws IOException {
                Files.delete(pdl(project, "bye.xml"));
            }
        },
        TWO_EXECUTIONS_THAT_SWAP_PACKAGES {
            @Override
            void write(Project project) {
                TWO_EXECUTIONS.write(project);
            }

            @Override
            void change(Project project) {
                project.module(Project.executions(
                        Project.execution("one", "generate", only("hello.xml", "two")),
                        Project.execution("two", "generate", only("bye.xml", "one"))));
            }
        };

        void write(Project project) {
            project.module(Project.generate("")).pdl("hello.xml", HELLO).pdl("bye.xml", BYE);
        }

        abstract void change(Project project) throws IOException;

        String module() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Path pdl(Project project, String file) {
            return project.folder().resolve("src/main/pdl").resolve(file);
        }

        Path source(Project project, String file) {
            return project.generated().resolve("com/example").resolve(module()).resolve(file);
        }
    }

    /** The sources and classes after a build. */
    private record Output(Map<String, String> sources, Map<String, String> classes) {
        static Output of(Project project) {
            return new Output(project.files("target/generated-sources/packetwright"), project.files("target/classes"));
        }

        Stream<String> packets() {
            return sources.keySet().stream()
                    .filter(file -> file.endsWith(".java"))
                    .filter(file -> file.substring(file.lastIndexOf('/')).contains("_"));
        }
    }

    /** A build of all modules and its results. */
    private record Run(Build build, Map<Case, Output> outputs) {
        static final Run NONE = new Run(new Build(-1, ""), Map.of());

        Output get(Case of) {
            return Objects.requireNonNull(outputs.get(of));
        }

        String log() {
            return build.log();
        }

        /** Returns the lines of the log about the sources of a case. */
        List<String> linesOf(Case of) {
            String sources = project(of).generated() + ": ";
            return log().lines().filter(line -> line.contains(sources)).toList();
        }

        List<String> names(Case of) {
            return get(of).packets()
                    .map(file -> file.replaceFirst(".*/", "").replace(".java", ""))
                    .toList();
        }
    }

    @TempDir
    private static Path folder;

    private Run first = Run.NONE;
    private Run second = Run.NONE;
    private Run third = Run.NONE;

    private static Project project(Case of) {
        return new Project(folder.resolve(of.module()));
    }

    @BeforeAll
    void buildAll() throws IOException {
        new Project(folder)
                .parentOf(Arrays.stream(Case.values()).map(Case::module).toList());
        for (Case of : Case.values()) {
            of.write(project(of));
        }
        first = build();
        for (Case of : Case.values()) {
            of.change(project(of));
        }
        second = build();
        third = build();
    }

    private static Run build(String... options) {
        List<String> arguments = Stream.concat(Stream.of("-T", "4", "compile"), Stream.of(options))
                .toList();
        Build build = Maven.ofThisBuild().run(folder, arguments.toArray(String[]::new));
        assertThat(build.succeeded()).as(build.log()).isTrue();
        Map<Case, Output> outputs = new EnumMap<>(Case.class);
        for (Case of : Case.values()) {
            outputs.put(of, Output.of(project(of)));
        }
        return new Run(build, outputs);
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void aBuildWithNothingToDoTouchesNothing(Case of) {
        assertThat(third.get(of)).isEqualTo(second.get(of));
        assertThat(third.linesOf(of)).noneMatch(line -> line.contains("of them written"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Case.class,
            names = {"NOTHING_CHANGED", "PDL_TOUCHED", "TWO_EXECUTIONS"})
    void unchangedSourcesAreNotTouchedAndNotCompiledAgain(Case of) {
        assertThat(second.get(of)).isEqualTo(first.get(of));
        assertThat(second.get(of).classes()).hasSizeGreaterThan(6);
        assertThat(second.linesOf(of)).isNotEmpty().allMatch(line -> line.endsWith("all up to date"));
    }

    /** Only the sources that depend on the edited PDL are written: the edited packet, but not the other. */
    @ParameterizedTest
    @EnumSource(
            value = Case.class,
            names = {"PDL_EDITED", "PDL_EDITED_WITH_THE_CLOCK_SET_BACK"})
    void anEditedPdlIsGeneratedAndCompiled(Case of) throws IOException {
        assertThat(of.source(project(of), "C_Hello.java")).content().contains("C_Hello(long n)");
        assertThat(project(of).folder().resolve("target/classes/com/example/" + of.module() + "/C_Hello.class"))
                .content(StandardCharsets.ISO_8859_1)
                .contains("(J)V");
        if (of == Case.PDL_EDITED) {
            String bye = "com/example/" + of.module() + "/C_Bye.java";
            assertThat(second.get(of).sources())
                    .containsEntry(bye, first.get(of).sources().get(bye));
        }
    }

    @Test
    void anAddedPdlBelongsToTheProtocol() {
        assertThat(second.names(Case.PDL_ADDED)).containsExactly("C_Bye", "C_Hello", "C_More");
    }

    @Test
    void theClassesOfADeletedPdlAreRemoved() {
        assertThat(first.names(Case.PDL_DELETED)).containsExactly("C_Bye", "C_Hello");
        assertThat(second.names(Case.PDL_DELETED)).containsExactly("C_Hello");
        assertThat(second.get(Case.PDL_DELETED).classes().keySet()).noneMatch(file -> file.contains("C_Bye"));
    }

    @Test
    void allClassesAreRemovedWithTheLastPdl() {
        assertThat(first.names(Case.ALL_PDL_DELETED)).isNotEmpty();
        assertThat(second.get(Case.ALL_PDL_DELETED).sources()).isEmpty();
        assertThat(second.log())
                .contains("there are no PDL files in "
                        + project(Case.ALL_PDL_DELETED).folder());
    }

    @Test
    void aRenamedPacketLeavesNothingBehind() {
        assertThat(second.names(Case.PACKET_RENAMED)).containsExactly("C_Bye", "C_Greet");
        assertThat(second.get(Case.PACKET_RENAMED).classes().keySet()).noneMatch(file -> file.contains("C_Hello"));
    }

    @Test
    void anotherPackageLeavesNothingBehindInTheOldOne() {
        assertThat(second.get(Case.PACKAGE_CHANGED).sources().keySet())
                .isNotEmpty()
                .allMatch(file -> file.startsWith("other/") || file.equals(".packetwright/other"));
        assertThat(second.get(Case.PACKAGE_CHANGED).classes().keySet())
                .isNotEmpty()
                .allMatch(file -> file.startsWith("other/"));
    }

    @Test
    void anotherSideChangesTheClasses() {
        assertThat(first.get(Case.SIDE_CHANGED).sources().keySet())
                .anyMatch(file -> file.contains("ClientPacketManager"));
        assertThat(second.get(Case.SIDE_CHANGED).sources().keySet())
                .anyMatch(file -> file.contains("ServerPacketManager"))
                .noneMatch(file -> file.contains("ClientPacketManager"));
    }

    @Test
    void viewsAreAddedOnRequest() {
        assertThat(first.get(Case.VIEWS_WANTED).sources().keySet()).noneMatch(file -> file.contains("View"));
        assertThat(second.get(Case.VIEWS_WANTED).classes().keySet())
                .anyMatch(file -> file.endsWith("C_HelloView.class"));
    }

    @Test
    void buildersAreAddedOnRequest() {
        assertThat(first.get(Case.BUILDERS_WANTED).classes().keySet()).noneMatch(file -> file.contains("Builder"));
        assertThat(second.get(Case.BUILDERS_WANTED).classes().keySet())
                .anyMatch(file -> file.endsWith("C_Hello$Builder.class"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Case.class,
            names = {"SOURCE_EDITED", "SOURCE_DELETED", "FOLDER_DELETED"})
    void manualChangesOfSourcesAreUndone(Case of) {
        assertThat(second.get(of).sources().keySet())
                .isEqualTo(first.get(of).sources().keySet());
        assertThat(of.source(project(of), "C_Hello.java"))
                .content()
                .contains("C_Hello(int n)")
                .doesNotContain("// edited");
    }

    @Test
    void aChangedImportIsNoticed() {
        assertThat(Case.IMPORT_CHANGED.source(project(Case.IMPORT_CHANGED), "Point.java"))
                .content()
                .contains("float x");
    }

    @Test
    void aChangedLockIsNoticed() {
        assertThat(Case.LOCK_EDITED.source(project(Case.LOCK_EDITED), "C_Hello.java"))
                .content()
                .contains("ID = 7;");
    }

    @Test
    void executionsInOneFolderKeepTheirOwnFiles() {
        assertThat(second.get(Case.TWO_EXECUTIONS).packets()).containsExactly("one/C_Hello.java", "two/C_Bye.java");
        assertThat(second.get(Case.TWO_EXECUTIONS_AND_A_PDL_DELETED).packets()).containsExactly("one/C_Hello.java");
        assertThat(second.get(Case.TWO_EXECUTIONS_THAT_SWAP_PACKAGES).packets())
                .containsExactly("one/C_Bye.java", "two/C_Hello.java");
    }

    /** The generator runs again although the sources turn out to be the same. */
    @Test
    void anotherVersionOfThePluginGeneratesAgain() {
        Run after = build("-Dplugin.version=" + LocalRepository.OTHER_VERSION);
        assertThat(after.log()).contains(LocalRepository.OTHER_VERSION).doesNotContain("all up to date");
        assertThat(after.log())
                .contains(project(Case.NOTHING_CHANGED).generated() + ": 9 files, 0 of them written; 0 removed");
        assertThat(after.outputs()).isEqualTo(third.outputs());
    }
}
