package dev.packetwright.generator.target.java;

import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.List;

/**
 * Java sources: records for packets and structs, enums, handlers and managers, and optional views. A protocol without
 * errors gives sources that compile on every system without a warning.
 *
 * @param java the options of this target
 */
public record JavaTarget(JavaOptions java) implements Target {
    /** The id of this target. */
    public static final String ID = "java";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isNamespace(String name) {
        return JavaNames.isPackage(name);
    }

    @Override
    public void check(Protocol protocol, TargetOptions options, Diagnostics diagnostics) {
        new JavaLimits(JavaNames.of(protocol), diagnostics).check(protocol);
    }

    @Override
    public List<GeneratedFile> emit(ProtocolLayout layout, TargetOptions options) {
        JavaProtocol protocol = new JavaProtocol(layout, JavaNames.of(layout.protocol()));
        return JavaEmitter.emit(protocol, options.sides(), java);
    }
}
