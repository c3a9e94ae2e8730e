package dev.packetwright.benchmarks.codec;

import static dev.packetwright.benchmarks.codec.Plain.bit;
import static dev.packetwright.benchmarks.codec.Plain.bits;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.packetwright.benchmarks.peers.protobuf.Chat;
import dev.packetwright.benchmarks.peers.protobuf.Enter;
import dev.packetwright.benchmarks.peers.protobuf.Entity;
import dev.packetwright.benchmarks.peers.protobuf.Leave;
import dev.packetwright.benchmarks.peers.protobuf.Move;
import dev.packetwright.benchmarks.peers.protobuf.PlayerInfo;
import dev.packetwright.benchmarks.peers.protobuf.Skill;
import dev.packetwright.benchmarks.peers.protobuf.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jmh.infra.Blackhole;

/** protobuf-java: generated messages, encoded to and decoded from an array. A message caches its size. */
final class ProtobufCodecs implements Contestant.Codecs {
    /** The steps that all messages share. */
    private abstract static class MessageCodec<M extends MessageLite> implements Codec {
        private final M message;
        private final Parser<M> parser;
        private final byte[] buffer = new byte[BUFFER_SIZE];
        private int size;

        MessageCodec(M message, Parser<M> parser) {
            this.message = message;
            this.parser = parser;
            encode();
        }

        @Override
        public final int encode() {
            size = message.getSerializedSize();
            CodedOutputStream out = CodedOutputStream.newInstance(buffer, 0, size);
            try {
                message.writeTo(out);
            } catch (IOException noSpace) {
                throw new UncheckedIOException(noSpace);
            }
            return size;
        }

        @Override
        public final long decode(Blackhole out) {
            M read = read();
            out.consume(read);
            return sum(read);
        }

        @Override
        public final Plain.Message decoded() {
            return plain(read());
        }

