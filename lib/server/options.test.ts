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

  it("limit the connections of an address, unless all of them are a proxy's", () => {
    const limited = { connections: 10_000, connectionsOfAddress: 1_000 };
    expect(readOptions([], {})?.connectionLimits).toEqual(limited);
    const env = { CONNECTIONS_MAX: "50", CONNECTIONS_OF_ADDRESS_MAX: "5" };
    expect(readOptions([], env)?.connectionLimits).toEqual({ connections: 50, connectionsOfAddress: 5 });
    const behind = readOptions([], { ...env, TRUST_PROXY: "1" });
    expect(behind?.connectionLimits).toEqual({ connections: 50, connectionsOfAddress: 0 });
    for (const name of ["DECLINES_ADDRESS", "DECLINES_NETWORK", "DECLINES_CARD", "DECLINES_MERCHANT"]) {
      for (const text of ["10", "10,", "a,b", "10,30,50", "-1,2", "30,10"])
        expect(() => readOptions([], { [name]: text })).toThrow(name);
      for (const text of ["0,0", "0,5", "5,0", "5,5"])
        expect(() => readOptions([], { [name]: text })).not.toThrow();
    }
    expect(() => readOptions([], { CONNECTIONS_MAX: "many" })).toThrow("CONNECTIONS_MAX");
  });

  it("are blamed on what was given: the option, or the variable", () => {
    expect(() => readOptions([], { PORT: "abc" })).toThrow(/^PORT must/);
    expect(() => readOptions([], { HEALTH_PORT: "x" })).toThrow(/^HEALTH_PORT must/);
    expect(() => readOptions(["--port", "abc"], { PORT: "80" })).toThrow(/^--port must/);
    expect(() => readOptions(["--health-port", ""], {})).toThrow(/^--health-port must/);
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
    for (const name of ["https://pay.example.com", "pay.example.com/x", "*.example.com", "a b"])
      expect(() => readOptions([], { ALLOWED_HOSTS: `a.example,${name}` })).toThrow("ALLOWED_HOSTS");
    expect(() => readOptions([], { TRUST_PROXY: "yes" })).toThrow("TRUST_PROXY");
    expect(() => readOptions([], { RATE_LIMIT_KEY: "-1" })).toThrow("RATE_LIMIT_KEY");
  });

  it("are all in the help", () => {
    for (const option of ["--port", "--health-port", "--host", "--data", "--only"])
      expect(HELP).toContain(option);
    expect(readOptions(["--help"], {})).toBeNull();
  });
});
