import { access, constants, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { SECRETS_FILE } from "../secrets";
import { type Finding, ok, wrong } from "./finding";

/** With less room a database soon stops taking payments. */
export const DISK_FREE_BYTES_MIN = 1_073_741_824;

const GIB = 1_073_741_824;

/** Looks at what lies in a data directory: who may read the secrets, and how much room there is. */
export async function checkDirectory(dataDirectory: string): Promise<Finding[]> {
  return [
    await checkSecrets(dataDirectory),
    await checkWritable(dataDirectory),
    await checkDisk(dataDirectory),
  ];
}

async function checkSecrets(dataDirectory: string): Promise<Finding> {
  const file = path.join(dataDirectory, SECRETS_FILE);
  const stats = await stat(file).catch(() => null);
  if (!stats)
    return wrong("secrets", `there is no ${file}: name the deployment's data directory with --data`);
  if ((stats.mode & 0o077) !== 0)
    return wrong(
      "secrets",
      `others than its owner may read ${file} (mode ${(stats.mode & 0o777).toString(8)}): chmod 600 ${file}`,
    );
  return ok("secrets", `${file} is readable by its owner only`);
}

async function checkWritable(dataDirectory: string): Promise<Finding> {
  const may = await access(dataDirectory, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return may
    ? ok("data directory", `${dataDirectory} can be written to`)
    : wrong(
        "data directory",
        `${dataDirectory} cannot be written to: give it to the user that runs the server`,
      );
}

async function checkDisk(dataDirectory: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDirectory);
  const free = bavail * bsize;
  const gibibytes = (free / GIB).toFixed(1);
  return free >= DISK_FREE_BYTES_MIN
    ? ok("disk", `${gibibytes} GiB are free`)
    : wrong(
        "disk",
        `only ${gibibytes} GiB are free on the disk of ${dataDirectory}: make room before it is full, when no payment can be recorded`,
      );
}
