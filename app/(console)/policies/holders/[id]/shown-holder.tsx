"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { MethodCard } from "@/app/(console)/policies/method-card";
import { LiveObject } from "@/components/live/live-object";
import { PolicyTable } from "@/components/policies/policy-table";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { AddMethod } from "./add-method";

export function ShownHolder(hydrated: Hydrated<"policyholder">) {
  const { id, name, email, cellphone, policies, methods, manage } = useConsoleQuery("policyholder", hydrated);
  return (
    <>
      <PageHeader
        up={{ href: "/policies/holders", label: "Policyholders" }}
        title={name}
        beside={<LiveObject of="policyholder" cursor={hydrated.shown.cursor} />}
        description={[email, cellphone].filter(Boolean).join(" · ") || undefined}
        actions={
          manage && (
            <ButtonLink href={`/policies/new?policyholder=${id}`} variant="primary">
              New policy
            </ButtonLink>
          )
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
        <Card>
          <CardHeader title="Policies" />
          {policies.length === 0 ? (
            <CardBody>
              <p className="text-muted-foreground">No policies yet.</p>
            </CardBody>
          ) : (
            <PolicyTable policies={policies} />
          )}
        </Card>
        <div className="grid gap-4">
          {methods.map((method) => (
            <MethodCard key={method.id} method={method} manage={manage} />
          ))}
          {manage && <AddMethod policyholderId={id} />}
        </div>
      </div>
    </>
  );
}
