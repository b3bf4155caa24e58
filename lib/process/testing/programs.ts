import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { childEnvironment } from "@/lib/process/child-environment";

/** What a program of the system is started with. Debian keeps some of them where not every user looks. */
export function withSbin(): NodeJS.ProcessEnv {
  return childEnvironment({ PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` });
}

/** Whether a program is on this machine. */
export function isInstalled(program: string): boolean {
  return spawnSync("which", [program], { env: withSbin() }).status === 0;
}

/** A port of this machine that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
