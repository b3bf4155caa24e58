import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { CannotStart } from "@/lib/process/cannot-start";
import { childEnvironment } from "@/lib/process/child-environment";

/** Whom the database server runs as: PostgreSQL refuses to run as root. */
export type Identity =
  | { kind: "self" }
  /** Another user of the system, whose files the cluster's must be. */
  | { kind: "user"; uid: number; gid: number }
  /** Ourselves, seen by the server as an ordinary user: a user namespace. */
  | { kind: "namespace" };

const NAMESPACE = ["-U", "--map-user=1000", "--map-group=1000"];
const FALLBACK_USERS = ["postgres", "nobody"];

/** Chooses the identity for a cluster. `mustEnter` are the directories whose contents the server has to reach. */
export function chooseIdentity(clusterDirectory: string, mustEnter: string[]): Identity {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const owner = ownerOf(clusterDirectory);
  const candidates = owner ? [owner] : FALLBACK_USERS.map(userNamed).filter((user) => user !== null);
  const able = candidates.find(({ uid }) => uid !== 0 && mustEnter.every((place) => mayEnter(place, uid)));
  if (able) return { kind: "user", ...able };
  if ((!owner || owner.uid === 0) && namespacesWork()) return { kind: "namespace" };
  throw new CannotStart(
    `PostgreSQL does not run as root, and no other user may enter ${mustEnter.join(" and ")}: start Counterfoil as an ordinary user, or keep it and its data (--data) where others may enter.`,
  );
}

/** The program and the words that run `program` under an identity. */
export function commandAs(identity: Identity, program: string, args: string[]): [string, string[]] {
  return identity.kind === "namespace" ? ["unshare", [...NAMESPACE, program, ...args]] : [program, args];
}

/** What node:child_process has to be told for an identity. */
export function spawnOptionsAs(identity: Identity): { uid?: number; gid?: number } {
  return identity.kind === "user" ? { uid: identity.uid, gid: identity.gid } : {};
}

function ownerOf(directory: string): { uid: number; gid: number } | null {
  const stats = statSync(directory, { throwIfNoEntry: false });
  return stats ? { uid: stats.uid, gid: stats.gid } : null;
}

function userNamed(name: string): { uid: number; gid: number } | null {
  try {
    const line = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(":") ?? [];
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
  } catch {
    return null;
  }
}

function mayEnter(directory: string, uid: number): boolean {
  for (let place = path.resolve(directory); ; place = path.dirname(place)) {
    const stats = statSync(place, { throwIfNoEntry: false });
    if (stats && (stats.mode & (stats.uid === uid ? 0o100 : 0o001)) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}

function namespacesWork(): boolean {
  try {
    execFileSync("unshare", [...NAMESPACE, "true"], { stdio: "ignore", env: childEnvironment() });
    return true;
  } catch {
    return false;
  }
}
