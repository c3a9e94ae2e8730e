using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Packetwright
{
    /// <summary>
    /// Writes the members of a packet, in generated code. Each method that checks takes the name of the member for its
    /// exception. It throws an <see cref="InvalidPacketException"/> if the value is not allowed or makes the packet too
    /// large, and an <see cref="ArgumentException"/> if the buffer is too small. The methods with a place check nothing but
    /// the array: their bytes have been taken before.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public struct PacketWriter
    {
        private const int HeaderSize = 4;
        private const int MaxSize = 65535;
        private const int MaxCount = 65535;

        private readonly byte[] bytes;
        private readonly int start;
        private readonly int end;
        private readonly string name;
        private int at;

        /// <summary>Writes the header, still without the size. The name is for exceptions.</summary>
        public PacketWriter(ArraySegment<byte> buffer, ushort id, string name)
        {
            int first = buffer.Offset;
            int count = buffer.Count;
            bytes = buffer.Array;
            start = first;
            end = first + (count < MaxSize ? count : MaxSize);
            at = first + HeaderSize;
            this.name = name;
            if (count < HeaderSize)
            {
                throw NoRoom("header");
            }
            PutUShort(first + 2, id);
        }

        /// <summary>Writes the size into the header, and returns it.</summary>
        public int Finish()
        {
            int size = at - start;
            PutUShort(start, (ushort)size);
            return size;
        }

        /// <summary>The error of a member.</summary>
        public InvalidPacketException Invalid(string member, string problem)
        {
            return new InvalidPacketException(name, member, problem);
        }

        /// <summary>The error of a member that is null.</summary>
        public InvalidPacketException Null(string member)
        {
            return Invalid(member, "is null");
        }

        // ---- taking room

        private int Take(string member, int size)
        {
            int place = at;
            if (end - place < size)
            {
                throw NoRoom(member);
            }
            at = place + size;
            return place;
        }

        private Exception NoRoom(string member)
        {
            if (end - start == MaxSize)
            {
                return Invalid(member, "makes the packet larger than " + MaxSize + " bytes");
            }
            return new ArgumentException(name + " needs a larger buffer than " + (end - start) + " bytes", "buffer");
        }

        /// <summary>Takes room for several members, and returns its place.</summary>
        /// <param name="size">The size of all members.</param>
        /// <param name="members">The names and sizes of the members, as in <c>x:4 y:4</c>.</param>
        public int TakeBlock(int size, string members)
        {
            int place = at;
            if (end - place < size)
            {
                throw NoRoomIn(members, end - place);
            }
            at = place + size;
            return place;
        }

        private Exception NoRoomIn(string members, int left)
        {
            int before;
            int size;
            return NoRoom(PacketReader.CutMember(members, left, out before, out size));
        }

        /// <summary>Takes room for all elements of a list, and returns its place.</summary>
        public int TakeElements(string member, int count, int elementSize)
        {
            return Take(member, count * elementSize);
        }

        // ---- values whose room has been taken

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutBool(int place, bool value)
        {
            bytes[place] = value ? (byte)1 : (byte)0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutByte(int place, byte value)
        {
            bytes[place] = value;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutSByte(int place, sbyte value)
        {
            bytes[place] = unchecked((byte)value);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutUShort(int place, ushort value)
        {
            byte[] to = bytes;
            to[place] = unchecked((byte)value);
            to[place + 1] = (byte)(value >> 8);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutShort(int place, short value)
        {
            PutUShort(place, unchecked((ushort)value));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutInt(int place, int value)
        {
            byte[] to = bytes;
            to[place] = unchecked((byte)value);
            to[place + 1] = unchecked((byte)(value >> 8));
            to[place + 2] = unchecked((byte)(value >> 16));
            to[place + 3] = unchecked((byte)(value >> 24));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutUInt(int place, uint value)
        {
            PutInt(place, unchecked((int)value));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutLong(int place, long value)
        {
            PutInt(place, unchecked((int)value));
            PutInt(place + 4, unchecked((int)(value >> 32)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutULong(int place, ulong value)
        {
            PutLong(place, unchecked((long)value));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutFloat(int place, float value)
        {
            PacketReader.FloatBits number = default(PacketReader.FloatBits);
            number.Value = value;
            PutInt(place, number.Bits);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PutDouble(int place, double value)
        {
            PacketReader.DoubleBits number = default(PacketReader.DoubleBits);
            number.Value = value;
            PutLong(place, number.Bits);
        }

        // ---- single values

        public void WriteBool(string member, bool value)
        {
            PutBool(Take(member, 1), value);
        }

        public void WriteByte(string member, byte value)
        {
            PutByte(Take(member, 1), value);
        }

        public void WriteSByte(string member, sbyte value)
        {
            PutSByte(Take(member, 1), value);
        }

        public void WriteUShort(string member, ushort value)
        {
            PutUShort(Take(member, 2), value);
        }

        public void WriteShort(string member, short value)
        {
            PutShort(Take(member, 2), value);
        }

        public void WriteInt(string member, int value)
        {
            PutInt(Take(member, 4), value);
        }

        public void WriteUInt(string member, uint value)
        {
            PutUInt(Take(member, 4), value);
        }

        public void WriteLong(string member, long value)
        {
            PutLong(Take(member, 8), value);
        }

        public void WriteULong(string member, ulong value)
        {
            PutULong(Take(member, 8), value);
        }

        public void WriteFloat(string member, float value)
        {
            PutFloat(Take(member, 4), value);
        }

        public void WriteDouble(string member, double value)
        {
            PutDouble(Take(member, 8), value);
        }

        public void WriteByte(string member, byte value, byte min, byte max)
        {
            WriteByte(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteSByte(string member, sbyte value, sbyte min, sbyte max)
        {
            WriteSByte(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteUShort(string member, ushort value, ushort min, ushort max)
        {
            WriteUShort(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteShort(string member, short value, short min, short max)
        {
            WriteShort(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteUInt(string member, uint value, uint min, uint max)
        {
            WriteUInt(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteInt(string member, int value, int min, int max)
        {
            WriteInt(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteULong(string member, ulong value, ulong min, ulong max)
        {
            WriteULong(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteLong(string member, long value, long min, long max)
        {
            WriteLong(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteFloat(string member, float value, float min, float max)
        {
            WriteFloat(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteDouble(string member, double value, double min, double max)
        {
            WriteDouble(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        private InvalidPacketException OutOfRange(string member, object value, object min, object max)
        {
            return Invalid(member, "is " + value + ", not " + min + " to " + max);
        }

        /// <summary>Refuses null.</summary>
        public void Require(string member, object value)
        {
            if (value == null)
            {
                throw Null(member);
            }
        }

        // ---- text and bytes

        /// <summary>Writes a length, takes room for so many bytes, and returns its place.</summary>
        private int TakeCounted(string member, int size, int length, int maxLength)
        {
            if (length > maxLength)
            {
                throw Invalid(member, "has the length " + length + ", more than " + maxLength);
            }
            if (size > MaxCount)
            {
                throw Invalid(member, "has " + size + " bytes, more than " + MaxCount);
            }
            int place = Take(member, 2 + size);
            PutUShort(place, (ushort)size);
            return place + 2;
        }

        public void WriteUtf16(string member, string text, int maxLength)
        {
            Require(member, text);
            int place = TakeCounted(member, 2 * text.Length, text.Length, maxLength);
            byte[] to = bytes;
            for (int i = 0; i < text.Length; i++, place += 2)
            {
                char unit = text[i];
                if ((unit & 0xf800) == 0xd800 && IsAlone(text, i))
                {
                    unit = '\ufffd';
                }
                to[place] = unchecked((byte)unit);
                to[place + 1] = (byte)(unit >> 8);
            }
        }

        /// <summary>Whether a surrogate has no pair.</summary>
        private static bool IsAlone(string text, int i)
        {
            return char.IsHighSurrogate(text[i])
                ? i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])
                : i == 0 || !char.IsHighSurrogate(text[i - 1]);
        }

        public void WriteUtf8(string member, string text, int maxLength)
        {
            Require(member, text);
            int size = CountUtf8(text);
            int place = TakeCounted(member, size, text.Length, maxLength);
            byte[] to = bytes;
            for (int i = 0; i < text.Length; i++)
            {
                int character = text[i];
                if (character < 0x80)
                {
                    to[place++] = (byte)character;
                    continue;
                }
                if (char.IsSurrogate((char)character))
                {
                    character = IsAlone(text, i) ? '\ufffd' : char.ConvertToUtf32(text[i], text[++i]);
                }
                int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
                to[place++] = unchecked((byte)(0xff00 >> (more + 1) | character >> (6 * more)));
                while (more-- > 0)
                {
                    to[place++] = (byte)(0x80 | character >> (6 * more) & 0x3f);
                }
            }
        }

        private static int CountUtf8(string text)
        {
            int size = 0;
            for (int i = 0; i < text.Length; i++)
            {
                char unit = text[i];
                size += unit < 0x80 ? 1 : unit < 0x800 ? 2 : char.IsSurrogate(unit) && !IsAlone(text, i) ? 2 : 3;
            }
            return size;
        }

        public void WriteBytes(string member, byte[] value, int maxLength)
        {
            Require(member, value);
            int place = TakeCounted(member, value.Length, value.Length, maxLength);
            Buffer.BlockCopy(value, 0, bytes, place, value.Length);
        }

        // ---- lists

        /// <summary>Writes the count of a list, and returns it.</summary>
        public int WriteCount<T>(string member, List<T> list, int maxLength)
        {
            Require(member, list);
            WriteCount(member, list.Count, maxLength);
            return list.Count;
        }

        /// <summary>Writes the count of a list.</summary>
        public void WriteCount(string member, int count, int maxLength)
        {
            if (count < 0 || count > maxLength)
            {
                throw Invalid(member, "has " + count + " elements, not 0 to " + maxLength);
            }
            WriteUShort(member, (ushort)count);
        }

        // ---- sizes

        /// <summary>The size of text with its length in UTF-16; 0 for null.</summary>
        public static int SizeOfUtf16(string text)
        {
            return text == null ? 0 : 2 + 2 * text.Length;
        }

        /// <summary>The size of text with its length in UTF-8; 0 for null.</summary>
        public static int SizeOfUtf8(string text)
        {
            return text == null ? 0 : 2 + CountUtf8(text);
        }

        /// <summary>The size of bytes with their length; 0 for null.</summary>
        public static int SizeOf(byte[] bytes)
        {
            return bytes == null ? 0 : 2 + bytes.Length;
        }

        /// <summary>The size of a list with its count, whose elements all have one size; 0 for null.</summary>
        public static int SizeOf<T>(List<T> list, int elementSize)
        {
            return list == null ? 0 : 2 + list.Count * elementSize;
        }
    }
}
