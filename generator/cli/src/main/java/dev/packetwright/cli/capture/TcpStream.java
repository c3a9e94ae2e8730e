package dev.packetwright.cli.capture;

import java.util.Optional;

/**
 * The bytes that one side of a connection sends.
 *
 * @param number the number of the stream in the capture
 * @param flow the direction
 * @param way the sender, if the capture shows which side is the client
 * @param start where the bytes start
 */
public record TcpStream(long number, Flow flow, Optional<Way> way, Start start) {
    /** The place at which the bytes of a stream start. */
    public enum Start {
        /** The first byte of the connection. */
        CONNECTION,

        /** The first byte that was captured; the connection had begun before. */
        CAPTURE
    }

    /** The sender of a stream. */
    public enum Way {
        CLIENT_TO_SERVER("client to server"),
        SERVER_TO_CLIENT("server to client");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        /** Returns the text for users. */
        public String label() {
            return label;
        }

        Way opposite() {
            return this == CLIENT_TO_SERVER ? SERVER_TO_CLIENT : CLIENT_TO_SERVER;
        }
    }
}
