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
}

const dictionary: CefVendor = { name: "", in: "source", deviceDirection: "connection" };

const vendors: readonly CefVendor[] = [
  // https://docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference/604144/cef-support
  { ...dictionary, name: "fortinet|", in: "destination" },
  // https://support.checkpoint.com/results/sk/sk144192
  { name: "check point|", in: "destination", deviceDirection: "interface" },
  { name: "checkpoint|", in: "destination", deviceDirection: "interface" },
  { ...dictionary, name: "forcepoint|", in: "destination" },
  // https://docs.paloaltonetworks.com/strata-logging-service/log-reference/network-logs
  { ...dictionary, name: "palo alto networks|lf", in: "destination" },
];

/** The vendor whose `vendor|product` begin a header, in lower case. */
export function cefVendor(name: string): CefVendor {
  return vendors.find((vendor) => name.startsWith(vendor.name)) ?? dictionary;
}
