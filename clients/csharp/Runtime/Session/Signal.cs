using System;
using System.Threading;

namespace Packetwright
{
    /// <summary>Wakes a thread. A signal that nobody awaits is kept for the next one who does.</summary>
    internal sealed class Signal
    {
        private readonly object gate = new object();
        private bool isSet;

        internal void Set()
        {
            lock (gate)
            {
                isSet = true;
                Monitor.PulseAll(gate);
            }
        }

        /// <summary>Waits for the signal and takes it. Returns false if there is none in this time.</summary>
        internal bool Await(TimeSpan limit)
        {
            Deadline deadline = new Deadline(limit);
            lock (gate)
            {
                while (!isSet && !deadline.HasPassed)
                {
                    Monitor.Wait(gate, deadline.Left);
                }
                bool wasSet = isSet;
                isSet = false;
                return wasSet;
            }
        }
    }
}
