import { type ParseArgsConfig, parseArgs } from "node:util";
import type { z } from "zod";
import { currentTime } from "@/lib/clock/clock";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { type Ctx, jobContext } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";
import { withDatabase } from "../with-database";

/** Runs a command's work on the deployment's database. What it prints is alone on the output, so that a script can read it. */
export async function runCommand(name: string, work: (ctx: Ctx) => Promise<void>): Promise<void> {
  log.level = "warn";
  await withDatabase(async () => {
    try {
      await work(jobContext(name, await currentTime(), newId()));
    } catch (err) {
      throw explained(err);
    }
  });
}

/** A command's options, or one sentence that says which of them is not one. */
export function readArguments<Options extends ParseArgsConfig["options"]>(args: string[], options: Options) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (err) {
    throw new CannotStart(`${(err as Error).message.split(". ")[0]}: see --help.`);
  }
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
