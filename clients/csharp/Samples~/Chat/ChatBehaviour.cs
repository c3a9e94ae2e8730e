using Chat;
using Packetwright;
using System.Collections.Generic;
using UnityEngine;

/// <summary>
/// A chat window. Put it on any object of a scene, start the server of the chat example, and press play.
/// </summary>
public sealed class ChatBehaviour : MonoBehaviour
{
    private const int ShownLines = 20;

    public string host = "127.0.0.1";
    public int port = 7777;

    private readonly Queue<string> lines = new Queue<string>();
    private ChatClient client;
    private string input = "";

    private void OnEnable()
    {
        client = new ChatClient(host, port, (playerId, text) => Show("[" + playerId + "] " + text), Show);
    }

    private void Update()
    {
        client.Poll();
    }

    private void OnDisable()
    {
        client.Dispose();
    }

    private void Show(string line)
    {
        lines.Enqueue(line);
        while (lines.Count > ShownLines)
        {
            lines.Dequeue();
        }
    }

    private void OnGUI()
    {
        foreach (string line in lines)
        {
            GUILayout.Label(line);
        }
        GUILayout.BeginHorizontal();
        input = GUILayout.TextField(input, GUILayout.Width(300));
        if (GUILayout.Button("Say"))
        {
            Say();
        }
        GUILayout.EndHorizontal();
    }

    private void Say()
    {
        try
        {
            if (client.Say(input))
            {
                input = "";
            }
        }
        catch (InvalidPacketException tooLong)
        {
            Show(tooLong.Message);
        }
    }
}
