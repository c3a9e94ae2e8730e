package dev.packetwright.cluster;

import dev.packetwright.cluster.GatewayMessage.Confirmed;
import dev.packetwright.cluster.GatewayMessage.Spoken;
import dev.packetwright.cluster.GatewayMessage.Welcome;
import dev.packetwright.cluster.GatewayMessage.WhoIsThere;
import dev.packetwright.cluster.RoomMessage.Greeting;
import dev.packetwright.cluster.RoomMessage.Pulse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A room's end of its link to one gateway. What the gateway has not confirmed is kept, to be sent again, up to a bound:
 * a gateway that is further behind is cut, and begins anew when it greets.
 */
final class HomeLink {
    private static final int MAX_COUNT = 32_768;
    private static final long MAX_BYTES = 16 << 20;
    private static final long BETWEEN_QUESTIONS = TimeUnit.MILLISECONDS.toNanos(200);

    /** The members at the gateway: their numbers by their keys. */
    final Map<Long, Integer> members = new LinkedHashMap<>();

    /** The last of the gateway's entries that has been accepted. */
    long accepted;

    /** Whether the gateway has been silent for so long that its members have left; they come back with it. */
    boolean away;

    private final String room;
    private final long id;
    private ActorRef<GatewayMessage> gateway;
    private Outbox<Spoken> out = newOutbox();
    private long incarnation;
    private long stream;
    private long attempt;
    private boolean open;
    private boolean confirmationDue;
    private long lastHeard = System.nanoTime();
    private long lastAsked = lastHeard - BETWEEN_QUESTIONS;
    private long spokenAtLastPulse;
    private final List<Spoken> unheard = new ArrayList<>();

    HomeLink(String room, long id, ActorRef<GatewayMessage> gateway, long accepted) {
        this.room = room;
        this.id = id;
        this.gateway = gateway;
        this.accepted = accepted;
    }

    private static Outbox<Spoken> newOutbox() {
        return new Outbox<>(MAX_COUNT, MAX_BYTES, Spoken::size);
    }

    /** The room has moved here: what was said there, and the gateway has perhaps not heard, is said when it greets. */
    void inherit(List<Spoken> unconfirmed) {
        unheard.addAll(unconfirmed);
    }

    List<Spoken> unconfirmed() {
        List<Spoken> unconfirmed = new ArrayList<>(unheard);
        out.forEach(unconfirmed::add);
        return unconfirmed;
    }

    ActorRef<GatewayMessage> gateway() {
        return gateway;
    }

    long id() {
        return id;
    }

    /** Whether the gateway is on the room's own node. */
    boolean isLocal() {
        return !gateway.path().address().hasGlobalScope();
    }

    boolean isOpen() {
        return open;
    }

    /** Until the gateway has greeted, nothing is said to it. */
    void close() {
        open = false;
        unheard.clear();
        out = newOutbox();
    }

    boolean isSilentFor(long nanos) {
        return System.nanoTime() - lastHeard > nanos;
    }

    /** Whether the greeting has only been sent again: then so is the answer, and all that followed it. */
    boolean repeats(Greeting greeting) {
        return open && greeting.attempt() == attempt;
    }

    /** Whether the gateway can go on where it was. */
    boolean resumes(Greeting greeting) {
        return open
                && greeting.incarnation() == incarnation
                && greeting.stream() == stream
                && greeting.heard() >= out.confirmed()
                && greeting.heard() <= out.last();
    }

    /** Goes on with the stream: what has not been heard is said again. */
    void resume(Greeting greeting) {
        greetedBy(greeting);
        out.confirm(greeting.heard(), spoken -> {});
        repeat();
    }

    void repeat() {
        lastHeard = System.nanoTime();
        welcome();
        out.forEach(gateway::tell);
    }

    /** Begins a stream. */
    void restart(Greeting greeting, long newIncarnation) {
        greetedBy(greeting);
        long last = greeting.incarnation() == newIncarnation ? Math.max(stream, greeting.stream()) : stream;
        incarnation = newIncarnation;
        stream = last + 1;
        List<Spoken> before = unconfirmed();
        unheard.clear();
        out = newOutbox();
        spokenAtLastPulse = 0;
        open = true;
        welcome();
        for (Spoken spoken : before) {
            if (isNewTo(greeting, spoken)) {
                speakAtWelcome(spoken.kind(), spoken.member(), spoken.memberNumber(), spoken.packet());
            }
        }
    }

    /** Each stream begins with what was not heard of the one before. */
    private static boolean isNewTo(Greeting greeting, Spoken spoken) {
        if (spoken.incarnation() != greeting.incarnation()) {
            return spoken.incarnation() > greeting.incarnation();
        }
        return spoken.stream() != greeting.stream()
                ? spoken.stream() > greeting.stream()
                : spoken.number() > greeting.heard();
    }

    private void greetedBy(Greeting greeting) {
        gateway = greeting.gateway();
        attempt = greeting.attempt();
        lastHeard = System.nanoTime();
    }

    private void welcome() {
        gateway.tell(new Welcome(room, id, incarnation, stream, out.confirmed() + 1, accepted));
    }

    /** Says something, if there is room for it. */
    boolean speak(GatewayMessage.Kind kind, long member, int number, EncodedPacket packet) {
        int size = packet.encodedSize() + RoomMessage.OVERHEAD;
        Spoken spoken = out.offer(size, next -> spoken(next, kind, member, number, packet));
        return spoken != null && tell(spoken);
    }

    /** Says something that belongs to the welcome, and is bounded by the number of members. */
    void speakAtWelcome(GatewayMessage.Kind kind, long member, int number, EncodedPacket packet) {
        tell(out.add(next -> spoken(next, kind, member, number, packet)));
    }

    private Spoken spoken(long next, GatewayMessage.Kind kind, long member, int number, EncodedPacket packet) {
        return new Spoken(room, id, incarnation, stream, next, accepted, kind, member, number, packet);
    }

    private boolean tell(Spoken spoken) {
        gateway.tell(spoken);
        confirmationDue = false;
        return true;
    }

    void isThere() {
        lastHeard = System.nanoTime();
    }

    /** Takes up a pulse; returns whether something that was said before the last one has still not been heard. */
    boolean missesSomething(Pulse pulse) {
        isThere();
        confirmationDue = true;
        if (pulse.incarnation() != incarnation || pulse.stream() != stream) {
            return false; // on its way since before its greeting
        }
        out.confirm(Math.min(pulse.heard(), out.last()), spoken -> {});
        boolean misses = pulse.heard() < spokenAtLastPulse;
        spokenAtLastPulse = out.last();
        return misses;
    }

    void confirmLater() {
        confirmationDue = true;
    }

    void confirmIfDue() {
        if (confirmationDue && open) {
            confirmationDue = false;
            gateway.tell(new Confirmed(room, id, incarnation, accepted));
        }
    }

    /** Asks the gateway to greet, unless it has been asked just now. */
    void ask(long newestIncarnation) {
        long now = System.nanoTime();
        if (now - lastAsked >= BETWEEN_QUESTIONS) {
            lastAsked = now;
            gateway.tell(new WhoIsThere(room, id, newestIncarnation));
        }
    }
}