        private M read() {
            try {
                return parser.parseFrom(buffer, 0, size);
            } catch (InvalidProtocolBufferException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        /** protobuf decodes strings on access. */
        abstract long sum(M message);

        abstract Plain.Message plain(M message);
    }

    @Override
    public Codec chat(Plain.Chat chat) {
        Chat message =
                Chat.newBuilder().setPlayerId(chat.playerId).setChat(chat.chat).build();
        return new MessageCodec<>(message, Chat.parser()) {
            @Override
            long sum(Chat message) {
                return (long) message.getPlayerId() + message.getChat().length();
            }

            @Override
            Plain.Message plain(Chat message) {
                Plain.Chat plain = new Plain.Chat();
                plain.playerId = message.getPlayerId();
                plain.chat = message.getChat();
                return plain;
            }
        };
    }

    @Override
    public Codec move(Plain.Move move) {
        Move message = Move.newBuilder()
                .setPlayerId(move.playerId)
                .setX(move.x)
                .setY(move.y)
                .setZ(move.z)
                .setYaw(move.yaw)
                .setGrounded(move.grounded)
                .setSpeed(move.speed)
                .build();
        return new MessageCodec<>(message, Move.parser()) {
            @Override
            long sum(Move message) {
                return message.getPlayerId()
                        + bits(message.getX())
                        + bits(message.getY())
                        + bits(message.getZ())
                        + bits(message.getYaw())
                        + bit(message.getGrounded())
                        + message.getSpeed();
            }

            @Override
            Plain.Message plain(Move message) {
                Plain.Move plain = new Plain.Move();
                plain.playerId = message.getPlayerId();
                plain.x = message.getX();
                plain.y = message.getY();
                plain.z = message.getZ();
                plain.yaw = message.getYaw();
                plain.grounded = message.getGrounded();
                plain.speed = (short) message.getSpeed();
                return plain;
            }
        };
    }

    @Override
    public Codec playerInfo(Plain.PlayerInfo info) {
        PlayerInfo.Builder builder = PlayerInfo.newBuilder()
                .setLevel(info.level)
                .setPlayerId(info.playerId)
                .setName(info.name);
        info.skills.forEach(skill -> builder.addSkills(message(skill)));
        return new MessageCodec<>(builder.build(), PlayerInfo.parser()) {
            @Override
            long sum(PlayerInfo message) {
                long sum = message.getLevel()
                        + message.getPlayerId()
                        + message.getName().length();
                for (Skill skill : message.getSkillsList()) {
                    sum += skill.getId() + skill.getLevel() + bits(skill.getDuration());
                    for (int i = 0; i < skill.getAttributesCount(); i++) {
                        sum += skill.getAttributes(i);
                    }
                }
                return sum;
            }

            @Override
            Plain.Message plain(PlayerInfo message) {
                Plain.PlayerInfo plain = new Plain.PlayerInfo();
                plain.level = (byte) message.getLevel();
                plain.playerId = message.getPlayerId();
                plain.name = message.getName();
                message.getSkillsList().forEach(skill -> plain.skills.add(ProtobufCodecs.plain(skill)));
                return plain;
            }
        };
    }

    private static Skill message(Plain.Skill skill) {
        Skill.Builder builder =
                Skill.newBuilder().setId(skill.id).setLevel(skill.level).setDuration(skill.duration);
        for (int attribute : skill.attributes) {
            builder.addAttributes(attribute);
        }
        return builder.build();
    }

    private static Plain.Skill plain(Skill skill) {
        Plain.Skill plain = new Plain.Skill();
        plain.id = skill.getId();
        plain.level = (short) skill.getLevel();
        plain.duration = skill.getDuration();
        plain.attributes =
                skill.getAttributesList().stream().mapToInt(Integer::intValue).toArray();
        return plain;
    }

    @Override
    public Codec snapshot(Plain.Snapshot snapshot) {
        Snapshot.Builder builder = Snapshot.newBuilder();
        snapshot.entities.forEach(entity -> builder.addEntities(Entity.newBuilder()
                .setId(entity.id)
                .setX(entity.x)
                .setY(entity.y)
                .setZ(entity.z)));
        return new MessageCodec<>(builder.build(), Snapshot.parser()) {
            @Override
            long sum(Snapshot message) {
                long sum = 0;
                for (Entity entity : message.getEntitiesList()) {
                    sum += entity.getId() + bits(entity.getX()) + bits(entity.getY()) + bits(entity.getZ());
                }
                return sum;
            }

            @Override
            Plain.Message plain(Snapshot message) {
                Plain.Snapshot plain = new Plain.Snapshot();
                message.getEntitiesList().forEach(entity -> plain.entities.add(ProtobufCodecs.plain(entity)));
                return plain;
            }
        };
    }

    private static Plain.Entity plain(Entity entity) {
        Plain.Entity plain = new Plain.Entity();
        plain.id = entity.getId();
        plain.x = entity.getX();
        plain.y = entity.getY();
        plain.z = entity.getZ();
        return plain;
    }

    @Override
    public Codec enter(Plain.Enter enter) {
        Enter message = Enter.newBuilder()
                .setPlayerId(enter.playerId)
                .setName(enter.name)
                .setX(enter.x)
                .setY(enter.y)
                .setZ(enter.z)
                .build();
        return new MessageCodec<>(message, Enter.parser()) {
            @Override
            long sum(Enter message) {
                return message.getPlayerId()
                        + message.getName().length()
                        + bits(message.getX())
                        + bits(message.getY())
                        + bits(message.getZ());
            }

            @Override
            Plain.Message plain(Enter message) {
                Plain.Enter plain = new Plain.Enter();
                plain.playerId = message.getPlayerId();
                plain.name = message.getName();
                plain.x = message.getX();
                plain.y = message.getY();
                plain.z = message.getZ();
                return plain;
            }
        };
    }

    @Override
    public Codec leave(Plain.Leave leave) {
        Leave message = Leave.newBuilder().setPlayerId(leave.playerId).build();
        return new MessageCodec<>(message, Leave.parser()) {
            @Override
            long sum(Leave message) {
                return message.getPlayerId();
            }

            @Override
            Plain.Message plain(Leave message) {
                Plain.Leave plain = new Plain.Leave();
                plain.playerId = message.getPlayerId();
                return plain;
            }
        };
    }
}
