import { vi } from "vitest";

/** How long `vi.waitFor` waits unless a test says otherwise: its own second is short where the machine has other work. */
const WAITED_MS = 10_000;

const PATIENT = Symbol.for("counterfoil.patient");

// Files share a worker: it is done once.
const known = vi as typeof vi & { [PATIENT]?: true };
if (!known[PATIENT]) {
  known[PATIENT] = true;
  const { waitFor } = vi;
  vi.waitFor = (callback, options = WAITED_MS) => waitFor(callback, options);
}
