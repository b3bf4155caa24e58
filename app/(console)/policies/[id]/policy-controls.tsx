"use client";

import { lazy, Suspense } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { PolicyStatus } from "@/lib/policies/enums";
import { type PendingOfPolicy, StatusControl } from "./status-control";

const ChooseMethod = lazy(() => import("./choose-method"));

/** Which method the policy is paid with, and how it stands. */
export function PolicyControls({
  policyId,
  status,
  methodId,
  methods,
  pending,
}: {
  policyId: string;
  status: PolicyStatus;
  methodId: string | null;
  methods: readonly { value: string; label: string }[];
  pending: PendingOfPolicy;
}) {
  return (
    <Card>
      <CardHeader title="Change" />
      <CardBody className="grid gap-4">
        {methods.length > 0 && (
          <Suspense>
            <ChooseMethod policyId={policyId} methodId={methodId} methods={methods} />
          </Suspense>
        )}
        <StatusControl policyId={policyId} status={status} pending={pending} />
      </CardBody>
    </Card>
  );
}
