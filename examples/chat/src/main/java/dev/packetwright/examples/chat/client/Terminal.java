package dev.packetwright.examples.chat.client;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Standard input and output in the system's encoding, or in UTF-8 where that is ASCII, as in a bare container. */
public final class Terminal {
    private Terminal() {}

    /** The lines that the user types. */
    public static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, encoding()));
    }

    /** The stream to print to. */
    public static PrintStream output() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, encoding());
    }

    private static Charset encoding() {
        Charset system = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return system.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : system;
    }
}
