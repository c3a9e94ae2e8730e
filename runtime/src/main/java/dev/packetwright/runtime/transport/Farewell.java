package dev.packetwright.runtime.transport;

/**
 * The reason that the peer is given for the end of a connection, if the transport can tell it.
 *
 * @param code a status code of RFC 6455, section 7.4
 * @param text a few words in ASCII, at most {@value #MAX_TEXT} characters; may be empty
 */
public record Farewell(int code, String text) {
    /** The largest length of the text. */
    public static final int MAX_TEXT = 123;

    /** The farewell of a transport that tells no reasons. */
    public static final Farewell SILENT = new Farewell(1000, "");
}
