import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { ensureChromium } from "./chromium";
import { run as prepare } from "./prepare";

const RESULTS = "test-results";
const VITEST_REPORT = `${RESULTS}/vitest.json`;
const VITEST_AGAIN_REPORT = `${RESULTS}/vitest-again.json`;
const PLAYWRIGHT_REPORT = `${RESULTS}/playwright.json`;

/** What may be said about how the tests run. No settings of ours: the tests make their own. */
const PASSED_ON = [
  ...["CI", "NODE_OPTIONS", "FORCE_COLOR", "NO_COLOR"],
  ...["PLAYWRIGHT_BROWSERS_PATH", "SCREENSHOTS"],
];

interface Counts {
  passed: number;
  failed: number;
  /** What failed, each with the beginning of why: said once more at the end, where a long log is read first. */
  failures: string[];
}

/**
 * Where no more files than these failed, they are run once more by themselves. What passes then did not fail for what was
 * changed but for when it ran: it is a bug of the test's and is said at the end, and keeps nobody else's change out.
 */
const AGAIN_FILES_MAX = 3;

/** Lines of what a failure said that are said again. */
const REASON_LINES = 12;

/** `npm test`: everything there is, each part told even when an earlier one failed, and the sum on the last line. */
export async function run(): Promise<void> {
  await rm(RESULTS, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });
  await prepare();
  const types = await check("types", ["tsc", "--noEmit", "-p", "."]);
  // The tests wait for half of their time: what needs nothing of theirs is done meanwhile, behind them.
  const beside = besideTests();
  const tests = await vitest();
  const counts = [types, tests, ...(await beside), await playwright()];
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  for (const failure of counts.flatMap(({ failures }) => failures))
    process.stdout.write(`\nFAILED ${failure}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Lint, and the build of the pages that the browser's tests look at: they would build it themselves, but later. */
async function besideTests(): Promise<Counts[]> {
  const lint = await check("lint", ["biome", "check", "--error-on-warnings", "."], { behind: true });
  const build = await check("pages", ["node", "lib/server/start.js", "dev/build"], { behind: true });
  return [lint, build];
}

/** One program as one check; `behind`: only when others leave the processor idle, and told of once it has ended. */
async function check(name: string, words: string[], { behind = false } = {}): Promise<Counts> {
  if (!behind) announce(name);
  const { code, output } = await execute(words, { keep: true, behind });
  if (behind) {
    announce(name);
    process.stdout.write(output);
  }
  if (code === 0) return { passed: 1, failed: 0, failures: [] };
  return { passed: 0, failed: 1, failures: [`${name}\n${beginning(output)}`] };
}

async function vitest(): Promise<Counts> {
  announce("unit and integration");
  const first = await runVitest(VITEST_REPORT);
  const files = [...new Set(first.report?.testResults.filter(({ status }) => status === "failed"))];
  if (first.counts.failed === 0 || files.length === 0 || files.length > AGAIN_FILES_MAX) return first.counts;
  announce("unit and integration: what failed, once more and alone");
  const again = await runVitest(
    VITEST_AGAIN_REPORT,
    files.map(({ name }) => name),
  );
  if (again.counts.failed > 0) return first.counts;
  const { passed, failed, failures } = first.counts;
  return {
    passed: passed + failed,
    failed: 0,
    failures: failures.map((each) => `ONCE, then passed: ${each}`),
  };
}

async function runVitest(reportFile: string, files: readonly string[] = []) {
  const { code } = await execute([
    ...["vitest", "run", ...files, "--reporter=default", "--reporter=json"],
    `--outputFile.json=${reportFile}`,
  ]);
  const report = await readReport<VitestReport>(reportFile);
  const counts = atLeastOneFailure("unit and integration", code, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    failures: report?.testResults.flatMap(failuresOfFile) ?? [],
  });
  return { report, counts };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: VitestFile[];
}

interface VitestFile {
  name: string;
  status: string;
  message?: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}

function failuresOfFile({ name, status, message, assertionResults }: VitestFile): string[] {
  const failed = assertionResults.filter((each) => each.status === "failed");
  if (status === "failed" && failed.length === 0) return [`${name}\n${beginning(message ?? "")}`];
  return failed.map((each) => `${name} › ${each.fullName}\n${beginning(each.failureMessages.join("\n"))}`);
}

async function playwright(): Promise<Counts> {
  announce("browser");
  const chromium = await ensureChromium();
  if (!chromium) return { passed: 0, failed: 1, failures: ["browser\nNo Chromium was found."] };
  const { code } = await execute(["playwright", "test"], {
    env: { PLAYWRIGHT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_REPORT },
  });
  const report = await readReport<PlaywrightReport>(PLAYWRIGHT_REPORT);
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  const failures = report?.suites.flatMap(failuresOfSuite) ?? [];
  return atLeastOneFailure("browser", code, { passed: expected + flaky, failed: unexpected, failures });
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  file: string;
  suites?: PlaywrightSuite[];
  specs: {
    title: string;
    ok: boolean;
    tests: { results: { errors: { message?: string }[] }[] }[];
  }[];
}

function failuresOfSuite({ file, specs, suites = [] }: PlaywrightSuite): string[] {
  const failed = specs.filter(({ ok }) => !ok);
  return [
    ...failed.map(({ title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors));
      return `${file} › ${title}\n${beginning(errors.map(({ message }) => message).join("\n"))}`;
    }),
    ...suites.flatMap(failuresOfSuite),
  ];
}

function beginning(output: string): string {
  return output.trim().split("\n").slice(0, REASON_LINES).join("\n");
}

// A suite that ends badly before or after its tests has failed, whatever it counted.
function atLeastOneFailure(name: string, code: number, count: Counts): Counts {
  if (code === 0 || count.failed > 0) return count;
  const failure = `${name}\nIt ended with code ${code}, although no test failed: see its own output above.`;
  return { ...count, failed: 1, failures: [...count.failures, failure] };
}

function announce(name: string): void {
  process.stdout.write(`\n── ${name}\n`);
}

interface Execution {
  env?: Record<string, string>;
  /** What it says is kept beside being shown. */
  keep?: boolean;
  /** It has the processor after all others, and shows nothing. */
  behind?: boolean;
}

/** Runs a program of node_modules, which npm has put on the path. */
function execute(
  [program = "", ...args]: string[],
  { env = {}, keep = false, behind = false }: Execution = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: keep ? ["inherit", "pipe", "pipe"] : "inherit",
      env: childEnvironment({ ...passedOn(...PASSED_ON), ...env }),
    });
    if (behind && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let output = "";
    const hear = (chunk: Buffer) => {
      if (!behind) process.stdout.write(chunk);
      output += chunk.toString();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

async function readReport<T>(file: string): Promise<T | null> {
  return readFile(file, "utf8").then(
    (text) => JSON.parse(text) as T,
    () => null,
  );
}
