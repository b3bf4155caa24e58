import { figure, say } from "../report";
import type { Recorded } from "./deployment";
import type { Round } from "./round";

export interface Rounds {
  count: number;
  recorded: Recorded;
  /** The longest time until a creation is acknowledged again; null where it also takes a person to start something. */
  recoveryMsMax: number | null;
  play: () => Promise<Round>;
}

/** Plays rounds one after the other and tells of each. Gives how many failed; what tried nothing has failed as well. */
export async function playRounds({ count, recorded, recoveryMsMax, play }: Rounds): Promise<number> {
  const played: Round[] = [];
  for (let number = 1; number <= count; number++) {
    const round = await play();
    if (recoveryMsMax !== null && round.recoveryMs > recoveryMsMax)
      round.faults.push(
        `recovery took ${figure(round.recoveryMs)} ms, and ${figure(recoveryMsMax)} is the most`,
      );
    played.push(round);
    say(describe(number, round));
  }
  const bad = played.filter(({ faults }) => faults.length > 0).length;
  const slowestMs = Math.max(...played.map(({ recoveryMs }) => recoveryMs));
  say(`${count - bad} of ${count} rounds without a fault; recovery took at most ${figure(slowestMs)} ms`);
  const untried = [
    ...(recorded === "together" && played.every(({ together }) => together === 0)
      ? ["no two payments shared a statement"]
      : []),
    ...(played.every(({ paid }) => paid === 0) ? ["no card was charged"] : []),
  ];
  for (const each of untried) say(`BAD: ${each}, so nothing was tried`);
  return bad + untried.length;
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
