const BRANDS: Record<string, string> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "Amex",
  discover: "Discover",
  jcb: "JCB",
  unionpay: "UnionPay",
};

/** The card a payment was made with; its number was never here. */
export function PaymentCard({ brand, last4 }: { brand: string | null; last4: string | null }) {
  if (!last4) return <span className="text-muted-foreground">–</span>;
  const name = (brand && BRANDS[brand]) ?? "Card";
  return (
    <span className="figures whitespace-nowrap">
      {name} <span aria-hidden="true">••</span> <span className="sr-only">ending in</span>
      {last4}
    </span>
  );
}
