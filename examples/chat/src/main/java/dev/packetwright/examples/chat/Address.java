package dev.packetwright.examples.chat;

import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** The options with the server's address. */
public final class Address {
    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The server's address; default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            defaultValue = "7777",
            description = "The server's port; default: ${DEFAULT-VALUE}. A server with port 0 takes any that is free.")
    private int port = 7777;

    /** Called by picocli, which sets the options. */
    public Address() {}

    /** Resolves the address. */
    public InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }
}
