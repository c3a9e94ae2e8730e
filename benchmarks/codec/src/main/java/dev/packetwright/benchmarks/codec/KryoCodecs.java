package dev.packetwright.benchmarks.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import org.openjdk.jmh.infra.Blackhole;

/** Kryo as its documentation advises: registered classes; a reused Kryo, output and input; no references. */
final class KryoCodecs implements Contestant.Codecs {
    private static final class GraphCodec<M extends Plain.Message> implements Codec {
        private final M message;
        private final Class<M> type;
        private final Kryo kryo = new Kryo();
        private final Output output = new Output(BUFFER_SIZE);
        private final Input input = new Input();

        GraphCodec(Class<M> type, M message) {
            this.type = type;
            this.message = message;
            kryo.setReferences(false);
            kryo.setRegistrationRequired(true);
            kryo.register(Plain.Chat.class);
            kryo.register(Plain.Move.class);
            kryo.register(Plain.Skill.class);
            kryo.register(Plain.PlayerInfo.class);
            kryo.register(Plain.Entity.class);
            kryo.register(Plain.Snapshot.class);
            kryo.register(Plain.Enter.class);
            kryo.register(Plain.Leave.class);
            kryo.register(ArrayList.class);
            kryo.register(int[].class);
            encode();
        }

        @Override
        public int encode() {
            output.reset();
            kryo.writeObject(output, message);
            return output.position();
        }

        @Override
        public long decode(Blackhole out) {
            M read = decoded();
            out.consume(read);
            return read.sum();
        }

        @Override
        public M decoded() {
            input.setBuffer(output.getBuffer(), 0, output.position());
            return kryo.readObject(input, type);
        }
    }

    @Override
    public Codec chat(Plain.Chat chat) {
        return new GraphCodec<>(Plain.Chat.class, chat);
    }

    @Override
    public Codec move(Plain.Move move) {
        return new GraphCodec<>(Plain.Move.class, move);
    }

    @Override
    public Codec playerInfo(Plain.PlayerInfo info) {
        return new GraphCodec<>(Plain.PlayerInfo.class, info);
    }

    @Override
    public Codec snapshot(Plain.Snapshot snapshot) {
        return new GraphCodec<>(Plain.Snapshot.class, snapshot);
    }

    @Override
    public Codec enter(Plain.Enter enter) {
        return new GraphCodec<>(Plain.Enter.class, enter);
    }

    @Override
    public Codec leave(Plain.Leave leave) {
        return new GraphCodec<>(Plain.Leave.class, leave);
    }
}
