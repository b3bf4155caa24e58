import { readdirSync, readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { newDataDirectory, type RunningServer, startServer } from "./server";

const SECRET = "kept-from-every-child-process";
const ALLOWED = new Set([
  ...["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM"],
  ...["NODE_ENV", "NODE_OPTIONS", "LD_LIBRARY_PATH"],
]);

test.skip(process.platform !== "linux", "only Linux shows what a process was started with");

let server: RunningServer;
let dataDirectory = "";

test.beforeAll(async () => {
  dataDirectory = await newDataDirectory();
  server = await startServer(dataDirectory, [], {
    METRICS_TOKEN: SECRET,
    COUNTERFOIL_ENCRYPTION_KEY: Buffer.alloc(32, SECRET).toString("base64"),
  });
});

test.afterAll(async () => {
  await server?.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** Every process whose ancestor this one is or that works in the data directory, as the database's do. */
function children(): number[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((pid) => [Number(pid), parentOf(Number(pid))]));
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0;
    return parent === server.process.pid || (parent > 1 && isOurs(parent));
  };
  const database = Number(
    readFileSync(path.join(dataDirectory, "postgres", "postmaster.pid"), "utf8").split("\n")[0],
  );
  return all.map(Number).filter((pid) => isOurs(pid) || pid === database || parents.get(pid) === database);
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}

/** The variables that the children have and should not, by name. */
function leaked(): string[] {
  return children().flatMap((pid) => {
    let environment: string;
    try {
      environment = readFileSync(`/proc/${pid}/environ`, "utf8");
    } catch {
      return [];
    }
    expect(environment).not.toContain(SECRET);
    // The database's processes write their title over the first of them.
    const names = environment.split("\0").flatMap((each) => /^([A-Za-z_]\w*)=/.exec(each)?.[1] ?? []);
    return names.filter((name) => !ALLOWED.has(name) && !name.startsWith("PG"));
  });
}

async function postmaster(): Promise<number> {
  const text = await readFile(path.join(dataDirectory, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  return Number(text.split("\n")[0]);
}

test("no child process has the keys, before and after the database was killed and came back", async () => {
  expect(children().length).toBeGreaterThan(1);
  expect(leaked()).toEqual([]);
  const killed = await postmaster();
  process.kill(killed, "SIGKILL");
  await expect
    .poll(
      async () => (await fetch(`${server.url}/api/health`)).status === 200 && (await postmaster()) !== killed,
      {
        timeout: 60_000,
      },
    )
    .toBe(true);
  expect(leaked()).toEqual([]);
});
