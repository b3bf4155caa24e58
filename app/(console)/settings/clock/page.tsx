import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { merchantsWithClocks } from "@/lib/merchant-clocks/read-merchant-clocks";
import { type ClockPreview, COUNTED_MAX, previewClock } from "@/lib/test-clock/preview-clock";
import { readTestClock } from "@/lib/test-clock/read-test-clock";
import { AdvanceClock, type Step } from "./advance-clock";
import { durationWords } from "./duration-words";

export const metadata: Metadata = { title: "Test clock" };

const HOUR_SECONDS = 3_600;
const STEPS_SECONDS = [1, 24, 72, 168, 720].map((hours) => hours * HOUR_SECONDS);

export default async function ClockPage() {
  await requireOperator("clock:advance");
  const ctx = await operatorCtx();
  const [{ offsetMs, movable }, ownClocks] = await Promise.all([
    readTestClock({ ctx }),
    merchantsWithClocks({ ctx }),
  ]);
  const steps: Step[] = await Promise.all(
    STEPS_SECONDS.map(async (seconds) => ({
      seconds,
      words: durationWords(seconds),
      consequence: consequence(await previewClock({ ctx, input: { seconds } })),
    })),
  );
  return (
    <>
      <PageHeader
        title="Test clock"
        description="The time that payments, links and keys live in. Move it forward to see today what would happen later. It never goes back."
      />
      <div className="grid max-w-4xl items-start gap-4 lg:grid-cols-[1fr_20rem]">
        {movable ? (
          <Card>
            <CardHeader
              title="Move it forward"
              description="What becomes due is done at once. No live account can be connected here afterwards."
            />
            <CardBody>
              <AdvanceClock from={offsetMs} steps={steps} />
            </CardBody>
          </Card>
        ) : (
          <Notice tone="caution" title="It cannot be moved here">
            This deployment can move real money, so its clock is the real one.
          </Notice>
        )}
        <Card>
          <CardHeader title="Now" />
          <CardBody>
            <DefinitionList>
              <Definition term="Test clock">
                <Time at={ctx.now} show="full" />
              </Definition>
              <Definition term="Ahead by">
                {offsetMs > 0 ? durationWords(Math.round(offsetMs / 1_000)) : "Nothing: it is the real time"}
              </Definition>
            </DefinitionList>
          </CardBody>
        </Card>
      </div>
      {ownClocks.length > 0 && (
        <Card className="mt-4 max-w-4xl">
          <CardHeader
            title="Merchants with a test clock of their own"
            description="Made and moved by the API. What is theirs lives in their time, wherever it is ahead of this one."
          />
          <CardBody>
            <DefinitionList>
              {ownClocks.map(({ merchantId, merchantName, currentTime }) => (
                <Definition key={merchantId} term={merchantName}>
                  <Time at={currentTime} show="full" />
                  {currentTime <= ctx.now && (
                    <span className="text-muted-foreground"> the deployment’s time</span>
                  )}
                </Definition>
              ))}
            </DefinitionList>
          </CardBody>
        </Card>
      )}
    </>
  );
}

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
