import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";

/** Serves the framework's floor the way our own server serves its pages. Words: the application's directory. */
export async function run([directory = "."]: string[]): Promise<void> {
  const app = next({ dev: false, dir: directory });
  await app.prepare();
  const server = createServer(app.getRequestHandler());
  server.listen(0, "127.0.0.1", () => {
    console.log(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  await once(process, "SIGTERM");
}
