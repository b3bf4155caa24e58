import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { merchantsWithClocks } from "@/lib/merchant-clocks/read-merchant-clocks";
import { type ClockPreview, COUNTED_MAX, previewClock } from "@/lib/test-clock/preview-clock";
import { readTestClock } from "@/lib/test-clock/read-test-clock";
import { durationWords } from "./duration-words";

const HOUR_SECONDS = 3_600;
const STEPS_SECONDS = [1, 24, 72, 168, 720].map((hours) => hours * HOUR_SECONDS);

/** The test clock, how far it may go and what follows from that, and the merchants that have one of their own. */
export const clockQuery = {
  permission: "clock:advance",
  read: async ({ ctx }) => {
    const [{ offsetMs, movable }, ownClocks] = await Promise.all([
      readTestClock({ ctx }),
      merchantsWithClocks({ ctx }),
    ]);
    const steps = await Promise.all(
      STEPS_SECONDS.map(async (seconds) => ({
        seconds,
        words: durationWords(seconds),
        consequence: consequence(await previewClock({ ctx, input: { seconds } })),
      })),
    );
    return { now: ctx.now, offsetMs, movable, ownClocks, steps };
  },
} satisfies ConsoleQuery<unknown>;

function consequence(due: ClockPreview): string {
  const parts = [
    due.linksExpiring > 0 && `${counted(due.linksExpiring, "checkout link")} will expire`,
    due.premiumsDue > 0 && `${counted(due.premiumsDue, "premium")} will be collected`,
    due.retriesDue > 0 && `${counted(due.retriesDue, "failed premium")} will be tried again`,
    due.commissionsDue > 0 && `${counted(due.commissionsDue, "commission")} will be approved`,
    due.keysEnding > 0 && `${counted(due.keysEnding, "rotated key")} will end`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(", ")}.` : "Nothing becomes due.";
}

function counted(count: number, noun: string): string {
  if (count > COUNTED_MAX) return `More than ${COUNTED_MAX} ${noun}s`;
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
