import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";

// A shell without windows draws the same pages and costs less: it comes first.
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
// Installing may have to go through one.
const PROXIES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * A Chromium to test with: the one PLAYWRIGHT_CHROMIUM names, one on this machine, or Playwright's own if it was
 * installed. Null when there is none.
 */
export function findChromium(): string | null {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return named;
  const places = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [
    ...NAMES.flatMap((name) => places.map((place) => path.join(place, name))),
    MAC,
    chromium.executablePath(),
  ];
  return candidates.find((file) => isProgram(file) && starts(file)) ?? null;
}

/** The same, installing one when there is none; says plainly what it tried and could not. */
export async function ensureChromium(): Promise<string | null> {
  const found = findChromium();
  if (found) return found;
  const attempts = [
    { what: "Playwright's own browser", run: () => attempt("npx", ["playwright", "install", "chromium"]) },
    ...(process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")
      ? [{ what: "the distribution's package", run: installPackage }]
      : []),
  ];
  for (const { what, run } of attempts) {
    process.stdout.write(`No browser here: installing ${what}.\n`);
    if (!run()) process.stdout.write(`It could not be installed.\n`);
    const installed = findChromium();
    if (installed) return installed;
  }
  process.stdout.write(
    "The browser suite did not run: there is no Chromium on this machine and none could be installed. " +
      "Install one, or name it with PLAYWRIGHT_CHROMIUM.\n",
  );
  return null;
}

function installPackage(): boolean {
  return (
    attempt("apt-get", ["update"]) &&
    (installPackages("chromium-headless-shell") || installPackages("chromium"))
  );
}

function installPackages(...names: string[]): boolean {
  return attempt("apt-get", ["install", "-y", "--no-install-recommends", ...names]);
}

function attempt(program: string, args: string[]): boolean {
  return (
    spawnSync(program, args, {
      stdio: "inherit",
      env: childEnvironment({ ...passedOn(...PROXIES), DEBIAN_FRONTEND: "noninteractive" }),
    }).status === 0
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// Ubuntu's chromium-browser may be a stub that only asks for a snap; Playwright's own may lack the system's libraries.
function starts(file: string): boolean {
  try {
    execFileSync(file, ["--version"], { stdio: "ignore", timeout: 15_000, env: childEnvironment() });
    return true;
  } catch {
    return false;
  }
}
