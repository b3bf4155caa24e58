import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { type PaymentView, paymentView } from "./payment-view";

/** One payment, by its `id`. */
export const paymentQuery = {
  permission: "payments:read",
  read: ({ ctx, reader, params }) => paymentView({ ctx, reader, id: params.get("id") ?? "" }),
} satisfies ConsoleQuery<PaymentView>;
