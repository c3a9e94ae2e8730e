package dev.packetwright.benchmarks.codec;

import static dev.packetwright.benchmarks.codec.Plain.bit;
import static dev.packetwright.benchmarks.codec.Plain.bits;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.packetwright.benchmarks.peers.flatbuffers.Chat;
import dev.packetwright.benchmarks.peers.flatbuffers.Enter;
import dev.packetwright.benchmarks.peers.flatbuffers.Entity;
import dev.packetwright.benchmarks.peers.flatbuffers.Leave;
import dev.packetwright.benchmarks.peers.flatbuffers.Move;
import dev.packetwright.benchmarks.peers.flatbuffers.PlayerInfo;
import dev.packetwright.benchmarks.peers.flatbuffers.Skill;
import dev.packetwright.benchmarks.peers.flatbuffers.Snapshot;
import java.nio.ByteBuffer;
import org.openjdk.jmh.infra.Blackhole;

/** FlatBuffers, with one reused builder and reused tables, vectors and structs. */
final class FlatBuffersCodecs implements Contestant.Codecs {
    /** The steps that all messages share. */
    private abstract static class TableCodec implements Codec {
        private final FlatBufferBuilder builder = new FlatBufferBuilder(BUFFER_SIZE);
        private ByteBuffer encoded = ByteBuffer.allocate(0);

        @Override
        public final int encode() {
            builder.clear();
            builder.finish(table(builder));
            encoded = builder.dataBuffer();
            return encoded.remaining();
        }

        @Override
        public final long decode(Blackhole out) {
            return sum(encoded, out);
        }

        @Override
        public final Plain.Message decoded() {
            return plain(encoded);
        }

        abstract int table(FlatBufferBuilder builder);

        abstract long sum(ByteBuffer encoded, Blackhole out);

        abstract Plain.Message plain(ByteBuffer encoded);
    }

    @Override
    public Codec chat(Plain.Chat chat) {
        return new TableCodec() {
            private final Chat table = new Chat();

            @Override
            int table(FlatBufferBuilder builder) {
                return Chat.createChat(builder, chat.playerId, builder.createString(chat.chat));
            }

            @Override
            long sum(ByteBuffer encoded, Blackhole out) {
                Chat.getRootAsChat(encoded, table);
                String text = table.chat();
                out.consume(text);
                return (long) table.playerId() + text.length();
            }

            @Override
            Plain.Message plain(ByteBuffer encoded) {
                Chat.getRootAsChat(encoded, table);
                Plain.Chat plain = new Plain.Chat();
                plain.playerId = table.playerId();
                plain.chat = table.chat();
                return plain;
            }
        };
    }

    @Override
    public Codec move(Plain.Move move) {
        return new TableCodec() {
            private final Move table = new Move();

            @Override
            int table(FlatBufferBuilder builder) {
                return Move.createMove(
                        builder, move.playerId, move.x, move.y, move.z, move.yaw, move.grounded, move.speed);
            }

            @Override
            long sum(ByteBuffer encoded, Blackhole out) {
                Move.getRootAsMove(encoded, table);
                return table.playerId()
                        + bits(table.x())
                        + bits(table.y())
                        + bits(table.z())
                        + bits(table.yaw())
                        + bit(table.grounded())
                        + table.speed();
            }

            @Override
            Plain.Message plain(ByteBuffer encoded) {
                Move.getRootAsMove(encoded, table);
                Plain.Move plain = new Plain.Move();
                plain.playerId = table.playerId();
                plain.x = table.x();
                plain.y = table.y();
                plain.z = table.z();
                plain.yaw = table.yaw();
                plain.grounded = table.grounded();
                plain.speed = table.speed();
                return plain;
            }
        };
    }

