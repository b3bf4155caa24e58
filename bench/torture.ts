import { parseArgs } from "node:util";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { type Lifecycle, startLifecycle } from "@/lib/server/lifecycle";
import { figure, say } from "./report";
import { type Deployment, RECORDINGS, type Recorded, startDeployment } from "./torture/deployment";
import { KINDS, type Kind } from "./torture/kinds";
import { playRound, type Round } from "./torture/round";
import { runSuite, SUITES, type Suite } from "./torture/suites";

const ROUNDS_DEFAULT = 20;
const ROUNDS_MAX = 1_000_000;
const ONLY = [...Object.keys(KINDS), ...Object.keys(SUITES)];

const HELP = `Kills Counterfoil and its database under load, on loopback and a database of its own, and counts what clients were told
against what is there. Exits with 1 when anything acknowledged is lost or doubled.

  npm run torture [-- --rounds <number>] [-- --only <kind>] [-- --recorded <how>]

  --rounds    of each kind, each way (${ROUNDS_DEFAULT}); of sequences ${SUITES.sequences.rounds} in all
  --only      ${Object.keys(KINDS).join(" or ")}, which both are played without it; or
              providers: ${SUITES.providers.name}
              sequences: ${SUITES.sequences.name}; PROVIDER_EVENT_SEED=<number> begins from a seed
  --recorded  ${RECORDINGS.join(" or ")}: only with payments of one moment sharing a statement, or only with
              RECORDING_GROUPS=off
`;

/** `npm run torture`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: "string" },
      only: { type: "string" },
      recorded: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return say(HELP);
  const rounds = Number(values.rounds ?? ROUNDS_DEFAULT);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > ROUNDS_MAX)
    throw new CannotStart(`--rounds must be a whole number from 1 to ${ROUNDS_MAX}.`);
  const suite =
    values.only && Object.hasOwn(SUITES, values.only) && SUITES[values.only as keyof typeof SUITES];
  if (suite) return torturedBySuite(suite, values.rounds === undefined ? (suite.rounds ?? 1) : rounds);
  const kinds = Object.entries(KINDS).filter(([name]) => values.only === undefined || values.only === name);
  if (kinds.length === 0) throw new CannotStart(`--only takes ${ONLY.join(" or ")}.`);
  const ways = RECORDINGS.filter((way) => values.recorded === undefined || values.recorded === way);
  if (ways.length === 0) throw new CannotStart(`--recorded takes ${RECORDINGS.join(" or ")}.`);
  log.level = "silent";
  const lifecycle = startLifecycle();
  let faults = 1;
  try {
    const played = torture(lifecycle, { ways, kinds: kinds.map(([, kind]) => kind), rounds });
    faults = await Promise.race([played, lifecycle.asked.then(() => 1)]);
  } catch (err) {
    console.error(err);
  } finally {
    await lifecycle.stop();
  }
  process.exit(lifecycle.signal.aborted ? 130 : Math.min(faults, 1));
}

async function torturedBySuite(suite: Suite, rounds: number): Promise<void> {
  const begunAtMs = performance.now();
  say(suite.rounds === null ? suite.name : `${figure(rounds)} ${suite.name}`);
  const code = await runSuite(suite, rounds);
  say(`\n${code === 0 ? "Good" : "BAD"}, in ${figure((performance.now() - begunAtMs) / 1_000)} s.`);
  process.exit(code);
}

interface Plan {
  ways: readonly Recorded[];
  kinds: readonly Kind[];
  rounds: number;
}

async function torture(lifecycle: Lifecycle, { ways, kinds, rounds }: Plan): Promise<number> {
  let failed = 0;
  for (const recorded of ways) failed += await tortureOneWay(lifecycle, recorded, kinds, rounds);
  say(
    failed === 0 ? "\nNothing acknowledged was lost and nothing was doubled." : `\n${failed} rounds failed.`,
  );
  return failed;
}

async function tortureOneWay(
  lifecycle: Lifecycle,
  recorded: Recorded,
  kinds: readonly Kind[],
  rounds: number,
): Promise<number> {
  const deployment = await startDeployment(lifecycle, recorded);
  let failed = 0;
  for (const kind of kinds) {
    say(`\n${kind.name}, payments of one moment recorded ${recorded}: ${rounds} rounds`);
    const played: Round[] = [];
    for (let number = 1; number <= rounds; number++) {
      const round = await play(deployment, kind);
      played.push(round);
      say(describe(number, round));
    }
    const bad = played.filter(({ faults }) => faults.length > 0).length;
    const slowestMs = Math.max(...played.map(({ recoveryMs }) => recoveryMs));
    say(`${rounds - bad} of ${rounds} rounds without a fault; recovery took at most ${figure(slowestMs)} ms`);
    failed += bad;
    if (recorded === "together" && played.every(({ together }) => together === 0)) {
      say("BAD: no two payments shared a statement, so nothing was tried");
      failed += 1;
    }
  }
  await deployment.stop();
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
    `${round.together} recorded together`,
    `recovery ${figure(round.recoveryMs)} ms`,
    round.faults.length === 0 ? "good" : "BAD",
  ];
  return [
    `${String(number).padStart(3)}  ${told.join(", ")}`,
    ...round.faults.map((each) => `     ${each}`),
  ].join("\n");
}
