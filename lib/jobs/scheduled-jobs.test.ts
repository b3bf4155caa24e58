import { expect, it } from "vitest";
import { SCHEDULED_JOBS } from "@/lib/connected/connectors/schedules";
import { TASKS } from "./tasks";

it("names the schedules of a connector as the jobs that run are named", () => {
  const names = TASKS.map(({ name }) => name);
  expect(SCHEDULED_JOBS.filter((name) => !names.includes(name))).toEqual([]);
});
