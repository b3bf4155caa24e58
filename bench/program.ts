import { execFile } from "node:child_process";

const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

/** Runs a program to its end and gives what it printed. It ends with us at the latest. */
export function runProgram(program: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { maxBuffer: OUTPUT_BYTES_MAX }, (err, stdout, stderr) => {
      process.off("exit", atOurEnd);
      if (err) reject(new Error(`${program} failed: ${stderr.trim() || err.message}`));
      else resolve(stdout);
    });
    const atOurEnd = () => child.kill("SIGKILL");
    process.once("exit", atOurEnd);
  });
}
