// How `npm run mutate` tests the unit tests. Which rules it changes, lib/server/dev/mutation-areas.ts says.
export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutate.config.ts", related: true },
  coverageAnalysis: "perTest",
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 90 },
  // There is no such file: Stryker would read one with a compiler interface that TypeScript 7 no longer has.
  tsconfigFile: "no-tsconfig.json",
  ignorePatterns: [
    ".next",
    ".data",
    "test-results",
    "playwright-report",
    "app",
    "components",
    "docs",
    "e2e",
    "bench",
  ],
  tempDirName: ".stryker/sandbox",
  reporters: ["progress-append-only", "clear-text", "json", "html"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  jsonReporter: { fileName: ".stryker/report.json" },
  htmlReporter: { fileName: ".stryker/report.html" },
};
