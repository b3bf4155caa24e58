import { mkdir, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { addressOf, DATABASE_ROLES, type Layout, layoutOf } from "@/lib/db/embedded/layout";
import { closePool } from "@/lib/db/pool";
import { attachStandby, isPrimary, promote, startPrimary } from "@/lib/db/testing/servers";
import { killDatabase } from "@/lib/db/testing/stop-server";
import { CannotStart } from "@/lib/process/cannot-start";
import { freePort, isInstalled } from "@/lib/process/testing/programs";
import type { Lifecycle } from "@/lib/server/lifecycle";
import { loadSecrets } from "@/lib/server/secrets";
import { startChild } from "../child";
import { say } from "../report";
import { temporaryDirectory } from "../stage";
import { type Places, startBalancer, startPooler } from "./balancer";
import { newKey } from "./deployment";
import { playRound, type Round } from "./round";

/** The longest time until a creation is acknowledged again. */
export const FAILOVER_MS_MAX = 15_000;

/** How long whatever watches over the servers takes to know that the primary is gone. */
const NOTICED_MS = 2_000;

/** Several machines as docs/operations.md has them, all of them this one. */
export interface Machines {
  /** What stands between the parts, in words. */
  of: string;
  /** Load, the primary killed in the middle of it, the standby promoted, and what became of everything. */
  play: () => Promise<Round>;
}

/**
 * Two web processes and one of jobs, HAProxy before them and before two servers of PostgreSQL, of which one is the other's
 * synchronous standby; pgbouncer between where it is installed. Nothing of it is started anew when the primary is lost.
 */
export async function startMachines(lifecycle: Pick<Lifecycle, "onStop">): Promise<Machines> {
  if (!isInstalled("haproxy"))
    throw new CannotStart("HAProxy is not installed here (Debian: haproxy): failover cannot be tried.");
  const directory = await temporaryDirectory(lifecycle);
  const [one, other] = await twoDirectories(directory);
  let primary = await startPrimary(lifecycle, one);
  let standby = layoutOf(other);
  await attachStandby(primary, standby);
  const servers = await Promise.all(
    [primary, standby].map(async (layout) => ({
      layout,
      saysAt: await saysWhetherPrimary(lifecycle, layout),
    })),
  );
  const [web, database, pooler, ...webProcesses] = await freePorts(5);
  await startBalancer(lifecycle, directory, { web, webProcesses, database, servers });
  const pooled = await startPoolerIfThere(lifecycle, directory, { pooler, database, layout: primary });
  await startProcesses(lifecycle, { directory, web, webProcesses, database, pooled, servers });
  await loadSecrets(directory);
  process.env.DATABASE_URL = addressAt(database);
  lifecycle.onStop("the connection pool", closePool);
  const deployment = {
    url: `http://127.0.0.1:${web}`,
    apiKey: await newKey(),
    recorded: "together",
  } as const;
  return {
    of: `HAProxy${pooled ? ", pgbouncer" : ""}, two web processes, one of jobs, a primary and a synchronous standby`,
    play: async () => {
      const round = await playRound(deployment, async (struck) => {
        await killDatabase(primary.cluster);
        struck();
        await delay(NOTICED_MS);
        await promote(standby);
      });
      [primary, standby] = [standby, primary];
      await attachStandby(primary, standby);
      return round;
    },
  };
}

async function twoDirectories(directory: string): Promise<[string, string]> {
  const both = ["one", "other"].map((name) => path.join(directory, name)) as [string, string];
  for (const each of both) await mkdir(each, { mode: 0o755 });
  return both;
}

async function freePorts(count: 5): Promise<[number, number, number, number, number]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports] as [number, number, number, number, number];
}

/** What Patroni says of its server: 200 at `/primary` where it is. */
async function saysWhetherPrimary(lifecycle: Pick<Lifecycle, "onStop">, layout: Layout): Promise<number> {
  const port = await freePort();
  const server = createServer(async (_, res) => {
    res.writeHead((await isPrimary(layout)) ? 200 : 503, { connection: "close" }).end();
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  lifecycle.onStop("what says who is the primary", async () => {
    server.closeAllConnections();
    server.close();
  });
  return port;
}

/** The pooler's port, or null where none stands between. */
async function startPoolerIfThere(
  lifecycle: Pick<Lifecycle, "onStop">,
  directory: string,
  { pooler, database, layout }: { pooler: number; database: number; layout: Layout },
): Promise<number | null> {
  const { uid, gid } = await stat(layout.socketDirectory);
  if (uid === 0 || !isInstalled("pgbouncer")) {
    say("pgbouncer is not installed here, or nobody may run it: the web processes go past it");
    return null;
  }
  await startPooler(lifecycle, directory, { port: pooler, database, as: { uid, gid } });
  return pooler;
}

interface Processes {
  directory: string;
  web: number;
  webProcesses: readonly number[];
  database: number;
  pooled: number | null;
  servers: Places["servers"];
}

async function startProcesses(
  lifecycle: Pick<Lifecycle, "onStop">,
  { directory, web, webProcesses, database, pooled, servers }: Processes,
): Promise<void> {
  const direct = addressAt(database);
  const settings = {
    PUBLIC_URL: `http://127.0.0.1:${web}`,
    DATABASE_URL: pooled === null ? direct : addressAt(pooled),
    DATABASE_DIRECT_URL: pooled === null ? undefined : direct,
    DATABASE_MIGRATION_URL: addressAt(database, DATABASE_ROLES.owner),
    // Whichever of them is the standby at the moment.
    DATABASE_REPLICA_URL: servers.map(({ layout }) => addressOf(layout, { role: "application" })).join(" "),
  };
  // One after the other: the first migrates, and builds the pages where that is to be done.
  for (const port of webProcesses) {
    const words = [
      "main",
      "--only",
      "web",
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
      "--data",
      directory,
    ];
    await startChild(lifecycle, words, settings);
  }
  const words = ["main", "--only", "jobs", "--health-port", "0", "--data", directory];
  const jobs = { ...settings, DATABASE_URL: direct, DATABASE_DIRECT_URL: undefined, LOG_LEVEL: "info" };
  await startChild(lifecycle, words, jobs, /the jobs are running/);
}

function addressAt(port: number, role: string = DATABASE_ROLES.application): string {
  return `postgresql://${role}@127.0.0.1:${port}/counterfoil`;
}
