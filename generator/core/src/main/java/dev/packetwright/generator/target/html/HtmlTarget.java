package dev.packetwright.generator.target.html;

import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.html.HtmlPage;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import java.util.List;

/** One page, {@code NAMESPACE.html}, that shows the packets, their bytes and their documentation. */
public record HtmlTarget() implements Target {
    @Override
    public String id() {
        return "html";
    }

    @Override
    public boolean isNamespace(String name) {
        return PdlNames.areNames(name);
    }

    /** Every valid protocol has a page. */
    @Override
    public void check(Protocol protocol, TargetOptions options, Diagnostics diagnostics) {}

    @Override
    public List<GeneratedFile> emit(ProtocolLayout layout, TargetOptions options) {
        String path = layout.protocol().namespace() + ".html";
        return List.of(new GeneratedFile(path, ProtocolPage.of(layout).text(), HtmlPage.MARKER));
    }
}
