import { spawn } from "node:child_process";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";

/** Tests of the suite, asked for more than it has time for. */
export interface Suite {
  name: string;
  files: readonly string[];
  /** How many are run where nothing else is said; null where they are counted by what there is. */
  rounds: number | null;
  settings: (rounds: number) => Record<string, string>;
}

const IN_ANY_ORDER = [
  "lib/checkout/hosted/in-any-order.integration.test.ts",
  "lib/policies/mandates/in-any-order.integration.test.ts",
];

export const SUITES: Record<"providers" | "sequences", Suite> = {
  providers: {
    name: "a process killed at every statement and every request of all that moves money through a provider",
    files: ["lib/jobs/killed.integration.test.ts"],
    rounds: null,
    settings: () => ({ PROVIDER_KILLS: "every" }),
  },
  sequences: {
    name: "what providers tell, in random sequences",
    files: IN_ANY_ORDER,
    rounds: 10_000,
    settings: (rounds) => ({ PROVIDER_EVENT_SEQUENCES: String(Math.ceil(rounds / IN_ANY_ORDER.length)) }),
  },
};

/** Runs a suite as the tests are run, and resolves to how it ended. */
export function runSuite({ files, settings }: Suite, rounds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // npm has put the programs of node_modules on the path.
    const child = spawn("vitest", ["run", "--project", "integration", "--reporter", "verbose", ...files], {
      stdio: "inherit",
      env: childEnvironment({
        ...passedOn("CI", "NODE_OPTIONS", "FORCE_COLOR", "NO_COLOR", "PROVIDER_EVENT_SEED"),
        ...settings(rounds),
      }),
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
