import type { IncomingMessage, ServerResponse } from "node:http";
import next from "next";

/** The framework's handler for everything that is no door's. */
export async function startPages({
  port,
  host,
}: {
  port: number;
  host: string | undefined;
}): Promise<(req: IncomingMessage, res: ServerResponse) => Promise<void>> {
  const app = next({ dev: false, dir: process.cwd(), port, hostname: host ?? "localhost" });
  await app.prepare();
  return app.getRequestHandler();
}
