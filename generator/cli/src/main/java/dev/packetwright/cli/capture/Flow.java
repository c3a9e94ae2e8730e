package dev.packetwright.cli.capture;

import java.util.Objects;

/** One direction of a TCP connection. */
public record Flow(Endpoint from, Endpoint to) {
    /**
     * An end of a connection.
     *
     * @param address the IP address as text
     * @param port the port
     */
    public record Endpoint(String address, int port) {
        @Override
        public String toString() {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        }
    }

    /** Returns the other direction. */
    Flow reversed() {
        return new Flow(to, from);
    }

    /** Returns whether one of the ends has this port. */
    public boolean hasPort(int port) {
        return from.port() == port || to.port() == port;
    }

    @Override
    public String toString() {
        return from + " > " + Objects.toString(to);
    }
}
