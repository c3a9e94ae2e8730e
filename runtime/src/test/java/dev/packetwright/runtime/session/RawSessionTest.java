package dev.packetwright.runtime.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of sessions with a custom protocol, which consists of text lines. */
@Tag(Wire.TAG)
class RawSessionTest {
    private static final ServerOptions OPTIONS = Wire.over(ServerOptions.defaults());
    private static final BlockingQueue<LineSession> SESSIONS = new LinkedBlockingQueue<>();

    private static final class LineSession extends Session {
        @Override
        protected void onConnected() {
            SESSIONS.add(this);
        }

        @Override
        protected int onReceived(byte[] buffer, int offset, int length) {
            int consumed = 0;
            for (int i = 0; i < length; i++) {
                if (buffer[offset + i] == '\n') {
                    send(new String(buffer, offset + consumed, i + 1 - consumed, US_ASCII).getBytes(US_ASCII));
                    consumed = i + 1;
                } else if (buffer[offset + i] == '!') {
                    return length + 1; // more bytes than it was given
                }
            }
            return consumed;
        }
    }

    @Test
    void presentsTheRestAgain() throws IOException {
        try (var listener = Listener.open(Server.anyPort(), OPTIONS, LineSession::new);
                var peer = Peer.connect(listener.localAddress())) {
            peer.write(ascii("one\ntw"));
            assertThat(peer.read(4)).isEqualTo(ascii("one\n"));
            peer.write(ascii("o\nthree"));
            assertThat(peer.read(4)).isEqualTo(ascii("two\n"));
            peer.finish();
            assertThat(peer.readToEnd()).isEmpty();
            assertThat(Await.result(Await.next(SESSIONS).disconnected()))
                    .asString()
                    .isEqualTo("closed by peer: 5 bytes were left unconsumed");
        }
    }

    @Test
    void boundsTheRest() throws IOException {
        SessionOptions small = SessionOptions.forListener().withMaxReceivedPacketSize(100);
        ServerOptions options = OPTIONS.withSession(small);
        try (var listener = Listener.open(Server.anyPort(), options, LineSession::new);
                var peer = Peer.connect(listener.localAddress())) {
            peer.write(new byte[101]);
            Disconnect disconnect = Await.result(Await.next(SESSIONS).disconnected());
            assertThat(disconnect).asString().isEqualTo("malformed packet: 101 bytes were left unconsumed");
        }
    }

    @Test
    void cannotConsumeMoreThanThereIs() throws IOException {
        try (var listener = Listener.open(Server.anyPort(), OPTIONS, LineSession::new);
                var peer = Peer.connect(listener.localAddress())) {
            peer.write(ascii("!"));
            Disconnect disconnect = Await.result(Await.next(SESSIONS).disconnected());
            assertThat(disconnect.reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
