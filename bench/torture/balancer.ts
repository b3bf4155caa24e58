import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DATABASE_ROLES, type Layout, SOCKET_PORT } from "@/lib/db/embedded/layout";
import { withSbin } from "@/lib/process/testing/programs";
import type { Lifecycle } from "@/lib/server/lifecycle";

const START_MS_MAX = 10_000;
const POLL_MS = 20;

/** What HAProxy leads to: the web processes in one place, and whichever server is the primary in the other. */
export interface Places {
  /** Where people and programs ask. */
  web: number;
  webProcesses: readonly number[];
  /** Where PostgreSQL's primary is found. */
  database: number;
  /** Each server, and where it says whether it is the primary. */
  servers: readonly { layout: Layout; saysAt: number }[];
}

/** Starts HAProxy with the configuration that docs/operations.md has for several machines. */
export async function startBalancer(
  lifecycle: Pick<Lifecycle, "onStop">,
  directory: string,
  places: Places,
): Promise<void> {
  const file = path.join(directory, "haproxy.cfg");
  await writeFile(file, configurationOf(places));
  await startProgram(lifecycle, "haproxy", ["-db", "-f", file], places.web);
}

function configurationOf({ web, webProcesses, database, servers }: Places): string {
  return `
defaults
    timeout connect 2s
    timeout check 2s
    timeout client 75s
    timeout server 75s

frontend people
    mode http
    bind 127.0.0.1:${web}
    default_backend counterfoil

backend counterfoil
    mode http
    option httpchk
    http-check send meth GET uri /api/health ver HTTP/1.1 hdr Host 127.0.0.1:${web}
    default-server check inter 500ms fall 2 rise 1
${webProcesses.map((port, index) => `    server web${index} 127.0.0.1:${port}`).join("\n")}

listen primary
    mode tcp
    bind 127.0.0.1:${database}
    option httpchk
    http-check send meth GET uri /primary
    default-server check inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
${servers.map(serverLine).join("\n")}
`;
}

function serverLine({ layout, saysAt }: Places["servers"][number], index: number): string {
  const socket = path.join(layout.socketDirectory, `.s.PGSQL.${SOCKET_PORT}`);
  return `    server postgres${index} unix@${socket} check addr 127.0.0.1 port ${saysAt}`;
}

/** Starts pgbouncer in transaction mode between the web processes and the database's address. It refuses to run as root. */
export async function startPooler(
  lifecycle: Pick<Lifecycle, "onStop">,
  directory: string,
  { port, database, as }: { port: number; database: number; as: { uid: number; gid: number } },
): Promise<void> {
  const own = path.join(directory, "pgbouncer");
  await mkdir(own, { mode: 0o755 });
  const file = path.join(own, "pgbouncer.ini");
  const user = DATABASE_ROLES.application;
  await writeFile(
    file,
    `[databases]
* = host=127.0.0.1 port=${database} user=${user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 20
server_login_retry = 1
`,
  );
  for (const each of [own, file]) await chown(each, as.uid, as.gid);
  await startProgram(lifecycle, "pgbouncer", ["-q", file], port, as);
}

async function startProgram(
  lifecycle: Pick<Lifecycle, "onStop">,
  program: string,
  words: string[],
  port: number,
  as: { uid?: number; gid?: number } = {},
): Promise<void> {
  const child: ChildProcess = spawn(program, words, {
    ...as,
    env: withSbin(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (part: Buffer) => {
    said = (said + part.toString()).slice(-4_000);
  });
  const ended = once(child, "close");
  const atOurEnd = () => child.kill("SIGKILL");
  process.once("exit", atOurEnd);
  lifecycle.onStop(program, async () => {
    child.kill("SIGKILL");
    await ended;
    process.off("exit", atOurEnd);
  });
  for (const deadline = Date.now() + START_MS_MAX; !(await answers(port)); await delay(POLL_MS))
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`${program} did not start:\n${said}`);
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
