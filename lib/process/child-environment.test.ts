import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { childEnvironment, passedOn } from "./child-environment";

afterEach(() => vi.unstubAllEnvs());

const ROOTS = ["lib", "bench", "e2e", "app"];
const STARTS = /\b(?:spawn|spawnSync|exec|execSync|execFile|execFileSync|fork)\b/;

function sources(): string[] {
  return ROOTS.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(?:ts|tsx|js)$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => path.join(root, file)),
  );
}

describe("the environment of child processes", () => {
  it("is a short list and what is named, whatever else ours holds", () => {
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", "secret");
    vi.stubEnv("DATABASE_URL", "postgresql://somebody:password@somewhere/else");
    vi.stubEnv("PATH", "/usr/bin");
    const environment = childEnvironment({ GIVEN: "1", ABSENT: undefined });
    expect(environment).toMatchObject({ PATH: "/usr/bin", GIVEN: "1" });
    expect(Object.keys(environment)).not.toContain("ABSENT");
    expect(JSON.stringify(environment)).not.toMatch(/secret|password/);
    expect(passedOn("DATABASE_URL")).toEqual({
      DATABASE_URL: "postgresql://somebody:password@somewhere/else",
    });
  });

  it("is this one wherever a program of ours starts another", () => {
    const starting = sources().filter((file) => {
      const text = readFileSync(file, "utf8");
      return /from "node:child_process"/.test(text) && STARTS.test(text);
    });
    expect(starting.length).toBeGreaterThan(5);
    const whole = starting.filter((file) => {
      const text = readFileSync(file, "utf8");
      return text.includes("...process.env") || !/\b(childEnvironment|withSbin)\(/.test(text);
    });
    expect(whole).toEqual([]);
  });
});
