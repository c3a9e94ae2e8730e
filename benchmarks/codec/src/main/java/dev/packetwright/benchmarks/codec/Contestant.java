package dev.packetwright.benchmarks.codec;

import java.util.Locale;
import java.util.stream.Stream;

/** The contestants. */
enum Contestant {
    PACKETWRIGHT(Kind.OURS),
    PACKETWRIGHT_VIEW(Kind.OUR_VIEW),
    NAIVE(Kind.OBJECTS),
    SBE(Kind.FLYWEIGHT),
    SBE_DTO(Kind.OBJECTS),
    PROTOBUF(Kind.OBJECTS),
    FLATBUFFERS(Kind.FLYWEIGHT),
    KRYO(Kind.OBJECTS),
    FORY(Kind.OBJECTS);

    /** The kind of result that a contestant decodes to. */
    enum Kind {
        /** Packetwright's immutable records. */
        OURS,
        /** Packetwright's views, which read in place. */
        OUR_VIEW,
        /** Objects, generated or plain. */
        OBJECTS,
        /** No object: members are read in place. */
        FLYWEIGHT
    }

    private final Kind kind;

    Contestant(Kind kind) {
        this.kind = kind;
    }

    /** Makes a contestant's codecs. */
    interface Codecs {
        Codec chat(Plain.Chat chat);

        Codec move(Plain.Move move);

        Codec playerInfo(Plain.PlayerInfo info);

        Codec snapshot(Plain.Snapshot snapshot);

        Codec enter(Plain.Enter enter);

        Codec leave(Plain.Leave leave);
    }

    Kind kind() {
        return kind;
    }

    /** The name in commands and results. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Contestant labelled(String label) {
        return Stream.of(values())
                .filter(contestant -> contestant.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contestant is called '" + label + "'"));
    }

    private Codecs codecs() {
        return switch (this) {
            case PACKETWRIGHT -> new PacketwrightCodecs();
            case PACKETWRIGHT_VIEW -> new PacketwrightViewCodecs();
            case NAIVE -> new NaiveCodecs();
            case SBE -> new SbeCodecs();
            case SBE_DTO -> new SbeDtoCodecs();
            case PROTOBUF -> new ProtobufCodecs();
            case FLATBUFFERS -> new FlatBuffersCodecs();
            case KRYO -> new KryoCodecs();
            case FORY -> new ForyCodecs();
        };
    }

    /** The contestant's codec for a message. */
    Codec codec(Plain.Message message) {
        Codecs all = codecs();
        if (message instanceof Plain.Chat chat) {
            return all.chat(chat);
        } else if (message instanceof Plain.Move move) {
            return all.move(move);
        } else if (message instanceof Plain.PlayerInfo info) {
            return all.playerInfo(info);
        } else if (message instanceof Plain.Snapshot snapshot) {
            return all.snapshot(snapshot);
        } else if (message instanceof Plain.Enter enter) {
            return all.enter(enter);
        }
        return all.leave((Plain.Leave) message);
    }
}
