package dev.packetwright.benchmarks.codec;

import static dev.packetwright.benchmarks.codec.Plain.bit;
import static dev.packetwright.benchmarks.codec.Plain.bits;

import dev.packetwright.benchmarks.codec.packets.C_Move;
import dev.packetwright.benchmarks.codec.packets.S_Chat;
import dev.packetwright.benchmarks.codec.packets.S_Enter;
import dev.packetwright.benchmarks.codec.packets.S_Leave;
import dev.packetwright.benchmarks.codec.packets.S_PlayerInfo;
import dev.packetwright.benchmarks.codec.packets.S_Snapshot;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.packet.ScalarList;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** Packetwright's generated records, with one reused writer and reader. */
final class PacketwrightCodecs implements Contestant.Codecs {
    /** The steps that all packets share. */
    private abstract static class RecordCodec<P extends Packet> implements Codec {
        private final P packet;
        private final byte[] buffer = new byte[Codec.BUFFER_SIZE];
        private final PacketWriter out = new PacketWriter(buffer);
        private final PacketReader in;
        private int size;

        RecordCodec(P packet) {
            this.packet = packet;
            this.in = new PacketReader(packet.toBytes());
            encode();
        }

        @Override
        public final int encode() {
            out.wrap(buffer, 0, buffer.length).writePacket(packet);
            size = out.position();
            return size;
        }

        @Override
        public final long decode(Blackhole out) {
            P read = read(in.wrap(buffer, 0, size));
            out.consume(read);
            return sum(read);
        }

        @Override
        public final Plain.Message decoded() {
            return plain(read(in.wrap(buffer, 0, size)));
        }

        abstract P read(PacketReader in);

        abstract long sum(P packet);

        abstract Plain.Message plain(P packet);
    }

    static S_Chat packet(Plain.Chat chat) {
        return new S_Chat(chat.playerId, chat.chat);
    }

    static C_Move packet(Plain.Move move) {
        return new C_Move(move.playerId, move.x, move.y, move.z, move.yaw, move.grounded, move.speed);
    }

    static S_PlayerInfo packet(Plain.PlayerInfo info) {
        List<S_PlayerInfo.Skill> skills = info.skills.stream()
                .map(skill ->
                        new S_PlayerInfo.Skill(skill.id, skill.level, skill.duration, ScalarList.of(skill.attributes)))
                .toList();
        return new S_PlayerInfo(info.level, info.playerId, info.name, skills);
    }

    static S_Snapshot packet(Plain.Snapshot snapshot) {
        return new S_Snapshot(snapshot.entities.stream()
                .map(entity -> new S_Snapshot.Entity(entity.id, entity.x, entity.y, entity.z))
                .toList());
    }

    static S_Enter packet(Plain.Enter enter) {
        return new S_Enter(enter.playerId, enter.name, enter.x, enter.y, enter.z);
    }

    static S_Leave packet(Plain.Leave leave) {
        return new S_Leave(leave.playerId);
    }

    @Override
    public Codec chat(Plain.Chat chat) {
        return new RecordCodec<>(packet(chat)) {
            @Override
            S_Chat read(PacketReader in) {
                return S_Chat.read(in);
            }

            @Override
            long sum(S_Chat packet) {
                return (long) packet.playerId() + packet.chat().length();
            }

            @Override
            Plain.Message plain(S_Chat packet) {
                Plain.Chat plain = new Plain.Chat();
                plain.playerId = packet.playerId();
                plain.chat = packet.chat();
                return plain;
            }
        };
    }

    @Override
    public Codec move(Plain.Move move) {
        return new RecordCodec<>(packet(move)) {
            @Override
            C_Move read(PacketReader in) {
                return C_Move.read(in);
            }

            @Override
            long sum(C_Move packet) {
                return packet.playerId()
                        + bits(packet.x())
                        + bits(packet.y())
                        + bits(packet.z())
                        + bits(packet.yaw())
                        + bit(packet.grounded())
                        + packet.speed();
            }

            @Override
            Plain.Message plain(C_Move packet) {
                Plain.Move plain = new Plain.Move();
                plain.playerId = packet.playerId();
                plain.x = packet.x();
                plain.y = packet.y();
                plain.z = packet.z();
                plain.yaw = packet.yaw();
                plain.grounded = packet.grounded();
                plain.speed = packet.speed();
                return plain;
            }
        };
    }

