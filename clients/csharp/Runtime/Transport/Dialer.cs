using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Packetwright
{
    /// <summary>Finds the addresses of a host and connects to the first one that answers.</summary>
    internal sealed class Dialer
    {
        private readonly Cancellation cancellation;

        internal Dialer(Cancellation cancellation)
        {
            this.cancellation = cancellation;
        }

        /// <summary>The addresses in the order in which the system wants them tried.</summary>
        internal IPAddress[] Resolve(string host, Deadline deadline)
        {
            IPAddress literal;
            if (IPAddress.TryParse(host, out literal))
            {
                return new[] { literal };
            }
            IAsyncResult lookup = Dns.BeginGetHostAddresses(host, null, null); // on a thread of the system
            if (!cancellation.Await(lookup.AsyncWaitHandle, deadline))
            {
                throw new TimeoutException("the addresses of the host were not found in time");
            }
            IPAddress[] addresses = Dns.EndGetHostAddresses(lookup);
            if (addresses.Length == 0)
            {
                throw new SocketException((int)SocketError.HostNotFound);
            }
            return addresses;
        }

        /// <summary>
        /// Tries the addresses in turn. Each has an equal part of the time that is left, so that one that does not
        /// answer leaves time for the others.
        /// </summary>
        internal Socket Connect(IPAddress[] addresses, int port, Deadline deadline)
        {
            StringBuilder problems = new StringBuilder();
            Exception last = null;
            for (int i = 0; i < addresses.Length; i++)
            {
                long left = deadline.Left.Ticks;
                try
                {
                    return Connect(new IPEndPoint(addresses[i], port), new Deadline(new TimeSpan(left / (addresses.Length - i))));
                }
                catch (Exception problem) when (problem is SocketException || problem is TimeoutException)
                {
                    last = problem;
                    problems.Append(i == 0 ? "" : "; ").Append(addresses[i]).Append(": ").Append(problem.Message);
                }
            }
            throw addresses.Length == 1 ? last : new DialException(problems.ToString(), last);
        }

        private Socket Connect(IPEndPoint server, Deadline deadline)
        {
            Socket socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                IAsyncResult attempt = socket.BeginConnect(server, null, null);
                if (!cancellation.Await(attempt.AsyncWaitHandle, deadline))
                {
                    throw new TimeoutException("no answer in time");
                }
                socket.EndConnect(attempt);
                return socket;
            }
            catch
            {
                socket.Close();
                throw;
            }
        }
    }

    /// <summary>No address of a host answered.</summary>
    internal sealed class DialException : Exception
    {
        internal DialException(string message, Exception cause)
            : base(message, cause)
        {
        }
    }

    /// <summary>Ends the waiting of a thread from another one.</summary>
    internal sealed class Cancellation
    {
        private readonly ManualResetEvent cancelled = new ManualResetEvent(false);

        internal bool IsCancelled
        {
            get { return cancelled.WaitOne(0); }
        }

        internal void Cancel()
        {
            cancelled.Set();
        }

        /// <summary>Waits for an event. Returns false if the deadline passes before.</summary>
        /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
        internal bool Await(WaitHandle awaited, Deadline deadline)
        {
            int which = WaitHandle.WaitAny(new[] { cancelled, awaited }, deadline.Left);
            if (which == 0)
            {
                throw new OperationCanceledException();
            }
            return which == 1;
        }
    }
}
