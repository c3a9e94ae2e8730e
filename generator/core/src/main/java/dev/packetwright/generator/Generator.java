package dev.packetwright.generator;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.emit.JavaEmitter;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.naming.JavaNames;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.pdl.PdlReader;
import dev.packetwright.generator.resolve.Resolver;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import dev.packetwright.generator.validate.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Generates Java from PDL files.
 *
 * <p>It writes nothing: {@link dev.packetwright.generator.output.OutputTree} does. The same input gives the same
 * sources, whatever the machine, its locale and its time zone. One generator takes any number of inputs, which together
 * are one protocol. Not safe for use by two threads at once.
 */
public final class Generator {
    private final Diagnostics diagnostics = new Diagnostics();
    private final List<PdlFile> files = new ArrayList<>();

    /**
     * Reads a file of the protocol. A file that cannot be read is a diagnostic, not an exception.
     *
     * @param file the file, named in diagnostics as it is here
     * @return this generator
     */
    public Generator add(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return add(PdlInput.read(file.toString(), in));
        } catch (NoSuchFileException missing) {
            return unreadable(file, "there is no such file");
        } catch (IOException unreadable) {
            return unreadable(file, "the file cannot be read: " + unreadable.getMessage());
        }
    }

    /**
     * Reads an input of the protocol.
     *
     * @return this generator
     */
    public Generator add(PdlInput input) {
        PdlReader.read(input, diagnostics).ifPresent(files::add);
        return this;
    }

    private Generator unreadable(Path file, String message) {
        Place place = new SourceText(file.toString(), "").place(0, 0);
        diagnostics.report(DiagnosticCode.UNREADABLE_FILE, place, message, "");
        return this;
    }

    /** Generates into the package that the files name, or else into {@value Resolver#DEFAULT_PACKAGE}. */
    public Generation generate() {
        return generate(Optional.empty());
    }

    /**
     * Generates into a package, whatever the files say.
     *
     * @throws IllegalArgumentException if that cannot be the name of a package
     */
    public Generation generate(String packageName) {
        if (!JavaNames.isPackage(packageName)) {
            throw new IllegalArgumentException("'" + packageName + "' cannot be the package of generated code");
        }
        return generate(Optional.of(packageName));
    }

    private Generation generate(Optional<String> packageName) {
        Protocol protocol = Resolver.resolve(files, packageName, diagnostics);
        if (!files.isEmpty()) {
            Validator.validate(protocol, files.get(0).place(), diagnostics);
        }
        return diagnostics.hasErrors()
                ? new Generation(diagnostics.sorted(), List.of(), protocol)
                : new Generation(diagnostics.sorted(), JavaEmitter.emit(protocol), protocol);
    }
}
