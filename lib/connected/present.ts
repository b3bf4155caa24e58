import type { ConnectedAccount } from "@/lib/connected/connectors/account";
import type { InstalledConnector } from "@/lib/connected/connectors/installed-connector";
import type { ConnectedAdjustment, ShownPayment } from "@/lib/connected/payments/connected-payment";
import type { Page } from "@/lib/connected/query/page";
import { answerText } from "@/lib/http/answer-json";
import { exactJson } from "@/lib/http/exact-json";
import { spellInstant } from "@/lib/instant";
import { byTimeThenArrival } from "@/lib/payments/fold";
import type { PaymentStatus } from "@/lib/payments/status";
import type { AccountV1, AccountV3, ConnectorV1, ConnectorV3, PaymentV1, PaymentV3 } from "./answers";
import { spellAsset } from "./assets";
import { CONNECTED_PROVIDERS, encodeAccountId, encodeConnectorId, encodePaymentId } from "./ids";
import { toV3Scheme } from "./schemes";
import { shownMetadata } from "./shown-metadata";
import { toV1Status, toWireStatus } from "./statuses";

/** An answer whose amounts are JSON integers, however large: bigint goes over the wire digit by digit. */
export function losslessJson(value: unknown, status = 200): Response {
  return answerText(exactJson(value), { status });
}

const pages = new WeakMap<object, string>();

/** A page of payments, written once for all who are given that very page. */
export function paymentsPage(
  page: Readonly<Page<ShownPayment>>,
  present: (payment: ShownPayment) => PaymentV1 | PaymentV3,
): Response {
  const known = pages.get(page);
  if (known !== undefined) return answerText(known);
  const text = exactJson({ cursor: { ...page, data: page.data.map(present) } });
  pages.set(page, text);
  return answerText(text);
}

export function presentPaymentV1(payment: ShownPayment): PaymentV1 {
  const { id, reference, connectorID } = idsOf(payment);
  // Each field by its name, here and below: to spread the ids takes many times as long, and a page has a hundred payments.
  return {
    id,
    reference,
    connectorID,
    sourceAccountID: payment.sourceAccountId ?? "",
    destinationAccountID: payment.destinationAccountId ?? "",
    type: payment.type === "UNKNOWN" ? "OTHER" : payment.type,
    provider: providerV1(payment.provider),
    status: toV1Status(payment.status),
    amount: payment.amountMinor,
    initialAmount: payment.initialAmountMinor,
    scheme: payment.scheme,
    asset: spellAsset(payment),
    createdAt: payment.createdAt.toISOString(),
    raw: null,
    adjustments: adjustmentsV1(payment.adjustments ?? []),
    metadata: metadataOrNull(shownMetadata(payment)),
  };
}

export function presentPaymentV3(payment: ShownPayment): PaymentV3 {
  const { id, reference, connectorID } = idsOf(payment);
  return {
    id,
    reference,
    connectorID,
    sourceAccountID: payment.sourceAccountId || undefined,
    destinationAccountID: payment.destinationAccountId || undefined,
    type: payment.type,
    provider: providerV3(payment.provider),
    // A correction of the amount is told as what happened last; of anything else the payment's own rule decides, as on v1.
    status: toWireStatus(payment.lastStatus === "amount_adjustment" ? payment.lastStatus : payment.status),
    amount: payment.amountMinor,
    initialAmount: payment.initialAmountMinor,
    scheme: toV3Scheme(payment.scheme),
    asset: spellAsset(payment),
    createdAt: payment.createdAt.toISOString(),
    adjustments: newestFirst(payment.adjustments ?? []).map((each) => presentAdjustmentV3(id, payment, each)),
    metadata: metadataOrNull(shownMetadata(payment)),
  };
}

export function presentConnectorV1(connector: InstalledConnector): ConnectorV1 {
  return {
    provider: providerV1(connector.provider),
    connectorID: encodeConnectorId(connector),
    name: connector.name,
    enabled: connector.enabled,
    scheduledForDeletion: false,
  };
}

