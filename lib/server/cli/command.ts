import { type ParseArgsConfig, parseArgs } from "node:util";
import type { z } from "zod";
import { currentTime } from "@/lib/clock/clock";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { type Ctx, jobContext } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";
import { withDatabase } from "../with-database";

/**
 * Runs a command's work on the deployment's database, which has to be there unless the command may be the first of it. What
 * it prints is alone on the output, so that a script can read it.
 */
export async function runCommand(
  name: string,
  work: (ctx: Ctx) => Promise<void>,
  options: { mayBeFirst?: boolean } = {},
): Promise<void> {
  log.level = "warn";
  await withDatabase(async () => {
    try {
      await work(jobContext(name, await currentTime(), newId()));
    } catch (err) {
      throw explained(err);
    }
  }, options);
}

/** A command's options, or one sentence that says which of them is not one. */
export function readArguments<Options extends ParseArgsConfig["options"]>(args: string[], options: Options) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (err) {
    throw new CannotStart(`${(err as Error).message.split(". ")[0]}: see --help.`);
  }
}

/** Throws CannotStart when more words were given than a command takes: none is dropped without a word. */
export function refuseSurplus(words: readonly string[], takenMax: number): void {
  const surplus = words[takenMax];
  if (surplus !== undefined)
    throw new CannotStart(
      `"${surplus}" is one word too many: put what belongs together in quotes, and see --help.`,
    );
}

/** What was given, in the form the verb takes, or one sentence that says what is wrong with it. */
export function fitting<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CannotStart(`--${String(issue?.path[0] ?? "option")}: ${issue?.message ?? "is not right"}`);
}

function explained(err: unknown): unknown {
  const problem = problemOf(err);
  if (!problem) return err;
  switch (problem.code) {
    case "conflict":
      return new CannotStart(problem.message);
    case "invalid":
      return new CannotStart(problem.issues[0].message);
    case "not_found":
      return new CannotStart(`there is no ${problem.object} ${problem.id}.`);
    default:
      return err;
  }
}
