import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { judgeSettings, spellSslModes } from "./settings";

const key = randomBytes(32).toString("base64");

const WRONG: [string, string][] = [
  ["LOG_LEVEL", "bogus"],
  ["RECORDING_GROUPS", "of"],
  ...["mysql://x/y", "x/y", "postgresql://h:port/x", "postgres://h/x?sslmode=allow"].flatMap(
    (url): [string, string][] => [
      ["DATABASE_URL", url],
      ["DATABASE_DIRECT_URL", url],
      ["DATABASE_MIGRATION_URL", url],
      ["DATABASE_REPLICA_URL", `postgresql://right/x ${url}`],
    ],
  ),
  ...["abc", "0", "-1", "2.5"].map((text): [string, string] => ["DATABASE_POOL_MAX", text]),
  ...["10.0.0.0/99", "::1/129", "300.1.1.1", "1.2.3", "http://receiver", "a b", "receiver:port"].map(
    (entry): [string, string] => ["WEBHOOK_ALLOWED_ADDRESSES", `localhost:4000,${entry}`],
  ),
  ...["short", "c2hvcnQ=", `${key}${key}`, `${key.slice(0, 43)}!`].flatMap((text): [string, string][] => [
    ["COUNTERFOIL_ENCRYPTION_KEY", text],
    ["NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", text],
    ["COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", `${key},${text}`],
  ]),
  ["COUNTERFOIL_ENCRYPTION_KEYS_LOST", key],
  ["STRIPE_API_BASE", "stand-in"],
  ["GOCARDLESS_API_BASE", "ftp://stand-in"],
  ["MOLLIE_API_BASE", "http://"],
  ["METRICS_TOKEN", "two words"],
];

describe("the settings of every command", () => {
  it.each(WRONG)("are refused in one sentence that names them: %s=%s", (name, text) => {
    expect(() => judgeSettings({ [name]: text })).toThrow(new RegExp(`^${name} [^\n]+\\.$`));
    expect(() => judgeSettings({ [name]: "" })).not.toThrow();
  });

  it("are taken as they should be, and never repeat what may be secret", () => {
    judgeSettings({
      LOG_LEVEL: "silent",
      RECORDING_GROUPS: "off",
      DATABASE_URL: "postgresql://counterfoil@/x?host=%2Frun%2Fpostgresql",
      DATABASE_REPLICA_URL: " postgres://one/x  postgres://[::1]:5433/x?sslmode=verify-full ",
      DATABASE_POOL_MAX: "1",
      WEBHOOK_ALLOWED_ADDRESSES: "receiver.internal, localhost:4000, 127.0.0.1, 10.2.0.0/16, ::1, fd00::/8",
      COUNTERFOIL_ENCRYPTION_KEY: `${key}\n`,
      COUNTERFOIL_ENCRYPTION_KEYS_RETIRED: `${key},${key}`,
      COUNTERFOIL_ENCRYPTION_KEYS_LOST: "1a2b3c4d,00000000",
      STRIPE_API_BASE: "http://127.0.0.1:4242",
      METRICS_TOKEN: "p/7_-+=",
    });
    const fault = (env: Record<string, string>) => {
      try {
        return judgeSettings(env);
      } catch (err) {
        return String(err);
      }
    };
    expect(fault({ DATABASE_URL: "mysql://ada:hunter2@x/y" })).not.toContain("hunter2");
    expect(fault({ COUNTERFOIL_ENCRYPTION_KEY: "hunter2" })).not.toContain("hunter2");
  });
});

describe("the sslmode of a database's address", () => {
  it("is spelt as what the driver takes it for, so that it prints no warning of its own", () => {
    const env = {
      DATABASE_URL: "postgresql://h/x?sslmode=require&application_name=sslmode",
      DATABASE_MIGRATION_URL: "postgresql://h/x?connect_timeout=3&sslmode=prefer",
      DATABASE_REPLICA_URL: "postgresql://a/x?sslmode=verify-ca postgresql://b/x?sslmode=disable",
      DATABASE_DIRECT_URL: "postgresql://h/x?uselibpqcompat=true&sslmode=require",
    };
    spellSslModes(env);
    expect(env).toEqual({
      DATABASE_URL: "postgresql://h/x?sslmode=verify-full&application_name=sslmode",
      DATABASE_MIGRATION_URL: "postgresql://h/x?connect_timeout=3&sslmode=verify-full",
      DATABASE_REPLICA_URL: "postgresql://a/x?sslmode=verify-full postgresql://b/x?sslmode=disable",
      DATABASE_DIRECT_URL: "postgresql://h/x?uselibpqcompat=true&sslmode=require",
    });
  });
});
