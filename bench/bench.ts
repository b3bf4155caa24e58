import { parseArgs } from "node:util";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { type Lifecycle, startLifecycle } from "@/lib/server/lifecycle";
import { benchConnected } from "./connected/connected";
import { benchCreate } from "./create/create";
import { benchRoundTrips } from "./create/round-trips";
import { benchJavaScript } from "./javascript/javascript";
import { benchLists } from "./lists/lists";
import { benchReads } from "./reads/reads";
import { type Missed, say } from "./report";
import { benchSearches } from "./searches/searches";
import { type Stage, setStage } from "./stage";
import { benchTenMillion } from "./ten-million/ten-million";
import { benchWebhooks } from "./webhooks/webhooks";

const PARTS: Record<string, (stage: Stage) => Promise<Missed>> = {
  "round-trips": benchRoundTrips,
  create: benchCreate,
  reads: benchReads,
  lists: benchLists,
  searches: benchSearches,
  connected: benchConnected,
  webhooks: benchWebhooks,
  javascript: benchJavaScript,
};

/** What takes most of an hour and tens of gigabytes is measured only where it is named. */
const NAMED_PARTS: typeof PARTS = { "ten-million": benchTenMillion };

const ALL_PARTS = { ...PARTS, ...NAMED_PARTS };

const HELP = `Measures Counterfoil against this machine's own limits, on loopback and a database of its own. docs/benchmarks.md
says how to read it. Exits with 1 when a target is missed.

  npm run bench [-- --only <part>]

  --only    ${Object.keys(PARTS).join(", ")}; several with commas
            ${Object.keys(NAMED_PARTS).join(", ")}, only where it is named: it takes most of an hour, and 45 GB of disk
`;

/** `npm run bench`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { only: { type: "string" }, help: { type: "boolean" } } });
  const parts = values.only?.split(",") ?? Object.keys(PARTS);
  const unknown = parts.find((part) => !(part in ALL_PARTS));
  if (values.help) return say(HELP);
  if (unknown) throw new CannotStart(`"${unknown}" is not one of ${Object.keys(ALL_PARTS).join(", ")}.`);
  log.level = "warn";
  const lifecycle = startLifecycle();
  const interrupted = lifecycle.asked.then(() => [] as Missed);
  let code = 1;
  try {
    const missed = await Promise.race([measure(lifecycle, parts), interrupted]);
    if (!lifecycle.signal.aborted)
      say(missed.length > 0 ? `\nMissed:\n- ${missed.join("\n- ")}` : "\nEvery target was reached.");
    code = missed.length > 0 ? 1 : 0;
  } catch (err) {
    console.error(err);
  } finally {
    await lifecycle.stop();
  }
  process.exit(lifecycle.signal.aborted ? 130 : code);
}

async function measure(lifecycle: Lifecycle, parts: string[]): Promise<Missed> {
  const stage = await setStage(lifecycle);
  const missed: Missed = [];
  for (const part of parts) missed.push(...((await ALL_PARTS[part]?.(stage)) ?? []));
  return missed;
}
