import { format, stripVTControlCharacters } from "node:util";
import { log } from "./log";

const LEVELS = {
  debug: "debug",
  trace: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
} as const;

/**
 * From now on what others write to the console, the framework before all, is written to our log: one line, without secrets.
 * So is what Node itself warns of.
 */
export function leadConsoleToLog(): void {
  for (const [method, level] of Object.entries(LEVELS))
    Object.assign(console, { [method]: (...words: unknown[]) => write(level, words) });
  process.removeAllListeners("warning").on("warning", (err) => log.warn({ err }, "Node.js warns"));
}

function write(level: (typeof LEVELS)[keyof typeof LEVELS], words: unknown[]): void {
  const err = words.find((word) => word instanceof Error);
  const text = stripVTControlCharacters(format(...words.filter((word) => word !== err))).trim();
  // What the framework tells a browser of an error, which whoever sees it names to us.
  const digest = err && "digest" in err ? { digest: err.digest } : {};
  log[level]({ ...(err && { err }), ...digest }, text || err?.message || "");
}
