import { stayConnected } from "packetwright-client";
import { C_Chat, ClientSide, S_Chat } from "./packets.js";

/** The id of lines from the server itself. */
const SERVER = 0;

/** The number of lines that the page keeps. */
const MOST_LINES = 1_000;

const status = element("status");
const lines = element("lines");
const text = element("text") as HTMLInputElement;
const scheme = location.protocol === "https:" ? "wss" : "ws";
const port = await (await fetch("port")).text();

const link = stayConnected({
  url: `${scheme}://${location.hostname}:${port}/`,
  protocol: ClientSide,
  checkProtocol: true,
  onConnected: () => show("connected"),
  onDisconnected: () => show("connecting…"),
});

link.on(S_Chat, (line) => add(line.playerId === SERVER ? "Server" : `Player ${line.playerId}`, line.chat));

element("say").addEventListener("submit", (event) => {
  event.preventDefault();
  if (text.value !== "" && link.send({ type: C_Chat.type, chat: text.value })) {
    text.value = ""; // a line that nobody takes stays where it is
  }
});

/** Adds a line, and shows it unless the reader has scrolled up to older ones. */
function add(who: string, said: string): void {
  const view = lines.parentElement!;
  const follows = view.scrollHeight - view.scrollTop - view.clientHeight < 50;
  const name = document.createElement("b");
  name.textContent = who;
  const line = document.createElement("li");
  line.append(name, said);
  lines.append(line);
  while (lines.childElementCount > MOST_LINES) {
    lines.firstElementChild!.remove();
  }
  if (follows) {
    line.scrollIntoView();
  }
}

function show(state: string): void {
  status.textContent = state;
}

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}
