import pg from "pg";

/** What of the database's is a step: what lasts (commits, and what is written outside a transaction), or every statement. */
export type Steps = "lasting" | "every";

/** Just before a step is done, or just after it: it is done, and nobody here has heard so. */
export type When = "before" | "after";

/** Where a process ends itself: at the how manieth step, from 0. */
export interface KillAt {
  step: number;
  when: When;
}

interface Counting {
  steps: Steps;
  killAt: KillAt | null;
  /** What has been done so far, in the words of its first line. */
  seen: string[];
}

const WORDS_MAX = 60;
/** That a connection works is noted now and then, beside what is done. */
const HEALTH = /\bconnection_calls\b/;
const WRITES = /\b(INSERT INTO|UPDATE|DELETE FROM)\b(?! OF\b)/;

let counting: Counting | null = null;
const inTransaction = new WeakSet<object>();

/** Begins to count what is asked of the database, and ends this process where it is told to. */
export function count(steps: Steps, killAt: KillAt | null): void {
  counting = { steps, killAt, seen: [] };
}

/** What was asked of the database since `count`. */
export function counted(): string[] {
  const seen = counting?.seen ?? [];
  counting = null;
  return seen;
}

/** Ends this process as a power cut would: nothing is said to anybody, and no line that follows is run. */
function die(): void {
  process.kill(process.pid, "SIGKILL");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

type Query = (...args: unknown[]) => unknown;

/** Puts itself between this process and its database. Only ever called by a program of tests. */
export function watchDatabase(): void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  prototype.query = function watched(this: object, ...args: unknown[]) {
    const text = textOf(args[0]);
    const step = isStep(this, text) ? stepOf(text) : null;
    follow(this, text);
    if (!step || !counting?.killAt || counting.killAt.step !== step.number) return query.apply(this, args);
    if (counting.killAt.when === "before") die();
    const told = args.at(-1);
    if (typeof told === "function") return query.apply(this, [...args.slice(0, -1), die]);
    return (query.apply(this, args) as Promise<unknown>).then(die);
  };
}

function isStep(client: object, text: string): boolean {
  if (!counting || HEALTH.test(text)) return false;
  if (counting.steps === "every") return true;
  return /^commit/i.test(text) || (!inTransaction.has(client) && WRITES.test(text));
}

function stepOf(text: string): { number: number } {
  const seen = counting?.seen ?? [];
  const words = text.replace(/\s+/g, " ").trim().slice(0, WORDS_MAX);
  seen.push(words);
  return { number: seen.length - 1 };
}

function follow(client: object, text: string): void {
  if (/^begin/i.test(text)) inTransaction.add(client);
  if (/^(commit|rollback)/i.test(text)) inTransaction.delete(client);
}

function textOf(asked: unknown): string {
  if (typeof asked === "string") return asked;
  if (typeof asked === "object" && asked !== null && "text" in asked) return String(asked.text);
  return "";
}
