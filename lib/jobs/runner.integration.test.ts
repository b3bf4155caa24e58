import { afterEach, describe, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { type Jobs, startJobs } from "./runner";
import type { JobTask } from "./tasks";

const SOON = { timeout: 15_000, interval: 50 };

let started: Jobs[] = [];

afterEach(async () => {
  await Promise.all(started.map((jobs) => jobs.stop()));
  started = [];
});

async function start(task: JobTask): Promise<void> {
  started.push(await startJobs([task]));
}

describe("the job runner", () => {
  it("runs a task again and again, as the job it is named after", async () => {
    const seen: string[] = [];
    await start({
      name: "again",
      schedule: { everyMs: 20 },
      run: async ({ actor }) => seen.push(actor.label),
    });
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(2), SOON);
    expect(new Set(seen)).toEqual(new Set(["again"]));
  });

  it("goes on after a run that failed", async () => {
    let runs = 0;
    const run = async () => {
      if (++runs === 1) throw new Error("the first run fails");
    };
    await start({ name: "fails-once", schedule: { everyMs: 20 }, run });
    await vi.waitFor(() => expect(runs).toBeGreaterThan(1), SOON);
  });

  it("runs a task in one process at a time, however many there are", async () => {
    let inside = 0;
    let most = 0;
    let runs = 0;
    const run = async () => {
      most = Math.max(most, ++inside);
      await pool().query("SELECT pg_sleep(0.03)");
      inside--;
      runs++;
    };
    const task: JobTask = { name: "alone", schedule: { everyMs: 10 }, run };
    await Promise.all([start(task), start(task), start(task)]);
    await vi.waitFor(() => expect(runs).toBeGreaterThan(5), SOON);
    expect(most).toBe(1);
  });

  it("takes a task over at once from a process that died in the middle of it", async () => {
    let runs = 0;
    let release = () => {};
    const run = () =>
      ++runs === 1 ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
    const task: JobTask = { name: "taken-over", schedule: { everyMs: 20 }, run };
    await start(task);
    await vi.waitFor(() => expect(runs).toBe(1), SOON);
    await start(task);
    // What the database sees of a process that was killed: its connection is gone.
    await pool().query(
      "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted",
    );
    await vi.waitFor(() => expect(runs).toBeGreaterThan(1), SOON);
    release();
  });
});
