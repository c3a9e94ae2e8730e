using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Packetwright
{
    /// <summary>
    /// Reads the members of a packet, in generated code. Each method that checks takes the name of the member for its
    /// exception, and throws a <see cref="MalformedPacketException"/> if the bytes that remain are too few or the value is
    /// not allowed. The methods with a place check nothing but the array: their bytes have been taken before.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public struct PacketReader
    {
        private const int HeaderSize = 4;
        private const char Replacement = '\ufffd';

        /// <summary>The units of the text that a thread is reading. At most as long as the longest text, 64 KiB.</summary>
        [ThreadStatic]
        private static char[] scratch;

        private readonly byte[] bytes;
        private readonly int start;
        private readonly int end;
        private readonly string name;
        private int at;

        /// <summary>Reads the header of a whole packet. The name is for exceptions.</summary>
        public PacketReader(ArraySegment<byte> packet, ushort id, string name)
        {
            int first = packet.Offset;
            int count = packet.Count;
            bytes = packet.Array;
            start = first;
            end = first + count;
            at = first + HeaderSize;
            this.name = name;
            if (count < HeaderSize || UShortAt(first) != count || UShortAt(first + 2) != id)
            {
                throw BadHeader(id);
            }
        }

        private MalformedPacketException BadHeader(int id)
        {
            at = start;
            int size = ReadUShort("header.size");
            if (size != end - start)
            {
                return Malformed("header.size", start, "is " + size + ", but the packet has " + (end - start) + " bytes");
            }
            int received = ReadUShort("header.id");
            return Malformed("header.id", start + 2, "is " + received + ", not " + id);
        }

        /// <summary>The id of a whole packet, header included.</summary>
        public static ushort IdOf(ArraySegment<byte> packet)
        {
            if (packet.Count < HeaderSize)
            {
                throw new MalformedPacketException("header", "size", 0, "a packet of " + packet.Count + " bytes");
            }
            return (ushort)(packet.Array[packet.Offset + 2] | packet.Array[packet.Offset + 3] << 8);
        }

        /// <summary>Whether no bytes remain, as in a packet of an older peer.</summary>
        public bool IsAtEnd { get { return at == end; } }

        private MalformedPacketException Malformed(string member, int place, string problem)
        {
            return new MalformedPacketException(name, member, place - start, problem);
        }

        /// <summary>The error of a value of this size that was read last.</summary>
        public MalformedPacketException Refused(string member, int size, string problem)
        {
            return Malformed(member, at - size, problem);
        }

        // ---- taking bytes

        private int Take(string member, int size)
        {
            int place = at;
            if (end - place < size)
            {
                throw Missing(member, place, size);
            }
            at = place + size;
            return place;
        }

        private MalformedPacketException Missing(string member, int place, int size)
        {
            return Malformed(member, place, "needs " + size + " bytes, but " + (end - place) + " are left");
        }

        /// <summary>Takes the bytes of several members, and returns their place.</summary>
        /// <param name="size">The size of all members.</param>
        /// <param name="members">The names and sizes of the members, as in <c>x:4 y:4</c>.</param>
        public int TakeBlock(int size, string members)
        {
            int place = at;
            if (end - place < size)
            {
                throw MissingIn(members, place);
            }
            at = place + size;
            return place;
        }

        private MalformedPacketException MissingIn(string members, int place)
        {
            int before;
            int size;
            string member = CutMember(members, end - place, out before, out size);
            return Missing(member, place + before, size);
        }

        /// <summary>The first member of a block that a number of bytes has no room for.</summary>
        /// <param name="before">The size of the members before it.</param>
        /// <param name="size">The size of the member.</param>
        internal static string CutMember(string members, int length, out int before, out int size)
        {
            before = 0;
            foreach (string member in members.Split(' '))
            {
                int colon = member.IndexOf(':');
                size = int.Parse(member.Substring(colon + 1));
                if (before + size > length)
                {
                    return member.Substring(0, colon);
                }
                before += size;
            }
            throw new ArgumentException("there is room for " + members);
        }

        /// <summary>Takes the bytes of elements whose count was read before, and returns their place.</summary>
        public int TakeElements(int count, int elementSize)
        {
            int place = at;
            at = place + count * elementSize;
            return place;
        }

        // ---- values whose bytes have been taken

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool BoolAt(int place)
        {
            return bytes[place] != 0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public byte ByteAt(int place)
        {
            return bytes[place];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public sbyte SByteAt(int place)
        {
            return unchecked((sbyte)bytes[place]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ushort UShortAt(int place)
        {
            byte[] from = bytes;
            return (ushort)(from[place] | from[place + 1] << 8);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public short ShortAt(int place)
        {
            byte[] from = bytes;
            return unchecked((short)(from[place] | from[place + 1] << 8));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int IntAt(int place)
        {
            byte[] from = bytes;
            return from[place] | from[place + 1] << 8 | from[place + 2] << 16 | from[place + 3] << 24;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint UIntAt(int place)
        {
            return unchecked((uint)IntAt(place));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public long LongAt(int place)
        {
            return UIntAt(place) | (long)IntAt(place + 4) << 32;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong ULongAt(int place)
        {
            return UIntAt(place) | (ulong)UIntAt(place + 4) << 32;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float FloatAt(int place)
        {
            FloatBits number = default(FloatBits);
            number.Bits = IntAt(place);
            return number.Value;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double DoubleAt(int place)
        {
            DoubleBits number = default(DoubleBits);
            number.Bits = LongAt(place);
            return number.Value;
        }

        /// <summary>A number and its bits. Mono is slower at the methods of BitConverter.</summary>
        [StructLayout(LayoutKind.Explicit)]
        internal struct FloatBits
        {
            [FieldOffset(0)]
            internal int Bits;

            [FieldOffset(0)]
            internal float Value;
        }

        /// <summary>A number and its bits.</summary>
        [StructLayout(LayoutKind.Explicit)]
        internal struct DoubleBits
        {
            [FieldOffset(0)]
            internal long Bits;

            [FieldOffset(0)]
            internal double Value;
        }

        // ---- single values

        public bool ReadBool(string member)
        {
            return BoolAt(Take(member, 1));
        }

        public byte ReadByte(string member)
        {
            return ByteAt(Take(member, 1));
        }

        public sbyte ReadSByte(string member)
        {
            return SByteAt(Take(member, 1));
        }

        public ushort ReadUShort(string member)
        {
            return UShortAt(Take(member, 2));
        }

        public short ReadShort(string member)
        {
            return ShortAt(Take(member, 2));
        }

        public int ReadInt(string member)
        {
            return IntAt(Take(member, 4));
        }

        public uint ReadUInt(string member)
        {
            return UIntAt(Take(member, 4));
        }

        public long ReadLong(string member)
        {
            return LongAt(Take(member, 8));
        }

        public ulong ReadULong(string member)
        {
            return ULongAt(Take(member, 8));
        }

        public float ReadFloat(string member)
        {
            return FloatAt(Take(member, 4));
        }

        public double ReadDouble(string member)
        {
            return DoubleAt(Take(member, 8));
        }

        public byte ReadByte(string member, byte min, byte max)
        {
            byte number = ReadByte(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 1, number, min, max);
        }

        public sbyte ReadSByte(string member, sbyte min, sbyte max)
        {
            sbyte number = ReadSByte(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 1, number, min, max);
        }

        public ushort ReadUShort(string member, ushort min, ushort max)
        {
            ushort number = ReadUShort(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 2, number, min, max);
        }

        public short ReadShort(string member, short min, short max)
        {
            short number = ReadShort(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 2, number, min, max);
        }

        public int ReadInt(string member, int min, int max)
        {
            int number = ReadInt(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 4, number, min, max);
        }

        public uint ReadUInt(string member, uint min, uint max)
        {
            uint number = ReadUInt(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 4, number, min, max);
        }

        public long ReadLong(string member, long min, long max)
        {
            long number = ReadLong(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 8, number, min, max);
        }

        public ulong ReadULong(string member, ulong min, ulong max)
        {
            ulong number = ReadULong(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 8, number, min, max);
        }

        public float ReadFloat(string member, float min, float max)
        {
            float number = ReadFloat(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 4, number, min, max);
        }

        public double ReadDouble(string member, double min, double max)
        {
            double number = ReadDouble(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 8, number, min, max);
        }

        private MalformedPacketException OutOfRange(string member, int size, object number, object min, object max)
        {
            return Refused(member, size, "is " + number + ", not " + min + " to " + max);
        }

        // ---- text and bytes

        /// <summary>Takes a length and so many bytes, and returns their place.</summary>
        private int TakeCounted(string member, out int length)
        {
            int first = at;
            length = ReadUShort(member);
            int left = end - at;
            if (length > left)
            {
                throw Malformed(member, first, "has " + length + " bytes, but " + left + " are left");
            }
            at += length;
            return at - length;
        }

        public string ReadUtf16(string member)
        {
            int length;
            int place = TakeCounted(member, out length);
            return DecodeUtf16(place, length);
        }

        public string ReadUtf16(string member, int maxLength)
        {
            int first = at;
            string text = ReadUtf16(member);
            return text.Length <= maxLength ? text : throw TooLong(member, first, text.Length, maxLength);
        }

        public string ReadUtf8(string member)
        {
            int length;
            int place = TakeCounted(member, out length);
            return DecodeUtf8(place, length);
        }

        public string ReadUtf8(string member, int maxLength)
        {
            int first = at;
            string text = ReadUtf8(member);
            return text.Length <= maxLength ? text : throw TooLong(member, first, text.Length, maxLength);
        }

        /// <summary>Reads bytes into an array, or into a new one if its length is another.</summary>
        public byte[] ReadBytes(string member, byte[] array)
        {
            int length;
            int place = TakeCounted(member, out length);
            if (array == null || array.Length != length)
            {
                array = new byte[length];
            }
            Buffer.BlockCopy(bytes, place, array, 0, length);
            return array;
        }

        public byte[] ReadBytes(string member, byte[] array, int maxLength)
        {
            int first = at;
            byte[] read = ReadBytes(member, array);
            return read.Length <= maxLength ? read : throw TooLong(member, first, read.Length, maxLength);
        }

        private MalformedPacketException TooLong(string member, int place, int length, int maxLength)
        {
            return Malformed(member, place, "has the length " + length + ", more than " + maxLength);
        }

        // ---- lists

        /// <summary>Reads the count of a list whose elements have at least this size.</summary>
        public int ReadCount(string member, int elementSize, int maxLength)
        {
            int first = at;
            int count = ReadUShort(member);
            int left = end - at;
            if (count * (long)elementSize > left)
            {
                throw Malformed(member, first, "has " + count + " elements, but " + left + " bytes are left");
            }
            return count <= maxLength ? count : throw TooLong(member, first, count, maxLength);
        }

        /// <summary>Reads a count, and empties the list.</summary>
        public int BeginList<T>(string member, int elementSize, int maxLength, ref List<T> list)
        {
            int count = ReadCount(member, elementSize, maxLength);
            list = list ?? new List<T>(count);
            list.Clear();
            return count;
        }

        /// <summary>Reads a count, and leaves at most so many elements in the list, to be used again.</summary>
        public int BeginReused<T>(string member, int elementSize, int maxLength, ref List<T> list)
        {
            int count = ReadCount(member, elementSize, maxLength);
            list = list ?? new List<T>(count);
            if (list.Count > count)
            {
                list.RemoveRange(count, list.Count - count);
            }
            return count;
        }

        // ---- decoding; both encodings in a loop, which Mono runs faster than its Encoding

        private static char[] Scratch(int length)
        {
            char[] units = scratch;
            if (units == null || units.Length < length)
            {
                units = new char[Math.Max(length, 256)];
                scratch = units;
            }
            return units;
        }

        /// <summary>A surrogate without its pair and an odd last byte become U+FFFD.</summary>
        private string DecodeUtf16(int place, int length)
        {
            byte[] from = bytes;
            char[] units = Scratch((length + 1) / 2);
            int count = length / 2;
            for (int i = 0; i < count; i++, place += 2)
            {
                int unit = from[place] | from[place + 1] << 8;
                if ((unit & 0xf800) == 0xd800 && !IsPaired(units, i, unit, place + 2, count))
                {
                    unit = Replacement;
                }
                units[i] = (char)unit;
            }
            if (length % 2 != 0)
            {
                units[count++] = Replacement;
            }
            return new string(units, 0, count);
        }

        /// <summary>Whether a surrogate belongs to the one before it or behind it.</summary>
        private bool IsPaired(char[] units, int i, int unit, int following, int count)
        {
            return unit < 0xdc00
                ? i + 1 < count && (bytes[following + 1] & 0xfc) == 0xdc
                : i > 0 && char.IsHighSurrogate(units[i - 1]);
        }

        private string DecodeUtf8(int place, int length)
        {
            byte[] from = bytes;
            char[] units = Scratch(length);
            int count = 0;
            for (int last = place + length; place < last;)
            {
                int character = from[place];
                if (character < 0x80)
                {
                    place++;
                }
                else
                {
                    character = NextUtf8(ref place, last);
                }
                if (character >= 0x10000)
                {
                    units[count++] = (char)(0xd7c0 + (character >> 10));
                    character = 0xdc00 + (character & 0x3ff);
                }
                units[count++] = character < 0 ? Replacement : (char)character;
            }
            return new string(units, 0, count);
        }

        /// <summary>Decodes a character; -1 for the longest beginning of one that is not whole.</summary>
        private int NextUtf8(ref int place, int last)
        {
            int character = bytes[place++];
            if (character < 0x80)
            {
                return character;
            }
            if (character < 0xc2 || character > 0xf4)
            {
                return -1;
            }
            int more = character < 0xe0 ? 1 : character < 0xf0 ? 2 : 3;
            int least = character == 0xe0 ? 0xa0 : character == 0xf0 ? 0x90 : 0x80;
            int most = character == 0xf4 ? 0x8f : 0xbf;
            character &= 0x3f >> more;
            for (; more > 0; more--)
            {
                if (place == last || bytes[place] < least || bytes[place] > most)
                {
                    return -1;
                }
                character = character << 6 | bytes[place++] & 0x3f;
                least = 0x80;
                most = 0xbf;
            }
            return character >= 0xd800 && character <= 0xdfff ? -1 : character;
        }
    }
}
