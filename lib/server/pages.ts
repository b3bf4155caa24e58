import type { IncomingMessage, ServerResponse } from "node:http";
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
  const app = next({ dev: mode === "development", dir: process.cwd(), port, hostname: host ?? "localhost" });
  await app.prepare();
  return app.getRequestHandler();
}
