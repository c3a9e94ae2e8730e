using System;

namespace Packetwright
{
    /// <summary>What all connections of a connector use.</summary>
    internal sealed class ConnectorContext
    {
        private readonly Signal signal = new Signal();

        internal ConnectorContext()
        {
            Wake = signal.Set;
        }

        internal PollClock Clock { get; } = new PollClock();

        internal RandomSource Random { get; } = new RandomSource();

        internal DeferredErrors Errors { get; } = new DeferredErrors();

        internal Threads Threads { get; } = new Threads();

        /// <summary>There is something to poll. For any thread.</summary>
        internal Action Wake { get; private set; }

        /// <summary>Waits until there is something to poll. Returns false if there is nothing in this time.</summary>
        internal bool Await(TimeSpan limit)
        {
            return signal.Await(limit);
        }
    }
}
