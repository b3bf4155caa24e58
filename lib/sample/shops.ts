import type { CHECKOUT_CURRENCIES } from "@/lib/money/checkout-currencies";

type Currency = (typeof CHECKOUT_CURRENCIES)[number];

/** A merchant of the sample data, and what it sells. Prices in minor units. */
export interface Shop {
  merchantId: string;
  keyId: string;
  name: string;
  logoColor: string;
  /** The first is its usual one. */
  currencies: readonly [Currency, ...Currency[]];
  referencePrefix: string;
  keyName: string;
  /** How much of the business it does, against the others. */
  weight: number;
  goods: readonly (readonly [description: string, priceMinor: bigint])[];
}

/** Ids are fixed, so that loading twice finds what is there. */
export const SHOPS: readonly [Shop, Shop, Shop] = [
  {
    merchantId: "019ab000-0000-7000-8000-00000000a001",
    keyId: "019ab000-0000-7000-8000-00000000b001",
    name: "Harbour & Pine",
    logoColor: "#2f5d50",
    currencies: ["GBP", "GBP", "GBP", "GBP", "GBP", "EUR"],
    referencePrefix: "HP",
    keyName: "Web shop",
    weight: 8,
    goods: [
      ["Oak side table", 189_00n],
      ["Linen cushion, slate", 34_00n],
      ["Wool throw, undyed", 86_00n],
      ["Stoneware mug", 16_50n],
      ["Beeswax candle, pair", 18_00n],
      ["Bentwood stool", 124_00n],
      ["Brass wall hook", 12_75n],
      ["Delivery, two-person", 45_00n],
      ["Rug 160 × 230, ochre", 420_00n],
    ],
  },
  {
    merchantId: "019ab000-0000-7000-8000-00000000a002",
    keyId: "019ab000-0000-7000-8000-00000000b002",
    name: "Atelier Morel",
    logoColor: "#7a3b2e",
    currencies: ["EUR"],
    referencePrefix: "AM",
    keyName: "Course bookings",
    weight: 3,
    goods: [
      ["Wheel throwing, six evenings", 240_00n],
      ["Glazing weekend", 165_00n],
      ["Firing, per shelf", 22_00n],
      ["Stoneware clay, 10 kg", 19_80n],
      ["Gift voucher", 60_00n],
      ["Studio pass, month", 95_00n],
    ],
  },
  {
    merchantId: "019ab000-0000-7000-8000-00000000a003",
    keyId: "019ab000-0000-7000-8000-00000000b003",
    name: "Northbound Cycles",
    logoColor: "#23395b",
    currencies: ["USD", "USD", "AUD"],
    referencePrefix: "NB",
    keyName: "Workshop till",
    weight: 3,
    goods: [
      ["Full service", 140_00n],
      ["Wheel truing", 28_00n],
      ["Gravel tyre 700 × 45", 64_95n],
      ["Dynamo light set", 112_00n],
      ["Frame bag", 79_00n],
      ["Touring bicycle, deposit", 650_00n],
      ["Inner tube", 7_50n],
    ],
  },
];

/** Customers of every shop; each shop knows them by an id of its own. */
export const PEOPLE: readonly (readonly [name: string, email: string])[] = [
  ["Amara Okafor", "amara.okafor@example.com"],
  ["Ben Whitlock", "ben.whitlock@example.org"],
  ["Chiara Lombardi", "chiara@example.net"],
  ["Dmitri Sokolov", "d.sokolov@example.com"],
  ["Elif Yıldız", "elif.yildiz@example.org"],
  ["Fergus MacLeod", "fergus@example.co.uk"],
  ["Grace Thompson", "grace.thompson@example.com"],
  ["Hiroshi Tanaka", "h.tanaka@example.jp"],
  ["Inès Delacroix", "ines.delacroix@example.fr"],
  ["Jonas Lindqvist", "jonas@example.se"],
  ["Kavya Raman", "kavya.raman@example.in"],
  ["Lucía Fernández", "lucia@example.es"],
  ["Marek Nowak", "marek.nowak@example.pl"],
  ["Niamh O’Sullivan", "niamh@example.ie"],
  ["Oluwaseun Adeyemi", "seun.adeyemi@example.com"],
  ["Priya Nair", "priya.nair@example.org"],
  ["Rosa van Dijk", "rosa@example.nl"],
  ["Samuel Osei", "sam.osei@example.com"],
  ["Tomás Herrera", "tomas.herrera@example.mx"],
  ["Yuki Mori", "yuki.mori@example.jp"],
];
