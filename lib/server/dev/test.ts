import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { ensureChromium } from "./chromium";
import { run as prepare } from "./prepare";

const RESULTS = "test-results";
const VITEST_REPORT = `${RESULTS}/vitest.json`;
const PLAYWRIGHT_REPORT = `${RESULTS}/playwright.json`;

/** What may be said about how the tests run. No settings of ours: the tests make their own. */
const PASSED_ON = ["CI", "NODE_OPTIONS", "FORCE_COLOR", "NO_COLOR", "PLAYWRIGHT_BROWSERS_PATH"];

interface Counts {
  passed: number;
  failed: number;
}

/** `npm test`: everything there is, each part told even when an earlier one failed, and the sum on the last line. */
export async function run(): Promise<void> {
  await rm(RESULTS, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });
  await prepare();
  const counts = [
    await check("types", ["tsc", "--noEmit", "-p", "."]),
    await check("lint", ["biome", "check", "--error-on-warnings", "."]),
    await vitest(),
    await playwright(),
  ];
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function check(name: string, words: string[]): Promise<Counts> {
  announce(name);
  return (await execute(words)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest(): Promise<Counts> {
  announce("unit and integration");
  const code = await execute([
    ...["vitest", "run", "--reporter=default", "--reporter=json"],
    `--outputFile.json=${VITEST_REPORT}`,
  ]);
  const report = await readReport<{ numPassedTests: number; numFailedTests: number }>(VITEST_REPORT);
  return atLeastOneFailure(code, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
  });
}

async function playwright(): Promise<Counts> {
  announce("browser");
  const chromium = await ensureChromium();
  if (!chromium) return { passed: 0, failed: 1 };
  const code = await execute(["playwright", "test"], {
    PLAYWRIGHT_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_REPORT,
  });
  const report = await readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(
    PLAYWRIGHT_REPORT,
  );
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return atLeastOneFailure(code, { passed: expected + flaky, failed: unexpected });
}

// A suite that ends badly before or after its tests has failed, whatever it counted.
function atLeastOneFailure(code: number, count: Counts): Counts {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function announce(name: string): void {
  process.stdout.write(`\n── ${name}\n`);
}

function execute([program = "", ...args]: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    // npm has put the programs of node_modules on the path.
    const child = spawn(program, args, {
      stdio: "inherit",
      env: childEnvironment({ ...passedOn(...PASSED_ON), ...env }),
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

async function readReport<T>(file: string): Promise<T | null> {
  return readFile(file, "utf8").then(
    (text) => JSON.parse(text) as T,
    () => null,
  );
}
