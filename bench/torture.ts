import { parseArgs } from "node:util";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { type Lifecycle, startLifecycle } from "@/lib/server/lifecycle";
import { figure, say } from "./report";
import { type Deployment, startDeployment } from "./torture/deployment";
import { KINDS, type Kind } from "./torture/kinds";
import { playRound, type Round } from "./torture/round";

const ROUNDS_DEFAULT = 20;
const ROUNDS_MAX = 1_000;

const HELP = `Kills Counterfoil and its database under load, on loopback and a database of its own, and counts what clients were told
against what is there. Exits with 1 when anything acknowledged is lost or doubled.

  npm run torture [-- --rounds <number>] [-- --only <kind>]

  --rounds  of each kind (${ROUNDS_DEFAULT})
  --only    ${Object.keys(KINDS).join(" or ")}
`;

/** `npm run torture`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: "string" }, only: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return say(HELP);
  const rounds = Number(values.rounds ?? ROUNDS_DEFAULT);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > ROUNDS_MAX)
    throw new CannotStart(`--rounds must be a whole number from 1 to ${ROUNDS_MAX}.`);
  const kinds = Object.entries(KINDS).filter(([name]) => values.only === undefined || values.only === name);
  if (kinds.length === 0) throw new CannotStart(`--only takes ${Object.keys(KINDS).join(" or ")}.`);
  log.level = "silent";
  const lifecycle = startLifecycle();
  let faults = 1;
  try {
    const played = torture(
      lifecycle,
      kinds.map(([, kind]) => kind),
      rounds,
    );
    faults = await Promise.race([played, lifecycle.asked.then(() => 1)]);
  } catch (err) {
    console.error(err);
  } finally {
    await lifecycle.stop();
  }
  process.exit(lifecycle.signal.aborted ? 130 : Math.min(faults, 1));
}

async function torture(lifecycle: Lifecycle, kinds: Kind[], rounds: number): Promise<number> {
  const deployment = await startDeployment(lifecycle);
  let failed = 0;
  for (const kind of kinds) {
    say(`\n${kind.name}: ${rounds} rounds`);
    const recoveriesMs: number[] = [];
    let bad = 0;
    for (let number = 1; number <= rounds; number++) {
      const round = await play(deployment, kind);
      recoveriesMs.push(round.recoveryMs);
      if (round.faults.length > 0) bad++;
      say(describe(number, round));
    }
    say(
      `${rounds - bad} of ${rounds} rounds without a fault; recovery took at most ${figure(Math.max(...recoveriesMs))} ms`,
    );
    failed += bad;
  }
  say(
    failed === 0 ? "\nNothing acknowledged was lost and nothing was doubled." : `\n${failed} rounds failed.`,
  );
  return failed;
}

async function play(deployment: Deployment, kind: Kind): Promise<Round> {
  const round = await playRound(deployment, (struck) => kind.strike(deployment, struck));
  if (kind.recoveryMsMax !== null && round.recoveryMs > kind.recoveryMsMax) {
    round.faults.push(
      `recovery took ${figure(round.recoveryMs)} ms, and ${figure(kind.recoveryMsMax)} is the most`,
    );
  }
  return round;
}

function describe(number: number, round: Round): string {
  const told = [
    `${round.requests} requests (${round.unanswered} unanswered)`,
    `${round.acknowledged} acknowledged`,
    `${round.found} found`,
    `${round.doubled} doubled`,
    `${round.paid} told paid`,
    `recovery ${figure(round.recoveryMs)} ms`,
    round.faults.length === 0 ? "good" : "BAD",
  ];
  return [
    `${String(number).padStart(3)}  ${told.join(", ")}`,
    ...round.faults.map((each) => `     ${each}`),
  ].join("\n");
}
