import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The tests nearest to the file that a mutant changes go first: the first failure ends the run. */
class NearestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const changed = this.ctx.config.related?.[0] ?? "";
    const nearness = new Map(specifications.map((each) => [each, nearnessOf(each.moduleId, changed)]));
    return specifications.toSorted((a, b) => (nearness.get(b) ?? 0) - (nearness.get(a) ?? 0));
  }
}

/** How many characters two paths have in common from their beginnings. */
function nearnessOf(one: string, other: string): number {
  const differing = [...one].findIndex((character, index) => character !== other[index]);
  return differing < 0 ? one.length : differing;
}

/** The unit tests that lie beside the rules, with fewer random cases than `npm test` draws: every mutant runs them. */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: [
      "lib/instant.test.ts",
      "lib/{money,payments,policies,referrals,checkout,connected}/**/*.test.ts",
    ],
    // The second reads the sources themselves, which a mutant changes.
    exclude: ["**/*.integration.test.ts", "lib/money/sums.test.ts"],
    sequence: { sequencer: NearestFirst },
    testTimeout: 30_000,
    // Each mutant has a worker of its own; within it the test files share what they import.
    isolate: false,
    env: { PROPERTY_RUNS: "50" },
  },
});
