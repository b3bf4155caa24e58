import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { currentTime, setKnownOffset } from "@/lib/clock/clock";
import { STEP_SECONDS_MAX } from "@/lib/clock/limits";
import * as connection from "@/lib/connectors/connection";
import { runUnprepared } from "@/lib/db/sql";
import { AdvanceTestClock, advanceTestClock } from "./advance-test-clock";
import { readTestClock } from "./read-test-clock";

const admin = contextOf("admin");
const HOUR_SECONDS = 3_600;

beforeEach(async () => {
  await runUnprepared("UPDATE test_clock SET offset_ms = 0", []);
  setKnownOffset(0);
});
afterEach(() => vi.restoreAllMocks());

it("moves the time that verbs are given, at once", async () => {
  const ahead = await advanceTestClock({ ctx: admin, input: { from: 0, seconds: HOUR_SECONDS } });
  expect(ahead).toBe(HOUR_SECONDS * 1_000);
  expect((await currentTime()).getTime() - Date.now()).toBeGreaterThan(HOUR_SECONDS * 1_000 - 5_000);
  expect(await readTestClock({ ctx: admin })).toEqual({ offsetMs: ahead, movable: true });
});

it("moves once for one form, however often and however parallel it is sent", async () => {
  const audited = (await auditedActions("1")).length;
  const input = { from: 0, seconds: HOUR_SECONDS };
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => advanceTestClock({ ctx: admin, input })));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await problemIn(advanceTestClock({ ctx: admin, input }))).toEqual({ code: "lost_race" });
  expect(await readTestClock({ ctx: admin })).toMatchObject({ offsetMs: HOUR_SECONDS * 1_000 });
  expect(await auditedActions("1")).toHaveLength(audited + 1);
});

it("is refused below admin, and where real money can move", async () => {
  const input = { from: 0, seconds: HOUR_SECONDS };
  expect(await problemIn(advanceTestClock({ ctx: contextOf("operator"), input }))).toMatchObject({
    permission: "clock:advance",
  });
  vi.spyOn(connection, "hasLiveConnection").mockResolvedValue(true);
  expect(await problemIn(advanceTestClock({ ctx: admin, input }))).toMatchObject({ code: "conflict" });
  expect(await readTestClock({ ctx: admin })).toEqual({ offsetMs: 0, movable: false });
});

it.each([0, -1, 1.5, STEP_SECONDS_MAX + 1])("takes no step of %d seconds", (seconds) => {
  expect(AdvanceTestClock.safeParse({ from: 0, seconds }).success).toBe(false);
});
