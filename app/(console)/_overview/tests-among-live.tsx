import Link from "next/link";
import type { OverviewRange } from "./overview-query";

/** Says that the sums of the overview hold tests, where a deployment has both, and leads to either alone. */
export function TestsAmongLive({ range }: { range: Pick<OverviewRange, "merchantId"> }) {
  const to = (mode: "test" | "not_test") =>
    `/payments?${new URLSearchParams({ ...(range.merchantId && { merchant: range.merchantId }), mode })}`;
  return (
    <>
      Test payments are counted here as well as live ones. In lists they bear a mark:{" "}
      <Link href={to("not_test")} className="underline underline-offset-2">
        payments without tests
      </Link>
      ,{" "}
      <Link href={to("test")} className="underline underline-offset-2">
        tests alone
      </Link>
      .
    </>
  );
}
