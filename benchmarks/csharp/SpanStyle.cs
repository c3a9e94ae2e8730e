using System;
using System.Collections.Generic;
using System.Text;

namespace Course.Spans
{
    // The newer style of the course: a slice of a span for each number, whose success is collected.
    internal sealed class Chat : ICoursePacket
    {
        public int playerId;
        public string chat;

        public ArraySegment<byte> Write()
        {
            ArraySegment<byte> segment = SendBuffers.Open(4096);
            Span<byte> to = new Span<byte>(segment.Array, segment.Offset, segment.Count);
            int at = 4;
            bool success = true;
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), playerId);
            at += sizeof(int);
            ushort length = (ushort)Encoding.Unicode.GetBytes(chat, to.Slice(at + sizeof(ushort)));
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), length);
            at += sizeof(ushort) + length;
            success &= BitConverter.TryWriteBytes(to.Slice(sizeof(ushort), to.Length - sizeof(ushort)), (ushort)1);
            success &= BitConverter.TryWriteBytes(to, (ushort)at);
            return success ? SendBuffers.Close(at) : default(ArraySegment<byte>);
        }

        public void Read(ArraySegment<byte> segment)
        {
            ReadOnlySpan<byte> from = new ReadOnlySpan<byte>(segment.Array, segment.Offset, segment.Count);
            int at = 4;
            playerId = BitConverter.ToInt32(from.Slice(at, from.Length - at));
            at += sizeof(int);
            ushort length = BitConverter.ToUInt16(from.Slice(at, from.Length - at));
            at += sizeof(ushort);
            chat = Encoding.Unicode.GetString(from.Slice(at, length));
            at += length;
        }
    }

    internal sealed class Move : ICoursePacket
    {
        public long playerId;
        public float x;
        public float y;
        public float z;
        public float yaw;
        public bool grounded;
        public short speed;

        public ArraySegment<byte> Write()
        {
            ArraySegment<byte> segment = SendBuffers.Open(4096);
            Span<byte> to = new Span<byte>(segment.Array, segment.Offset, segment.Count);
            int at = 4;
            bool success = true;
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), playerId);
            at += sizeof(long);
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), x);
            at += sizeof(float);
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), y);
            at += sizeof(float);
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), z);
            at += sizeof(float);
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), yaw);
            at += sizeof(float);
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), grounded);
            at += sizeof(bool);
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), speed);
            at += sizeof(short);
            success &= BitConverter.TryWriteBytes(to.Slice(sizeof(ushort), to.Length - sizeof(ushort)), (ushort)2);
            success &= BitConverter.TryWriteBytes(to, (ushort)at);
            return success ? SendBuffers.Close(at) : default(ArraySegment<byte>);
        }

        public void Read(ArraySegment<byte> segment)
        {
            ReadOnlySpan<byte> from = new ReadOnlySpan<byte>(segment.Array, segment.Offset, segment.Count);
            int at = 4;
            playerId = BitConverter.ToInt64(from.Slice(at, from.Length - at));
            at += sizeof(long);
            x = BitConverter.ToSingle(from.Slice(at, from.Length - at));
            at += sizeof(float);
            y = BitConverter.ToSingle(from.Slice(at, from.Length - at));
            at += sizeof(float);
            z = BitConverter.ToSingle(from.Slice(at, from.Length - at));
            at += sizeof(float);
            yaw = BitConverter.ToSingle(from.Slice(at, from.Length - at));
            at += sizeof(float);
            grounded = BitConverter.ToBoolean(from.Slice(at, from.Length - at));
            at += sizeof(bool);
            speed = BitConverter.ToInt16(from.Slice(at, from.Length - at));
            at += sizeof(short);
        }
    }

    internal sealed class PlayerInfo : ICoursePacket
    {
        internal sealed class Skill
        {
            internal sealed class Attribute
            {
                public int value;

                internal bool Write(Span<byte> to, ref int at)
                {
                    bool success = true;
                    success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), value);
                    at += sizeof(int);
                    return success;
                }

                internal void Read(ReadOnlySpan<byte> from, ref int at)
                {
                    value = BitConverter.ToInt32(from.Slice(at, from.Length - at));
                    at += sizeof(int);
                }
            }

            public int id;
            public short level;
            public float duration;
            public List<Attribute> attributes = new List<Attribute>();

            internal bool Write(Span<byte> to, ref int at)
            {
                bool success = true;
                success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), id);
                at += sizeof(int);
                success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), level);
                at += sizeof(short);
                success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), duration);
                at += sizeof(float);
                success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), (ushort)attributes.Count);
                at += sizeof(ushort);
                foreach (Attribute attribute in attributes)
                {
                    success &= attribute.Write(to, ref at);
                }
                return success;
            }

            internal void Read(ReadOnlySpan<byte> from, ref int at)
            {
                id = BitConverter.ToInt32(from.Slice(at, from.Length - at));
                at += sizeof(int);
                level = BitConverter.ToInt16(from.Slice(at, from.Length - at));
                at += sizeof(short);
                duration = BitConverter.ToSingle(from.Slice(at, from.Length - at));
                at += sizeof(float);
                attributes.Clear();
                ushort count = BitConverter.ToUInt16(from.Slice(at, from.Length - at));
                at += sizeof(ushort);
                for (int i = 0; i < count; i++)
                {
                    Attribute attribute = new Attribute();
                    attribute.Read(from, ref at);
                    attributes.Add(attribute);
                }
            }
        }

        public sbyte level;
        public long playerId;
        public string name;
        public List<Skill> skills = new List<Skill>();

        public ArraySegment<byte> Write()
        {
            ArraySegment<byte> segment = SendBuffers.Open(4096);
            Span<byte> to = new Span<byte>(segment.Array, segment.Offset, segment.Count);
            int at = 4;
            bool success = true;
            to[at] = (byte)level;
            at += sizeof(sbyte);
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), playerId);
            at += sizeof(long);
            ushort length = (ushort)Encoding.Unicode.GetBytes(name, to.Slice(at + sizeof(ushort)));
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), length);
            at += sizeof(ushort) + length;
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), (ushort)skills.Count);
            at += sizeof(ushort);
            foreach (Skill skill in skills)
            {
                success &= skill.Write(to, ref at);
            }
            success &= BitConverter.TryWriteBytes(to.Slice(sizeof(ushort), to.Length - sizeof(ushort)), (ushort)3);
            success &= BitConverter.TryWriteBytes(to, (ushort)at);
            return success ? SendBuffers.Close(at) : default(ArraySegment<byte>);
        }

        public void Read(ArraySegment<byte> segment)
        {
            ReadOnlySpan<byte> from = new ReadOnlySpan<byte>(segment.Array, segment.Offset, segment.Count);
            int at = 4;
            level = (sbyte)from[at];
            at += sizeof(sbyte);
            playerId = BitConverter.ToInt64(from.Slice(at, from.Length - at));
            at += sizeof(long);
            ushort length = BitConverter.ToUInt16(from.Slice(at, from.Length - at));
            at += sizeof(ushort);
            name = Encoding.Unicode.GetString(from.Slice(at, length));
            at += length;
            skills.Clear();
            ushort count = BitConverter.ToUInt16(from.Slice(at, from.Length - at));
            at += sizeof(ushort);
            for (int i = 0; i < count; i++)
            {
                Skill skill = new Skill();
                skill.Read(from, ref at);
                skills.Add(skill);
            }
        }
    }

    internal sealed class Snapshot : ICoursePacket
    {
        internal sealed class Entity
        {
            public int id;
            public float x;
            public float y;
            public float z;

            internal bool Write(Span<byte> to, ref int at)
            {
                bool success = true;
                success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), id);
                at += sizeof(int);
                success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), x);
                at += sizeof(float);
                success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), y);
                at += sizeof(float);
                success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), z);
                at += sizeof(float);
                return success;
            }

            internal void Read(ReadOnlySpan<byte> from, ref int at)
            {
                id = BitConverter.ToInt32(from.Slice(at, from.Length - at));
                at += sizeof(int);
                x = BitConverter.ToSingle(from.Slice(at, from.Length - at));
                at += sizeof(float);
                y = BitConverter.ToSingle(from.Slice(at, from.Length - at));
                at += sizeof(float);
                z = BitConverter.ToSingle(from.Slice(at, from.Length - at));
                at += sizeof(float);
            }
        }

        public List<Entity> entitys = new List<Entity>();

        public ArraySegment<byte> Write()
        {
            ArraySegment<byte> segment = SendBuffers.Open(4096);
            Span<byte> to = new Span<byte>(segment.Array, segment.Offset, segment.Count);
            int at = 4;
            bool success = true;
            success &= BitConverter.TryWriteBytes(to.Slice(at, to.Length - at), (ushort)entitys.Count);
            at += sizeof(ushort);
            foreach (Entity entity in entitys)
            {
                success &= entity.Write(to, ref at);
            }
            success &= BitConverter.TryWriteBytes(to.Slice(sizeof(ushort), to.Length - sizeof(ushort)), (ushort)4);
            success &= BitConverter.TryWriteBytes(to, (ushort)at);
            return success ? SendBuffers.Close(at) : default(ArraySegment<byte>);
        }

        public void Read(ArraySegment<byte> segment)
        {
            ReadOnlySpan<byte> from = new ReadOnlySpan<byte>(segment.Array, segment.Offset, segment.Count);
            int at = 4;
            entitys.Clear();
            ushort count = BitConverter.ToUInt16(from.Slice(at, from.Length - at));
            at += sizeof(ushort);
            for (int i = 0; i < count; i++)
            {
                Entity entity = new Entity();
                entity.Read(from, ref at);
                entitys.Add(entity);
            }
        }
    }
}
