using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

/// <summary>
/// The least that the same work takes in C#: the bytes of known packets, written and read in an array by shifts, without
/// headers that are compared, bounds that are checked, or names for errors. Nobody could use it.
/// </summary>
internal abstract class ByHand : IContestant
{
    private readonly byte[] buffer = new byte[65535];
    private static readonly char[] units = new char[65535];

    protected abstract int WriteTo(byte[] bytes);

    public abstract void Read(byte[] bytes, int size);

    public int Write()
    {
        return WriteTo(buffer);
    }

    public byte[] Written()
    {
        return buffer.AsSpan(0, Write()).ToArray();
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Bits
    {
        [FieldOffset(0)]
        internal int Int;

        [FieldOffset(0)]
        internal float Float;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static int Int(byte[] bytes, int at)
    {
        return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static long Long(byte[] bytes, int at)
    {
        return (uint)Int(bytes, at) | (long)Int(bytes, at + 4) << 32;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static float Float(byte[] bytes, int at)
    {
        Bits bits = default(Bits);
        bits.Int = Int(bytes, at);
        return bits.Float;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Put(byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)value;
        bytes[at + 1] = (byte)(value >> 8);
        bytes[at + 2] = (byte)(value >> 16);
        bytes[at + 3] = (byte)(value >> 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Put(byte[] bytes, int at, float value)
    {
        Bits bits = default(Bits);
        bits.Float = value;
        Put(bytes, at, bits.Int);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void PutShort(byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)value;
        bytes[at + 1] = (byte)(value >> 8);
    }

    protected static int PutText(byte[] bytes, int at, string text)
    {
        PutShort(bytes, at, 2 * text.Length);
        at += 2;
        for (int i = 0; i < text.Length; i++, at += 2)
        {
            PutShort(bytes, at, text[i]);
        }
        return at;
    }

    protected static string Text(byte[] bytes, int at, out int end)
    {
        char[] to = units;
        int length = (bytes[at] | bytes[at + 1] << 8) / 2;
        at += 2;
        for (int i = 0; i < length; i++, at += 2)
        {
            to[i] = (char)(bytes[at] | bytes[at + 1] << 8);
        }
        end = at;
        return new string(to, 0, length);
    }

    internal sealed class Move : ByHand
    {
        private readonly Packets.C_Move packet;
        private readonly Packets.C_Move received = new Packets.C_Move();

        internal Move(Packets.C_Move packet)
        {
            this.packet = packet;
        }

        protected override int WriteTo(byte[] bytes)
        {
            Put(bytes, 0, 31 | 2 << 16);
            Put(bytes, 4, (int)packet.playerId);
            Put(bytes, 8, (int)(packet.playerId >> 32));
            Put(bytes, 12, packet.x);
            Put(bytes, 16, packet.y);
            Put(bytes, 20, packet.z);
            Put(bytes, 24, packet.yaw);
            bytes[28] = packet.grounded ? (byte)1 : (byte)0;
            PutShort(bytes, 29, packet.speed);
            return 31;
        }

        public override void Read(byte[] bytes, int size)
        {
            received.playerId = Long(bytes, 4);
            received.x = Float(bytes, 12);
            received.y = Float(bytes, 16);
            received.z = Float(bytes, 20);
            received.yaw = Float(bytes, 24);
            received.grounded = bytes[28] != 0;
            received.speed = (short)(bytes[29] | bytes[30] << 8);
        }
    }

    internal sealed class Chat : ByHand
    {
        private readonly Packets.S_Chat packet;
        private readonly Packets.S_Chat received = new Packets.S_Chat();

        internal Chat(Packets.S_Chat packet)
        {
            this.packet = packet;
        }

        protected override int WriteTo(byte[] bytes)
        {
            Put(bytes, 4, packet.playerId);
            int size = PutText(bytes, 8, packet.chat);
            Put(bytes, 0, size | 1 << 16);
            return size;
        }

        public override void Read(byte[] bytes, int size)
        {
            int end;
            received.playerId = Int(bytes, 4);
            received.chat = Text(bytes, 8, out end);
        }
    }

    internal sealed class PlayerInfo : ByHand
    {
        private readonly Packets.S_PlayerInfo packet;
        private readonly Packets.S_PlayerInfo received = new Packets.S_PlayerInfo();

        internal PlayerInfo(Packets.S_PlayerInfo packet)
        {
            this.packet = packet;
        }

        protected override int WriteTo(byte[] bytes)
        {
            bytes[4] = (byte)packet.level;
            Put(bytes, 5, (int)packet.playerId);
            Put(bytes, 9, (int)(packet.playerId >> 32));
            int at = PutText(bytes, 13, packet.name);
            PutShort(bytes, at, packet.skills.Count);
            at += 2;
            for (int i = 0; i < packet.skills.Count; i++)
            {
                Packets.S_PlayerInfo.Skill skill = packet.skills[i];
                Put(bytes, at, skill.id);
                PutShort(bytes, at + 4, skill.level);
                Put(bytes, at + 6, skill.duration);
                PutShort(bytes, at + 10, skill.attributes.Count);
                at += 12;
                for (int j = 0; j < skill.attributes.Count; j++, at += 4)
                {
                    Put(bytes, at, skill.attributes[j]);
                }
            }
            Put(bytes, 0, at | 3 << 16);
            return at;
        }

        public override void Read(byte[] bytes, int size)
        {
            int at;
            received.level = (sbyte)bytes[4];
            received.playerId = Long(bytes, 5);
            received.name = Text(bytes, 13, out at);
            int skills = bytes[at] | bytes[at + 1] << 8;
            at += 2;
            for (int i = 0; i < skills; i++)
            {
                if (i == received.skills.Count)
                {
                    received.skills.Add(new Packets.S_PlayerInfo.Skill());
                }
                Packets.S_PlayerInfo.Skill skill = received.skills[i];
                skill.id = Int(bytes, at);
                skill.level = (short)(bytes[at + 4] | bytes[at + 5] << 8);
                skill.duration = Float(bytes, at + 6);
                int attributes = bytes[at + 10] | bytes[at + 11] << 8;
                at += 12;
                skill.attributes.Clear();
                for (int j = 0; j < attributes; j++, at += 4)
                {
                    skill.attributes.Add(Int(bytes, at));
                }
            }
        }
    }

    internal sealed class Snapshot : ByHand
    {
        private readonly Packets.S_Snapshot packet;
        private readonly Packets.S_Snapshot received = new Packets.S_Snapshot();

        internal Snapshot(Packets.S_Snapshot packet)
        {
            this.packet = packet;
        }

        protected override int WriteTo(byte[] bytes)
        {
            int at = 6;
            PutShort(bytes, 4, packet.entitys.Count);
            for (int i = 0; i < packet.entitys.Count; i++, at += 16)
            {
                Packets.S_Snapshot.Entity entity = packet.entitys[i];
                Put(bytes, at, entity.id);
                Put(bytes, at + 4, entity.x);
                Put(bytes, at + 8, entity.y);
                Put(bytes, at + 12, entity.z);
            }
            Put(bytes, 0, at | 4 << 16);
            return at;
        }

        public override void Read(byte[] bytes, int size)
        {
            int entitys = bytes[4] | bytes[5] << 8;
            int at = 6;
            for (int i = 0; i < entitys; i++, at += 16)
            {
                if (i == received.entitys.Count)
                {
                    received.entitys.Add(new Packets.S_Snapshot.Entity());
                }
                Packets.S_Snapshot.Entity entity = received.entitys[i];
                entity.id = Int(bytes, at);
                entity.x = Float(bytes, at + 4);
                entity.y = Float(bytes, at + 8);
                entity.z = Float(bytes, at + 12);
            }
        }
    }
}
