import type { Server } from "node:http";
import type { Socket } from "node:net";
import { networkOf } from "@/lib/auth/network";
import { plainAddress } from "@/lib/http/client-address";
import { log } from "@/lib/log/log";

/** Connections at once. 0 switches a limit off. Told in docs/operations.md, by --help, and to whoever meets them. */
export const CONNECTIONS_DEFAULT = 10_000;
export const CONNECTIONS_OF_ADDRESS_DEFAULT = 1_000;

export interface ConnectionLimits {
  /** Of this process. */
  connections: number;
  /** Of one address, or of the /64 network of an IPv6 one. */
  connectionsOfAddress: number;
}

/** How often at most a line is logged that connections were refused. */
const COMPLAIN_EVERY_MS = 10_000;
/** How long a refusal may take to be sent. */
const REFUSAL_MS_MAX = 1_000;

/** Refuses connections beyond the limits, with a 503 that says which, before a byte of them is read. */
export function limitConnections(server: Server, limits: ConnectionLimits): void {
  const accept = server.listeners("connection") as ((socket: Socket) => void)[];
  const ofNetwork = new Map<string, number>();
  let open = 0;
  let refused = 0;
  let complainedAtMs = Number.NEGATIVE_INFINITY;

  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    const network = networkOf(plainAddress(socket.remoteAddress ?? ""));
    const reason = reasonToRefuse(network);
    if (reason) return refuse(socket, reason);
    count(network, 1);
    socket.once("close", () => count(network, -1));
    for (const listener of accept) listener.call(server, socket);
  });

  function reasonToRefuse(network: string): string | null {
    const { connections, connectionsOfAddress } = limits;
    if (connections > 0 && open >= connections)
      return `${connections} connections are open, and this server takes no more (CONNECTIONS_MAX).`;
    if (connectionsOfAddress > 0 && (ofNetwork.get(network) ?? 0) >= connectionsOfAddress)
      return `Your address has ${connectionsOfAddress} connections open, and this server takes no more of one (CONNECTIONS_OF_ADDRESS_MAX).`;
    return null;
  }

  function count(network: string, by: 1 | -1): void {
    open += by;
    const left = (ofNetwork.get(network) ?? 0) + by;
    if (left > 0) ofNetwork.set(network, left);
    else ofNetwork.delete(network);
  }

  function refuse(socket: Socket, reason: string): void {
    refused++;
    if (performance.now() - complainedAtMs >= COMPLAIN_EVERY_MS) {
      complainedAtMs = performance.now();
      log.warn(
        { open, refused, address: socket.remoteAddress },
        "connections were refused: too many are open",
      );
    }
    socket.on("error", () => {});
    socket.setTimeout(REFUSAL_MS_MAX, () => socket.destroy());
    socket.end(refusalOf(reason), () => socket.destroy());
  }
}

function refusalOf(reason: string): string {
  const body = `${reason}\n`;
  return [
    "HTTP/1.1 503 Service Unavailable",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Retry-After: 5",
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
