export { readAsaRows } from "./asa";
export { rowCount } from "./block";
export { isAscii } from "./masks";
export {
  dayAt,
  destinationNumberAt,
  headsAt,
  lineAt,
  mannerAt,
  sourceNumberAt,
  textAt,
  textSize,
  timeAt,
  unnumberedAt,
  verdictLengthsAt,
  verdictsAt,
} from "./memory";
export { readNetfilterRows } from "./netfilter";
export {
  forgetNumbers,
  keepAddress,
  keepAddressAt,
  keepManner,
  numberManners,
  numberRows,
} from "./numbering";
export { readPfirewallRows } from "./pfirewall";
export { readZeekRows } from "./zeek";

import { layOutOctets } from "./numbers";

layOutOctets();
