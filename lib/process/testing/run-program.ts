import { execFile } from "node:child_process";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";

const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

/** Runs a program to its end and gives what it printed. It ends with us at the latest. */
export function runProgram(program: string, args: string[]): Promise<string> {
  const env = childEnvironment(passedOn("NODE_ENV", "NODE_OPTIONS", "NEXT_TELEMETRY_DISABLED"));
  const options = { maxBuffer: OUTPUT_BYTES_MAX, env };
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, options, (err, stdout, stderr) => {
      process.off("exit", atOurEnd);
      if (err) reject(new Error(`${program} failed: ${stderr.trim() || err.message}`));
      else resolve(stdout);
    });
    const atOurEnd = () => child.kill("SIGKILL");
    process.once("exit", atOurEnd);
  });
}
