import { describe, expect, it } from "vitest";
import { HELP, readOptions } from "./options";

describe("the options of a start", () => {
  it("are a port of 3000, the built-in database and everything in one process", () => {
    expect(readOptions([], {})).toMatchObject({
      port: 3000,
      healthPort: 3001,
      dataDirectory: ".data",
      databaseUrl: undefined,
      parts: ["web", "jobs"],
      trustedProxies: 0,
      rateLimits: { keyRequests: 30_000, addressRequests: 30_000, addressFailures: 300 },
    });
  });

  it("come from the command line before the environment", () => {
    expect(readOptions(["--port", "4000"], { PORT: "5000" })?.port).toBe(4000);
    expect(readOptions(["--data", "here"], { DATA_DIR: "there" })?.dataDirectory).toBe("here");
  });

  it("keep no data directory beside an outside database unless one is asked for", () => {
    const env = { DATABASE_URL: "postgres://db/x" };
    expect(readOptions([], env)?.dataDirectory).toBeNull();
    expect(readOptions(["--data", "here"], env)?.dataDirectory).toBe("here");
  });

  it("are refused in one sentence when they make no sense", () => {
    for (const args of [
      ["--port", "http"],
      ["--port", "70000"],
      ["--health-port", "none"],
      ["--only", "all"],
      ["--data", ""],
      ["--colour"],
      ["start"],
    ]) {
      expect(() => readOptions(args, {})).toThrow(/^[^\n]+$/);
    }
    expect(() => readOptions([], { PUBLIC_URL: "pay.example.com" })).toThrow("PUBLIC_URL");
    expect(() => readOptions([], { TRUST_PROXY: "yes" })).toThrow("TRUST_PROXY");
    expect(() => readOptions([], { RATE_LIMIT_KEY: "-1" })).toThrow("RATE_LIMIT_KEY");
  });

  it("are all in the help", () => {
    for (const word of [
      "--port",
      "--health-port",
      "--host",
      "--data",
      "--only",
      "DATABASE_URL",
      "PUBLIC_URL",
      "TRUST_PROXY",
      "RATE_LIMIT_KEY",
      "RATE_LIMIT_ADDRESS",
      "RATE_LIMIT_FAILURES",
      "METRICS_TOKEN",
    ]) {
      expect(HELP).toContain(word);
    }
    expect(readOptions(["--help"], {})).toBeNull();
  });
});
