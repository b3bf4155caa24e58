import { systemCode } from "./cannot-start";

interface Output {
  on: (event: "error", heard: (err: Error) => void) => unknown;
  write: (text: string) => unknown;
}

/**
 * Lets a process come to its own end, which puts away what it has begun, when its output can no longer be written. Whoever
 * stopped reading (`| head`) wants to hear no more; anything else is said, and is a failure.
 */
export function outliveReaders(out: Output = process.stdout, errors: Output = process.stderr): void {
  out.on("error", (err) => {
    if (systemCode(err) === "EPIPE") return;
    process.exitCode = 1;
    errors.write(`counterfoil: the output could not be written: ${err.message}.\n`);
  });
  // There is no place left where that could be said.
  errors.on("error", () => {});
}
