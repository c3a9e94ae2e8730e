using System;

namespace Packetwright
{
    /// <summary>What one poll may still do.</summary>
    internal sealed class PollBudget
    {
        private int maxPackets;
        private Deadline deadline;

        /// <summary>The number of packets that were delivered.</summary>
        internal int Packets { get; private set; }

        internal bool IsSpent
        {
            get { return Packets >= maxPackets || (Packets > 0 && deadline.HasPassed); }
        }

        internal void Begin(int packets, int milliseconds)
        {
            maxPackets = packets;
            deadline = new Deadline(TimeSpan.FromMilliseconds(milliseconds));
            Packets = 0;
        }

        internal void SpendPacket()
        {
            Packets++;
        }
    }
}
