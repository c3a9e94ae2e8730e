package dev.packetwright.cluster;

import dev.packetwright.cluster.RoomMessage.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a room at its home. A member is identified by a number in the room, and by a link and a key at its
 * gateway. Not safe for use by two threads at once.
 */
final class RoomMembers {
    private final Map<Integer, Seat> seats = new HashMap<>();
    private final Map<Long, Map<Long, Integer>> numbers = new HashMap<>();
    private int lastNumber;

    /**
     * The place of a member.
     *
     * @param link the link to the member's gateway
     * @param key the member's key at this gateway
     */
    record Seat(long link, long key) {}

    /** Creates a room without members, whose next new number is the one after the last. */
    RoomMembers(int lastNumber) {
        this.lastNumber = lastNumber;
    }

    /** Seats a member and returns its number: the one that it had, or a new one if it had none or if it is taken. */
    int seat(long link, Member member) {
        int number = member.number();
        while (number <= 0 || seats.containsKey(number)) {
            number = lastNumber == Integer.MAX_VALUE ? 1 : lastNumber + 1;
            lastNumber = number;
        }
        lastNumber = Math.max(lastNumber, number);
        numbers.computeIfAbsent(link, key -> new LinkedHashMap<>()).put(member.key(), number);
        seats.put(number, new Seat(link, member.key()));
        return number;
    }

    /** Remembers the members of a gateway without seating them. Their numbers are free for others. */
    void remember(long link, List<Member> absent) {
        Map<Long, Integer> ofLink = numbers.computeIfAbsent(link, key -> new LinkedHashMap<>());
        absent.forEach(member -> ofLink.put(member.key(), member.number()));
    }

    /** Frees the seats of a link's members, and remembers the members. */
    List<Member> vacate(long link) {
        List<Member> members = of(link);
        members.forEach(member -> seats.remove(member.number(), new Seat(link, member.key())));
        return members;
    }

    /** Seats the remembered members of a link again. */
    void reseat(long link) {
        of(link).forEach(member -> seat(link, member));
    }

    /** Removes a member. Returns its number, or null if there is none. */
    @Nullable
    Integer remove(long link, long key) {
        Map<Long, Integer> ofLink = numbers.get(link);
        Integer number = ofLink == null ? null : ofLink.remove(key);
        if (number != null) {
            seats.remove(number, new Seat(link, key));
        }
        return number;
    }

    /** Removes all members of a link. */
    void removeAll(long link) {
        vacate(link);
        numbers.remove(link);
    }

    /** The number of a member, or null if there is none. */
    @Nullable
    Integer number(long link, long key) {
        Map<Long, Integer> ofLink = numbers.get(link);
        return ofLink == null ? null : ofLink.get(key);
    }

    /** The seat with a number, or null if it is free. */
    @Nullable
    Seat seatOf(int number) {
        return seats.get(number);
    }

    /** The members of a link, in the order in which they entered. */
    List<Member> of(long link) {
        List<Member> members = new ArrayList<>();
        numbers.getOrDefault(link, Map.of()).forEach((key, number) -> members.add(new Member(key, number)));
        return members;
    }

    boolean hasAny(long link) {
        return !numbers.getOrDefault(link, Map.of()).isEmpty();
    }

    /** The last number that a member was given, 0 if none was. */
    int lastNumber() {
        return lastNumber;
    }
}
