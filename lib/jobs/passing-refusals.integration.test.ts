import { afterAll, describe, expect, it } from "vitest";
import { PASSING_STATES, refusing } from "@/lib/db/testing/refusing";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { findViolations } from "@/lib/invariants/find-violations";
import { problemOf } from "@/lib/verb/problem";
import { WORKS } from "./testing-works/works";

// Whatever a job or a verb writes to can be refused by the database for a reason that passes. What was acknowledged is
// then done when the database can again: nothing is lost, nothing is done twice, and no item is told that it was at fault.

const ALL_STATES_MS = 120_000;

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

describe.each(Object.entries(WORKS))("%s", (_name, { given, tables, done }) => {
  it.each(tables)(
    "ends as it should when $table could not be changed ($change), whatever the reason",
    (refused) =>
      refusing(refused, async ({ during }) => {
        for (const state of PASSING_STATES) {
          const work = await given();
          await during(state, () => work.run().catch(onlyPassing));
          await work.later?.();
          await work.run().catch(onlyProblems);
          expect(await work.end(), state).toEqual(done);
          await work.run().catch(onlyProblems);
          expect(await work.end(), `${state}, once more`).toEqual(done);
        }
      }),
    ALL_STATES_MS,
  );
});

// Doing it again may be refused: it has been done.
function onlyProblems(err: unknown): void {
  if (!problemOf(err)) throw err;
}

function onlyPassing(err: unknown): void {
  if (!isPassingRefusal(err)) throw err;
}
