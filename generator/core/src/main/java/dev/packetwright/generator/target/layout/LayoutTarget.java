package dev.packetwright.generator.target.layout;

import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import java.util.List;

/** One JSON document, {@code NAMESPACE.layout.json}, that holds everything another generator needs. */
public record LayoutTarget() implements Target {
    /** The id of this target. */
    public static final String ID = "layout";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isNamespace(String name) {
        return PdlNames.areNames(name);
    }

    /** Every valid protocol has a document. */
    @Override
    public void check(Protocol protocol, TargetOptions options, Diagnostics diagnostics) {}

    @Override
    public List<GeneratedFile> emit(ProtocolLayout layout, TargetOptions options) {
        String path = layout.protocol().namespace() + ".layout.json";
        return List.of(new GeneratedFile(path, LayoutDocument.of(layout), LayoutDocument.MARKER));
    }
}
