using System;
using System.Threading;

namespace Packetwright
{
    /// <summary>The threads of all transports of one connector. They do not keep the process running.</summary>
    internal sealed class Threads
    {
        private readonly object gate = new object();
        private int running;

        internal int Running
        {
            get
            {
                lock (gate)
                {
                    return running;
                }
            }
        }

        internal void Start(string name, Action work)
        {
            lock (gate)
            {
                running++;
            }
            try
            {
                Thread thread = new Thread(() => Run(work));
                thread.Name = name;
                thread.IsBackground = true;
                thread.Start();
            }
            catch
            {
                Ended();
                throw;
            }
        }

        private void Run(Action work)
        {
            try
            {
                work();
            }
            finally
            {
                Ended();
            }
        }

        private void Ended()
        {
            lock (gate)
            {
                running--;
                Monitor.PulseAll(gate);
            }
        }

        /// <summary>Waits until none is left. Returns false if some are left after this time.</summary>
        internal bool AwaitNone(TimeSpan limit)
        {
            Deadline deadline = new Deadline(limit);
            lock (gate)
            {
                while (running > 0 && !deadline.HasPassed)
                {
                    Monitor.Wait(gate, deadline.Left);
                }
                return running == 0;
            }
        }
    }
}
