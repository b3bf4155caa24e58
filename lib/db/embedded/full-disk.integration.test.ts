import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mountSmallDisk, unmountSmallDisk } from "@/lib/process/testing/small-disk";
import { openEmbedded } from "./open";
import { runningPostmaster } from "./postmaster";

/** Room for a new database, and little more. */
const DISK_MEGABYTES = 200;

let disk = "";
let mounted = false;

beforeAll(() => {
  disk = mkdtempSync(path.join(os.tmpdir(), "counterfoil-full-"));
  mounted = mountSmallDisk(disk, `size=${DISK_MEGABYTES}m,mode=755`);
});
afterAll(() => {
  if (mounted) unmountSmallDisk(disk);
  rmSync(disk, { recursive: true, force: true });
});

function fill(): void {
  for (const size of [1_048_576, 4_096, 1])
    for (let number = 0; ; number++)
      try {
        writeFileSync(path.join(disk, `full-${size}-${number}`), Buffer.alloc(size));
      } catch {
        break;
      }
}

it("the database of a full disk is stopped when it is told to, leaves no lock, and is not taken for another place's", async ({
  skip,
}) => {
  skip(!mounted, "nothing can be mounted here");
  const dataDirectory = path.join(disk, "data");
  const database = await openEmbedded({ dataDirectory, durable: false });
  const cluster = path.join(dataDirectory, "postgres");
  fill();
  await expect(openEmbedded({ dataDirectory, durable: false })).rejects.toThrow(
    /cannot be used \(the disk is full\): mend that, for the deployment's data is there\.$/,
  );
  expect(await runningPostmaster(cluster)).not.toBeNull();
  await database.stop();
  expect(await runningPostmaster(cluster)).toBeNull();
  expect(readdirSync(dataDirectory).filter((name) => name.startsWith("boot.lock"))).toEqual([]);
}, 120_000);
