export { readAsaRows } from "./asa";
export { rowCount } from "./block";
export { forgetEventNumbers, keepEventNumbers, numberEvents } from "./eventNumbers";
export { forgetEventTexts, isFull } from "./eventTexts";
export { hasReturn, isAscii } from "./masks";
export {
  dayAt,
  destinationNumberAt,
  eventColumnsAt,
  headsAt,
  lineAt,
  mannerAt,
  sourceNumberAt,
  tellingOfAt,
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
export { readEventRows, tellingCount } from "./procmon";
export { readZeekRows } from "./zeek";

import { layOutOctets } from "./numbers";

layOutOctets();
