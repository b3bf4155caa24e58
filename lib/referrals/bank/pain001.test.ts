import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { pain001, type SepaOrder } from "./pain001";
import { sepaText } from "./sepa-text";

const transfer = (number: number, amountMinor: bigint, name = `Partner ${number}`) => ({
  endToEndId: `0123456789abcdef0123456789abcd${number}0`,
  amountMinor,
  name,
  iban: "NL91ABNA0417164300",
  bic: number === 1 ? "ABNANL2A" : null,
  remittance: "Payout run_0123 <2026-11-30>",
});

const ORDER: SepaOrder = {
  messageId: "feedfacefeedfacefeedfacefeedface",
  createdAt: "2026-11-30T09:15:30",
  executionDay: "2026-12-01",
  debtor: { name: "Northwind & Söhne", iban: "DE89370400440532013000", bic: null },
  transfers: [transfer(1, 1_050n), transfer(2, 99_999_999_999_999n, "L’Été Łódź 株式会社"), transfer(3, 7n)],
};

const parsed = (xml: string) => {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, preserveOrder: true });
  return parser.parse(xml) as Node[];
};

type Node = Record<string, Node[] | string> & { ":@"?: Record<string, string> };

const tagOf = (node: Node) => Object.keys(node).find((key) => key !== ":@") ?? "";
const childrenOf = (node: Node | undefined) => (node ? (node[tagOf(node)] as Node[]) : []);
const child = (nodes: readonly Node[], tag: string) => nodes.find((each) => tagOf(each) === tag);
const at = (nodes: readonly Node[], path: string): string => {
  const [first = "", ...rest] = path.split("/");
  const inside = childrenOf(child(nodes, first));
  return rest.length > 0 ? at(inside, rest.join("/")) : String(inside[0]?.["#text"] ?? "");
};
const tags = (nodes: readonly Node[]) => nodes.map(tagOf);

const order = (given: SepaOrder = ORDER) => {
  const xml = pain001(given);
  expect(XMLValidator.validate(xml)).toBe(true);
  const document = child(parsed(xml), "Document");
  expect(document?.[":@"]).toEqual({ "@_xmlns": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09" });
  const [initiation] = childrenOf(document);
  expect(initiation && tagOf(initiation)).toBe("CstmrCdtTrfInitn");
  const parts = childrenOf(initiation);
  expect(tags(parts)).toEqual(["GrpHdr", "PmtInf"]);
  return { xml, header: childrenOf(parts[0]), batch: childrenOf(parts[1]) };
};

describe("a SEPA credit transfer order", () => {
  it("has the elements of pain.001.001.09 in the order of its schema", () => {
    const { header, batch } = order();
    expect(tags(header)).toEqual(["MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty"]);
    expect(tags(batch)).toEqual([
      ...[
        "PmtInfId",
        "PmtMtd",
        "NbOfTxs",
        "CtrlSum",
        "PmtTpInf",
        "ReqdExctnDt",
        "Dbtr",
        "DbtrAcct",
        "DbtrAgt",
      ],
      ...["ChrgBr", "CdtTrfTxInf", "CdtTrfTxInf", "CdtTrfTxInf"],
    ]);
    expect(at(header, "CreDtTm")).toBe("2026-11-30T09:15:30");
    expect(at(batch, "PmtMtd")).toBe("TRF");
    expect(at(batch, "PmtTpInf/SvcLvl/Cd")).toBe("SEPA");
    expect(at(batch, "ReqdExctnDt/Dt")).toBe("2026-12-01");
    expect(at(batch, "DbtrAcct/Id/IBAN")).toBe("DE89370400440532013000");
    expect(at(batch, "DbtrAgt/FinInstnId/Othr/Id")).toBe("NOTPROVIDED");
    expect(at(batch, "ChrgBr")).toBe("SLEV");
    const transactions = batch.filter((each) => tagOf(each) === "CdtTrfTxInf").map(childrenOf);
    expect(transactions.map(tags)).toEqual([
      ["PmtId", "Amt", "CdtrAgt", "Cdtr", "CdtrAcct", "RmtInf"],
      ["PmtId", "Amt", "Cdtr", "CdtrAcct", "RmtInf"],
      ["PmtId", "Amt", "Cdtr", "CdtrAcct", "RmtInf"],
    ]);
    const [first = []] = transactions;
    expect(at(first, "CdtrAgt/FinInstnId/BICFI")).toBe("ABNANL2A");
    expect(childrenOf(child(first, "Amt"))[0]?.[":@"]).toEqual({ "@_Ccy": "EUR" });
    expect(at(first, "CdtrAcct/Id/IBAN")).toBe("NL91ABNA0417164300");
  });

  it("says how many payments there are and what they come to, in header and batch, to the cent", () => {
    const { header, batch } = order();
    for (const part of [header, batch]) {
      expect(at(part, "NbOfTxs")).toBe("3");
      expect(at(part, "CtrlSum")).toBe("1000000000010.56");
    }
    const amounts = batch
      .filter((each) => tagOf(each) === "CdtTrfTxInf")
      .map((each) => at(childrenOf(each), "Amt/InstdAmt"));
    expect(amounts).toEqual(["10.50", "999999999999.99", "0.07"]);
  });

  it("has an end-to-end id of its own for each payment, and ids of at most 35 characters", () => {
    const { header, batch } = order();
    const ids = batch
      .filter((each) => tagOf(each) === "CdtTrfTxInf")
      .map((each) => at(childrenOf(each), "PmtId/EndToEndId"));
    expect(new Set(ids).size).toBe(3);
    for (const id of [...ids, at(header, "MsgId"), at(batch, "PmtInfId")])
      expect(id).toMatch(/^[\w-]{1,35}$/);
  });

  it("holds no character outside the set that every bank takes", () => {
    const { xml, batch } = order();
    expect(at(batch, "Dbtr/Nm")).toBe("Northwind + Sohne");
    expect(xml).toContain("<Nm>L&apos;Ete Lodz ....</Nm>");
    expect(xml).toContain("<Ustrd>Payout run-0123 .2026-11-30.</Ustrd>");
    for (const [, text = ""] of xml.matchAll(/<(?:Nm|Ustrd)>([^<]*)</g))
      expect(text.replaceAll("&apos;", "'")).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]{1,140}$/);
  });
});

it("a SEPA text is never empty, too long, or with a slash at an end or twice", () => {
  expect(sepaText("//a//b/", 70)).toBe("a/b");
  expect(sepaText("", 70)).toBe("NOTPROVIDED");
  expect(sepaText("Ä".repeat(100), 70)).toBe("A".repeat(70));
});
