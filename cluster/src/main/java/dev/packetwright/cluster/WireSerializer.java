package dev.packetwright.cluster;

import dev.packetwright.cluster.DepartureMessage.Settled;
import dev.packetwright.cluster.GatewayMessage.Confirmed;
import dev.packetwright.cluster.GatewayMessage.Moving;
import dev.packetwright.cluster.GatewayMessage.Spoken;
import dev.packetwright.cluster.GatewayMessage.Welcome;
import dev.packetwright.cluster.GatewayMessage.WhoIsThere;
import dev.packetwright.cluster.QuorumMessage.Answer;
import dev.packetwright.cluster.QuorumMessage.Question;
import dev.packetwright.cluster.RoomMessage.Entry;
import dev.packetwright.cluster.RoomMessage.Greeting;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.cluster.RoomMessage.Pulse;
import dev.packetwright.cluster.RoomMessage.Stop;
import dev.packetwright.cluster.RoomState.LinkState;
import dev.packetwright.runtime.packet.Bytes;
import java.io.NotSerializableException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Messages between nodes, and the state of rooms, as bytes: little-endian, with the packets in them as they travel. */
public final class WireSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {
    private static final int IDENTIFIER = 7_707;
    private static final int FIRST_SIZE = 256;

    private final ExtendedActorSystem system;

