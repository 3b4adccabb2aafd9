export { rowCount } from "./block";
export { dayAt, namesAt, textAt, textSize, timeAt, verdictLengthsAt, verdictsAt } from "./memory";
export { readNetfilterRows } from "./netfilter";
export { readPfirewallRows } from "./pfirewall";

import { layOutOctets } from "./numbers";

layOutOctets();
