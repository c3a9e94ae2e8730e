package dev.packetwright.examples.chatcluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.examples.chatcluster.commands.Replay;
import dev.packetwright.examples.chatcluster.commands.Say;
import dev.packetwright.examples.chatcluster.packets.C_Chat;
import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.runtime.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what the handlers do for a player, without a connection and without rooms. */
class ChatHandlerTest {
    private final ChatHandler handler = new ChatHandler();
    private final FakePlayer player = new FakePlayer();

    @Test
    void aLineGoesToTheRoomOfItsSpeaker() {
        player.roomName = "lobby";

        handler.onC_Chat(player, new C_Chat("Hello"));

        assertThat(player.commands).containsExactly(new Say("Hello"));
        assertThat(player.told).isEmpty();
    }

    @Test
    void aLineWithoutARoomIsAnswered() {
        handler.onC_Chat(player, new C_Chat("Hello"));

        assertThat(player.commands).isEmpty();
        assertThat(player.told).containsExactly("You are in no room.");
    }

    @Test
    void aLineThatTheRoomDoesNotTakeComesBack() {
        player.roomName = "lobby";
        player.isRoomBusy = true;

        handler.onC_Chat(player, new C_Chat("Hello"));

        assertThat(player.told).containsExactly("The room is too busy or out of reach. Not sent: Hello");
    }

    @Test
    void aPlayerMovesToARoom() {
        player.roomName = "lobby";

        handler.onC_Join(player, new C_Join("garden", 0, 0));

        assertThat(player.roomName).isEqualTo("garden");
    }

    @Test
    void aRoomThatTakesNoMoreLeavesThePlayerWhereItIs() {
        player.roomName = "lobby";
        player.isRoomBusy = true;

        handler.onC_Join(player, new C_Join("garden", 0, 0));

        assertThat(player.roomName).isEqualTo("lobby");
        assertThat(player.told).containsExactly("The room is too busy or out of reach. Try again in a moment.");
    }

    @Test
    void aRoomNeedsAName() {
        handler.onC_Join(player, new C_Join(" ", 0, 0));

        assertThat(player.roomName).isEmpty();
        assertThat(player.told).containsExactly("A room needs a name.");
    }

    @Test
    void joiningTheSameRoomAsksForMissedLines() {
        player.roomName = "lobby";

        handler.onC_Join(player, new C_Join("lobby", 2, 40));

        assertThat(player.commands).containsExactly(new Replay(2, 40));
        assertThat(player.isClosed).isFalse();
    }

    @Test
    void aRoomThatCannotReplayEndsTheConnectionSoThatTheClientComesAgain() {
        player.roomName = "lobby";
        player.isRoomBusy = true;

        handler.onC_Join(player, new C_Join("lobby", 2, 40));

        assertThat(player.isClosed).isTrue();
    }

    private static final class FakePlayer implements Player {
        private final List<Packet> commands = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private String roomName = "";
        private boolean isRoomBusy;
        private boolean isClosed;

        @Override
        public String roomName() {
            return roomName;
        }

        @Override
        public boolean enter(String room) {
            if (!isRoomBusy) {
                roomName = room;
            }
            return !isRoomBusy;
        }

        @Override
        public boolean command(Packet command) {
            if (!isRoomBusy) {
                commands.add(command);
            }
            return !isRoomBusy;
        }

        @Override
        public void tell(String text) {
            told.add(text);
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
