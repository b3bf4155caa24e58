"use client";

import type { QueryData } from "@/app/(console)/_queries/all";
import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { AdvanceClock } from "./advance-clock";
import { durationWords } from "./duration-words";

export function ShownClock(hydrated: Hydrated<"clock">) {
  const { now, offsetMs, movable, ownClocks, steps } = useConsoleQuery("clock", hydrated);
  return (
    <>
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
                <Time at={now} show="full" />
              </Definition>
              <Definition term="Ahead by">
                {offsetMs > 0 ? durationWords(Math.round(offsetMs / 1_000)) : "Nothing: it is the real time"}
              </Definition>
            </DefinitionList>
          </CardBody>
        </Card>
      </div>
      {ownClocks.length > 0 && <OwnClocks clocks={ownClocks} now={now} />}
    </>
  );
}

function OwnClocks({ clocks, now }: { clocks: QueryData<"clock">["ownClocks"]; now: Date }) {
  return (
    <Card className="mt-4 max-w-4xl">
      <CardHeader
        title="Merchants with a test clock of their own"
        description="Made and moved by the API. What is theirs lives in their time, wherever it is ahead of this one."
      />
      <CardBody>
        <DefinitionList>
          {clocks.map(({ merchantId, merchantName, currentTime }) => (
            <Definition key={merchantId} term={merchantName}>
              <Time at={currentTime} show="full" />
              {currentTime <= now && <span className="text-muted-foreground"> the deployment’s time</span>}
            </Definition>
          ))}
        </DefinitionList>
      </CardBody>
    </Card>
  );
}