    @Override
    public Codec playerInfo(Plain.PlayerInfo info) {
        return new RecordCodec<>(packet(info)) {
            @Override
            S_PlayerInfo read(PacketReader in) {
                return S_PlayerInfo.read(in);
            }

            @Override
            long sum(S_PlayerInfo packet) {
                long sum = packet.level() + packet.playerId() + packet.name().length();
                for (S_PlayerInfo.Skill skill : packet.skills()) {
                    sum += skill.id() + skill.level() + bits(skill.duration());
                    ScalarList<int[]> attributes = skill.attributes();
                    for (int i = 0; i < attributes.size(); i++) {
                        sum += attributes.getInt(i);
                    }
                }
                return sum;
            }

            @Override
            Plain.Message plain(S_PlayerInfo packet) {
                Plain.PlayerInfo plain = new Plain.PlayerInfo();
                plain.level = packet.level();
                plain.playerId = packet.playerId();
                plain.name = packet.name();
                packet.skills().forEach(skill -> plain.skills.add(skill(skill)));
                return plain;
            }
        };
    }

    private static Plain.Skill skill(S_PlayerInfo.Skill skill) {
        Plain.Skill plain = new Plain.Skill();
        plain.id = skill.id();
        plain.level = skill.level();
        plain.duration = skill.duration();
        plain.attributes = skill.attributes().toArray();
        return plain;
    }

    @Override
    public Codec snapshot(Plain.Snapshot snapshot) {
        return new RecordCodec<>(packet(snapshot)) {
            @Override
            S_Snapshot read(PacketReader in) {
                return S_Snapshot.read(in);
            }

            @Override
            long sum(S_Snapshot packet) {
                long sum = 0;
                for (S_Snapshot.Entity entity : packet.entitys()) {
                    sum += entity.id() + bits(entity.x()) + bits(entity.y()) + bits(entity.z());
                }
                return sum;
            }

            @Override
            Plain.Message plain(S_Snapshot packet) {
                Plain.Snapshot plain = new Plain.Snapshot();
                packet.entitys().forEach(entity -> plain.entities.add(entity(entity)));
                return plain;
            }
        };
    }

    private static Plain.Entity entity(S_Snapshot.Entity entity) {
        Plain.Entity plain = new Plain.Entity();
        plain.id = entity.id();
        plain.x = entity.x();
        plain.y = entity.y();
        plain.z = entity.z();
        return plain;
    }

    @Override
    public Codec enter(Plain.Enter enter) {
        return new RecordCodec<>(packet(enter)) {
            @Override
            S_Enter read(PacketReader in) {
                return S_Enter.read(in);
            }

            @Override
            long sum(S_Enter packet) {
                return packet.playerId()
                        + packet.name().length()
                        + bits(packet.x())
                        + bits(packet.y())
                        + bits(packet.z());
            }

            @Override
            Plain.Message plain(S_Enter packet) {
                Plain.Enter plain = new Plain.Enter();
                plain.playerId = packet.playerId();
                plain.name = packet.name();
                plain.x = packet.x();
                plain.y = packet.y();
                plain.z = packet.z();
                return plain;
            }
        };
    }

    @Override
    public Codec leave(Plain.Leave leave) {
        return new RecordCodec<>(packet(leave)) {
            @Override
            S_Leave read(PacketReader in) {
                return S_Leave.read(in);
            }

            @Override
            long sum(S_Leave packet) {
                return packet.playerId();
            }

            @Override
            Plain.Message plain(S_Leave packet) {
                Plain.Leave plain = new Plain.Leave();
                plain.playerId = packet.playerId();
                return plain;
            }
        };
    }
}
