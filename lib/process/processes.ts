import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { childEnvironment } from "./child-environment";

/** Whether a process exists and is more than a zombie that nobody has reaped yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (err) {
    // EPERM: it lives, but belongs to somebody else.
    if (!(err instanceof Error && "code" in err && err.code === "EPERM")) return false;
  }
  return stateOf(pid) !== "Z";
}

/**
 * What tells a process from a later one with the same number: when it started, in the kernel's own unit. Null where the
 * system does not say (then the number alone decides) or the process is gone.
 */
export function birthOf(pid: number): string | null {
  return statFields(pid)?.[19] ?? null;
}

/** Whether any process has its working directory in the cluster, as every process of its server has. */
export function someoneWorksIn(directory: string): boolean {
  if (process.platform !== "linux") return false;
  return readdirSync("/proc").some((name) => /^\d+$/.test(name) && isAt(Number(name), directory));
}

/** What tells a directory from a copy of it, whatever it is called. Null where there is none. */
export function directoryIdentityOf(directory: string): string | null {
  const stats = statSync(directory, { bigint: true, throwIfNoEntry: false });
  return stats ? `${stats.dev}:${stats.ino}` : null;
}

/** Whether a process works in a directory, and not in a copy or the original of it. Null where the system does not say. */
export function worksIn(pid: number, directory: string): boolean | null {
  if (process.platform !== "linux") return null;
  try {
    return directoryIdentityOf(`/proc/${pid}/cwd`) === directoryIdentityOf(directory);
  } catch {
    return null;
  }
}

/** The words a process was started with; empty when the system does not tell. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === "linux")
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], {
      encoding: "utf8",
      env: childEnvironment(),
    });
  } catch {
    return "";
  }
}

function stateOf(pid: number): string {
  if (process.platform === "linux") return statFields(pid)?.[0] ?? "";
  try {
    return execFileSync("ps", ["-o", "state=", "-p", String(pid)], {
      encoding: "utf8",
      env: childEnvironment(),
    })
      .trim()
      .charAt(0);
  } catch {
    return "";
  }
}

// The fields after the command's name, which may itself hold spaces and parentheses.
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function isAt(pid: number, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory && stateOf(pid) !== "Z";
  } catch {
    return false;
  }
}
