using Chat;
using Packetwright;
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;

/// <summary>Sends the lines that are typed, and prints what is said in the room.</summary>
static class Program
{
    private const string Usage = "chat-csharp [--host HOST] [--port PORT]";
    private static readonly TextWriter Output = Utf8(Console.OpenStandardOutput());
    private static readonly TextWriter Errors = Utf8(Console.OpenStandardError());

    static int Main(string[] arguments)
    {
        string host = "127.0.0.1";
        int port = 7777;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            bool hasValue = i + 1 < arguments.Length;
            if (hasValue && arguments[i] == "--host")
            {
                host = arguments[i + 1];
            }
            else if (!hasValue || arguments[i] != "--port" || !int.TryParse(arguments[i + 1], out port)
                || port < 1 || port > 65535)
            {
                Errors.WriteLine(Usage);
                return 2;
            }
        }
        return Run(host, port);
    }

    private static int Run(string host, int port)
    {
        BlockingCollection<string> typed = new BlockingCollection<string>();
        Queue<string> unheard = new Queue<string>();
        using (ChatClient client = new ChatClient(host, port, (player, text) => Hear(player, text, unheard), Errors.WriteLine))
        {
            Thread typing = new Thread(() => Read(typed));
            typing.IsBackground = true;
            typing.Start();
            while (!typed.IsCompleted || unheard.Count > 0)
            {
                SayAll(client, typed, unheard);
                client.Wait(50);
                client.Poll();
            }
        }
        return 0;
    }

    private static void Hear(int player, string text, Queue<string> unheard)
    {
        Output.WriteLine("[" + player + "] " + text);
        if (unheard.Count > 0 && unheard.Peek() == text)
        {
            unheard.Dequeue();
        }
    }

    /// <summary>
    /// Lines that are typed while there is no connection wait for the next one. Those that were said before do not come
    /// back.
    /// </summary>
    private static void SayAll(ChatClient client, BlockingCollection<string> typed, Queue<string> unheard)
    {
        if (!client.IsConnected)
        {
            unheard.Clear();
        }
        string line;
        while (client.IsConnected && typed.TryTake(out line))
        {
            try
            {
                if (client.Say(line))
                {
                    unheard.Enqueue(line);
                }
            }
            catch (InvalidPacketException tooLong)
            {
                Errors.WriteLine("not sent: " + tooLong.Message);
            }
        }
    }

    private static void Read(BlockingCollection<string> typed)
    {
        TextReader input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        for (string line = input.ReadLine(); line != null; line = input.ReadLine())
        {
            typed.Add(line);
        }
        typed.CompleteAdding();
    }

    /// <summary>Mono's own writers begin with a byte order mark.</summary>
    private static TextWriter Utf8(Stream stream)
    {
        return TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true });
    }
}
