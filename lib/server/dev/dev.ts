import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { startJobs } from "@/lib/jobs/runner";
import { openDatabase } from "../database";
import { greet } from "../greet";
import { startLifecycle } from "../lifecycle";
import { HELP, readOptions } from "../options";

/** `npm run dev`: the database, the jobs, and the framework's development server, whose routes are the doors. */
export async function run(args: string[]): Promise<void> {
  const options = readOptions(args, process.env);
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const lifecycle = startLifecycle();
  try {
    process.env.PUBLIC_URL = options.publicUrl ?? `http://localhost:${options.port}`;
    const database = await openDatabase(options);
    lifecycle.onStop("the database", database.stop);
    const jobs = await startJobs();
    lifecycle.onStop("the jobs", jobs.stop);
    const framework = startFramework(options.port, options.host);
    lifecycle.onStop("the framework", framework.stop);
    await greet(process.env.PUBLIC_URL);
    await Promise.race([lifecycle.asked, framework.ended]);
  } finally {
    await lifecycle.stop();
  }
  process.exit();
}

function startFramework(port: number, host: string | undefined) {
  const cli = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const words = [cli, "dev", "--port", String(port), ...(host ? ["--hostname", host] : [])];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, NODE_ENV: "development" },
    stdio: "inherit",
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    ended,
    stop: async () => {
      child.kill("SIGINT");
      await ended;
    },
  };
}
