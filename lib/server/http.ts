import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { CONNECTIONS_DEFAULT, type ConnectionLimits, limitConnections } from "./connections";
import { followConnections } from "./drain";
import { LIVE_PATH } from "./live-path";

export const HEADER_BYTES_MAX = 16 * 1024;
export const HEADERS_MS_MAX = 15_000;
/** How often open connections are held against the times above and below: one may be over by as much. */
export const CONNECTIONS_CHECKED_EVERY_MS = 1_000;
/** A whole request, its body included. */
export const REQUEST_MS_MAX = 60_000;
/** Longer than the usual load balancer's, so that it is never us who close a connection it is about to use. */
export const KEEP_ALIVE_MS = 75_000;

/** A server that listens already; who answers can be changed while it does. */
export interface HttpServer {
  port: number;
  answerWith: (listener: RequestListener) => void;
  /**
   * Takes no more connections, lets the requests in flight finish, and closes each connection once it has said so, or has
   * been quiet. Once, however many ask for it.
   */
  stop: () => Promise<void>;
}

/** Listens, answering 503 until somebody else answers. Throws CannotStart when the port is taken. */
export async function listenForRequests({
  port,
  host,
  option = "--port",
  connectionLimits = { connections: CONNECTIONS_DEFAULT, connectionsOfAddress: 0 },
  times = {},
}: {
  port: number;
  host?: string | undefined;
  /** What the port is chosen with: told to whoever has to choose another. */
  option?: string;
  connectionLimits?: ConnectionLimits;
  /** Other times than the constants above. For tests. */
  times?: Pick<ServerOptions, "headersTimeout" | "requestTimeout" | "connectionsCheckingInterval">;
}): Promise<HttpServer> {
  let listener: RequestListener = sayStarting;
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: HEADERS_MS_MAX,
      requestTimeout: REQUEST_MS_MAX,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CONNECTIONS_CHECKED_EVERY_MS,
      ...times,
    },
    (req, res) => {
      connections.begin(req, res);
      listener(req, res);
    },
  );
  const connections = followConnections(server);
  server.on("connect", refuseTunnel);
  limitConnections(server, connectionLimits);
  await bind(server, port, host, option);
  let stopping: Promise<void> | undefined;
  return {
    port: (server.address() as AddressInfo).port,
    answerWith: (next) => {
      listener = next;
    },
    stop: () => {
      stopping ??= connections.drain();
      return stopping;
    },
  };
}

function sayStarting({ url }: IncomingMessage, res: ServerResponse): void {
  const status = url === "/api/health?live" || url === LIVE_PATH ? 200 : 503;
  res.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "2" });
  res.end("Counterfoil is starting.\n");
}

// Of a request for a tunnel Node would close the connection without a word.
function refuseTunnel(_: IncomingMessage, socket: Duplex): void {
  socket.on("error", () => {});
  socket.end(
    "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
  );
}

async function bind(server: Server, port: number, host: string | undefined, option: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port, ...(host ? { host } : {}) }, resolve);
    });
  } catch (err) {
    switch (systemCode(err)) {
      case "EADDRINUSE":
        throw new CannotStart(
          `port ${port} is in use: stop what listens there, or choose another with ${option}.`,
        );
      case "EACCES":
        throw new CannotStart(
          `this user may not listen on port ${port}: choose one above 1023 with ${option}.`,
        );
      case "EADDRNOTAVAIL":
      case "ENOTFOUND":
        throw new CannotStart(`${host} is no address of this machine: choose another with --host.`);
      default:
        throw err;
    }
  }
}
