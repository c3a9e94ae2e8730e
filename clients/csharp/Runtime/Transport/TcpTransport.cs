using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Packetwright
{
    /// <summary>
    /// TCP, with or without TLS. One thread connects and then reads, another one writes; both wait on the socket and on
    /// their queue, and nobody else does.
    /// </summary>
    internal sealed class TcpTransport : ITransport
    {
        private readonly string host;
        private readonly int port;
        private readonly ConnectorOptions options;
        private readonly Threads threads;
        private readonly ByteQueue received;
        private readonly ByteQueue unsent;
        private readonly Cancellation cancellation = new Cancellation();
        private readonly object gate = new object();
        private Action changed;
        private Socket socket;
        private Stream stream;
        private bool isAborted;
        private volatile TransportState state = TransportState.Connecting;
        private volatile Exception failure;
        private volatile bool isFlushed;

        internal TcpTransport(string host, int port, ConnectorOptions options, Threads threads)
        {
            this.host = host;
            this.port = port;
            this.options = options;
            this.threads = threads;
            received = new ByteQueue(options.Session.ReceiveQueueLimit);
            unsent = new ByteQueue(options.Session.SendQueueLimit);
        }

        public TransportState State
        {
            get { return state; }
        }

        public Exception Failure
        {
            get { return failure; }
        }

        public int UnsentBytes
        {
            get { return unsent.Count; }
        }

        public bool IsFlushed
        {
            get { return isFlushed; }
        }

        public void Open(Action whenChanged)
        {
            changed = whenChanged;
            try
            {
                threads.Start("packetwright read " + host + ":" + port, ConnectAndRead);
            }
            catch (Exception problem) // the system has no thread for it
            {
                Fail(problem);
                Become(TransportState.Failed);
            }
        }

        public int Receive(byte[] buffer, int offset, int count)
        {
            return received.Take(buffer, offset, count);
        }

        public void Send(byte[] buffer, int offset, int count)
        {
            unsent.Add(buffer, offset, count);
        }

        public void Close()
        {
            received.Drop();
            unsent.Complete();
        }

        public void Abort()
        {
            cancellation.Cancel();
            received.Complete();
            unsent.Complete();
            lock (gate)
            {
                if (!isAborted && socket != null)
                {
                    Release(socket);
                }
                isAborted = true;
            }
        }

        /// <summary>A stream that is not complete must not end like one that is: its connection is reset.</summary>
        private void Release(Socket connected)
        {
            bool isComplete = isFlushed && state == TransportState.Ended && failure == null;
            try
            {
                connected.LingerState = new LingerOption(!isComplete, 0);
            }
            catch (SocketException)
            {
                // The connection is gone already.
            }
            connected.Close(); // ends the reads and writes of the threads
        }

        // ---- the thread that connects and reads

        private void ConnectAndRead()
        {
            if (TryConnect())
            {
                Become(TransportState.Connected);
                Read();
                Become(TransportState.Ended);
            }
            else
            {
                Become(TransportState.Failed);
            }
        }

        private void Become(TransportState next)
        {
            state = next;
            changed();
        }

        private bool TryConnect()
        {
            try
            {
                stream = Connect();
                threads.Start("packetwright write " + host + ":" + port, Write);
                return true;
            }
            catch (Exception problem)
            {
                Fail(problem);
                return false;
            }
        }

        private Stream Connect()
        {
            Dialer dialer = new Dialer(cancellation);
            Deadline deadline = new Deadline(options.ConnectTimeout);
            Socket connected = dialer.Connect(dialer.Resolve(host, deadline), port, deadline);
            Keep(connected);
            connected.NoDelay = options.Session.TcpNoDelay;
            connected.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, options.Session.KeepAlive);
            NetworkStream plain = new NetworkStream(connected, false);
            return options.Tls == null ? plain : (Stream)new TlsHandshake(options.Tls, host, cancellation).Secure(plain);
        }

        /// <summary>Makes the socket known to <see cref="Abort"/>, or closes it if that has been called.</summary>
        private void Keep(Socket connected)
        {
            lock (gate)
            {
                if (isAborted)
                {
                    connected.Close();
                    throw new OperationCanceledException();
                }
                socket = connected;
            }
        }

        private void Read()
        {
            try
            {
                ArraySegment<byte> space;
                while (received.WaitForSpace(out space))
                {
                    int length = stream.Read(space.Array, space.Offset, space.Count);
                    if (length == 0)
                    {
                        return;
                    }
                    received.Added(length);
                    changed();
                }
            }
            catch (Exception problem)
            {
                Fail(problem);
            }
        }

        // ---- the thread that writes

        private void Write()
        {
            try
            {
                ArraySegment<byte> bytes;
                while (unsent.WaitForBytes(out bytes))
                {
                    stream.Write(bytes.Array, bytes.Offset, bytes.Count);
                    unsent.Taken(bytes.Count);
                }
                EndStream();
                isFlushed = true;
            }
            catch (Exception problem)
            {
                Fail(problem);
                StopReading();
            }
            changed();
        }

        private void EndStream()
        {
            SslStream secured = stream as SslStream;
            if (secured != null)
            {
                secured.ShutdownAsync().GetAwaiter().GetResult();
            }
            socket.Shutdown(SocketShutdown.Send);
        }

        /// <summary>Lets the other thread read what has arrived, and then end.</summary>
        private void StopReading()
        {
            try
            {
                socket.Shutdown(SocketShutdown.Receive);
            }
            catch (Exception gone) when (gone is SocketException || gone is ObjectDisposedException)
            {
                // Then it ends by itself.
            }
        }

        // ---- both

        /// <summary>Keeps the first failure. What fails after an abort fails because of it.</summary>
        private void Fail(Exception problem)
        {
            lock (gate)
            {
                if (!isAborted && failure == null)
                {
                    failure = stream is SslStream ? OfTls(problem) : problem;
                }
            }
        }

        private static Exception OfTls(Exception problem)
        {
            for (Exception cause = problem; cause != null; cause = cause.InnerException)
            {
                if (cause is SocketException || cause is AuthenticationException)
                {
                    return problem;
                }
            }
            return new AuthenticationException(problem.Message, problem);
        }
    }
}
