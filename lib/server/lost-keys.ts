import { CannotStart } from "@/lib/process/cannot-start";

/** Ids as `refuseOtherKeys` tells them: what was sealed with these keys stays closed, and the server starts. */
export function lostKeyIds(setting = process.env.COUNTERFOIL_ENCRYPTION_KEYS_LOST ?? ""): string[] {
  const ids = setting.split(",").flatMap((id) => id.trim().toLowerCase() || []);
  const wrong = ids.find((id) => !/^[0-9a-f]{8}$/.test(id));
  if (wrong === undefined) return ids;
  throw new CannotStart(
    `COUNTERFOIL_ENCRYPTION_KEYS_LOST must hold ids of keys as a start tells them, such as 1a2b3c4d, with commas, not "${wrong}".`,
  );
}

/** How to start all the same when keys are lost for good. */
export function startWithout(ids: readonly string[]): string {
  return `set COUNTERFOIL_ENCRYPTION_KEYS_LOST to ${ids.join()}, as docs/operations.md says`;
}
