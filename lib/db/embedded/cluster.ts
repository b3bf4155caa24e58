import { execFile } from "node:child_process";
import { chmod, chown, lstat, mkdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { childEnvironment } from "@/lib/process/child-environment";
import type { Binaries } from "./binaries";
import { commandAs, type Identity, spawnOptionsAs } from "./identity";
import { DATABASE_ROLES, type Layout } from "./layout";

/** The major version whose files this build of PostgreSQL can read. */
export const POSTGRES_MAJOR = "18";

/** Makes the cluster's files at the first start; later ones only see that they are of this major version. */
export async function prepareCluster(
  layout: Layout,
  binaries: Binaries,
  identity: Identity,
  durable: boolean,
): Promise<void> {
  const version = await clusterVersion(layout.cluster);
  if (version !== null && version !== POSTGRES_MAJOR) {
    throw new CannotStart(
      `the data directory ${layout.root} was made by PostgreSQL ${version} and this version brings PostgreSQL ${POSTGRES_MAJOR}: choose another with --data, or move the data with pg_dump of version ${version}.`,
    );
  }
  await ownDirectory(layout.logs, identity);
  await ownDirectory(layout.socketDirectory, identity);
  if (version === null) await initialise(layout, binaries, identity, durable);
}

async function clusterVersion(cluster: string): Promise<string | null> {
  try {
    return (await readFile(path.join(cluster, "PG_VERSION"), "utf8")).trim();
  } catch (err) {
    if (systemCode(err) === "ENOENT") return null;
    throw err;
  }
}

// Made beside its place and then moved, so that a start that is killed half way leaves nothing that looks whole.
async function initialise(
  layout: Layout,
  binaries: Binaries,
  identity: Identity,
  durable: boolean,
): Promise<void> {
  const draft = `${layout.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await ownDirectory(draft, identity);
  const [command, args] = commandAs(identity, path.join(binaries.directory, "initdb"), [
    ...["-D", draft, "-U", DATABASE_ROLES.administrator, "-A", "trust", "-E", "UTF8"],
    ...["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"],
    ...(durable ? [] : ["--no-sync"]),
  ]);
  try {
    await promisify(execFile)(command, args, {
      ...spawnOptionsAs(identity),
      env: childEnvironment(binaries.env),
      cwd: draft,
    });
  } catch (err) {
    const said = (err as { stderr?: string }).stderr ?? "";
    const reason = /(?:FATAL|error): +(.*)/.exec(said)?.[1] ?? (err as Error).message;
    throw new CannotStart(`a new database could not be made in ${layout.root}: ${reason}.`);
  }
  await rename(draft, layout.cluster);
}

// The server alone may enter: whoever can reach the socket needs no password.
async function ownDirectory(directory: string, identity: Identity): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const stats = await lstat(directory);
  const uid = identity.kind === "user" ? identity.uid : (process.getuid?.() ?? stats.uid);
  if (!stats.isDirectory() || (process.getuid?.() !== 0 && stats.uid !== uid)) {
    throw new CannotStart(`${directory} belongs to another user: choose another data directory with --data.`);
  }
  if (identity.kind === "user" && stats.uid !== uid) await chown(directory, identity.uid, identity.gid);
  if ((stats.mode & 0o777) !== 0o700) await chmod(directory, 0o700);
}
