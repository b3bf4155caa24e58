import { DAY_MS, HOUR_MS } from "@/lib/durations";
import { atTheBank, COURSES, declinedAndLeft, neverOpened, type Occasion, paid } from "./courses";
import { type Dice, dice } from "./dice";
import { PEOPLE, SHOPS, type Shop } from "./shops";
import type { Story, StoryStep } from "./story";

/** How far back the sample data goes. */
export const SAMPLE_DAYS = 90;

const SEED = 20_261_121;
const MINUTE_MS = 60_000;

/** On a day; business grows from the first to the last, and weekends are slower. */
const PAYMENTS_FIRST_DAY = 2;
const PAYMENTS_LAST_DAY = 7;
const WEEKEND = 0.55;

/** What has just happened, whatever the hour: minutes ago, and the course. */
const LATELY = [
  [4, atTheBank],
  [9, paid],
  [26, neverOpened],
  [48, declinedAndLeft],
  [75, paid],
  [140, neverOpened],
  [205, paid],
] as const;

/** Ninety days of payments up to `now`, oldest first. The same for the same day, but for the times. */
export function planSample(now: Date): Story[] {
  const thrown = dice(SEED);
  const stories: Story[] = [];
  for (let day = SAMPLE_DAYS - 1; day >= 0; day--) {
    for (const createdAt of timesOf(thrown, now, day)) {
      stories.push(tell(thrown, createdAt, now, weighted(thrown, COURSES)));
    }
  }
  for (const [minutesAgo, course] of LATELY) {
    stories.push(tell(thrown, new Date(now.getTime() - minutesAgo * MINUTE_MS), now, course));
  }
  return stories
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
    .map((story, index) => ({ ...story, key: `sample-${String(index + 1).padStart(4, "0")}` }));
}

function timesOf(thrown: Dice, now: Date, daysAgo: number): Date[] {
  const midnight = Math.floor((now.getTime() - daysAgo * DAY_MS) / DAY_MS) * DAY_MS;
  const weekend = [0, 6].includes(new Date(midnight).getUTCDay());
  const grown = (SAMPLE_DAYS - daysAgo) / SAMPLE_DAYS;
  const usual = PAYMENTS_FIRST_DAY + (PAYMENTS_LAST_DAY - PAYMENTS_FIRST_DAY) * grown;
  const count = Math.round(usual * (weekend ? WEEKEND : 1) * (0.6 + 0.8 * thrown.roll()));
  // Two throws make the middle of the day the busiest part of it.
  const hour = () => 6 + (thrown.roll() + thrown.roll()) * 8.5;
  return Array.from({ length: count }, () => new Date(Math.round(midnight + hour() * HOUR_MS))).filter(
    (at) => at.getTime() < now.getTime() - 4 * HOUR_MS,
  );
}

function tell(thrown: Dice, createdAt: Date, now: Date, course: (occasion: Occasion) => StoryStep[]): Story {
  const shop = weighted(
    thrown,
    SHOPS.map((each) => [each.weight, each] as const),
  );
  const person = thrown.chance(0.7) ? thrown.between(0, PEOPLE.length - 1) : null;
  const offersSaving = person !== null && thrown.chance(0.5);
  const expiresInMs = thrown.pick([3, 7, 7, 14, 30]) * DAY_MS;
  const expiresAt = new Date(createdAt.getTime() + expiresInMs);
  const steps = course({ dice: thrown, createdAt, expiresAt, save: offersSaving });
  return {
    key: "",
    shop,
    madeBy: thrown.chance(0.25) ? "person" : "key",
    createdAt,
    currency: thrown.pick(shop.currencies),
    reference: `${shop.referencePrefix}-${thrown.between(10_000, 99_999)}`,
    metadata: thrown.chance(0.3) ? { channel: thrown.pick(["web", "phone", "newsletter"]) } : {},
    lineItems: lineItemsOf(thrown, shop),
    person,
    offersSaving,
    expiresInMs,
    steps: steps.filter(({ at }) => at <= now),
  };
}

function lineItemsOf(thrown: Dice, { goods }: Shop): Story["lineItems"] {
  const chosen = new Set(Array.from({ length: thrown.pick([1, 1, 2, 2, 3]) }, () => thrown.pick(goods)));
  return Array.from(chosen, ([description, amount]) => ({
    description,
    amount,
    quantity: amount < 40_00n ? thrown.between(1, 4) : 1,
  }));
}

function weighted<T>(thrown: Dice, choices: readonly (readonly [weight: number, choice: T])[]): T {
  let left = thrown.roll() * choices.reduce((sum, [weight]) => sum + weight, 0);
  const chosen = choices.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return (chosen ?? (choices[0] as (typeof choices)[number]))[1];
}
