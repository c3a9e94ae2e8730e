package dev.packetwright.cli.capture;

import java.util.Objects;

/** One direction of a TCP connection: from where, to where. */
public record Flow(Endpoint from, Endpoint to) {
    /**
     * An end of a connection.
     *
     * @param address the IP address as text
     */
    public record Endpoint(String address, int port) {
        @Override
        public String toString() {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        }
    }

    /** The other direction. */
    Flow reversed() {
        return new Flow(to, from);
    }

    /** Whether one of its ends has that port. */
    public boolean hasPort(int port) {
        return from.port() == port || to.port() == port;
    }

    @Override
    public String toString() {
        return from + " > " + Objects.toString(to);
    }
}
