import crypto, { type ScryptOptions } from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

/**
 * How costly a password's hash is in integration tests. What they ask is who is let in, a thousand times over; that it is
 * slow is the library's, and everywhere else as it comes.
 */
const COST = 16;

const QUICK = Symbol.for("counterfoil.quick-passwords");

// Files share a worker: it is done once.
const known = crypto as typeof crypto & { [QUICK]?: true };
if (!known[QUICK]) {
  known[QUICK] = true;
  const { scrypt } = crypto;
  known.scrypt = ((password, salt, length, options: ScryptOptions, done) =>
    scrypt(password, salt, length, { ...options, N: COST }, done)) as typeof scrypt;
  syncBuiltinESMExports();
}
