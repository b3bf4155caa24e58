interface MerchantChoice {
  id: string;
  name: string;
}

interface MerchantOptionsProps {
  merchants: readonly MerchantChoice[];
  /** Offers every merchant, first. */
  all?: boolean;
}

/** The options of a select for a merchant. */
export function MerchantOptions({ merchants, all = false }: MerchantOptionsProps) {
  return (
    <>
      {all && <option value="">All merchants</option>}
      {merchants.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
}
