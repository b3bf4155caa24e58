import path from "node:path";
import { defineConfig } from "vitest/config";

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
    // Each mutant has a worker of its own; within it the test files share what they import.
    isolate: false,
    env: { PROPERTY_RUNS: "200" },
  },
});
