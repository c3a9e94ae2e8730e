// A client of the package ws: node client.mjs URL ORIGIN PROTOCOL HEX… sends each packet, prints what comes back, and closes.
import WebSocket from 'ws';

const [url, origin, protocol, ...packets] = process.argv.slice(2);
const socket = new WebSocket(url, [protocol], { origin });
let waiting = packets.length;

socket.on('unexpected-response', (request, response) => {
  console.log(`refused ${response.statusCode}`);
  response.on('data', (text) => console.log(`because ${String(text).trim()}`));
  response.on('end', () => process.exit(0));
});
socket.on('open', () => {
  console.log(`open ${socket.protocol} ${socket.extensions === '' ? 'without extensions' : socket.extensions}`);
  for (const packet of packets) {
    socket.send(Buffer.from(packet, 'hex'));
  }
});
socket.on('message', (message, isBinary) => {
  console.log(`${isBinary ? 'binary' : 'text'} ${message.toString('hex')}`);
  waiting -= message.length / (packets[0].length / 2);
  if (waiting === 0) {
    socket.ping('ping');
  }
});
socket.on('pong', (content) => {
  console.log(`pong ${content}`);
  socket.close(1000, 'done');
});
socket.on('close', (code) => console.log(`close ${code}`));
