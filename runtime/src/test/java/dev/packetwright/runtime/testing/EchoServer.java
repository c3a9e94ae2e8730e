package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import java.io.IOException;

/**
 * A program that answers each message with the same message, throws at messages of sender {@value #TROUBLE}, and ends
 * when its standard input ends.
 */
public final class EchoServer {
    public static final int TROUBLE = 99;
    static final String GREETING = "listening on ";

    private EchoServer() {}

    public static void main(String[] args) throws IOException {
        try (Listener listener = Listener.open(Server.anyPort(), Echo::new)) {
            System.out.println(GREETING + listener.localAddress().getPort());
            while (System.in.read() >= 0) {
                // Only the end of the input matters.
            }
        }
    }

    private static final class Echo extends PacketSession {
        @Override
        protected void onPacket(PacketReader packet) {
            Message message = Message.read(packet);
            if (message.sender() == TROUBLE) {
                throw new IllegalStateException("on purpose");
            }
            send(message);
        }
    }
}
