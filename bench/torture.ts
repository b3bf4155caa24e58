import { parseArgs } from "node:util";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { type Lifecycle, startLifecycle } from "@/lib/server/lifecycle";
import { figure, say } from "./report";
import { RECORDINGS, type Recorded, startDeployment } from "./torture/deployment";
import { FAILOVER_MS_MAX, startMachines } from "./torture/failover";
import { KINDS, type Kind } from "./torture/kinds";
import { playRounds } from "./torture/play-rounds";
import { playRound } from "./torture/round";
import { runSuite, SUITES, type Suite } from "./torture/suites";

const ROUNDS_DEFAULT = 20;
const ROUNDS_MAX = 1_000_000;
const FAILOVER = "failover";
const FAILOVER_ROUNDS_DEFAULT = 10;
const ONLY = [...Object.keys(KINDS), FAILOVER, ...Object.keys(SUITES)];

const HELP = `Kills Counterfoil and its database under load, on loopback and a database of its own, and counts what clients were told
against what is there. Exits with 1 when anything acknowledged is lost or doubled.

  npm run torture [-- --rounds <number>] [-- --only <kind>] [-- --recorded <how>]

  --rounds    of each kind, each way (${ROUNDS_DEFAULT}); of ${FAILOVER} ${FAILOVER_ROUNDS_DEFAULT}, of sequences ${SUITES.sequences.rounds} in all
  --only      ${Object.keys(KINDS).join(" or ")}, which both are played without it; or
              ${FAILOVER}: several machines on this one, the primary lost under load and its standby promoted; wants HAProxy; or
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
  const rounds = Number(
    values.rounds ?? (values.only === FAILOVER ? FAILOVER_ROUNDS_DEFAULT : ROUNDS_DEFAULT),
  );
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > ROUNDS_MAX)
    throw new CannotStart(`--rounds must be a whole number from 1 to ${ROUNDS_MAX}.`);
  const suite =
    values.only && Object.hasOwn(SUITES, values.only) && SUITES[values.only as keyof typeof SUITES];
  if (suite) return torturedBySuite(suite, values.rounds === undefined ? (suite.rounds ?? 1) : rounds);
  if (values.only === FAILOVER) return tortured((lifecycle) => tortureFailover(lifecycle, rounds));
  const kinds = Object.entries(KINDS).filter(([name]) => values.only === undefined || values.only === name);
  if (kinds.length === 0) throw new CannotStart(`--only takes ${ONLY.join(" or ")}.`);
  const ways = RECORDINGS.filter((way) => values.recorded === undefined || values.recorded === way);
  if (ways.length === 0) throw new CannotStart(`--recorded takes ${RECORDINGS.join(" or ")}.`);
  return tortured((lifecycle) => torture(lifecycle, { ways, kinds: kinds.map(([, kind]) => kind), rounds }));
}

/** Plays until it ends or is told to, and ends the process with what came of it. */
async function tortured(play: (lifecycle: Lifecycle) => Promise<number>): Promise<void> {
  log.level = "silent";
  const lifecycle = startLifecycle();
  let faults = 1;
  try {
    faults = await Promise.race([play(lifecycle), lifecycle.asked.then(() => 1)]);
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
  for (const recorded of ways) {
    const deployment = await startDeployment(lifecycle, recorded);
    for (const { name, recoveryMsMax, strike } of kinds) {
      say(`\n${name}, payments of one moment recorded ${recorded}: ${rounds} rounds`);
      const play = () => playRound(deployment, (struck) => strike(deployment, struck));
      failed += await playRounds({ count: rounds, recorded, recoveryMsMax, play });
    }
    await deployment.stop();
  }
  return told(failed);
}

async function tortureFailover(lifecycle: Lifecycle, rounds: number): Promise<number> {
  const { of, play } = await startMachines(lifecycle);
  say(`\n${of}; the primary killed and the standby promoted: ${rounds} rounds`);
  const recoveryMsMax = FAILOVER_MS_MAX;
  return told(await playRounds({ count: rounds, recorded: "together", recoveryMsMax, play }));
}

function told(failed: number): number {
  say(
    failed === 0 ? "\nNothing acknowledged was lost and nothing was doubled." : `\n${failed} rounds failed.`,
  );
  return failed;
}
