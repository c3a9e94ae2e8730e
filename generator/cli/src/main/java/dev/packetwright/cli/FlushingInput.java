package dev.packetwright.cli;

import java.io.FilterInputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;

/**
 * An input that flushes an output before it waits for more bytes, so that everything about the bytes so far can be read
 * in the meantime.
 */
final class FlushingInput extends FilterInputStream {
    private final Flushable output;

    FlushingInput(InputStream in, Flushable output) {
        super(in);
        this.output = output;
    }

    @Override
    public int read() throws IOException {
        flushBeforeWaiting();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        flushBeforeWaiting();
        return super.read(bytes, from, length);
    }

    private void flushBeforeWaiting() throws IOException {
        if (in.available() == 0) {
            output.flush();
        }
    }
}
