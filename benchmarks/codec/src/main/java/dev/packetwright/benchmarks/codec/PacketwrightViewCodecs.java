package dev.packetwright.benchmarks.codec;

import static dev.packetwright.benchmarks.codec.Plain.bit;
import static dev.packetwright.benchmarks.codec.Plain.bits;

import dev.packetwright.benchmarks.codec.packets.C_MoveView;
import dev.packetwright.benchmarks.codec.packets.S_ChatView;
import dev.packetwright.benchmarks.codec.packets.S_EnterView;
import dev.packetwright.benchmarks.codec.packets.S_LeaveView;
import dev.packetwright.benchmarks.codec.packets.S_PlayerInfoView;
import dev.packetwright.benchmarks.codec.packets.S_SnapshotView;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import org.openjdk.jmh.infra.Blackhole;

/** Packetwright's views, which read in place the bytes that the records wrote. */
final class PacketwrightViewCodecs implements Contestant.Codecs {
    private final PacketwrightCodecs records = new PacketwrightCodecs();

    /** The steps that all packets share. */
    private abstract static class ViewCodec implements Codec {
        private final Codec records;
        private final byte[] bytes;
        private final PacketReader in;

        ViewCodec(Codec records, Packet packet) {
            this.records = records;
            this.bytes = packet.toBytes();
            this.in = new PacketReader(bytes);
        }

        @Override
        public final int encode() {
            return records.encode();
        }

        @Override
        public final long decode(Blackhole out) {
            return sum(in.wrap(bytes, 0, bytes.length), out);
        }

        @Override
        public final Plain.Message decoded() {
            return plain(in.wrap(bytes, 0, bytes.length));
        }

        abstract long sum(PacketReader in, Blackhole out);

        abstract Plain.Message plain(PacketReader in);
    }

    @Override
    public Codec chat(Plain.Chat chat) {
        return new ViewCodec(records.chat(chat), PacketwrightCodecs.packet(chat)) {
            private final S_ChatView view = new S_ChatView();

            @Override
            long sum(PacketReader in, Blackhole out) {
                view.wrap(in);
                String text = view.chat();
                out.consume(text);
                return (long) view.playerId() + text.length();
            }

            @Override
            Plain.Message plain(PacketReader in) {
                view.wrap(in);
                Plain.Chat plain = new Plain.Chat();
                plain.playerId = view.playerId();
                plain.chat = view.chat();
                return plain;
            }
        };
    }

    @Override
    public Codec move(Plain.Move move) {
        return new ViewCodec(records.move(move), PacketwrightCodecs.packet(move)) {
            private final C_MoveView view = new C_MoveView();

            @Override
            long sum(PacketReader in, Blackhole out) {
                view.wrap(in);
                return view.playerId()
                        + bits(view.x())
                        + bits(view.y())
                        + bits(view.z())
                        + bits(view.yaw())
                        + bit(view.grounded())
                        + view.speed();
            }

            @Override
            Plain.Message plain(PacketReader in) {
                view.wrap(in);
                Plain.Move plain = new Plain.Move();
                plain.playerId = view.playerId();
                plain.x = view.x();
                plain.y = view.y();
                plain.z = view.z();
                plain.yaw = view.yaw();
                plain.grounded = view.grounded();
                plain.speed = view.speed();
                return plain;
            }
        };
    }

    @Override
    public Codec playerInfo(Plain.PlayerInfo info) {
        return new ViewCodec(records.playerInfo(info), PacketwrightCodecs.packet(info)) {
            private final S_PlayerInfoView view = new S_PlayerInfoView();

            @Override
            long sum(PacketReader in, Blackhole out) {
                view.wrap(in);
                String name = view.name();
                out.consume(name);
                long sum = view.level() + view.playerId() + name.length();
                S_PlayerInfoView.SkillsCursor skills = view.skills();
                while (skills.next()) {
                    S_PlayerInfoView.SkillView skill = skills.get();
                    sum += skill.id() + skill.level() + bits(skill.duration());
                    int attributes = skill.attributesSize();
                    for (int i = 0; i < attributes; i++) {
                        sum += skill.attributes(i);
                    }
                }
                return sum;
            }

            @Override
            Plain.Message plain(PacketReader in) {
                view.wrap(in);
                Plain.PlayerInfo plain = new Plain.PlayerInfo();
                plain.level = view.level();
                plain.playerId = view.playerId();
                plain.name = view.name();
                S_PlayerInfoView.SkillsCursor skills = view.skills();
                while (skills.next()) {
                    plain.skills.add(skill(skills.get()));
                }
                return plain;
            }
        };
    }

    private static Plain.Skill skill(S_PlayerInfoView.SkillView view) {
        Plain.Skill plain = new Plain.Skill();
        plain.id = view.id();
        plain.level = view.level();
        plain.duration = view.duration();
        plain.attributes = new int[view.attributesSize()];
        for (int i = 0; i < plain.attributes.length; i++) {
            plain.attributes[i] = view.attributes(i);
        }
        return plain;
    }

    @Override
    public Codec snapshot(Plain.Snapshot snapshot) {
        return new ViewCodec(records.snapshot(snapshot), PacketwrightCodecs.packet(snapshot)) {
            private final S_SnapshotView view = new S_SnapshotView();

            @Override
            long sum(PacketReader in, Blackhole out) {
                long sum = 0;
                S_SnapshotView.EntitysCursor entities = view.wrap(in).entitys();
                while (entities.next()) {
                    S_SnapshotView.EntityView entity = entities.get();
                    sum += entity.id() + bits(entity.x()) + bits(entity.y()) + bits(entity.z());
                }
                return sum;
            }

            @Override
            Plain.Message plain(PacketReader in) {
                Plain.Snapshot plain = new Plain.Snapshot();
                S_SnapshotView.EntitysCursor entities = view.wrap(in).entitys();
                while (entities.next()) {
                    plain.entities.add(entity(entities.get()));
                }
                return plain;
            }
        };
    }

    private static Plain.Entity entity(S_SnapshotView.EntityView view) {
        Plain.Entity plain = new Plain.Entity();
        plain.id = view.id();
        plain.x = view.x();
        plain.y = view.y();
        plain.z = view.z();
        return plain;
    }

    @Override
    public Codec enter(Plain.Enter enter) {
        return new ViewCodec(records.enter(enter), PacketwrightCodecs.packet(enter)) {
            private final S_EnterView view = new S_EnterView();

            @Override
            long sum(PacketReader in, Blackhole out) {
                view.wrap(in);
                String name = view.name();
                out.consume(name);
                return (long) view.playerId() + name.length() + bits(view.x()) + bits(view.y()) + bits(view.z());
            }

            @Override
            Plain.Message plain(PacketReader in) {
                view.wrap(in);
                Plain.Enter plain = new Plain.Enter();
                plain.playerId = view.playerId();
                plain.name = view.name();
                plain.x = view.x();
                plain.y = view.y();
                plain.z = view.z();
                return plain;
            }
        };
    }

    @Override
    public Codec leave(Plain.Leave leave) {
        return new ViewCodec(records.leave(leave), PacketwrightCodecs.packet(leave)) {
            private final S_LeaveView view = new S_LeaveView();

            @Override
            long sum(PacketReader in, Blackhole out) {
                return view.wrap(in).playerId();
            }

            @Override
            Plain.Message plain(PacketReader in) {
                Plain.Leave plain = new Plain.Leave();
                plain.playerId = view.wrap(in).playerId();
                return plain;
            }
        };
    }
}
