import { currentReader } from "./current-reader";
import { MoneyText, type MoneyTextProps } from "./money-text";

/** An amount as the reader of this request writes it. In a client component use MoneyText. */
export async function Money(props: Omit<MoneyTextProps, "locale">) {
  const { locale } = await currentReader();
  return <MoneyText {...props} locale={locale} />;
}
