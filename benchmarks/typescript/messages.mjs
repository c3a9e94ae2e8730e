// The messages, the same for all contestants: those of benchmarks/codec.
const PLAYER = 0x123456789abcn;

function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The text is in one piece, as if it came from a user. */
function chat(text) {
  return ["chat", { playerId: 1_234_567, chat: JSON.parse(JSON.stringify(text)) }];
}

/** @param wide makes a 64-bit integer of the contestant from a bigint */
export function messages(wide) {
  const next = random(7);
  const float = () => Math.fround(next() * 2000 - 1000);
  const skills = Array.from({ length: 8 }, (_, i) => ({
    id: 1000 + i,
    level: 10 + i,
    duration: Math.fround(2.5 * i + 0.1),
    attributes: [100 * i, 7, 65_000 + i],
  }));
  const entities = Array.from({ length: 200 }, () => ({
    id: Math.floor(next() * 1_000_000),
    x: float(),
    y: float(),
    z: float(),
  }));
  return {
    "chat, 24 ASCII": chat("Meet at the north gate !"),
    "chat, 24 Hangul": chat("가나다라마바사아자차카타파하거너더러머버서어저처"),
    "chat, 200 mixed": chat("안녕하세요! Let's meet at the north gate 🎮 ".repeat(6).slice(0, 200)),
    move: [
      "move",
      { playerId: wide(PLAYER), x: 1024.5, y: 12.25, z: -731.125, yaw: Math.fround(1.5707964), grounded: true, speed: 350 },
    ],
    "player info": ["info", { level: 42, playerId: wide(PLAYER), name: "Arthurus", skills }],
    snapshot: ["snapshot", { entities }],
  };
}
