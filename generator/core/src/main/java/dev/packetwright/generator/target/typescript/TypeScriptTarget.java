package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import java.util.List;

/**
 * One ES module, named after the last part of the namespace: {@code chat.ts}. All structs and enums are in it, also those
 * whose Java is generated elsewhere.
 *
 * @param typescript the options of this target
 */
public record TypeScriptTarget(TypeScriptOptions typescript) implements Target {
    /** The id of this target. */
    public static final String ID = "typescript";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isNamespace(String name) {
        return PdlNames.areNames(name);
    }

    @Override
    public void check(Protocol protocol, TargetOptions options, Diagnostics diagnostics) {
        new TypeScriptLimits(TypeScriptNames.of(protocol), diagnostics).check(protocol);
    }

    @Override
    public List<GeneratedFile> emit(ProtocolLayout layout, TargetOptions options) {
        return List.of(
                new ModuleEmitter(layout, TypeScriptNames.of(layout.protocol()), typescript, options.sides()).emit());
    }
}
