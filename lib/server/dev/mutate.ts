import { spawn } from "node:child_process";
import { access, readFile, rm } from "node:fs/promises";
import { CannotStart } from "@/lib/process/cannot-start";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import config from "../../../stryker.config.js";
import { MUTATION_AREAS } from "./mutation-areas";

const SCORE_MIN = config.thresholds.break;
const AREA_COLUMNS = 14;
const NUMBER_COLUMNS = 9;

/** What Stryker found out, as far as the scores need it. */
interface Report {
  files: Record<string, { mutants: { status: string }[] }>;
}

/**
 * `npm run mutate [-- AREA… --STRYKER-OPTION…]`: changes the rules of the areas, all of them when none is named, and counts
 * how many of the changes the unit tests notice. Fails when an area has less than `thresholds.break` percent of them.
 */
export async function run(args: readonly string[] = []): Promise<void> {
  const options = args.filter((arg) => arg.startsWith("-"));
  const named = args.filter((arg) => !arg.startsWith("-"));
  const areas = named.length > 0 ? named : Object.keys(MUTATION_AREAS);
  const files = areas.flatMap(filesOf);
  // Stryker only warns of a file that has been moved or renamed, and its rules would be held to nothing.
  await Promise.all(files.map((file) => access(file)));
  await rm(config.jsonReporter.fileName, { force: true });
  const code = await stryker([...options, "--mutate", files.join(",")]);
  const report = await readReport();
  const scores = areas.map((area) => ({ area, ...scoreOf(area, report) }));
  process.stdout.write(tableOf(scores));
  process.exitCode = code || (scores.every(({ score }) => score >= SCORE_MIN) ? 0 : 1);
}

function filesOf(area: string): readonly string[] {
  const files = MUTATION_AREAS[area];
  if (files) return files;
  throw new CannotStart(`There is no area ${area}, only ${Object.keys(MUTATION_AREAS).join(", ")}.`);
}

function stryker(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // npm has put the programs of node_modules on the path.
    const child = spawn("stryker", ["run", ...args], {
      stdio: "inherit",
      env: childEnvironment(passedOn("CI", "NODE_OPTIONS", "FORCE_COLOR", "NO_COLOR")),
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

async function readReport(): Promise<Report> {
  const text = await readFile(config.jsonReporter.fileName, "utf8").catch(() => null);
  if (text === null) throw new CannotStart("Stryker has not come to an end: see above.");
  return JSON.parse(text) as Report;
}

/** A mutant that no test reaches has survived; one that hangs the tests is noticed. */
function scoreOf(area: string, { files }: Report): { killed: number; survived: number; score: number } {
  const mutants = filesOf(area).flatMap((file) => files[file]?.mutants ?? []);
  const having = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const killed = having("Killed", "Timeout");
  const survived = having("Survived", "NoCoverage");
  return { killed, survived, score: (100 * killed) / (killed + survived) };
}

function tableOf(
  scores: readonly { area: string; killed: number; survived: number; score: number }[],
): string {
  const line = (area: string, ...numbers: string[]) =>
    `${area.padEnd(AREA_COLUMNS)}${numbers.map((each) => each.padStart(NUMBER_COLUMNS)).join("")}\n`;
  const rows = scores.map(({ area, killed, survived, score }) =>
    line(area, String(killed), String(survived), `${score.toFixed(1)} %`),
  );
  const low = scores.filter(({ score }) => score < SCORE_MIN).map(({ area }) => area);
  const verdict =
    low.length === 0
      ? `At least ${SCORE_MIN} % everywhere.`
      : `Less than ${SCORE_MIN} %: ${low.join(", ")}. What survived stands above.`;
  return `\n${line("area", "killed", "survived", "score")}${rows.join("")}\n${verdict}\n`;
}
