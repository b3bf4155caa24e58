// @vitest-environment happy-dom
import { act } from "react";
import { FormProvider, type UseFormReturn, useForm } from "react-hook-form";
import { afterEach, expect, it } from "vitest";
import { showForm as show, unmountForm } from "@/app/(console)/_shared/testing/form";
import CustomerFields from "./customer-fields";
import { FormContext } from "./link-context";
import { emptyValues, type LinkValues } from "./link-values";

afterEach(unmountForm);

const SETTING = { merchants: [], locale: "en-GB", mayAddCustomers: false };
const ANA = { id: "cus_1", name: "Ana Ruiz", email: "ana@example.com" };
let form: UseFormReturn<LinkValues>;

function Who({ customer, deletedCustomer }: { customer: typeof ANA | null; deletedCustomer: string | null }) {
  form = useForm<LinkValues>({ defaultValues: { ...emptyValues("", "GBP"), customer } });
  return (
    <FormContext value={{ ...SETTING, deletedCustomer }}>
      <FormProvider {...form}>
        <CustomerFields />
      </FormProvider>
    </FormContext>
  );
}

it("says that whom the other link was for has been deleted, and that nobody was, else", async () => {
  const { text } = await show(<Who customer={null} deletedCustomer="Ana Ruiz" />);
  expect(text()).toContain("Ana Ruiz, whom the other link was for, has been deleted.");
  await unmountForm();
  const other = await show(<Who customer={null} deletedCustomer={null} />);
  expect(other.text()).not.toContain("deleted");
});

it("says beside the customer what was refused of them, until somebody else is chosen", async () => {
  const { click, find, text } = await show(<Who customer={ANA} deletedCustomer={null} />);
  await act(async () => form.setError("customer", { message: "This customer has been deleted." }));
  expect(find("#customer-error").textContent).toBe("This customer has been deleted.");
  await click("button[aria-label='Remove Ana Ruiz']");
  expect(text()).not.toContain("deleted");
});
