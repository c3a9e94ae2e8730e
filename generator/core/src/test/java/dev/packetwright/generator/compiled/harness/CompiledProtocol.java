package dev.packetwright.generator.compiled.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.target.java.name.JavaNames;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A protocol that was generated from a PDL and compiled in memory, with all lint warnings as errors. */
public final class CompiledProtocol {
    /**
     * The option for all checks of comments. Comments can be missing in the PDL, and JDK 17 has no way to suppress the
     * warnings about them.
     */
    public static final String DOCLINT = Runtime.version().feature() > 17 ? "-Xdoclint:all" : "-Xdoclint:all,-missing";

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    private final Protocol model;
    private final JavaNames names;
    private final ClassLoader classes;
    private final Map<String, byte[]> classFiles;

    private CompiledProtocol(Protocol model, Classes compiled) {
        this.model = model;
        this.names = JavaNames.of(model);
        this.classes = compiled.loader();
        this.classFiles = compiled.classFiles.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, file -> file.getValue().toByteArray()));
    }

    /** Generates and compiles. Fails the test if the PDL has an error or the Java has a warning. */
    public static CompiledProtocol of(String pdl) {
        return of(generate(pdl));
    }

    /** Compiles with more options for javac. Fails the test if there is an error or a warning. */
    public static CompiledProtocol of(Generation generation, String... javacOptions) {
        assertThat(generation.hasErrors())
                .as("errors: %s", generation.diagnostics())
                .isFalse();
        return new CompiledProtocol(generation.protocol(), compile(generation.files(), List.of(javacOptions)));
    }

    /** Generates the protocol with views and compiles it with other sources. */
    public static CompiledProtocol withViews(String pdl, GeneratedFile... others) {
        return withSources(generate(pdl, JavaOptions.DEFAULT.withViews()), List.of(), others);
    }

    /** Compiles the sources with sources of a test. */
    public static CompiledProtocol withSources(
            Generation generation, List<String> javacOptions, GeneratedFile... others) {
        assertThat(generation.hasErrors())
                .as("errors: %s", generation.diagnostics())
                .isFalse();
        List<GeneratedFile> files = new ArrayList<>(generation.files());
        files.addAll(List.of(others));
        return new CompiledProtocol(generation.protocol(), compile(files, javacOptions));
    }

    /** Generates into {@code generated.code} from a file with the name {@code test.xml}. */
    public static Generation generate(String pdl) {
        return generate(pdl, GeneratorOptions.DEFAULT);
    }

    /** Generates with options of the Java target. */
    public static Generation generate(String pdl, JavaOptions options) {
        return generate(pdl, GeneratorOptions.of(new JavaTarget(options), TargetOptions.DEFAULT));
    }

    private static Generation generate(String pdl, GeneratorOptions options) {
        return Generator.generate(
                Sources.of(new PdlInput("test.xml", pdl.getBytes(StandardCharsets.UTF_8))),
                options.withNamespace("generated.code"));
    }

    public Protocol model() {
        return model;
    }

    /** Returns the names in Java. */
    public JavaNames names() {
        return names;
    }

    /** Returns the class of a packet, a struct or an enum. */
    public Class<?> type(Name name) {
        return type(names.type(name));
    }

    /** Returns the class files of all compiled classes by their binary names. */
    public Map<String, byte[]> classFiles() {
        return classFiles;
    }

    /** Returns the binary names of all compiled classes. */
    public Set<String> classNames() {
        return classFiles.keySet();
    }

    public PacketType packet(String pdlName) {
        return model.packets().stream()
                .filter(packet -> packet.name().pdl().equals(pdlName))
                .findFirst()
                .orElseThrow();
    }

    public Class<?> type(String name) {
        try {
            return Class.forName(model.namespace() + "." + name, true, classes);
        } catch (ClassNotFoundException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    /** Reads a whole packet with the generated {@code read}. Its exceptions are thrown unchanged. */
    public Packet read(PacketType packet, byte[] bytes) {
        return read(packet, new PacketReader(bytes));
    }

    /** Reads the packet at the current position of a reader. */
    public Packet read(PacketType packet, PacketReader reader) {
        return decoder(packet).decode(reader);
    }

    /** Returns the generated {@code read} for repeated calls. Its exceptions are thrown unchanged. */
    public Decoder decoder(PacketType packet) {
        Class<?> type = type(packet.name());
        try {
            MethodHandle read = MethodHandles.publicLookup()
                    .findStatic(type, "read", MethodType.methodType(type, PacketReader.class))
                    .asType(MethodType.methodType(Packet.class, PacketReader.class));
            return in -> invoke(read, in);
        } catch (ReflectiveOperationException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    private static Packet invoke(MethodHandle read, PacketReader in) {
        try {
            return (Packet) read.invokeExact(in);
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable checked) {
            throw new AssertionError(checked);
        }
    }

    /** Decodes the bytes of a whole packet. */
    public interface Decoder {
        Packet decode(PacketReader in);

        default Packet decode(byte[] bytes) {
            return decode(new PacketReader(bytes));
        }
    }

    private static Classes compile(List<GeneratedFile> files, List<String> moreOptions) {
        StringWriter output = new StringWriter();
        Classes classes = new Classes(FILES);
        List<String> options = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-proc:none"));
        if (!moreOptions.contains("--release")) {
            options.addAll(List.of("--release", "17"));
        }
        options.addAll(moreOptions);
        boolean compiled = COMPILER.getTask(
                        output,
                        classes,
                        null,
                        options,
                        null,
                        files.stream().map(Source::new).toList())
                .call();
        assertThat(compiled).as("javac: %s", output).isTrue();
        assertThat(classes.classFiles.keySet().stream().map(PdlNames::folded))
                .as("names of class files on Windows and macOS")
                .doesNotHaveDuplicates();
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final GeneratedFile file;

        Source(GeneratedFile file) {
            super(URI.create("mem:///" + file.path().replaceAll("[^A-Za-z0-9_./]", "_")), Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.content();
        }

        /** Compares paths, because names outside ASCII are not preserved in the URI. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return file.path().endsWith("/" + simpleName + kind.extension);
        }
    }

    /** Keeps class files in memory. */
    private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classFiles = new HashMap<>();

        Classes(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classFiles.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("mem:///" + classFiles.size() + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        ClassLoader loader() {
            return new ClassLoader(Packet.class.getClassLoader()) {
                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    ByteArrayOutputStream bytes = classFiles.get(name);
                    if (bytes == null) {
                        throw new ClassNotFoundException(name);
                    }
                    return defineClass(name, bytes.toByteArray(), 0, bytes.size());
                }
            };
        }
    }
}
