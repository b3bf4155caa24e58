import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { NODE_FLAGS } from "./node-flags";

it("npm start runs Node as the tests and the benchmarks do", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(scripts.start).toBe(`exec node ${NODE_FLAGS.join(" ")} lib/server/start.js main`);
});
