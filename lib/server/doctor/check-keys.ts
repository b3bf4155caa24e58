import { keyIds } from "@/lib/crypto/encryption-keys";
import { pool } from "@/lib/db/pool";
import { reasonOf } from "@/lib/process/reason";
import { keysAway, sealedWith } from "../sealed-values";
import { advice, type Finding, ok, wrong } from "./finding";

const CHECK = "encryption key";

/** Whether the keys that are here open what is sealed in the database. */
export async function checkKeys(): Promise<Finding> {
  try {
    return judgeKeys(await sealedWith(pool()));
  } catch (err) {
    return wrong(CHECK, `what is sealed in the database cannot be looked at: ${reasonOf(err)}`);
  }
}

/** What becomes of values that were sealed with some keys. */
export function judgeKeys(sealed: readonly string[]): Finding {
  const { missing, lost } = keysAway(sealed);
  if (missing.length > 0)
    return wrong(
      CHECK,
      `values in the database are sealed with ${missing.join(", ")} and the keys that are here are ${keyIds().join(", ") || "none"}, so that they cannot be opened: give back the secrets.json or COUNTERFOIL_ENCRYPTION_KEY of then, or name that key in COUNTERFOIL_ENCRYPTION_KEYS_RETIRED`,
    );
  if (lost.length > 0)
    return advice(
      CHECK,
      `what was sealed with ${lost.join(", ")} stays closed (COUNTERFOIL_ENCRYPTION_KEYS_LOST): make it anew, as docs/operations.md says`,
    );
  return ok(CHECK, "what is sealed in the database can be opened");
}
