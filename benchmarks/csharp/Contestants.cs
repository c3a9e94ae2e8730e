using System;

/// <summary>One packet with its values, in one style.</summary>
internal interface IContestant
{
    /// <summary>Writes the packet and returns its size in bytes.</summary>
    int Write();

    /// <summary>Reads the bytes of the packet.</summary>
    void Read(byte[] bytes, int size);

    /// <summary>The bytes that the last call of <see cref="Write"/> has written.</summary>
    byte[] Written();
}

/// <summary>Generated code of ours: one buffer and one packet are used again and again.</summary>
internal sealed class Ours<TPacket> : IContestant
    where TPacket : Packetwright.IPacket
{
    private readonly TPacket packet;
    private readonly TPacket received;
    private readonly byte[] buffer = new byte[65535];

    internal Ours(TPacket packet, TPacket received)
    {
        this.packet = packet;
        this.received = received;
    }

    public int Write()
    {
        return packet.Write(buffer);
    }

    public void Read(byte[] bytes, int size)
    {
        received.ReadFrom(new ArraySegment<byte>(bytes, 0, size));
    }

    public byte[] Written()
    {
        return buffer.AsSpan(0, Write()).ToArray();
    }
}

/// <summary>A style of the course: its send buffers, and a new packet for each that is read.</summary>
internal sealed class CourseStyle<TPacket> : IContestant
    where TPacket : Course.ICoursePacket
{
    private readonly TPacket packet;
    private readonly Func<TPacket> newPacket;

    internal CourseStyle(TPacket packet, Func<TPacket> newPacket)
    {
        this.packet = packet;
        this.newPacket = newPacket;
    }

    public int Write()
    {
        return packet.Write().Count;
    }

    public void Read(byte[] bytes, int size)
    {
        newPacket().Read(new ArraySegment<byte>(bytes, 0, size));
    }

    public byte[] Written()
    {
        ArraySegment<byte> bytes = packet.Write();
        return bytes.AsSpan().ToArray();
    }
}

/// <summary>The same values for all contestants.</summary>
internal static class Contestants
{
    private const string Line = "Good morning, everybody!";
    private const int Skills = 8;
    private const int Entities = 200;

    internal static readonly string[] Styles = { "packetwright", "course, spans", "course, arrays", "by hand" };
    internal static readonly string[] Packets = { "move", "chat", "player info", "snapshot" };

    /// <summary>The contestants for a packet, in the order of <see cref="Styles"/>.</summary>
    internal static IContestant[] For(string packet)
    {
        switch (packet)
        {
            case "move":
                return Move();
            case "chat":
                return Chat();
            case "player info":
                return PlayerInfo();
            default:
                return Snapshot();
        }
    }

    private static IContestant[] Move()
    {
        Packets.C_Move ours = new Packets.C_Move
        {
            playerId = 1L << 40, x = 1.5f, y = -2, z = 1e9f, yaw = 0.1f, grounded = true, speed = -3
        };
        return new IContestant[]
        {
            new Ours<Packets.C_Move>(ours, new Packets.C_Move()),
            new CourseStyle<Course.Spans.Move>(
                new Course.Spans.Move { playerId = 1L << 40, x = 1.5f, y = -2, z = 1e9f, yaw = 0.1f, grounded = true, speed = -3 },
                () => new Course.Spans.Move()),
            new CourseStyle<Course.Arrays.Move>(
                new Course.Arrays.Move { playerId = 1L << 40, x = 1.5f, y = -2, z = 1e9f, yaw = 0.1f, grounded = true, speed = -3 },
                () => new Course.Arrays.Move()),
            new ByHand.Move(ours),
        };
    }

    private static IContestant[] Chat()
    {
        Packets.S_Chat ours = new Packets.S_Chat { playerId = 7, chat = Line };
        return new IContestant[]
        {
            new Ours<Packets.S_Chat>(ours, new Packets.S_Chat()),
            new CourseStyle<Course.Spans.Chat>(
                new Course.Spans.Chat { playerId = 7, chat = Line }, () => new Course.Spans.Chat()),
            new CourseStyle<Course.Arrays.Chat>(
                new Course.Arrays.Chat { playerId = 7, chat = Line }, () => new Course.Arrays.Chat()),
            new ByHand.Chat(ours),
        };
    }

    private static IContestant[] PlayerInfo()
    {
        Packets.S_PlayerInfo ours = new Packets.S_PlayerInfo { level = -1, playerId = 9, name = "Arachne8" };
        Course.Spans.PlayerInfo spans = new Course.Spans.PlayerInfo { level = -1, playerId = 9, name = "Arachne8" };
        Course.Arrays.PlayerInfo arrays = new Course.Arrays.PlayerInfo { level = -1, playerId = 9, name = "Arachne8" };
        for (int i = 0; i < Skills; i++)
        {
            Packets.S_PlayerInfo.Skill our = new Packets.S_PlayerInfo.Skill { id = i, level = 2, duration = 0.5f };
            Course.Spans.PlayerInfo.Skill span = new Course.Spans.PlayerInfo.Skill { id = i, level = 2, duration = 0.5f };
            Course.Arrays.PlayerInfo.Skill array = new Course.Arrays.PlayerInfo.Skill { id = i, level = 2, duration = 0.5f };
            for (int attribute = 0; attribute < 3; attribute++)
            {
                our.attributes.Add(attribute);
                span.attributes.Add(new Course.Spans.PlayerInfo.Skill.Attribute { value = attribute });
                array.attributes.Add(new Course.Arrays.PlayerInfo.Skill.Attribute { value = attribute });
            }
            ours.skills.Add(our);
            spans.skills.Add(span);
            arrays.skills.Add(array);
        }
        return new IContestant[]
        {
            new Ours<Packets.S_PlayerInfo>(ours, new Packets.S_PlayerInfo()),
            new CourseStyle<Course.Spans.PlayerInfo>(spans, () => new Course.Spans.PlayerInfo()),
            new CourseStyle<Course.Arrays.PlayerInfo>(arrays, () => new Course.Arrays.PlayerInfo()),
            new ByHand.PlayerInfo(ours),
        };
    }

    private static IContestant[] Snapshot()
    {
        Packets.S_Snapshot ours = new Packets.S_Snapshot();
        Course.Spans.Snapshot spans = new Course.Spans.Snapshot();
        Course.Arrays.Snapshot arrays = new Course.Arrays.Snapshot();
        for (int i = 0; i < Entities; i++)
        {
            ours.entitys.Add(new Packets.S_Snapshot.Entity { id = i, x = i, y = -i, z = 0.5f });
            spans.entitys.Add(new Course.Spans.Snapshot.Entity { id = i, x = i, y = -i, z = 0.5f });
            arrays.entitys.Add(new Course.Arrays.Snapshot.Entity { id = i, x = i, y = -i, z = 0.5f });
        }
        return new IContestant[]
        {
            new Ours<Packets.S_Snapshot>(ours, new Packets.S_Snapshot()),
            new CourseStyle<Course.Spans.Snapshot>(spans, () => new Course.Spans.Snapshot()),
            new CourseStyle<Course.Arrays.Snapshot>(arrays, () => new Course.Arrays.Snapshot()),
            new ByHand.Snapshot(ours),
        };
    }
}