    /** For Pekko. */
    public WireSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof Entry) {
            return "e";
        } else if (message instanceof Spoken) {
            return "s";
        } else if (message instanceof Pulse) {
            return "p";
        } else if (message instanceof Confirmed) {
            return "c";
        } else if (message instanceof Greeting) {
            return "g";
        } else if (message instanceof Welcome) {
            return "w";
        } else if (message instanceof WhoIsThere) {
            return "h";
        } else if (message instanceof Moving) {
            return "m";
        } else if (message instanceof Settled) {
            return "t";
        } else if (message instanceof Question) {
            return "q";
        } else if (message instanceof Answer) {
            return "a";
        } else if (message instanceof Stop) {
            return "x";
        } else if (message instanceof RoomState) {
            return "r";
        }
        throw new IllegalArgumentException(message.getClass() + " does not travel");
    }

    @Override
    public byte[] toBinary(Object message) {
        for (int size = FIRST_SIZE; ; size *= 4) {
            ByteBuffer buffer = ByteBuffer.allocate(size);
            try {
                toBinary(message, buffer);
                byte[] bytes = new byte[buffer.position()];
                buffer.flip().get(bytes);
                return bytes;
            } catch (BufferOverflowException tooSmall) {
                // Once more.
            }
        }
    }

    @Override
    public void toBinary(Object message, ByteBuffer out) {
        out.order(ByteOrder.LITTLE_ENDIAN);
        if (message instanceof Entry entry) {
            putText(out, entry.room());
            out.putLong(entry.link()).putLong(entry.number());
            out.put(entry.kind().code()).putLong(entry.member());
            putBytes(out, entry.packet().toBytes());
        } else if (message instanceof Spoken spoken) {
            putSpoken(out, spoken);
        } else if (message instanceof Pulse pulse) {
            putText(out, pulse.room());
            out.putLong(pulse.link());
            putText(out, resolver().toSerializationFormat(pulse.gateway()));
            out.putLong(pulse.number())
                    .putLong(pulse.incarnation())
                    .putLong(pulse.stream())
                    .putLong(pulse.heard());
        } else if (message instanceof Confirmed confirmed) {
            putText(out, confirmed.room());
            out.putLong(confirmed.link()).putLong(confirmed.incarnation()).putLong(confirmed.accepted());
        } else if (message instanceof Greeting greeting) {
            putText(out, greeting.room());
            out.putLong(greeting.link());
            putText(out, resolver().toSerializationFormat(greeting.gateway()));
            out.putLong(greeting.attempt()).putLong(greeting.incarnation()).putLong(greeting.stream());
            out.putLong(greeting.heard()).putLong(greeting.confirmed());
            putMembers(out, greeting.members());
        } else if (message instanceof Welcome welcome) {
            putText(out, welcome.room());
            out.putLong(welcome.link()).putLong(welcome.incarnation()).putLong(welcome.stream());
            out.putLong(welcome.next()).putLong(welcome.accepted());
        } else if (message instanceof WhoIsThere who) {
            putText(out, who.room());
            out.putLong(who.link()).putLong(who.incarnation());
        } else if (message instanceof Moving moving) {
            putText(out, moving.room());
            out.putLong(moving.link()).putLong(moving.incarnation());
            putText(out, resolver().toSerializationFormat(moving.home()));
        } else if (message instanceof Settled settled) {
            out.putLong(settled.link());
        } else if (message instanceof Question question) {
            out.putLong(question.round());
            putText(out, resolver().toSerializationFormat(question.from()));
        } else if (message instanceof Answer answer) {
            out.putLong(answer.round());
            putText(out, resolver().toSerializationFormat(answer.from()));
        } else if (message instanceof RoomState state) {
            putState(out, state);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return fromBinary(ByteBuffer.wrap(bytes), manifest);
    }

    @Override
    public Object fromBinary(ByteBuffer in, String manifest) throws NotSerializableException {
        in.order(ByteOrder.LITTLE_ENDIAN);
        try {
            return read(in, manifest);
        } catch (BufferUnderflowException | IndexOutOfBoundsException malformed) {
            var failure = new NotSerializableException("message '" + manifest + "' of another node is malformed");
            failure.initCause(malformed);
            throw failure;
        }
    }

    private Object read(ByteBuffer in, String manifest) throws NotSerializableException {
        return switch (manifest) {
            case "e" ->
                new Entry(
                        text(in),
                        in.getLong(),
                        in.getLong(),
                        entryKind(in),
                        in.getLong(),
                        new EncodedPacket(bytes(in)));
            case "s" -> spoken(in);
            case "p" ->
                new Pulse(text(in), in.getLong(), ref(in), in.getLong(), in.getLong(), in.getLong(), in.getLong());
            case "c" -> new Confirmed(text(in), in.getLong(), in.getLong(), in.getLong());
            case "g" ->
                new Greeting(
                        text(in),
                        in.getLong(),
                        ref(in),
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        members(in));
            case "w" -> new Welcome(text(in), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
            case "h" -> new WhoIsThere(text(in), in.getLong(), in.getLong());
            case "m" -> new Moving(text(in), in.getLong(), in.getLong(), ref(in));
            case "t" -> new Settled(in.getLong());
            case "q" -> new Question(in.getLong(), ref(in));
            case "a" -> new Answer(in.getLong(), ref(in));
            case "x" -> new Stop();
            case "r" -> state(in);
            default -> throw new NotSerializableException("unknown message '" + manifest + "' of another node");
        };
    }

    private static RoomMessage.Kind entryKind(ByteBuffer in) throws NotSerializableException {
        byte code = in.get();
        for (RoomMessage.Kind kind : RoomMessage.Kind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new NotSerializableException("unknown kind of entry " + code);
    }

    private static GatewayMessage.Kind spokenKind(ByteBuffer in) throws NotSerializableException {
        byte code = in.get();
        for (GatewayMessage.Kind kind : GatewayMessage.Kind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new NotSerializableException("unknown kind of message " + code);
    }

    private static void putSpoken(ByteBuffer out, Spoken spoken) {
        putText(out, spoken.room());
        out.putLong(spoken.link()).putLong(spoken.incarnation()).putLong(spoken.stream());
        out.putLong(spoken.number()).putLong(spoken.accepted());
        out.put(spoken.kind().code()).putLong(spoken.member()).putInt(spoken.memberNumber());
        putBytes(out, spoken.packet().toBytes());
    }

    private static Spoken spoken(ByteBuffer in) throws NotSerializableException {
        return new Spoken(
                text(in),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                spokenKind(in),
                in.getLong(),
                in.getInt(),
                new EncodedPacket(bytes(in)));
    }

    private static List<Spoken> unconfirmed(ByteBuffer in) throws NotSerializableException {
        List<Spoken> unconfirmed = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            unconfirmed.add(spoken(in));
        }
        return unconfirmed;
    }

    private static void putState(ByteBuffer out, RoomState state) {
        out.putLong(state.incarnation())
                .putInt(state.lastNumber())
                .putInt(state.links().size());
        for (LinkState link : state.links()) {
            out.putLong(link.link());
            putText(out, link.gateway());
            out.putLong(link.accepted()).put((byte) (link.away() ? 1 : 0));
            putMembers(out, link.members());
            out.putInt(link.unconfirmed().size());
            link.unconfirmed().forEach(spoken -> putSpoken(out, spoken));
        }
        putBytes(out, state.logic().toArray());
    }

    private static RoomState state(ByteBuffer in) throws NotSerializableException {
        long incarnation = in.getLong();
        int lastNumber = in.getInt();
        List<LinkState> links = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            links.add(new LinkState(in.getLong(), text(in), in.getLong(), in.get() != 0, members(in), unconfirmed(in)));
        }
        return new RoomState(incarnation, lastNumber, links, Bytes.of(bytes(in)));
    }

    private static void putMembers(ByteBuffer out, List<Member> members) {
        out.putInt(members.size());
        for (Member member : members) {
            out.putLong(member.key()).putInt(member.number());
        }
    }

    private static List<Member> members(ByteBuffer in) {
        List<Member> members = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            members.add(new Member(in.getLong(), in.getInt()));
        }
        return members;
    }

    private ActorRefResolver resolver() {
        return ActorRefResolver.get(Adapter.toTyped(system));
    }

    private <T> ActorRef<T> ref(ByteBuffer in) {
        return resolver().resolveActorRef(text(in));
    }

    private static void putText(ByteBuffer out, String text) {
        putBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void putBytes(ByteBuffer out, byte[] bytes) {
        out.putInt(bytes.length).put(bytes);
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
