import pino from "pino";
import { redact, redactText } from "./redact";

/** How many characters a message may have: a log is for people, and bodies do not belong in it. */
const TEXT_CHARACTERS_MAX = 4_000;

/** What LOG_LEVEL may be, from most to least. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/**
 * The log everybody writes to: `log.error({ err, requestId }, "what happened")`. Lines of JSON where a machine reads
 * them, plain words on a terminal. Secrets, card numbers and account numbers are taken out on the way.
 */
export const log = pino(
  {
    level: levelOf(process.env),
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

// A word that is no level is refused where the settings are judged; until then there has to be a log.
function levelOf({ LOG_LEVEL, NODE_ENV }: NodeJS.ProcessEnv): string {
  return LOG_LEVELS.find((level) => level === LOG_LEVEL) ?? (NODE_ENV === "test" ? "warn" : "info");
}

/** One line of JSON in words: the time of day, the level, the message, then whatever else there is. */
export function readableLine(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(rest).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  const trace = err ? `\n${(err as { stack?: string }).stack ?? JSON.stringify(err)}` : "";
  // What a stranger sent may stand in either, and a terminal obeys what it is shown.
  const [said, traced] = [escaped(String(msg ?? ""), /\p{Cc}/gu), escaped(trace, /[^\P{Cc}\t\n]/gu)];
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${said}${fields.join("")}${traced}\n`;
}

function escaped(text: string, characters: RegExp): string {
  return text.replace(characters, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
