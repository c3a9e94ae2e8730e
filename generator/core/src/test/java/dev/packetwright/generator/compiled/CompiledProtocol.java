package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.emit.GeneratedFile;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A protocol that was generated from a PDL, compiled in memory with every lint warning an error, and loaded.
 */
final class CompiledProtocol {
    private final Protocol model;
    private final ClassLoader classes;

    private CompiledProtocol(Protocol model, ClassLoader classes) {
        this.model = model;
        this.classes = classes;
    }

    /** Generates and compiles; fails the test if there is an error in the PDL, or the least warning in the Java. */
    static CompiledProtocol of(String pdl) {
        Generation generation = new Generator()
                .add(new PdlInput("test.xml", pdl.getBytes(StandardCharsets.UTF_8)))
                .generate("generated.code");
        assertThat(generation.hasErrors())
                .as("errors: %s in %s", generation.diagnostics(), pdl)
                .isFalse();
        return new CompiledProtocol(generation.protocol(), compile(generation.files()));
    }

    Protocol model() {
        return model;
    }

    PacketType packet(String pdlName) {
        return model.packets().stream()
                .filter(packet -> packet.name().pdl().equals(pdlName))
                .findFirst()
                .orElseThrow();
    }

    Class<?> type(String name) {
        try {
            return Class.forName(model.packageName() + "." + name, true, classes);
        } catch (ClassNotFoundException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    /** Reads a whole packet with the generated {@code read}; what it throws comes out as it is. */
    Packet read(PacketType packet, byte[] bytes) {
        try {
            return (Packet) type(packet.name().java())
                    .getMethod("read", PacketReader.class)
                    .invoke(null, new PacketReader(bytes));
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new AssertionError(thrown.getCause());
        } catch (ReflectiveOperationException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    private static ClassLoader compile(List<GeneratedFile> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (Classes classes = new Classes(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8))) {
            List<String> options = List.of("--release", "17", "-Xlint:all", "-Werror", "-proc:none");
            boolean compiled = compiler.getTask(
                            output,
                            classes,
                            null,
                            options,
                            null,
                            files.stream().map(Source::new).toList())
                    .call();
            assertThat(compiled).as("javac: %s", output).isTrue();
            return classes.loader();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
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

        /** By the path, for names beyond ASCII do not survive in the URI. */
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
