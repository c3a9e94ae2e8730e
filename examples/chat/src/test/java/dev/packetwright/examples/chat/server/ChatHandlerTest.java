package dev.packetwright.examples.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.examples.chat.packets.S_Chat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what the handler says to the room, without a connection. */
class ChatHandlerTest {
    private final List<S_Chat> room = new ArrayList<>();
    private final ChatHandler handler = new ChatHandler(room::add);

    @Test
    void theRoomHearsEachLineWithItsSpeaker() {
        handler.onC_Chat(() -> 7, new C_Chat("Hello"));
        handler.onC_Chat(() -> 8, new C_Chat("Hi"));

        assertThat(room).containsExactly(new S_Chat(7, "Hello"), new S_Chat(8, "Hi"));
    }
}
