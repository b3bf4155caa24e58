/** Why a command cannot go on, in one sentence for the person at the keyboard: it is printed alone, without a trace. */
export class CannotStart extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "CannotStart";
  }
}

/** Prints what went wrong the way the person can use it, and sets the exit code. */
export function explainFailure(err: unknown): void {
  process.exitCode = 1;
  if (err instanceof CannotStart) process.stderr.write(`counterfoil: ${err.message}\n`);
  else console.error(err);
}

/** The system's error code (`EACCES`, `ENOSPC`…), when the error carries one. */
export function systemCode(err: unknown): string | undefined {
  return err instanceof Error && "code" in err && typeof err.code === "string" ? err.code : undefined;
}
