import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const shared = {
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  // Components are written for the automatic runtime, whatever the framework's own compiler wants in tsconfig.json.
  oxc: { jsx: { runtime: "automatic" as const } },
};

// Tests send more than a client may. The tests of the limits set them for themselves.
const env = {
  ...{ RATE_LIMIT_KEY: "0", RATE_LIMIT_ADDRESS: "0", RATE_LIMIT_FAILURES: "0" },
  ...{ DECLINES_ADDRESS: "0,0", DECLINES_NETWORK: "0,0", DECLINES_CARD: "0,0", DECLINES_MERCHANT: "0,0" },
};

// Files share the process of a worker (`isolate: false`): what they all import is read twice, and not four hundred times.
// Each is given a database and the memory of a new process, and leaves its environment as it found it.
const everywhere = ["**/node_modules/**", "**/.next/**", "**/.data/**", "**/.stryker/**", "e2e/**"];

// Begun first, so that none of them is what is left to wait for in the end: those that work long, and those that mostly wait.
const SLOW = [
  "lib/jobs/killed.integration.test.ts",
  "lib/kinds/life-cycle.integration.test.ts",
  "lib/jobs/passing-refusals.integration.test.ts",
  "lib/webhooks/sending/killed.integration.test.ts",
  "lib/webhooks/sending/refused.integration.test.ts",
  "lib/doors/database-away.integration.test.ts",
  "lib/server/cli/owner-sample.integration.test.ts",
  "lib/openapi/access-matrix.integration.test.ts",
  "lib/server/doctor/doctor.integration.test.ts",
  "lib/db/embedded/open.integration.test.ts",
  "lib/money/money.test.ts",
];
for (const file of SLOW) if (!existsSync(file)) throw new Error(`${file} has moved: name it anew.`);

/**
 * Slow files first. Files of one project and environment follow each other, because a worker is kept for the next file
 * only where that is of its kind; and those that replace modules come last of theirs, for what they replaced stays so.
 */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placed = (await super.sort(files)).map((file) => ({ file, place: placeOf(file) }));
    return placed.toSorted((one, other) => (one.place < other.place ? -1 : 1)).map(({ file }) => file);
  }
}

function placeOf({ moduleId, project }: TestSpecification): string {
  const text = readFileSync(moduleId, "utf8");
  const slow = SLOW.findIndex((file) => moduleId.endsWith(`/${file}`));
  const environment = /@vitest-environment (\S+)/.exec(text)?.[1] ?? "";
  const replaces = /^vi\.mock\(/m.test(text);
  return [project.name, environment, replaces ? "last" : "", slow < 0 ? "others" : String(slow)].join("\0");
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: InOrder },
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          env,
          globalSetup: ["lib/db/testing/prepare-statements.ts"],
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...everywhere, "**/*.integration.test.ts"],
          isolate: false,
          setupFiles: ["lib/process/testing/leave-as-found.ts", "lib/process/testing/wait-longer.ts"],
          // A hundred thousand random cases take seconds, and more of them where the machine has other work.
          testTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: "integration",
          env,
          isolate: false,
          include: ["**/*.integration.test.ts"],
          exclude: everywhere,
          globalSetup: [
            "lib/db/testing/prepare-statements.ts",
            "lib/db/testing/global-setup.ts",
            "lib/openapi/testing/global-setup.ts",
          ],
          setupFiles: [
            "lib/process/testing/leave-as-found.ts",
            "lib/process/testing/wait-longer.ts",
            "lib/auth/testing/quick-passwords.ts",
            "lib/db/testing/own-database.ts",
            "lib/openapi/testing/hold-answers.ts",
          ],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
