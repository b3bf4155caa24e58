import pg from "pg";
import { describe, expect, it } from "vitest";
import { isPassingRefusal, unavailabilityOf } from "./unavailable";

function refusal(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError("refused", 7, "error"), { code });
}

const broken = (code: string) => Object.assign(new Error("connect"), { code, syscall: "connect" });

describe("a database that could not answer", () => {
  it.each([
    ["08006", "connection_failure", false],
    ["08003", "connection_does_not_exist", false],
    ["40001", "serialization_failure", true],
    ["40P01", "deadlock_detected", true],
    ["53100", "disk_full", true],
    ["53200", "out_of_memory", true],
    ["53300", "too_many_connections", true],
    ["55P03", "lock_not_available", true],
    ["57014", "query_canceled", true],
    ["57P01", "admin_shutdown", false],
    ["57P02", "crash_shutdown", false],
    ["57P03", "cannot_connect_now", false],
    ["58030", "io_error", true],
    ["25006", "read_only_sql_transaction", true],
    ["25P03", "idle_in_transaction_session_timeout", true],
  ])("is told by %s (%s); that nothing was done is known: %s", (code, _, nothingDone) => {
    expect(unavailabilityOf(refusal(code))).toMatchObject({
      code: "unavailable",
      retryAfterSeconds: expect.any(Number),
      nothingDone,
    });
  });

  it.each(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT"])("is told by %s of its connection", (code) => {
    expect(unavailabilityOf(broken(code))).toMatchObject({ nothingDone: false });
  });

  it("is told by what pg says of a lost connection, and through what Prisma wraps it in", () => {
    expect(isPassingRefusal(new Error("Connection terminated unexpectedly"))).toBe(true);
    expect(unavailabilityOf(new Error("timeout exceeded when trying to connect"))?.nothingDone).toBe(true);
    expect(unavailabilityOf(new Error("timeout expired"))?.nothingDone).toBe(true);
    expect(isPassingRefusal(new Error("failed", { cause: refusal("55P03") }))).toBe(true);
  });

  it.each(["22001", "22P02", "23505", "23514", "42703", "42P01", "0A000", "54000", "XX000"])(
    "is not told by %s, which is about what was asked or is our fault",
    (code) => {
      expect(unavailabilityOf(refusal(code))).toBeNull();
    },
  );

  it("is not told by any other error", () => {
    expect(unavailabilityOf(new TypeError("x is not a function"))).toBeNull();
    expect(unavailabilityOf(Object.assign(new Error("no such file"), { code: "ENOENT" }))).toBeNull();
    expect(unavailabilityOf("57014")).toBeNull();
  });
});
