package dev.packetwright.examples.chatcluster;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option with the addresses of the nodes. */
public final class Servers {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--server",
            arity = "1..*",
            defaultValue = "127.0.0.1:7777",
            paramLabel = "HOST:PORT",
            description = "The nodes to connect to, in order of preference; default: ${DEFAULT-VALUE}.")
    private List<String> servers = new ArrayList<>();

    /** Called by picocli, which sets the option. */
    public Servers() {}

    /** Resolves the addresses; at least one. */
    public List<InetSocketAddress> resolve() {
        return servers.stream().map(this::parse).toList();
    }

    private InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new ParameterException(spec.commandLine(), "'" + text + "' is not HOST:PORT");
        }
        try {
            return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException outOfRange) {
            throw new ParameterException(spec.commandLine(), "'" + text + "': " + outOfRange.getMessage());
        }
    }
}
