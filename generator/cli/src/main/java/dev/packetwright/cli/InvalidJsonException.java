package dev.packetwright.cli;

import java.io.Serial;

/** Thrown for a text that is not JSON. */
final class InvalidJsonException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception with a place.
     *
     * @param line the line, from 1
     * @param column the column, from 1
     */
    InvalidJsonException(int line, int column, String problem) {
        super("the JSON is invalid at " + line + ":" + column + ": " + problem);
    }
}
