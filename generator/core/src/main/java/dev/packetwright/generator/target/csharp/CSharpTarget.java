package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import java.util.List;

/**
 * C# sources: {@code GenPackets.cs}, {@code ClientPacketManager.cs} and {@code ServerPacketManager.cs}. All structs and enums
 * are in them, also those whose Java is generated elsewhere.
 *
 * @param csharp the options of this target
 */
public record CSharpTarget(CSharpOptions csharp) implements Target {
    /** The id of this target. */
    public static final String ID = "csharp";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isNamespace(String name) {
        return Identifiers.isNamespace(name);
    }

    @Override
    public void check(Protocol protocol, TargetOptions options, Diagnostics diagnostics) {
        new CSharpLimits(CSharpNames.of(protocol, csharp), diagnostics).check(protocol);
    }

    @Override
    public List<GeneratedFile> emit(ProtocolLayout layout, TargetOptions options) {
        CSharpNames names = CSharpNames.of(layout.protocol(), csharp);
        return new CSharpEmitter(layout, names, csharp.runtime()).emit(options.sides());
    }
}