    @Override
    public Codec playerInfo(Plain.PlayerInfo info) {
        return new TableCodec() {
            private final int[] skills = new int[info.skills.size()];
            private final PlayerInfo table = new PlayerInfo();
            private final Skill skill = new Skill();

            @Override
            int table(FlatBufferBuilder builder) {
                for (int i = 0; i < skills.length; i++) {
                    Plain.Skill each = info.skills.get(i);
                    int attributes = Skill.createAttributesVector(builder, each.attributes);
                    skills[i] = Skill.createSkill(builder, each.id, each.level, each.duration, attributes);
                }
                int all = PlayerInfo.createSkillsVector(builder, skills);
                int name = builder.createString(info.name);
                return PlayerInfo.createPlayerInfo(builder, info.level, info.playerId, name, all);
            }

            @Override
            long sum(ByteBuffer encoded, Blackhole out) {
                PlayerInfo.getRootAsPlayerInfo(encoded, table);
                String name = table.name();
                out.consume(name);
                long sum = table.level() + table.playerId() + name.length();
                int count = table.skillsLength();
                for (int i = 0; i < count; i++) {
                    table.skills(skill, i);
                    sum += skill.id() + skill.level() + bits(skill.duration());
                    int attributes = skill.attributesLength();
                    for (int j = 0; j < attributes; j++) {
                        sum += skill.attributes(j);
                    }
                }
                return sum;
            }

            @Override
            Plain.Message plain(ByteBuffer encoded) {
                PlayerInfo.getRootAsPlayerInfo(encoded, table);
                Plain.PlayerInfo plain = new Plain.PlayerInfo();
                plain.level = table.level();
                plain.playerId = table.playerId();
                plain.name = table.name();
                for (int i = 0; i < table.skillsLength(); i++) {
                    plain.skills.add(FlatBuffersCodecs.plain(table.skills(i)));
                }
                return plain;
            }
        };
    }

    private static Plain.Skill plain(Skill skill) {
        Plain.Skill plain = new Plain.Skill();
        plain.id = skill.id();
        plain.level = skill.level();
        plain.duration = skill.duration();
        plain.attributes = new int[skill.attributesLength()];
        for (int i = 0; i < plain.attributes.length; i++) {
            plain.attributes[i] = skill.attributes(i);
        }
        return plain;
    }

    @Override
    public Codec snapshot(Plain.Snapshot snapshot) {
        return new TableCodec() {
            private final Snapshot table = new Snapshot();
            private final Entity entity = new Entity();

            @Override
            int table(FlatBufferBuilder builder) {
                Snapshot.startEntitiesVector(builder, snapshot.entities.size());
                for (int i = snapshot.entities.size() - 1; i >= 0; i--) {
                    Plain.Entity each = snapshot.entities.get(i);
                    Entity.createEntity(builder, each.id, each.x, each.y, each.z);
                }
                return Snapshot.createSnapshot(builder, builder.endVector());
            }

            @Override
            long sum(ByteBuffer encoded, Blackhole out) {
                Snapshot.getRootAsSnapshot(encoded, table);
                long sum = 0;
                int count = table.entitiesLength();
                for (int i = 0; i < count; i++) {
                    table.entities(entity, i);
                    sum += entity.id() + bits(entity.x()) + bits(entity.y()) + bits(entity.z());
                }
                return sum;
            }

            @Override
            Plain.Message plain(ByteBuffer encoded) {
                Snapshot.getRootAsSnapshot(encoded, table);
                Plain.Snapshot plain = new Plain.Snapshot();
                for (int i = 0; i < table.entitiesLength(); i++) {
                    plain.entities.add(FlatBuffersCodecs.plain(table.entities(i)));
                }
                return plain;
            }
        };
    }

    private static Plain.Entity plain(Entity entity) {
        Plain.Entity plain = new Plain.Entity();
        plain.id = entity.id();
        plain.x = entity.x();
        plain.y = entity.y();
        plain.z = entity.z();
        return plain;
    }

    @Override
    public Codec enter(Plain.Enter enter) {
        return new TableCodec() {
            private final Enter table = new Enter();

            @Override
            int table(FlatBufferBuilder builder) {
                int name = builder.createString(enter.name);
                return Enter.createEnter(builder, enter.playerId, name, enter.x, enter.y, enter.z);
            }

            @Override
            long sum(ByteBuffer encoded, Blackhole out) {
                Enter.getRootAsEnter(encoded, table);
                String name = table.name();
                out.consume(name);
                return table.playerId() + name.length() + bits(table.x()) + bits(table.y()) + bits(table.z());
            }

            @Override
            Plain.Message plain(ByteBuffer encoded) {
                Enter.getRootAsEnter(encoded, table);
                Plain.Enter plain = new Plain.Enter();
                plain.playerId = table.playerId();
                plain.name = table.name();
                plain.x = table.x();
                plain.y = table.y();
                plain.z = table.z();
                return plain;
            }
        };
    }

    @Override
    public Codec leave(Plain.Leave leave) {
        return new TableCodec() {
            private final Leave table = new Leave();

            @Override
            int table(FlatBufferBuilder builder) {
                return Leave.createLeave(builder, leave.playerId);
            }

            @Override
            long sum(ByteBuffer encoded, Blackhole out) {
                return Leave.getRootAsLeave(encoded, table).playerId();
            }

            @Override
            Plain.Message plain(ByteBuffer encoded) {
                Plain.Leave plain = new Plain.Leave();
                plain.playerId = Leave.getRootAsLeave(encoded, table).playerId();
                return plain;
            }
        };
    }
}