export function presentConnectorV3(connector: InstalledConnector): ConnectorV3 {
  return {
    id: encodeConnectorId(connector),
    reference: connector.reference,
    name: connector.name,
    provider: providerV3(connector.provider),
    createdAt: connector.createdAt.toISOString(),
    scheduledForDeletion: false,
    config: {},
  };
}

export function presentAccountV1(account: ConnectedAccount): AccountV1 {
  return {
    ...accountIds(account),
    provider: providerV1(account.provider),
    defaultCurrency: account.defaultAsset ?? "",
    defaultAsset: account.defaultAsset ?? "",
    accountName: account.name,
    type: account.type,
    metadata: metadataOrNull(account.metadata),
    raw: account.raw,
  };
}

export function presentAccountV3(account: ConnectedAccount): AccountV3 {
  return {
    ...accountIds(account),
    provider: providerV3(account.provider),
    ...(account.defaultAsset && { defaultAsset: account.defaultAsset }),
    name: account.name,
    type: account.type,
    metadata: metadataOrNull(account.metadata),
    raw: account.raw,
  };
}

function idsOf({ provider, connectorReference, reference, type }: ShownPayment) {
  const connector = { provider, reference: connectorReference };
  return {
    id: encodePaymentId({ connector, reference, type }),
    reference,
    connectorID: encodeConnectorId(connector),
  };
}

function accountIds({ provider, connectorReference, reference, createdAt }: ConnectedAccount) {
  const connector = { provider, reference: connectorReference };
  return {
    id: encodeAccountId({ connector, reference }),
    reference,
    createdAt: createdAt.toISOString(),
    connectorID: encodeConnectorId(connector),
  };
}

// What corrects the amount has no status of its own on v1: it shows the one before it.
function adjustmentsV1(adjustments: readonly ConnectedAdjustment[]) {
  let before: PaymentStatus = "pending";
  const shown = adjustments.toSorted(byTimeThenArrival).map((adjustment) => {
    const { reference, status, amountMinor, raw } = adjustment;
    if (status !== "amount_adjustment") before = status;
    return {
      reference,
      createdAt: spellInstant(adjustment),
      status: toV1Status(before),
      amount: amountMinor ?? 0n,
      raw: rawOf(raw),
    };
  });
  return shown.reverse();
}

// An absent amount or asset is left out, never null.
function presentAdjustmentV3(paymentId: string, payment: ShownPayment, adjustment: ConnectedAdjustment) {
  const { sequence, reference, status, amountMinor, metadata, raw } = adjustment;
  return {
    id: Buffer.from(JSON.stringify({ PaymentID: paymentId, Sequence: sequence })).toString("base64url"),
    reference,
    createdAt: spellInstant(adjustment),
    status: toWireStatus(status),
    amount: amountMinor ?? undefined,
    asset: amountMinor === null ? undefined : spellAsset(payment),
    metadata: metadataOrNull(metadata),
    raw: rawOf(raw),
  };
}

// By the time it happened, then by arrival.
function newestFirst(adjustments: readonly ConnectedAdjustment[]): ConnectedAdjustment[] {
  return adjustments.toSorted(byTimeThenArrival).reverse();
}

export function metadataOrNull(metadata: Record<string, string>): Record<string, string> | null {
  return Object.keys(metadata).length > 0 ? metadata : null;
}

function rawOf(raw: unknown): Record<string, unknown> {
  return typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>) : {};
}

/** Clients of v1 reject a whole list for one provider that they do not know: such a one is GENERIC there. */
export function providerV1(provider: string): string {
  return CONNECTED_PROVIDERS.some((each) => each === provider) ? provider : "GENERIC";
}

export function providerV3(provider: string): string {
  return provider.replaceAll("-", "").toLowerCase();
}
