import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Asked, HttpFake } from "@/lib/connectors/testing/http-fake";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { bundle } from "@/lib/process/testing/bundle";
import { type Act, perform } from "./testing-killed/acts";
import { disagreements, gocardlessBooks, mollieBooks, stripeBooks } from "./testing-killed/books";
import { type Flow, type Given, pollsAreDue } from "./testing-killed/flow";
import { pageFlows } from "./testing-killed/pages";
import { aCollectedPremium, cardFlows, debitFlows } from "./testing-killed/premiums";
import { startWorker, type Worker } from "./testing-killed/process";
import { molliePages, stripePages } from "./testing-killed/providers-pages";
import type { KillAt, Steps } from "./testing-killed/steps";
import { gocardlessWorld, mollieWorld, stripeWorld, type World } from "./testing-killed/world";

// A process is ended as by a power cut at each step of all that moves money or tells of it. Another one is started, does
// its jobs, and whoever asked asks again: then nothing was charged twice, nothing is lost, and the provider's books and
// ours agree to the cent.

/** PROVIDER_KILLS=every ends it at every statement and every request, and not only where something lasts. */
const STEPS: Steps = process.env.PROVIDER_KILLS === "every" ? "every" : "lasting";
const FLOW_MS_MAX = 600_000;

const stripe = stripeWorld();
const mollie = mollieWorld();
const gocardless = gocardlessWorld();

let program = { file: "", remove: async () => {} };
let worker: Worker;
let kills = 0;

beforeAll(async () => {
  program = await bundle("lib/jobs/testing-killed/program.ts");
  worker = startWorker(program.file);
});

afterAll(async () => {
  await worker.kill();
  await program.remove();
  if (STEPS === "every") console.info(`processes ended in the middle of what they did: ${kills}`);
});

/** A step of what is done: of those at the provider or of those in the database. */
type Step = KillAt & { of: "provider" | "database"; words: string };

/**
 * Where it is ended. Where only what lasts counts, what asks the provider and changes nothing is none: nothing is different
 * before the next write, and that is one.
 */
function stepsOf(asked: readonly string[], statements: readonly string[]): Step[] {
  const requests = asked.flatMap((words, step) =>
    STEPS === "lasting" && words.startsWith("GET") ? [] : bothOf("provider", step, words),
  );
  const written = statements.flatMap((words, step) => {
    const [before, after] = bothOf("database", step, words);
    // What is done is followed by the next step, which begins from there.
    return STEPS === "every" || step === statements.length - 1 ? [before, after] : [before];
  });
  return [...requests, ...written];
}

const bothOf = (of: Step["of"], step: number, words: string): [Step, Step] => [
  { of, step, words, when: "before" },
  { of, step, words, when: "after" },
];

/** Does it once to its end, and says in which steps. */
async function stepsIn(fake: HttpFake, given: Given): Promise<Step[]> {
  const asked: string[] = [];
  fake.watcher = async (when, each) => when === "after" || asked.push(wordsOf(each)) > 0;
  await pollsAreDue();
  const said = await worker.told(given.act, { steps: STEPS });
  fake.watcher = null;
  expect(said?.problem).toBeNull();
  return stepsOf(asked, said?.asked ?? []);
}

const wordsOf = ({ req, url }: Asked) => `${req.method} ${url.pathname}`;

async function killIn(fake: HttpFake, given: Given, { of, step, when, words }: Step): Promise<void> {
  let asked = -1;
  fake.watcher = async (at) => {
    if (at === "before") asked += 1;
    if (of !== "provider" || asked !== step || at !== when) return true;
    await worker.kill();
    return false;
  };
  await pollsAreDue();
  const said = await worker.told(given.act, {
    steps: STEPS,
    killAt: of === "database" ? { step, when } : null,
  });
  fake.watcher = null;
  expect(said, `it was not killed ${when} ${of} ${step}: ${words}`).toBeNull();
  kills += 1;
  worker = startWorker(program.file);
}

/**
 * Jobs are done, whoever asked asks again, things go on at the provider, and jobs are done again: by the process that was
 * started since, or by this one, which ran all the while as another process of a deployment does.
 */
async function finish({ act, later }: Given, by: "started" | "another"): Promise<void> {
  await doneBy(by, { does: "finish" });
  await pollsAreDue();
  // Asked again it may be refused: it has been done.
  await doneBy(by, act).catch(() => {});
  await later?.();
  await doneBy(by, { does: "finish" });
}

async function doneBy(by: "started" | "another", act: Act): Promise<void> {
  if (by === "another") await perform(act);
  else expect((await worker.told(act))?.problem).toBeNull();
}

function table(flows: readonly Flow[], world: World, books: () => Promise<string[]>): void {
  it.each(flows)(
    "$name",
    async ({ given }) => {
      const whole = await given();
      const steps = await stepsIn(world.fake, whole);
      await finish(whole, "started");
      expect(await whole.end(), "without a kill").toEqual(whole.done);
      expect(steps.length).toBeGreaterThan(1);
      for (const [at, step] of steps.entries()) {
        const words = `${step.when} ${step.of} ${step.step}: ${step.words}`;
        const each = await given();
        await killIn(world.fake, each, step);
        // What is started has everything to read and to compile once more: the last one of each flow shows that it can.
        const last = at === steps.length - 1;
        await finish(each, STEPS === "every" || last ? "started" : "another");
        expect(await each.end(), words).toEqual(each.done);
        expect(await books(), words).toEqual([]);
      }
    },
    FLOW_MS_MAX,
  );
}

describe("killed at each step, through Stripe", () => {
  const flows = [...pageFlows(stripe, stripePages(stripe.fake)), ...cardFlows(stripe)];
  table(flows, stripe, () => disagreements(stripe, stripeBooks(stripe.fake)));
});

describe("killed at each step, through Mollie", () => {
  table(pageFlows(mollie, molliePages(mollie.fake)), mollie, () =>
    disagreements(mollie, mollieBooks(mollie.fake)),
  );
});

describe("killed at each step, through GoCardless", () => {
  table(debitFlows(gocardless), gocardless, () =>
    disagreements(gocardless, gocardlessBooks(gocardless.fake)),
  );

  it("a premium is given back by nobody: that is refused before anything is asked or written", async () => {
    const paymentId = await aCollectedPremium(gocardless);
    const asked = gocardless.fake.asked;
    const key = newId();
    const refund = perform({ does: "refund", paymentId, amountMinor: 100, key });
    await expect(refund).rejects.toMatchObject({ problem: { code: "illegal_transition" } });
    expect(gocardless.fake.asked).toBe(asked);
    expect(gocardless.fake.books.refunds).toEqual([]);
    const attempts = await runUnprepared("SELECT operation FROM attempt WHERE payment_id = $1", [paymentId]);
    expect(attempts).toEqual([{ operation: "charge" }]);
  });
});
