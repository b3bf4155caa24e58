import pino from "pino";
import { redact, redactText } from "./redact";

/** How many characters a message may have: a log is for people, and bodies do not belong in it. */
const TEXT_CHARACTERS_MAX = 4_000;

/**
 * The log everybody writes to: `log.error({ err, requestId }, "what happened")`. Lines of JSON where a machine reads
 * them, plain words on a terminal. Secrets, card numbers and account numbers are taken out on the way.
 */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "warn" : "info"),
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => redact(fields) as Record<string, unknown>,
    },
    // The redaction above has already made plain data of errors.
    serializers: { err: (err: unknown) => err },
    hooks: {
      logMethod(args, method) {
        const safe = args.map((arg) =>
          typeof arg === "string" ? redactText(arg).slice(0, TEXT_CHARACTERS_MAX) : arg,
        );
        method.apply(this, safe as typeof args);
      },
    },
  },
  process.stdout.isTTY ? { write: (line: string) => process.stdout.write(readableLine(line)) } : undefined,
);

/** One line of JSON in words: the time of day, the level, the message, then whatever else there is. */
export function readableLine(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(rest).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  const trace = err ? `\n${(err as { stack?: string }).stack ?? JSON.stringify(err)}` : "";
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${msg ?? ""}${fields.join("")}${trace}\n`;
}
