import { afterEach, beforeEach, expect, it } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { rereadClocks } from "@/lib/clock/clock";
import { currentHold } from "@/lib/db/hold";
import { runUnprepared } from "@/lib/db/sql";
import { anInsurer } from "@/lib/policies/testing";
import { ROLES } from "@/lib/verb/permissions";
import { anEndpoint, anEvent } from "@/lib/webhooks/sending/testing-receiver";
import { releaseHold } from "./release-hold";
import { holdDatabase, releaseElsewhere } from "./testing";
import { whatWaits } from "./what-waits";

beforeEach(holdDatabase);
afterEach(releaseElsewhere);

const owner = contextOf("owner");

it("is an owner's to release, and nobody else's", async () => {
  for (const role of ROLES.filter((each) => each !== "owner")) {
    expect(await problemIn(releaseHold({ ctx: contextOf(role) }))).toMatchObject({ code: "forbidden" });
    expect(await problemIn(whatWaits({ ctx: contextOf(role) }))).toMatchObject({ code: "forbidden" });
  }
  expect(await currentHold()).toMatchObject({ because: "restored" });
});

it("is released once, audited, however many do it at a time", async () => {
  const before = (await auditedActions("1")).filter((action) => action === "deployment.released").length;
  const done = await Promise.allSettled([1, 2, 3].map(() => releaseHold({ ctx: owner })));
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await currentHold()).toBeNull();
  const audited = (await auditedActions("1")).filter((action) => action === "deployment.released");
  expect(audited).toHaveLength(before + 1);
  expect(await problemIn(releaseHold({ ctx: owner }))).toMatchObject({ code: "conflict" });
});

it("is heard of by a process that was not told, the next time it asks", async () => {
  expect(await currentHold()).not.toBeNull();
  await releaseElsewhere();
  expect(await currentHold()).toBeNull();
});

it("is known with each reading of the clocks, so that nobody asks apart", async () => {
  await rereadClocks();
  expect(await currentHold()).toMatchObject({ dataAsOf: new Date("2026-11-01T00:00:00Z") });
  await releaseElsewhere();
  await rereadClocks();
  const [before] = await runUnprepared<{ calls: string }>(SCANS, []);
  expect(await currentHold()).toBeNull();
  expect(await runUnprepared(SCANS, [])).toEqual([before]);
});

// Every connection tells its own; the pool's next one is the one that asked.
const SCANS = "SELECT pg_stat_get_xact_numscans('deployment'::regclass)::text AS calls";

it("says what begins, one line of each kind there is", async () => {
  expect(await whatWaits({ ctx: owner })).toEqual([]);
  const insurer = await anInsurer();
  for (let each = 0; each < 2; each++) await insurer.pay("pending", { payment_date: "2026-01-01" });
  await anEndpoint("https://127.0.0.1/");
  await anEvent("payment.succeeded", insurer.policyId);
  expect(await whatWaits({ ctx: owner })).toEqual(["2 premiums are collected"]);
});
