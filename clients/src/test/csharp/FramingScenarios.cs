using Packetwright;
using System;
using System.Collections.Generic;
using static Testing;

/// <summary>How bytes become packets.</summary>
static class FramingScenarios
{
    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["every-cut"] = EveryCut;
        scenarios["receive"] = Receive;
        scenarios["malformed-size"] = MalformedSize;
        scenarios["cut-short"] = CutShort;
    }

    /// <summary>Without sockets: three packets, cut at every two places, whatever the reader gets at once.</summary>
    static void EveryCut(string[] arguments)
    {
        byte[] stream = new byte[4 + 9 + 6];
        new AnyPacket(1, 0).Write(stream);
        new AnyPacket(2, 5).Write(new ArraySegment<byte>(stream, 4, 9));
        new AnyPacket(3, 2).Write(new ArraySegment<byte>(stream, 13, 6));
        for (int first = 0; first <= stream.Length; first++)
        {
            for (int second = first; second <= stream.Length; second++)
            {
                PacketFramer framer = new PacketFramer(9);
                BytesOnly bytes = new BytesOnly(stream);
                List<int> ids = new List<int>();
                foreach (int end in new[] { first, second, stream.Length })
                {
                    bytes.Available = end;
                    ReadAll(framer, bytes, ids);
                }
                Same("1, 2, 3", string.Join(", ", ids));
                Same("", framer.DescribePartial());
            }
        }
    }

    static void ReadAll(PacketFramer framer, BytesOnly bytes, List<int> ids)
    {
        do
        {
            ArraySegment<byte> packet;
            while (framer.TryNext(out packet))
            {
                int id = packet.Array[packet.Offset + 2];
                Same(new[] { 0, 4, 9, 6 }[id], packet.Count);
                for (int i = 4; i < packet.Count; i++)
                {
                    Same(AnyPacket.Content(id, i - 4), packet.Array[packet.Offset + i]);
                }
                ids.Add(id);
            }
        }
        while (framer.Fill(bytes));
    }

    /// <summary>
    /// Port, number of packets: the server sends packets with the ids 1, 2, … in pieces, and then closes.
    /// </summary>
    static void Receive(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            PollUntil(connector, () => session.HasEnded);
            int count = int.Parse(arguments[1]);
            Same(count, session.Ids.Count);
            for (int i = 0; i < count; i++)
            {
                Same(i + 1, session.Ids[i]);
            }
            Same("ClosedByPeer", session.End.ToString());
        }
    }

    /// <summary>Port, size: the server sends a whole packet and then one that declares this size.</summary>
    static void MalformedSize(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.MaxReceivedPacketSize = 1000;
        using (Connector connector = new Connector(options))
        {
            Recorder session = Connect(connector, arguments[0]);
            PollUntil(connector, () => session.HasEnded);
            Same("connected, packet 1, ended MalformedPacket", session.Story);
            Same(
                "MalformedPacket: header.size at byte 0: is " + arguments[1] + ", not 4 to 1000", session.End.ToString());
        }
    }

    /// <summary>Port, and how the end is to be described.</summary>
    static void CutShort(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            PollUntil(connector, () => session.HasEnded);
            Same("connected, packet 1, ended ClosedByPeer", session.Story);
            Same(arguments[1].Replace('_', ' '), session.End.Detail);
        }
    }

    /// <summary>A transport that has nothing but bytes.</summary>
    sealed class BytesOnly : ITransport
    {
        readonly byte[] stream;
        int taken;

        internal BytesOnly(byte[] stream)
        {
            this.stream = stream;
        }

        internal int Available { get; set; }

        public TransportState State
        {
            get { return TransportState.Connected; }
        }

        public Exception Failure
        {
            get { return null; }
        }

        public int UnsentBytes
        {
            get { return 0; }
        }

        public bool IsFlushed
        {
            get { return false; }
        }

        public void Open(Action changed)
        {
        }

        public int Receive(byte[] buffer, int offset, int count)
        {
            int length = Math.Min(count, Available - taken);
            Array.Copy(stream, taken, buffer, offset, length);
            taken += length;
            return length;
        }

        public void Send(byte[] buffer, int offset, int count)
        {
        }

        public void Close()
        {
        }

        public void Abort()
        {
        }
    }
}
