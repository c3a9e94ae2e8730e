package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.cluster.RoomMembers.Seat;
import dev.packetwright.cluster.RoomMessage.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the numbers that a room gives its members. */
class RoomMembersTest {
    private static final long LINK = 7;
    private static final long OTHER_LINK = 8;

    private final RoomMembers members = new RoomMembers(0);

    @Test
    void newMembersGetNewNumbers() {
        assertThat(members.seat(LINK, new Member(10, 0))).isEqualTo(1);
        assertThat(members.seat(OTHER_LINK, new Member(10, 0))).isEqualTo(2);
        assertThat(members.remove(LINK, 10)).isEqualTo(1);
        assertThat(members.remove(LINK, 10)).as("again").isNull();
        assertThat(members.seat(LINK, new Member(11, 0)))
                .as("numbers are not used again")
                .isEqualTo(3);
        assertThat(members.seatOf(2)).isEqualTo(new Seat(OTHER_LINK, 10));
        assertThat(members.seatOf(1)).isNull();
        assertThat(members.number(LINK, 11)).isEqualTo(3);
    }

    @Test
    void membersKeepTheirNumbersUnlessTheyAreTaken() {
        assertThat(members.seat(LINK, new Member(10, 5))).isEqualTo(5);
        assertThat(members.seat(OTHER_LINK, new Member(10, 5))).isEqualTo(6);
        assertThat(members.lastNumber()).isEqualTo(6);
    }

    @Test
    void numbersStartAgainAfterTheGreatestOne() {
        var last = new RoomMembers(Integer.MAX_VALUE);
        assertThat(last.seat(LINK, new Member(10, 1))).isEqualTo(1);
        assertThat(last.seat(LINK, new Member(11, 0)))
                .as("the first free number")
                .isEqualTo(2);
    }

    @Test
    void membersOfASilentGatewayAreRememberedButTheirNumbersAreFree() {
        members.seat(LINK, new Member(10, 0));
        members.seat(LINK, new Member(11, 0));
        assertThat(members.vacate(LINK)).containsExactly(new Member(10, 1), new Member(11, 2));
        assertThat(members.seatOf(1)).isNull();
        assertThat(members.seat(OTHER_LINK, new Member(20, 1))).isEqualTo(1);
        members.reseat(LINK);
        assertThat(members.of(LINK)).containsExactly(new Member(10, 3), new Member(11, 2));
        members.removeAll(LINK);
        assertThat(members.of(LINK)).isEmpty();
        assertThat(members.hasAny(LINK)).isFalse();
        assertThat(members.seatOf(1)).as("of the other gateway").isEqualTo(new Seat(OTHER_LINK, 20));
    }

    @Test
    void rememberedMembersHaveNoSeats() {
        members.remember(LINK, List.of(new Member(10, 4)));
        assertThat(members.hasAny(LINK)).isTrue();
        assertThat(members.seatOf(4)).isNull();
        members.reseat(LINK);
        assertThat(members.seatOf(4)).isEqualTo(new Seat(LINK, 10));
    }
}
