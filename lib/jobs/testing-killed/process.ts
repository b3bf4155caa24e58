import { type ChildProcess, spawn } from "node:child_process";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import type { Act } from "./acts";
import type { Said, Told } from "./program";

/** A process of its own that does things until it is killed. */
export interface Worker {
  /** Resolves to what it asked of the database, or to null where it has been killed before it was done. */
  told: (act: Act, more?: Partial<Pick<Told, "steps" | "killAt">>) => Promise<Said | null>;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill: () => Promise<void>;
}

const SETTINGS = [
  ...["DATABASE_URL", "PUBLIC_URL", "COUNTERFOIL_ENCRYPTION_KEY", "NODE_ENV"],
  ...["STRIPE_API_BASE", "GOCARDLESS_API_BASE", "MOLLIE_API_BASE"],
];

export function startWorker(program: string): Worker {
  const child: ChildProcess = spawn(process.execPath, [program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: childEnvironment({ ...passedOn(...SETTINGS), LOG_LEVEL: "silent" }),
  });
  const gone = new Promise<null>((resolve, reject) =>
    child.once("exit", (code, signal) =>
      signal === "SIGKILL" ? resolve(null) : reject(new Error(`a process ended by itself with ${code}`)),
    ),
  );
  // Looked at when something is asked of it.
  gone.catch(() => {});
  return {
    told: (act, { steps = "lasting", killAt = null } = {}) => {
      const done = new Promise<Said>((resolve) => child.once("message", (said) => resolve(said as Said)));
      child.send({ act, steps, killAt } satisfies Told);
      return Promise.race([done, gone]);
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
