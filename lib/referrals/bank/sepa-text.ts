// Letters that do not come apart into one of the basic alphabet and a mark.
const SPELLED: Readonly<Record<string, string>> = {
  ...{ ß: "ss", Æ: "AE", æ: "ae", Ø: "O", ø: "o", Œ: "OE", œ: "oe", Ł: "L", ł: "l", Đ: "D", đ: "d", Þ: "TH" },
  ...{ þ: "th", ı: "i", "&": "+", "’": "'", "–": "-", "—": "-", _: "-" },
};

/** A text in the characters every bank in SEPA takes (EPC217-08): others are spelled with these, or are a full stop. */
export function sepaText(text: string, lengthMax: number): string {
  const spelled = [...text.normalize("NFKD").replace(/\p{M}/gu, "")]
    .map((each) => SPELLED[each] ?? each)
    .join("");
  const allowed = spelled
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ".")
    .replace(/\/{2,}/g, "/")
    .replace(/\s+/g, " ")
    .replace(/^[/ ]+/, "");
  return allowed.slice(0, lengthMax).replace(/[/ ]+$/, "") || "NOTPROVIDED";
}
