import type { CardBrand } from "@/lib/connectors/typed-card/card-brands";

const LETTERS: Record<CardBrand, string> = {
  visa: "VISA",
  mastercard: "MC",
  amex: "AMEX",
  discover: "DISC",
  jcb: "JCB",
  unionpay: "UPAY",
};

/** A small card with the brand's letters on it: recognised at a glance, and nobody's trademark redrawn. */
export function BrandMark({ brand }: { brand: string }) {
  return (
    <span
      aria-hidden="true"
      className="inline-grid h-5 w-9 shrink-0 place-items-center rounded-sm border bg-muted font-bold text-[0.5625rem] text-muted-foreground tracking-wide"
    >
      {isBrand(brand) ? LETTERS[brand] : "CARD"}
    </span>
  );
}

function isBrand(brand: string): brand is CardBrand {
  return Object.hasOwn(LETTERS, brand);
}
