import { execFileSync, spawnSync } from "node:child_process";
import { childEnvironment } from "../child-environment";

/**
 * Makes a directory a disk of its own that is soon full; `options` as mount takes them for a tmpfs, its size among them. False
 * where this process may not: that takes root, and not every container allows it.
 */
export function mountSmallDisk(place: string, options: string): boolean {
  const words = ["-t", "tmpfs", "-o", options, "tmpfs", place];
  return spawnSync("mount", words, { env: childEnvironment() }).status === 0;
}

/** Takes it away again, at once or as soon as nobody uses it. */
export function unmountSmallDisk(place: string): void {
  execFileSync("umount", ["-l", place], { stdio: "ignore", env: childEnvironment() });
}
