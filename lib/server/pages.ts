import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import next from "next";
import type { Mode } from "./run-server";

/** The framework's handler for everything that is no door's. */
export async function startPages({
  port,
  host,
  mode,
}: {
  port: number;
  host: string | undefined;
  mode: Mode;
}): Promise<(req: IncomingMessage, res: ServerResponse) => Promise<void>> {
  const dev = mode === "development";
  const httpServer = dev ? {} : { httpServer: neverListening() };
  const app = next({ dev, dir: process.cwd(), port, hostname: host ?? "localhost", ...httpServer });
  await app.prepare();
  return app.getRequestHandler();
}

/**
 * What the framework may hang its listener of upgrades on, which would otherwise find our server and end every connection
 * that offers to speak another protocol; without one Node answers such a request as it is. In development hot reload needs it.
 */
function neverListening(): Server {
  return createServer();
}
