import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { type Socket, Server as TcpServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** How long requests in flight may go on once the server is stopping. */
export const DRAIN_MS_MAX = 10_000;
/** How long a connection must have been quiet to be closed under a client: who has just had an answer may be sending already. */
export const QUIET_MS = 500;

const DRAIN_POLL_MS = 50;

/** What a connection is doing. */
interface Use {
  answering: Set<ServerResponse>;
  quietSinceMs: number;
  /** What had been read of it by then: more is a request that has begun. */
  bytesRead: number;
}

export interface Draining {
  /** To be called of each request before it is answered. */
  begin: (req: IncomingMessage, res: ServerResponse) => void;
  drain: () => Promise<void>;
}

/** Follows a server's connections, so that it can stop without closing one under a request that was sent on it. */
export function followConnections(server: Server): Draining {
  const uses = new Map<Socket, Use>();
  let stopping = false;

  server.on("connection", (socket: Socket) => {
    uses.set(socket, { answering: new Set(), quietSinceMs: performance.now(), bytesRead: 0 });
    socket.once("close", () => uses.delete(socket));
  });

  function begin({ socket }: IncomingMessage, res: ServerResponse): void {
    if (stopping) res.shouldKeepAlive = false;
    const use = uses.get(socket);
    if (!use) return;
    use.answering.add(res);
    res.once("close", () => {
      use.answering.delete(res);
      Object.assign(use, { quietSinceMs: performance.now(), bytesRead: socket.bytesRead });
    });
  }

  const isQuiet = ([{ bytesRead }, use]: [Socket, Use]) =>
    use.answering.size === 0 &&
    use.bytesRead === bytesRead &&
    performance.now() - use.quietSinceMs >= QUIET_MS;

  async function drain(): Promise<void> {
    stopping = true;
    let closed = false;
    // As any server's: that of HTTP closes what is idle under whoever is sending just now.
    TcpServer.prototype.close.call(server, () => {
      closed = true;
    });
    // What is answered from now on says that it is the connection's last answer. Of one that has begun, the next.
    for (const { answering } of uses.values())
      for (const res of answering) if (!res.headersSent) res.shouldKeepAlive = false;
    for (const deadline = Date.now() + DRAIN_MS_MAX; !closed && Date.now() < deadline; ) {
      for (const [socket] of [...uses].filter(isQuiet)) socket.destroy();
      await delay(DRAIN_POLL_MS);
    }
    server.closeAllConnections();
  }

  return { begin, drain };
}
