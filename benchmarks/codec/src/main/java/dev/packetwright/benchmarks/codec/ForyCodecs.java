package dev.packetwright.benchmarks.codec;

import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Apache Fory, tuned for speed as its documentation advises: code generation, registered classes, one schema on both
 * sides, no references, no compression of numbers and strings, a reused buffer.
 */
final class ForyCodecs implements Contestant.Codecs {
    private static final class GraphCodec<M extends Plain.Message> implements Codec {
        private final M message;
        private final Class<M> type;
        private final Fory fory = Fory.builder()
                .withXlang(false)
                .withCodegen(true)
                .withAsyncCompilation(false)
                .requireClassRegistration(true)
                .withCompatible(false)
                .withRefTracking(false)
                .withNumberCompressed(false)
                .withStringCompressed(false)
                .build();
        private final MemoryBuffer buffer = MemoryBuffer.newHeapBuffer(BUFFER_SIZE);

        GraphCodec(Class<M> type, M message) {
            this.type = type;
            this.message = message;
            fory.register(Plain.Chat.class);
            fory.register(Plain.Move.class);
            fory.register(Plain.Skill.class);
            fory.register(Plain.PlayerInfo.class);
            fory.register(Plain.Entity.class);
            fory.register(Plain.Snapshot.class);
            fory.register(Plain.Enter.class);
            fory.register(Plain.Leave.class);
            encode();
        }

        @Override
        public int encode() {
            buffer.writerIndex(0);
            fory.serialize(buffer, message);
            return buffer.writerIndex();
        }

        @Override
        public long decode(Blackhole out) {
            M read = decoded();
            out.consume(read);
            return read.sum();
        }

        @Override
        public M decoded() {
            buffer.readerIndex(0);
            return type.cast(fory.deserialize(buffer));
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
