import { formatDecimal } from "@/lib/money/decimal";
import { sepaText } from "./sepa-text";

export interface SepaAccount {
  name: string;
  iban: string;
  bic: string | null;
}

/** One payment in euro cents. `endToEndId` travels with it to the payee, at most 35 characters. */
export interface SepaTransfer extends SepaAccount {
  endToEndId: string;
  amountMinor: bigint;
  remittance: string;
}

export interface SepaOrder {
  /** At most 35 characters; a bank takes each once. */
  messageId: string;
  /** As clocks show it where the execution day is: "2026-11-30T09:15:30". */
  createdAt: string;
  /** As "2026-11-30". */
  executionDay: string;
  debtor: SepaAccount;
  transfers: readonly SepaTransfer[];
}

const EURO_DECIMALS = 2;
const NAME_LENGTH_MAX = 70;
const REMITTANCE_LENGTH_MAX = 140;

/** A SEPA credit transfer order as banks take it: ISO 20022 `pain.001.001.09`, one batch, charges shared. */
export function pain001({ messageId, createdAt, executionDay, debtor, transfers }: SepaOrder): string {
  const sums =
    element("NbOfTxs", String(transfers.length)) +
    element("CtrlSum", euros(totalOf(transfers.map(({ amountMinor }) => amountMinor))));
  const header =
    element("MsgId", messageId) +
    element("CreDtTm", createdAt) +
    sums +
    element("InitgPty", name(debtor.name));
  const batch =
    element("PmtInfId", messageId) +
    element("PmtMtd", "TRF") +
    sums +
    element("PmtTpInf", element("SvcLvl", element("Cd", "SEPA"))) +
    element("ReqdExctnDt", element("Dt", executionDay)) +
    element("Dbtr", name(debtor.name)) +
    element("DbtrAcct", iban(debtor.iban)) +
    element("DbtrAgt", debtor.bic ? agent(debtor.bic) : UNKNOWN_AGENT) +
    element("ChrgBr", "SLEV") +
    transfers.map(transaction).join("");
  const order = element("GrpHdr", header) + element("PmtInf", batch);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}">${element("CstmrCdtTrfInitn", order)}</Document>\n`;
}

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

function transaction(transfer: SepaTransfer): string {
  return element(
    "CdtTrfTxInf",
    element("PmtId", element("EndToEndId", transfer.endToEndId)) +
      element("Amt", `<InstdAmt Ccy="EUR">${euros(transfer.amountMinor)}</InstdAmt>`) +
      (transfer.bic ? element("CdtrAgt", agent(transfer.bic)) : "") +
      element("Cdtr", name(transfer.name)) +
      element("CdtrAcct", iban(transfer.iban)) +
      element("RmtInf", element("Ustrd", escaped(sepaText(transfer.remittance, REMITTANCE_LENGTH_MAX)))),
  );
}

function totalOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, each) => sum + each, 0n);
}

function euros(amountMinor: bigint): string {
  return formatDecimal(amountMinor, EURO_DECIMALS);
}

function name(text: string): string {
  return element("Nm", escaped(sepaText(text, NAME_LENGTH_MAX)));
}

function iban(number: string): string {
  return element("Id", element("IBAN", number));
}

function agent(bic: string): string {
  return element("FinInstnId", element("BICFI", bic));
}

// A debtor's bank must be there, and is found by the IBAN.
const UNKNOWN_AGENT = "<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>";

function element(tag: string, content: string): string {
  return `<${tag}>${content}</${tag}>`;
}

// Of the characters that mark up, the allowed set has but one.
function escaped(text: string): string {
  return text.replaceAll("'", "&apos;");
}
