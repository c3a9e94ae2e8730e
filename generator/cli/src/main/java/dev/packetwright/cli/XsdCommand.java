package dev.packetwright.cli;

import dev.packetwright.generator.Generator;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code packetwright xsd}. */
@Command(
        name = "xsd",
        description = {
            "Prints the schema of PDL files, with which editors complete, explain and check them.",
            "Save it beside the PDL: packetwright xsd > pdl.xsd"
        })
final class XsdCommand implements Callable<Integer> {
    private final Console console;

    XsdCommand(Console console) {
        this.console = console;
    }

    /** The schema goes out as the bytes that its XML declaration describes, whatever the encoding of the terminal. */
    @Override
    public Integer call() throws IOException {
        try (InputStream schema = Generator.schema()) {
            schema.transferTo(console.out());
        }
        console.out().flush();
        return ExitCodes.OK;
    }
}
