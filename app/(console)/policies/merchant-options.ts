import { operatorCtx } from "@/app/operator";
import { merchantChoices } from "@/lib/merchants/merchant-choices";

/** The merchants of a choice field. */
export async function merchantOptions() {
  const merchants = await merchantChoices({ ctx: await operatorCtx() });
  return merchants.map(({ id, name }) => ({ value: id, label: name }));
}
