import { spawn } from "node:child_process";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";

/** Tests of the suite, asked for more than it has time for. */
export interface Suite {
  name: string;
  files: readonly string[];
  /** How many are run where nothing else is said; null where they are counted by what there is. */
  rounds: number | null;
  /** How many are run at most on one database: each has more to look through than the one before. */
  batchMax: number;
  /** Of one batch, and of the batch of that number. */
  settings: (rounds: number, batch: number) => Record<string, string>;
}

const seed = process.env.PROVIDER_EVENT_SEED;

const IN_ANY_ORDER = [
  "lib/checkout/hosted/in-any-order.integration.test.ts",
  "lib/policies/mandates/in-any-order.integration.test.ts",
];

export const SUITES: Record<"providers" | "sequences", Suite> = {
  providers: {
    name: "a process killed at every statement and every request of all that moves money through a provider",
    files: ["lib/jobs/killed.integration.test.ts"],
    rounds: null,
    batchMax: 1,
    settings: () => ({ PROVIDER_KILLS: "every" }),
  },
  sequences: {
    name: "what providers tell, in random sequences",
    files: IN_ANY_ORDER,
    rounds: 10_000,
    batchMax: 1_000,
    settings: (rounds, batch) => ({
      PROVIDER_EVENT_SEQUENCES: String(Math.ceil(rounds / IN_ANY_ORDER.length)),
      ...(seed !== undefined && { PROVIDER_EVENT_SEED: String(Number(seed) + batch) }),
    }),
  },
};

/** Runs a suite as the tests are run, a batch after the other until one fails, and resolves to how it ended. */
export async function runSuite(suite: Suite, rounds: number): Promise<number> {
  let code = 0;
  for (let left = rounds, batch = 0; left > 0 && code === 0; left -= suite.batchMax, batch++)
    code = await runBatch(suite, Math.min(left, suite.batchMax), batch);
  return code;
}

function runBatch({ files, settings }: Suite, rounds: number, batch: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // npm has put the programs of node_modules on the path.
    const child = spawn("vitest", ["run", "--project", "integration", "--reporter", "verbose", ...files], {
      stdio: "inherit",
      env: childEnvironment({
        ...passedOn("CI", "NODE_OPTIONS", "FORCE_COLOR", "NO_COLOR"),
        ...settings(rounds, batch),
      }),
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
