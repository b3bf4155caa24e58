import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withFileLock } from "./file-lock";

const WAIT = { waitMsMax: 5_000 };
// Above every system's highest pid, so no process has it.
const NOBODY = 2 ** 22 + 1;

let directory = "";
let lock = "";

beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-lock-"));
  lock = path.join(directory, "lock");
});
afterEach(() => rm(directory, { recursive: true }));

describe("a file lock", () => {
  it("lets one in at a time, and leaves nothing behind", async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise(setImmediate);
      inside--;
    };
    await Promise.all(Array.from({ length: 8 }, () => withFileLock(lock, WAIT, work)));
    expect(most).toBe(1);
    await expect(readdir(directory)).resolves.toEqual([]);
  });

  it("is released when the work fails", async () => {
    await expect(withFileLock(lock, WAIT, () => Promise.reject(new Error("work")))).rejects.toThrow("work");
    await expect(withFileLock(lock, WAIT, async () => "next")).resolves.toBe("next");
  });

  it("of a process that was killed holds nobody up, and lets only one of many in", async () => {
    let inside = 0;
    const work = async () => {
      expect(++inside).toBe(1);
      await new Promise(setImmediate);
      inside--;
    };
    for (let round = 0; round < 5; round++) {
      await writeFile(lock, JSON.stringify({ pid: NOBODY, birth: "1", token: `dead ${round}` }));
      // As if whoever broke it had been killed over it, too.
      await writeFile(`${lock}.breaking`, JSON.stringify({ pid: NOBODY, birth: "1", token: "dead" }));
      await Promise.all(Array.from({ length: 8 }, () => withFileLock(lock, WAIT, work)));
    }
    await expect(readdir(directory)).resolves.toEqual([]);
  });

  it("of a process whose number was given to another holds nobody up", async () => {
    await writeFile(lock, JSON.stringify({ pid: process.pid, birth: "another life", token: "old" }));
    await expect(withFileLock(lock, WAIT, async () => "in")).resolves.toBe("in");
  });

  it("names who holds it when waiting took too long", async () => {
    await withFileLock(lock, WAIT, async () => {
      const waiting = withFileLock(lock, { waitMsMax: 0 }, async () => "never");
      await expect(waiting).rejects.toThrow(String(process.pid));
    });
  });
});
