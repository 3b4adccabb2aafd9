/** How a vendor uses keys that CEF's dictionary leaves room with. */
export interface CefVendor {
  /** How `vendor|product` begins, in lower case. */
  readonly name: string;
  /**
   * Whose bytes `in` counts. The dictionary means those that flow from source to destination; most firewalls write
   * those that the source received.
   */
  readonly in: "source" | "destination";
  /** What `deviceDirection` is of: the connection, or only the interface that logged it. */
  readonly deviceDirection: "connection" | "interface";
  /** What the first custom string is: its label says so, or, of SonicWall, the rule, and its label an address. */
  readonly cs1: "labeled" | "rule";
  /** How the event's id, or its category, begins on lines that are of no connection: logins, changes. */
  readonly others: readonly string[];
}

const dictionary: CefVendor = {
  name: "",
  in: "source",
  deviceDirection: "connection",
  cs1: "labeled",
  others: [],
};

const vendors: readonly CefVendor[] = [
  // https://docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference/604144/cef-support
  { ...dictionary, name: "fortinet|", in: "destination", others: ["event"] },
  // https://support.checkpoint.com/results/sk/sk144192
  { ...dictionary, name: "check point|", in: "destination", deviceDirection: "interface" },
  { ...dictionary, name: "checkpoint|", in: "destination", deviceDirection: "interface" },
  { ...dictionary, name: "forcepoint|", in: "destination" },
  // https://docs.paloaltonetworks.com/strata-logging-service/log-reference/network-logs
  {
    ...dictionary,
    name: "palo alto networks|lf",
    in: "destination",
    others: ["AUTH", "SYSTEM", "CONFIG", "USERID", "GLOBALPROTECT", "HIPMATCH", "AUDIT"],
  },
  // https://docs.sekoia.io/integration/categories/network_security/sonicwall_fw/
  { ...dictionary, name: "sonicwall|", in: "destination", cs1: "rule" },
];

/** The vendor whose `vendor|product` begin a header, in lower case. */
export function cefVendor(name: string): CefVendor {
  return vendors.find((vendor) => name.startsWith(vendor.name)) ?? dictionary;
}
